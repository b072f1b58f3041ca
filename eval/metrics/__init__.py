"""One measure per file, each with its formula and its source.

Measures of a ranking work on `eval.reading.Step`s: the slot where a passage begins and the judged
quotes it is the first to show. Slots count from 1; a passage longer than a screenful takes several.
"""
