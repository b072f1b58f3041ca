"""The embedded engine: one folder, everything searched exactly in memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from data import passages as cutting
from data.errors import IndexProblem
from data.types import Notice, Passage
from index import words
from index.dense import Flat
from index.lexical import Bm25
from index.rows import Row, rows_of
from index.scope import holds
from index.store import FORMAT, Store
from index.types import Added, Encoder, Evidence, Hit, Manifest, Scope

Scores = npt.NDArray[np.float32]


class EmbeddedEngine:
    """See `index.types.Engine`; `folder` is made where it does not exist."""

    def __init__(self, folder: Path, encoder: Encoder, max_chars: int = 0, rebuild: bool = False) -> None:
        """`rebuild` works everything out again from the stored notices, with this encoder, in one transaction."""
        self._max_chars = max_chars or cutting.DEFAULT
        self._encoder = encoder
        self._store = Store(folder)
        held = self._store.manifest()
        if held is not None and rebuild:
            self._rebuild()
        elif held is not None:
            _check(held, self._fresh(0, 0), folder)
        self._load()

    def _rebuild(self) -> None:
        put = [(notice, rows_of(notice, self._encoder, self._max_chars)) for notice in self._store.notices()]
        self._store.write(put, [], self._fresh(len(put), sum(len(rows) for _, rows in put)))

    @property
    def manifest(self) -> Manifest:
        return self._fresh(len(self._notices), len(self._rows))

    def _fresh(self, notices: int, passages: int) -> Manifest:
        e = self._encoder
        lexicon = words.lexicon_hash()
        return Manifest(FORMAT, e.name, e.fingerprint, e.dim, words.segmenter(), lexicon, notices, passages)

    def _load(self) -> None:
        dim = self._encoder.dim
        self._notices = {n.id: n for n in self._store.notices()}
        self._rows = self._store.rows(dim)
        self._at = {row.passage.id: i for i, row in enumerate(self._rows)}
        self._words = Bm25([row.words for row in self._rows])
        self._pairs = Bm25([row.pairs for row in self._rows])
        empty = np.zeros((0, dim), dtype=np.float32)
        self._alone = Flat(np.stack([r.vectors[0] for r in self._rows]) if self._rows else empty)
        self._context = Flat(np.stack([r.vectors[1] for r in self._rows]) if self._rows else empty)

    def add(self, notices: Sequence[Notice], progress: Callable[[int, int], None] | None = None) -> list[Added]:
        """Each notice is cut, encoded and written in one transaction; a notice held already is left alone."""
        out, put = [], []
        notices = list({n.id: n for n in notices}.values())  # of two with one id the later holds
        for done, notice in enumerate(notices, 1):
            held = self._notices.get(notice.id)
            if held == notice:
                out.append(Added(notice.id, "unchanged", len(self.passages_of(notice.id))))
            else:
                rows = rows_of(notice, self._encoder, self._max_chars)
                put.append((notice, rows))
                out.append(Added(notice.id, "replaced" if held else "added", len(rows)))
            if progress:
                progress(done, len(notices))
        if put:
            self._write(put, [])
        return out

    def remove(self, notice_ids: Sequence[str]) -> list[str]:
        gone = [i for i in notice_ids if i in self._notices]
        if gone:
            self._write([], gone)
        return gone

    def _write(self, put: Sequence[tuple[Notice, Sequence[Row]]], drop: Sequence[str]) -> None:
        changed = {*drop, *(n.id for n, _ in put)}
        kept = [r for r in self._rows if r.passage.notice_id not in changed]
        ids = ({*self._notices} - set(drop)) | {n.id for n, _ in put}
        counts = (len(ids), len(kept) + sum(len(rows) for _, rows in put))
        self._store.write(put, drop, self._fresh(*counts))
        self._load()

    def notices(self) -> list[Notice]:
        return list(self._notices.values())

    def notice(self, notice_id: str) -> Notice:
        if notice_id not in self._notices:
            raise IndexProblem(f"没有编号为 {notice_id} 的通报;请用 tongbao notices 查看已载入的通报")
        return self._notices[notice_id]

    def passages(self, passage_ids: Sequence[str]) -> list[Passage]:
        return [self._rows[self._at[i]].passage for i in passage_ids]

    def passages_of(self, notice_id: str) -> list[Passage]:
        found = [r.passage for r in self._rows if r.passage.notice_id == notice_id]
        return sorted(found, key=lambda p: p.start)

    def dense(self, text: str, k: int, scope: Scope = Scope()) -> list[Hit]:
        """The larger of the cosines to the passage alone and with its context."""
        query = self._encoder.queries([text])[0]
        return self._hits(np.maximum(self._alone.scores(query), self._context.scores(query)), k, scope, -np.inf)

    def lexical(self, text: str, k: int, scope: Scope = Scope()) -> list[Hit]:
        return self._hits(self._words.scores(words.terms(text)), k, scope, 0.0)

    def bigrams(self, text: str, k: int, scope: Scope = Scope()) -> list[Hit]:
        return self._hits(self._pairs.scores(words.bigrams(text)), k, scope, 0.0)

    def evidence(self, text: str, passage_ids: Sequence[str]) -> list[Evidence]:
        """The nearest window of each passage, the first of equals, in the order asked for."""
        query = self._encoder.queries([text])[0]
        out = []
        for i in passage_ids:
            row = self._rows[self._at[i]]
            near = row.windows @ query
            best = int(near.argmax())
            a, b = row.spans[best]
            out.append(Evidence(i, float(near[best]), row.passage.start + a, row.passage.start + b))
        return out

    def close(self) -> None:
        self._store.close()

    def _hits(self, scores: Scores, k: int, scope: Scope, above: float) -> list[Hit]:
        kept = {n.id: holds(n, scope) for n in self._notices.values()}
        found = [
            Hit(row.passage.id, float(score))
            for row, score in zip(self._rows, scores, strict=True)
            if score > above and kept[row.passage.notice_id] and self._status(row.passage, scope)
        ]
        return sorted(found, key=lambda h: (-h.score, h.passage_id))[:k]

    def _status(self, passage: Passage, scope: Scope) -> bool:
        if not scope.statuses:
            return True
        items = self._notices[passage.notice_id].items
        return any(i.id == passage.item_id and i.status.value in scope.statuses for i in items)


def _check(held: Manifest, now: Manifest, folder: Path) -> None:
    if replace(held, notices=0, passages=0) == now:
        return
    if held.encoder_hash != now.encoder_hash and (held.encoder, held.dimension) == (now.encoder, now.dimension):
        found = f"由编码器 {held.encoder} 的另一版本({held.encoder_hash})建立,当前版本为 {now.encoder_hash}"
    elif held.encoder_hash != now.encoder_hash:
        found = f"由编码器 {held.encoder}({held.dimension} 维)建立,当前编码器为 {now.encoder}({now.dimension} 维)"
    elif held.format != now.format:
        found = f"的格式为 {held.format},当前版本为 {now.format}"
    else:
        found = "建立时的分词词典与当前不同"
    raise IndexProblem(f"索引 {folder} {found};通报原文都在,请运行 tongbao rebuild 重建,或用 --index 换一个文件夹")
