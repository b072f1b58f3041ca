"""The embedded engine: one folder, everything found exactly, nothing read before it is needed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np

from data import passages as cutting
from data.errors import IndexProblem
from data.types import Notice, Passage
from index import codec, manifest, merging, segment, words
from index.bulk import CHARS, batches, size
from index.container import Array
from index.filing import Filing
from index.keys import keys
from index.prepare import Prepared, prepare
from index.recent import Recent
from index.segment import Segment
from index.store import FORMAT, Store
from index.types import Added, Card, Encoder, Evidence, Head, Hit, Manifest, Progress, Scope, Vectors
from index.view import View, unknown
from index.windows import windows

RETRIES = 5  # a segment may be merged away between reading its name and opening it
WINDOWS = 4_000  # passages whose windows are remembered: about 80 MB
NOTICES = 16_000_000  # characters of notices kept as they were read, those of 100,000 passages: about 180 MB
PASSAGES = 40_000  # passages remembered: about 40 MB
HEADS = 100_000  # and of further ones what a ranking asks: about 30 MB

T = TypeVar("T")


class EmbeddedEngine:
    """See `index.types.Engine`; `folder` is made where it does not exist. `max_chars`: of the longest passage cut."""

    def __init__(self, folder: Path, encoder: Encoder, max_chars: int = 0, rebuild: Progress | None = None) -> None:
        """`rebuild`, told how far it is, has the texts kept read again and everything worked out from them, in one
        transaction."""
        self.max_chars = max_chars or cutting.DEFAULT
        self._encoder = encoder
        self._store = Store(folder)
        self._lock = threading.RLock()
        self._notices: Recent[int, Notice] = Recent(NOTICES)
        self._passages: Recent[str, Passage] = Recent(PASSAGES)
        self._heads: Recent[str, Head] = Recent(HEADS)
        self._windows: Recent[str, tuple[Array, Vectors]] = Recent(WINDOWS)
        self._filing = Filing(folder, encoder, self._segments)
        self._generation = -1
        self._open = View([], [], list)
        if rebuild:
            self._rebuild(rebuild)
        self._view()

    @property
    def manifest(self) -> Manifest:
        view = self._view()
        return self._fresh(len(view.numbers), view.passages)

    def _fresh(self, notices: int, passages: int) -> Manifest:
        return manifest.of(FORMAT, self._encoder, notices, passages)

    def _view(self) -> View:
        """The newest generation: opened again only where something was committed since."""
        with self._lock:
            generation = self._store.generation()
            if generation != self._generation:
                self._open, self._generation = self._load(), generation
                for kept in (self._passages, self._heads, self._windows):
                    kept.clear()
            return self._open

    def _load(self) -> View:
        for attempt in range(RETRIES):
            with self._store.snapshot():
                held = self._store.manifest()
                if held is not None:
                    manifest.check_folder(held, self._fresh(0, 0), self._store.folder)
                names, notices = self._store.segments(), self._store.numbers()
            try:
                view = View(self._segments(names), notices, self._store.facts)
            except FileNotFoundError as error:
                if attempt == RETRIES - 1:
                    raise self._store.damaged(error) from error
            except (OSError, ValueError, KeyError) as error:
                raise self._store.damaged(error) from error
            else:
                if held is not None and (held.notices, held.passages) != (len(notices), view.passages):
                    raise self._store.damaged(ValueError())
                return view
        raise AssertionError("unreachable")

    def _segments(self, names: Sequence[str]) -> list[Segment]:
        """Open segments; those open already are kept, for they never change."""
        known = {s.name: s for s in self._open.segments}
        return [known.get(name) or segment.read(self._store.folder / name) for name in names]

    def add(self, notices: Sequence[Notice], progress: Progress | None = None) -> list[Added]:
        """Each notice is cut, encoded and written; one held already is left alone. A long list is written in
        batches, each of which is kept whatever becomes of the next."""
        out: list[Added] = []
        notices = list({n.id: n for n in notices}.values())  # of two with one id the later holds
        for batch in batches(notices):
            few = self._view().passages + sum(map(size, batch)) // CHARS < merging.WINDOWS
            put = []
            for done, notice in enumerate(batch, len(out) + 1):
                if self._differs(notice):
                    put.append(prepare(notice, self._encoder, self.max_chars, few))
                if progress:
                    progress(done, len(notices))
            out += self._added([n.id for n in batch], put)
        self.settle(written(out))
        return out

    def add_prepared(self, prepared: Iterable[Prepared]) -> list[Added]:
        """As `add`, of notices that were prepared elsewhere, with this encoder."""
        out: list[Added] = []
        for batch in batches(prepared):
            last = {p.notice.id: p for p in batch}
            out += self._added(list(last), [p for p in last.values() if self._differs(p.notice)])
        self.settle(written(out))
        return out

    def settle(self, brought: int) -> None:
        """After `brought` passages came in several calls: what is left in small files is put together."""
        view = self._view()
        sizes = [(part.rows, held) for part, held in zip(view.segments, view.held, strict=True)]
        if merging.settle(sizes, brought):  # mostly there is nothing to do, and no transaction is opened for it
            with self._store.writing() as writer:
                self._filing.settle(writer, brought)

    def _differs(self, notice: Notice) -> bool:
        return self._store.digest(notice.id) != codec.digest(codec.dump(notice))

    def _added(self, notice_ids: Sequence[str], put: Sequence[Prepared]) -> list[Added]:
        """Write what is to be put, and say what became of each notice."""
        held = self._view().numbers
        if put:
            self._write(put, [])
        new = {p.notice.id: len(p.passages) for p in put}
        unchanged = {i: len(self.passages_of(i)) for i in notice_ids if i not in new}
        return [
            Added(i, "replaced" if i in held else "added", new[i]) if i in new else Added(i, "unchanged", unchanged[i])
            for i in notice_ids
        ]

    def remove(self, notice_ids: Sequence[str]) -> list[str]:
        held = self._view().numbers
        gone = [i for i in dict.fromkeys(notice_ids) if i in held]
        if gone:
            self._write([], gone)
        return gone

    def _write(self, put: Sequence[Prepared], drop: Sequence[str]) -> None:
        with self._store.writing() as writer:
            for notice_id in drop:
                writer.remove(notice_id)
            self._filing.put(writer, put)
            self._filing.merge(writer, sum(len(p.passages) for p in put))
            writer.set_manifest(self._fresh(*writer.count()))

    def _rebuild(self, progress: Progress) -> None:
        from data.reparse import reparsed  # the parser: 0.1 s to import, and no question needs it

        with self._store.writing() as writer:
            for name in writer.segments():
                writer.drop_segment(name)
            old, numbers = writer.old_format(), writer.numbers()
            held = (self._store.notice(number) for number, _ in numbers)
            total, done, brought = len(old or numbers), 0, 0  # notices, and passages
            for batch in batches(old or held):
                few = sum(map(size, batch)) // CHARS < merging.WINDOWS
                put = []
                for n in batch:
                    put.append(prepare(reparsed(n), self._encoder, self.max_chars, few))
                    progress(done := done + 1, total)
                self._filing.put(writer, put, keep=False)
                self._filing.merge(writer, rows := sum(len(p.passages) for p in put))
                brought += rows
            self._filing.settle(writer, brought)
            writer.set_manifest(self._fresh(*writer.count()))

    def ids(self) -> list[str]:
        """Of the notices held, in the order they were added."""
        return list(self._view().numbers)

    def cards(self) -> Sequence[Card]:
        return self._store.cards()

    def notices(self) -> list[Notice]:
        return [self._notice(number) for number in self._view().numbers.values()]

    def notice(self, notice_id: str) -> Notice:
        return self._notice(self._number(notice_id))

    def _number(self, notice_id: str) -> int:
        number = self._view().numbers.get(notice_id)
        if number is None:
            raise IndexProblem(f"没有编号为 {notice_id} 的通报;请用 tongbao notices 查看已载入的通报")
        return number

    def text(self, notice_id: str) -> str:
        return self._store.text(self._number(notice_id))

    def _notice(self, number: int) -> Notice:
        if (held := self._notices.get(number)) is not None:
            return held
        read = self._store.notice(number)
        return self._notices.put(number, read, len(read.text))

    def passages(self, passage_ids: Sequence[str]) -> list[Passage]:
        view = self._view()
        return _each(self._passages, passage_ids, lambda ids: self._read(view, ids))

    def _read(self, view: View, passage_ids: Sequence[str]) -> dict[str, Passage]:
        return {p.id: p for p in self._store.passages([view.place(i) for i in passage_ids])}

    def texts(self, passage_ids: Sequence[str]) -> list[str]:
        view = self._view()
        spans = [view.span(i) for i in passage_ids]
        said = self._store.texts({number for number, _, _ in spans})
        return [said[number][start:stop] for number, start, stop in spans]

    def heads(self, passage_ids: Sequence[str]) -> list[Head]:
        view = self._view()
        return _each(self._heads, passage_ids, lambda ids: self._looked(view, ids))

    def _looked(self, view: View, passage_ids: Sequence[str]) -> dict[str, Head]:
        places = {i: view.place(i) for i in passage_ids}
        found = self._store.heads(list(places.values()))
        return {i: found[place] for i, place in places.items() if place in found}

    def passages_of(self, notice_id: str) -> list[Passage]:
        number = self._view().numbers.get(notice_id)
        return [] if number is None else self._store.passages_of(number)

    def dense(self, text: str, k: int, scope: Scope = Scope()) -> list[Hit]:
        """The larger of the cosines to the passage alone and with its context."""
        return self._view().dense(self._encoder.queries([text])[0], k, scope)

    def lexical(self, text: str, k: int, scope: Scope = Scope()) -> list[Hit]:
        return self._view().words(keys(words.terms(text)), k, scope)

    def bigrams(self, text: str, k: int, scope: Scope = Scope()) -> list[Hit]:
        return self._view().pairs(keys(words.bigrams(text)), k, scope)

    def evidence(self, text: str, passage_ids: Sequence[str]) -> list[Evidence]:
        """The nearest window of each passage, the first of equals, in the order asked for."""
        query, view = self._encoder.queries([text])[0], self._view()
        held = self._windows_of(passage_ids)
        out = []
        for i in passage_ids:
            spans, vectors = held[i]
            near = vectors @ query
            best = int(near.argmax())
            start = view.place(i)[1]
            out.append(Evidence(i, float(near[best]), start + int(spans[best][0]), start + int(spans[best][1])))
        return out

    def _windows_of(self, passage_ids: Sequence[str]) -> dict[str, tuple[Array, Vectors]]:
        """(spans, vectors) of each passage's windows: from the segment, from memory, or worked out now."""
        view, known = self._view(), self._windows
        out: dict[str, tuple[Array, Vectors]] = {}
        for i in passage_ids:
            if (held := known.get(i)) is not None:
                out[i] = held
                continue
            part, row = view.at(i)
            if part.keeps_windows:
                out[i] = part.windows(row)
        missing = self.passages([i for i in passage_ids if i not in out])
        spans = [windows(p.text) for p in missing]
        vectors = self._encoder.within([p.text for p in missing], spans)
        at = 0
        for p, own in zip(missing, spans, strict=True):
            out[p.id] = known.put(p.id, (np.array(own, dtype=np.uint32), vectors[at : at + len(own)].copy()))
            at += len(own)
        return out

    def close(self) -> None:
        self._store.close()


def _each(known: Recent[str, T], ids: Sequence[str], read: Callable[[Sequence[str]], dict[str, T]]) -> list[T]:
    """What is kept of each passage; what is not kept yet is read, all at once."""
    out = {i: known.get(i) for i in ids}
    if missing := [i for i, value in out.items() if value is None]:
        for i, value in read(missing).items():
            out[i] = known.put(i, value)
    if absent := [i for i, value in out.items() if value is None]:
        raise unknown(absent[0])
    return [value for value in map(out.get, ids) if value is not None]


def written(added: Sequence[Added]) -> int:
    """The passages of the notices that were not held already as they are."""
    return sum(a.passages for a in added if a.outcome != "unchanged")
