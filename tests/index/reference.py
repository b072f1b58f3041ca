"""The engine by brute force: every passage and every term looked at in turn, nothing kept between calls.

It says what the answers of the real engines must be; it shares the cutting and the encoder with them and nothing else.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from data.passages import passages
from data.types import Notice, Passage
from index import encoder, words
from index.scope import holds
from index.types import Hit, Scope

Terms = dict[str, float]


class Reference:
    """Notices in a list, the last one given under an id being the one that counts."""

    def __init__(self) -> None:
        self.held: list[Notice] = []

    def add(self, notices: Sequence[Notice]) -> None:
        for notice in notices:
            same = [i for i, n in enumerate(self.held) if n.id == notice.id]
            if same:
                self.held[same[0]] = notice
            else:
                self.held.append(notice)

    def remove(self, ids: Sequence[str]) -> None:
        self.held = [n for n in self.held if n.id not in ids]

    def _all(self, scope: Scope = Scope()) -> list[tuple[Notice, Passage]]:
        statuses = {i.id: i.status.value for n in self.held for i in n.items}
        return [
            (n, p)
            for n in self.held
            for p in passages(n)
            if holds(n, scope) and (not scope.statuses or statuses.get(p.item_id, "") in scope.statuses)
        ]

    def dense(self, text: str, k: int, scope: Scope = Scope()) -> list[Hit]:
        coder = encoder.load()
        query = coder.queries([text])[0]
        found = []
        for n, p in self._all(scope):
            unit = n.metadata.unit.value if n.metadata.unit else ""
            views = coder.passages([p.text, f"{unit} {' '.join(p.path[-2:])} {p.text}"])
            found.append(Hit(p.id, max(float(views[0] @ query), float(views[1] @ query))))
        return _first(found, k)

    def lexical(self, text: str, k: int, scope: Scope = Scope()) -> list[Hit]:
        bags = {p.id: _bag((0.3, words.terms(n.title)), *_fields(p, words.terms)) for n, p in self._all()}
        return self._bm25(bags, words.terms(text), k, scope)

    def bigrams(self, text: str, k: int, scope: Scope = Scope()) -> list[Hit]:
        bags = {p.id: _bag(*_fields(p, words.bigrams)) for n, p in self._all()}
        return self._bm25(bags, words.bigrams(text), k, scope)

    def _bm25(self, bags: dict[str, Terms], asked: Sequence[str], k: int, scope: Scope) -> list[Hit]:
        mean = sum(sum(b.values()) for b in bags.values()) / max(len(bags), 1)
        inside = {p.id for _, p in self._all(scope)}
        found = []
        for name, bag in bags.items():
            score = 0.0
            for term in set(asked) & set(bag):
                n = sum(term in other for other in bags.values())
                idf = math.log(1 + (len(bags) - n + 0.5) / (n + 0.5))
                norm = 1.2 * (1 - 0.75 + 0.75 * sum(bag.values()) / mean)
                score += idf * bag[term] * 2.2 / (bag[term] + norm)
            if score > 0 and name in inside:
                found.append(Hit(name, score))
        return _first(found, k)


def _fields(passage: Passage, cut: object) -> tuple[tuple[float, list[str]], tuple[float, list[str]]]:
    assert callable(cut)
    return (1.0, cut(" ".join(passage.path))), (1.0, cut(passage.text))


def _bag(*fields: tuple[float, list[str]]) -> Terms:
    bag: Terms = {}
    for weight, terms in fields:
        for term in terms:
            bag[term] = bag.get(term, 0.0) + weight
    return bag


def _first(found: list[Hit], k: int) -> list[Hit]:
    """Best first, equals by id; scores that differ by rounding alone are equal."""
    return sorted(found, key=lambda h: (-round(h.score, 5), h.passage_id))[:k]
