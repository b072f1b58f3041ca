"""The same notice found twice, on another site or under another name: linked, never counted as copying."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import combinations

from data.types import Notice
from index.cards import stated
from index.types import Card, Engine, Stated
from qa.fold import fold
from qa.held import Held, by_id
from qa.types import Copy

# Share of the shorter notice's windows that the other holds. Mirrors differ by navigation and dates only
# (above 0.95); the five bundled notices share 0.013 at most.
SAME = 0.85
WINDOW = 8  # as long as a run that counts as verbatim, see `qa.verbatim`
SAMPLE = 8  # about every eighth stretch: enough of some thousand to tell 0.85 from 0.02
PRINTS = 1024  # notices whose stretches are kept, some 100 KB each
NEAREST = 10  # passages; more copies of one notice are not loaded
_BETWEEN = re.compile(r"[\W_]+")

Links = Mapping[str, tuple[str, ...]]


def links(notices: Sequence[Notice]) -> dict[str, tuple[str, ...]]:
    """Linked notices only: each id → the ids of its group, itself among them, in the order given."""
    return {i: group for group in groups(notices) for i in group}


def links_of(engine: Engine, cards: Iterable[Card]) -> dict[str, tuple[str, ...]]:
    """`links` of notices by their cards; only those that may be copies of each other are read."""
    said = [(card.notice_id, card.stated) for card in cards]
    return {i: group for group in _groups(said, engine.text) for i in group}


linked = Held(lambda engine: links_of(engine, engine.cards()))


def near_links(engine: Engine, notice_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """`links` of a few notices of a library that need not be read for it: a copy's passages are nearest to its own."""
    near = set(notice_ids)
    for own in map(engine.passages_of, notice_ids):
        for passage in {own[0], own[len(own) // 2], own[-1]} if own else ():
            hits = engine.dense(passage.text, NEAREST)
            near.update(p.notice_id for p in engine.passages([hit.passage_id for hit in hits]))
    return links_of(engine, in_order(engine, near))


def in_order(engine: Engine, notice_ids: Iterable[str]) -> list[Card]:
    """The cards of the notices named, in loading order; those no longer held are left out."""
    known = by_id(engine)
    return [card for _, card in sorted(known[i] for i in set(notice_ids) if i in known)]


def groups(notices: Sequence[Notice]) -> tuple[tuple[str, ...], ...]:
    """Ids of notices that are one and the same, two or more to a group; groups and ids in the order given."""
    texts = {notice.id: notice.text for notice in notices}
    return _groups([(notice.id, stated(notice)) for notice in notices], texts.__getitem__)


def _groups(said: Sequence[tuple[str, Stated]], text: Callable[[str], str]) -> tuple[tuple[str, ...], ...]:
    parent = list(range(len(said)))

    def root(i: int) -> int:
        while parent[i] != i:
            i = parent[i]
        return i

    for together in _possible([s for _, s in said]):
        for a, b in combinations(together, 2):
            if root(a) != root(b) and _share(said[a], said[b], text) >= SAME:
                first, second = sorted((root(a), root(b)))
                parent[second] = first
    found: dict[int, list[str]] = defaultdict(list)
    for i, (notice_id, _) in enumerate(said):
        found[root(i)].append(notice_id)
    return tuple(tuple(ids) for ids in found.values() if len(ids) > 1)


def mirror(notice: Notice, held: Sequence[Notice]) -> tuple[str, float]:
    """The notice at hand that `notice` is a copy of, and the share of it that is; ("", 0) where there is none."""
    shares = ((other.id, share(notice, other)) for other in held)
    return next((found for found in shares if found[1] >= SAME), ("", 0.0))


def share(a: Notice, b: Notice) -> float:
    """How much of the shorter one the other holds, in [0, 1]; 0 where what they state says that they are two.

    Only notices of one issuer on one inspection are compared: a bureau that copied another's notice is
    never taken for its mirror, nor this year's notice for last year's.
    """
    texts = {a.id: a.text, b.id: b.text}
    return _share((a.id, stated(a)), (b.id, stated(b)), texts.__getitem__)


def _share(a: tuple[str, Stated], b: tuple[str, Stated], text: Callable[[str], str]) -> float:
    if not _agree(a[1], b[1]) or not _one_issuer(a[1], b[1]):
        return 0.0
    here, there = _print(text(a[0])), _print(text(b[0]))
    return len(here & there) / max(1, min(len(here), len(there)))


def once(cards: Sequence[Card], linked: Links) -> list[Card]:
    """The notices without those that repeat one before them."""
    gone: set[str] = set()
    kept: list[Card] = []
    for card in cards:
        if card.notice_id not in gone:
            kept.append(card)
            gone.update(linked.get(card.notice_id, ()))
    return kept


def copies(engine: Engine, notice_id: str) -> tuple[Copy, ...]:
    """The other notices of a group, as they are named beside a citation."""
    return tuple(copy_of(engine, i) for i in others(notice_id, linked(engine)))


def others(notice_id: str, linked: Links) -> tuple[str, ...]:
    """Ids of the notices that are one and the same with this one; none where it is not linked."""
    return tuple(i for i in linked.get(notice_id, ()) if i != notice_id)


def copy_of(engine: Engine, notice_id: str) -> Copy:
    """A notice as it is named beside a citation of another copy."""
    card = by_id(engine)[notice_id][1]
    return Copy(notice_id, card.stated.title, card.url)


def _possible(said: Sequence[Stated]) -> list[list[int]]:
    """Numbers of notices of one unit or one title: no other two can be the same."""
    sharing: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, one in enumerate(said):
        sharing["title", _squeezed(one.title)].append(number)
        if one.unit:
            sharing["unit", one.unit].append(number)
    return [together for together in sharing.values() if len(together) > 1]


def _one_issuer(a: Stated, b: Stated) -> bool:
    if not a.unit or not b.unit:
        return _squeezed(a.title) == _squeezed(b.title)
    return a.unit == b.unit


def _agree(a: Stated, b: Stated) -> bool:
    """Whether the dates of the inspection that both state are the same; those of publication differ by site."""
    pairs = ((a.inspected_from, b.inspected_from), (a.inspected_to, b.inspected_to), (a.feedback, b.feedback))
    return all(not one or not other or one == other for one, other in pairs)


def _squeezed(title: str) -> str:
    return "".join(fold(title).split())


@lru_cache(maxsize=PRINTS)
def _print(text: str) -> frozenset[str]:
    """Stretches of WINDOW letters, digits and Han characters, those that begin with a sampled character.

    What begins a stretch depends on the text alone, so both copies are sampled alike wherever they differ.
    """
    kept = _BETWEEN.sub("", fold(text))
    return frozenset(kept[i : i + WINDOW] for i, first in enumerate(kept) if ord(first) % SAMPLE == 0)
