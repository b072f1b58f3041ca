"""The parts of the ranker that an evaluation can switch off, to see what each is worth."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Parts:
    """Which parts take part. Users always get ALL; the legs of the index are silenced below the ranker instead.

    `typos`: input slips mended. `synonyms`: the synonym table. `glossary`: English words and romanised names
    in Chinese. `question_words`: asking words and small talk kept out of the word legs. `subject`: the subject
    matter compared by meaning beside the whole question. `places`: a named place prefers its notice.
    `figures`: years and numbers of the question preferred in the passage. `kinds`: the asked-for kind of
    answer preferred. `closing`: opening and closing lines moved down. `siblings`: a share of the score of the passages
    under the same heading. `lead`: one lead passage per notice for questions about several.
    """

    typos: bool = True
    synonyms: bool = True
    glossary: bool = True
    question_words: bool = True
    subject: bool = True
    places: bool = True
    figures: bool = True
    kinds: bool = True
    closing: bool = True
    siblings: bool = True
    lead: bool = True


ALL = Parts()
