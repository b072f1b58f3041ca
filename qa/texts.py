"""What of a text stands word for word in notices of a library: only those asked about are read.

How many notices hold a stretch, which makes it a set phrase or not, is counted in the passages nearest to it by
pairs of characters: more of them are looked at as long as the last ones held any of it. A stretch over the end of
a passage is counted in the notices asked about alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.types import Engine
from qa import duplicates
from qa.overlap import Overlap, OverlapIndex
from qa.phrases import SetPhrases
from qa.verbatim import WINDOW, Folded, fold, plain

PIECE = 3 * WINDOW  # Han characters looked up at once: a passage that holds a window of them has a third of their pairs
FIRST, FURTHER = 100, 2  # passages looked at, and times as many by the next time
MOST = 800  # of them: a stretch that so many have is a set phrase many times over, whoever else has it
PLAIN = 32_768  # passages kept plain, a KB each: what follows in a text was copied from the same ones
READ = 64  # notices kept folded, some 200 KB each: a draft meets the same ones again and again

_folded = lru_cache(maxsize=READ)(fold)
_plain = lru_cache(maxsize=PLAIN)(plain)


@dataclass(frozen=True, slots=True)
class Met:
    """The overlaps of a text, by notice id, with the notices it shares a run with; `phrases` count its windows only."""

    overlaps: Mapping[str, Overlap]
    phrases: SetPhrases


def met(engine: Engine, text: str, notice_ids: Iterable[str]) -> Met:
    """A text beside the notices named, in the order given."""
    ids, folded = list(notice_ids), fold(text)
    windows = {folded.text[a:b] for a, b in folded.windows()}
    index = OverlapIndex([engine.text(i) for i in ids], folding=_folded, only=windows)
    group = _groups(engine)
    holders = {window: {group.get(ids[n], ids[n]) for n in numbers} for window, numbers in index.holders().items()}
    for piece in _pieces(folded, holders):
        _look(engine, piece, holders, group)
    different = len(engine.ids()) - len(group) + len(set(group.values()))
    known = SetPhrases(different, {window: len(found) for window, found in holders.items() if len(found) > 1})
    overlaps = index.discounting(known).all(text)
    return Met({ids[number]: found for number, found in overlaps.items()}, known)


def holding(engine: Engine, text: str) -> list[str]:
    """Ids of the notices that have passages with windows of a text, those with most of them first."""
    folded = fold(text)
    holders: dict[str, set[str]] = {folded.text[a:b]: set() for a, b in folded.windows()}
    for piece in _pieces(folded, holders):
        _look(engine, piece, holders, {}, FIRST)
    counts: dict[str, int] = defaultdict(int)
    for found in holders.values():
        for notice_id in found:
            counts[notice_id] += 1
    return sorted(counts, key=lambda i: (-counts[i], i))


def _groups(engine: Engine) -> dict[str, str]:
    """Of each notice that is loaded more than once, the copy loaded first: a mirror makes no set phrase."""
    return {i: group[0] for i, group in duplicates.linked(engine).items()}


def _pieces(folded: Folded, windows: Collection[str]) -> Iterator[str]:
    """Stretches of PIECE Han characters at most that have all the windows named between them."""
    spans = [(a, b) for a, b in folded.windows() if folded.text[a:b] in windows]
    at = 0
    while at < len(spans):
        end = at
        while end + 1 < len(spans) and end + 1 - at <= PIECE - WINDOW and spans[end + 1][0] < spans[end][1]:
            end += 1
        yield folded.text[spans[at][0] : spans[end][1]]
        at = end + 1


def _look(
    engine: Engine, piece: str, holders: Mapping[str, set[str]], group: Mapping[str, str], most: int = MOST
) -> None:
    """Add the notices in whose passages windows of a piece stand, of the `most` nearest passages."""
    inner = fold(piece)
    windows = [window for a, b in inner.windows() if (window := piece[a:b]) in holders]
    size, looked_at = FIRST, 0
    hits = engine.bigrams(piece, FIRST)
    while _found(engine, [hit.passage_id for hit in hits[looked_at:size]], windows, holders, group):
        if len(hits) < size or size >= most:
            return
        if looked_at == 0:
            hits = engine.bigrams(piece, most)  # all that may still be looked at: one more search, not one each time
        size, looked_at = size * FURTHER, size


def _found(
    engine: Engine,
    passage_ids: Sequence[str],
    windows: Sequence[str],
    holders: Mapping[str, set[str]],
    group: Mapping[str, str],
) -> bool:
    """Whether any of the passages holds a window; who does is added to its holders."""
    any_found = False
    for passage_id, said in zip(passage_ids, engine.texts(passage_ids), strict=True):
        text = _plain(said)
        if found := [window for window in windows if window in text]:
            notice_id = passage_id.rpartition(":")[0]
            for window in found:
                holders[window].add(group.get(notice_id, notice_id))
            any_found = True
    return any_found
