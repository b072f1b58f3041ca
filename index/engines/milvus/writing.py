"""Notices → rows on the server, in an order that shows readers each notice's old or new version, never a mixture.

1. pieces of the text and passages of the new version, under keys that carry the version, and its card;
2. the notice's own row, which makes that version count;
3. everything of the notice under another version goes.
Killed anywhere, nothing that counted is lost, and doing it again ends the same: keys are made from content.
"""

from __future__ import annotations

import base64
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from data.types import Notice
from index import cards, codec
from index.engines.milvus import terms
from index.engines.milvus.filter import names_of, one_of, years_of
from index.engines.milvus.packing import pack
from index.engines.milvus.schema import CARD, NOTICES, PASSAGES, STATE, TEXT_BYTES, TEXTS
from index.engines.milvus.server import Server
from index.prepare import Prepared, prepare
from index.scope import facts
from index.types import Card, Encoder

PIECE = TEXT_BYTES - 100


def version(notice: Notice) -> str:
    """Of everything a notice holds."""
    return codec.digest(codec.dump(notice))[:16]


def passage_key(passage_id: str, of: str) -> str:
    """Sorts as the passage id does: "!" comes before every digit."""
    return f"{passage_id}!{of}"


def card_key(notice_id: str) -> str:
    """Of a notice's card in STATE. A new card replaces the old one a moment before the version that it is of counts."""
    return f"{CARD}{notice_id}"


def put(server: Server, encoder: Encoder, notices: Mapping[int, Notice], max_chars: int) -> list[dict[str, Any]]:
    """Write notices by their position in the library; returns their rows of NOTICES."""
    own, texts, passages, held = [], [], [], []
    for position, notice in notices.items():
        made = _Made(prepare(notice, encoder, max_chars, keep_windows=False), version(notice))
        own.append(_notice(made, position))
        texts += _texts(made)
        held.append(_card(made))
        passages += _passages(made)
    server.put(TEXTS, texts)
    server.put(PASSAGES, passages)
    server.put(STATE, held)
    server.put(NOTICES, own)
    others = f"{one_of('notice', [r['id'] for r in own])} and not ({one_of('version', [r['version'] for r in own])})"
    server.delete(PASSAGES, others)
    server.delete(TEXTS, others)
    return own


def drop(server: Server, notice_ids: Sequence[str]) -> None:
    """The rows that make the notices count go first."""
    server.delete(NOTICES, one_of("id", notice_ids))
    server.delete(PASSAGES, one_of("notice", notice_ids))
    server.delete(TEXTS, one_of("notice", notice_ids))
    server.delete(STATE, one_of("key", [card_key(i) for i in notice_ids]))


def read_card(notice_id: str, of: str, value: str) -> Card | None:
    """The card from its row; None where it is of another version than `of`, or an earlier program's."""
    written, _, dumped = value.partition(" ")
    return cards.load(notice_id, of, dumped) if written == of else None


def read_texts(pieces: Sequence[str]) -> Notice:
    """A notice from its pieces in order."""
    bare, _, text = zlib.decompress(base64.b85decode("".join(pieces))).decode("utf-8", "surrogatepass").partition("\n")
    return codec.notice(bare, text)


class _Made:
    """A prepared notice with its bags by term number."""

    def __init__(self, prepared: Prepared, version: str) -> None:
        self.notice, self.version = prepared.notice, version
        self.passages, self.vectors = prepared.passages, prepared.vectors
        self.bags = {"words": terms.numbered(prepared.words), "pairs": terms.numbered(prepared.pairs)}


def _notice(made: _Made, position: int) -> dict[str, Any]:
    row = {"id": made.notice.id, "version": made.version, "position": position, "passages": len(made.passages)}
    for leg, bags in made.bags.items():
        counts = Counter(n for bag in bags for n in bag)
        row[leg] = {n: float(c) for n, c in sorted(counts.items())} or {terms.NOTHING: 1.0}
        row[f"{leg}_length"] = round(sum(map(terms.length, bags)), 1)
    return row


def _card(made: _Made) -> dict[str, Any]:
    value = f"{made.version} {cards.dump(cards.card(made.notice, made.version))}"
    return {"key": card_key(made.notice.id), "value": value, "frequencies": {terms.NOTHING: 1.0}}


def _texts(made: _Made) -> list[dict[str, Any]]:
    whole = f"{codec.bare(made.notice)}\n{made.notice.text}"  # the first line holds no line end
    packed = base64.b85encode(zlib.compress(whole.encode("utf-8", "surrogatepass"))).decode("ascii")
    return [
        {
            "key": f"{made.notice.id}!{made.version}!{i:04d}",
            "notice": made.notice.id,
            "version": made.version,
            "value": packed[start : start + PIECE],
            "none": {terms.NOTHING: 1.0},
        }
        for i, start in enumerate(range(0, len(packed), PIECE))
    ]


def _passages(made: _Made) -> list[dict[str, Any]]:
    statuses = {item.id: item.status.value for item in made.notice.items}
    known = facts(made.notice)
    return [
        {
            "key": passage_key(passage.id, made.version),
            "notice": made.notice.id,
            "version": made.version,
            "status": statuses.get(passage.item_id, ""),
            "names": names_of(known),
            "years": years_of(known),
            "value": pack(passage),
            "alone": made.vectors[0][i],
            "context": made.vectors[1][i],
            "words": terms.gains(made.bags["words"][i]),
            "words_length": terms.length(made.bags["words"][i]),
            "pairs": terms.gains(made.bags["pairs"][i]),
            "pairs_length": terms.length(made.bags["pairs"][i]),
        }
        for i, passage in enumerate(made.passages)
    ]
