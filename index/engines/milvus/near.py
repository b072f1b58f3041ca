"""Passages by id, and the window of each nearest to a question; what was read stays for the next question."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from data.errors import IndexProblem
from data.types import Passage
from index.engines.milvus.library import Library
from index.engines.milvus.packing import unpack
from index.engines.milvus.schema import PASSAGES
from index.engines.milvus.server import Server
from index.engines.milvus.writing import passage_key
from index.types import Encoder, Evidence, Vectors
from index.windows import windows

T = TypeVar("T")

REMEMBERED = 4_000  # passages, with the vectors of their windows about 80 MB


@dataclass(frozen=True, slots=True)
class _Encoded:
    spans: tuple[tuple[int, int], ...]
    vectors: Vectors


class Near:
    """Windows are not kept on the server: twenty to a passage, they would be most of it."""

    def __init__(self, server: Server, library: Library, encoder: Encoder) -> None:
        self._server, self._library, self._encoder = server, library, encoder
        self._lock = threading.Lock()
        self._passages: OrderedDict[str, Passage] = OrderedDict()
        self._windows: OrderedDict[str, _Encoded] = OrderedDict()

    def passages(self, passage_ids: Sequence[str]) -> list[Passage]:
        """In the order asked for."""
        with self._lock:
            return self._read(self._keys(passage_ids))

    def evidence(self, text: str, passage_ids: Sequence[str]) -> list[Evidence]:
        """The nearest window of each, the first of equals."""
        query = self._encoder.queries([text])[0]
        out = []
        with self._lock:
            keys = self._keys(passage_ids)
            for passage, near in zip(self._read(keys), self._encode(keys), strict=True):
                scores = near.vectors @ query
                best = int(scores.argmax())
                a, b = near.spans[best]
                out.append(Evidence(passage.id, float(scores[best]), passage.start + a, passage.start + b))
        return out

    def _keys(self, passage_ids: Sequence[str]) -> list[str]:
        entries = self._library.entries()
        held = [entries.get(i.rpartition(":")[0]) for i in passage_ids]
        return [passage_key(i, e.version if e else "") for i, e in zip(passage_ids, held, strict=True)]

    def _read(self, keys: Sequence[str]) -> list[Passage]:
        missing = [k for k in keys if k not in self._passages]
        for key, row in self._server.get(PASSAGES, missing, ["notice", "value"]).items():
            self._passages[key] = unpack(row["notice"], row["value"])
        if unknown := [k for k in keys if k not in self._passages]:
            raise IndexProblem(f"库里没有段落 {unknown[0].partition('!')[0]};它所在的通报可能刚被更新或移除,请重新提问")
        found = [self._passages[k] for k in keys]
        _forget(self._passages, keys)
        return found

    def _encode(self, keys: Sequence[str]) -> list[_Encoded]:
        missing = [k for k in keys if k not in self._windows]
        texts = [self._passages[k].text for k in missing]
        spans = [tuple(windows(text)) for text in texts]
        near = self._encoder.within(texts, spans)
        at = 0
        for key, own in zip(missing, spans, strict=True):
            self._windows[key] = _Encoded(own, near[at : at + len(own)])
            at += len(own)
        found = [self._windows[k] for k in keys]
        _forget(self._windows, keys)
        return found


def _forget(held: OrderedDict[str, T], used: Sequence[str]) -> None:
    """Those unused for longest go, those just used never."""
    for key in used:
        held.move_to_end(key)
    while len(held) > max(REMEMBERED, len(used)):
        held.popitem(last=False)
