"""Whether what is on disk is what the notices say: spans, passages, postings and vectors worked out again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from data import passages as cutting
from data.errors import IndexProblem
from index import cards, codec, files, manifest, segment
from index.dense import EVERY, Exact
from index.lexical import Rows
from index.postings import Bags, Postings, counts
from index.prepare import Prepared, prepare
from index.store import FORMAT, Store
from index.types import Encoder, Kept
from index.view import View

SAMPLE = 20  # notices worked out again unless all are asked for
SAME, NEAR = 1e-5, 0.02  # what a component of a vector may be off by, exact and in one byte


def verify(folder: Path, encoder: Encoder, full: bool = False, max_chars: int = cutting.DEFAULT) -> list[str]:
    """One line a finding, none where all is well. `full` works every notice out again, not only some."""
    store, found = Store(folder), []
    try:
        for line in _findings(store, encoder, full, max_chars):
            found.append(line)  # what is found before an error is kept
    except (IndexProblem, OSError, ValueError, KeyError, IndexError) as error:
        found.append(str(error) if isinstance(error, IndexProblem) else str(store.damaged(error)))
    finally:
        store.close()
    return found


def kept(folder: Path) -> Kept:
    """See `index.kept`; rows of a segment whose notice has gone since are not counted."""
    store = Store(folder)
    try:
        with store.snapshot():
            view = _view(store)
    except (OSError, ValueError, KeyError) as error:
        raise store.damaged(error) from error
    finally:
        store.close()
    by = [(s.beyond, rows) for s, rows in zip(view.segments, view.held, strict=True)]
    exact, every = sum(rows for way, rows in by if not way), sum(rows for way, rows in by if way == EVERY)
    return Kept(exact, view.passages - exact - every, every)


def _view(store: Store) -> View:
    return View([segment.read(store.folder / name) for name in store.segments()], store.numbers(), store.facts)


def _findings(store: Store, encoder: Encoder, full: bool, max_chars: int) -> Iterator[str]:
    yield from (f"数据库:{line}" for line in store.faults())
    with store.snapshot():
        written, notices = store.manifest(), store.numbers()
        if written:
            manifest.check_folder(written, manifest.of(FORMAT, encoder), store.folder)
        broken = [line for name in store.segments() for line in segment.damaged(store.folder / name)]
        yield from (f"文件 {line} 与写入时不同;请运行 tongbao rebuild 由保存的通报重建" for line in broken)
        if any(line.endswith(files.CODES) for line in broken):
            return  # faiss trusts what it opens
        view = _view(store)
        held = (written.notices, written.passages) if written else (0, 0)
        if held != (len(notices), view.passages):
            yield f"清单记有 {held[0]} 份通报、{held[1]} 段,实有 {len(notices)} 份、{view.passages} 段"
        held_cards = store.cards()
        every = 1 if full else max(1, len(notices) // SAMPLE)
        for i, (number, notice_id) in enumerate(notices):
            notice, digest = store.notice(number), store.digest(notice_id)
            if codec.digest(codec.dump(notice)) != digest:
                yield f"通报 {notice_id} 的内容与加入时不同"
            if held_cards[i] != cards.card(notice, digest):
                yield f"通报 {notice_id} 的摘要与原文不同"
            yield from (f"通报 {notice_id}:{where} 处的引文不是原文" for where in _untrue(notice, notice.text))
            if i % every == 0:
                made = prepare(notice, encoder, max_chars, keep_windows=False)
                yield from (f"通报 {notice_id}:{line}" for line in _compared(store, view, number, made))


def _untrue(value: Any, text: str) -> Iterator[str]:
    """Where something with offsets is not the slice that it says."""
    if isinstance(value, tuple):
        for one in value:
            yield from _untrue(one, text)
    elif fields := getattr(value, "__dataclass_fields__", None):
        if {"start", "end", "text"} <= set(fields) and value.text != text[value.start : value.end]:
            yield f"{value.start}-{value.end}"
        for name in fields:
            yield from _untrue(getattr(value, name), text)


def _compared(store: Store, view: View, number: int, made: Prepared) -> Iterator[str]:
    """What is stored of a notice against what it gives now."""
    if store.passages_of(number) != list(made.passages):
        yield "存下的段落与由原文切出的不同"
    where = view.rows_of(number)
    if where is None:
        if made.passages:
            yield "段落不在索引中"
        return
    part, first, end = where
    spans = list(zip(part.starts[first:end].tolist(), part.stops[first:end].tolist(), strict=True))
    if spans != [(p.start, p.end) for p in made.passages]:
        yield "索引中段落的位置与由原文切出的不同"
        return
    if not np.array_equal(part.statuses[first:end], made.statuses):
        yield "索引中的整改状态与原文不同"
    for leg, postings, bags in (("词语", part.words, made.words), ("字对", part.pairs, made.pairs)):
        if not _same_terms(postings, bags, first, end):
            yield f"{leg}索引与由原文算出的不同"
    limit = SAME if isinstance(part.dense, Exact) else NEAR
    if float(np.abs(part.vectors[:, first:end] - made.vectors).max(initial=0.0)) > limit:
        yield "向量与由原文算出的不同"


def _same_terms(postings: Postings, bags: Bags, first: int, end: int) -> bool:
    """Whether the rows `first` to `end` have exactly these terms: each as often, and the same sums."""
    docs = np.repeat(np.arange(first, end), counts(bags.ends))
    for key in np.unique(bags.keys).tolist():
        mine = bags.keys == key
        if not _equal(postings.of(key), (docs[mine], bags.freqs[mine]), first, end):
            return False
    sums = np.bincount(docs - first, weights=bags.freqs, minlength=end - first)
    return np.array_equal(postings.lengths[first:end], sums.astype(np.uint32))


def _equal(held: Sequence[Rows], expected: Sequence[Rows], first: int, end: int) -> bool:
    docs, freqs = held
    a, b = int(docs.searchsorted(first)), int(docs.astype(np.int64).searchsorted(end))
    return np.array_equal(docs[a:b], expected[0]) and np.array_equal(freqs[a:b], expected[1])
