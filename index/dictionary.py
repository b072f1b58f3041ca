"""jieba with a dictionary that is read only where a text needs it.

jieba spends 0.4 s loading 500,000 prefixes, far more than a question takes to answer. Here the same
table, with the lexicon's words already in it, is kept sorted by first character in one cache file,
and only the entries that begin with a character of the text at hand are read. jieba looks words up
by the characters of the text, so the cuts are exactly those of a full load (a test compares them).
"""

from __future__ import annotations

import contextlib
import os
import struct
import tempfile
from array import array
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import platformdirs

MAGIC = b"TBDICT1\n"
HEADER = struct.Struct("<8sQQQ")  # magic, total frequency, number of first characters, file size


def cache_folder() -> Path:
    """Where derived files that may be deleted at any time are kept."""
    return Path(platformdirs.user_cache_dir("tongbao", appauthor=False))


class Cutter:
    """Search mode of a jieba tokenizer over its own dictionary plus `words`.

    `key` names the cache file: it must differ when the dictionary or the words do.
    """

    def __init__(self, tokenizer: Any, words: Sequence[str], key: str, folder: Path | None = None) -> None:
        self._jieba = tokenizer
        self._shards: _Shards | None = None
        self._known: set[str] = set()
        path = (folder or cache_folder()) / f"words-{key}.bin"
        shards = _open(path)
        if shards is None:
            self._build(words)
            _write(path, self._jieba.FREQ, self._jieba.total)
        else:
            self._shards = shards
            self._jieba.FREQ, self._jieba.total, self._jieba.initialized = {}, shards.total, True

    def _build(self, words: Sequence[str]) -> None:
        with self._jieba.get_dict_file() as file:
            self._jieba.FREQ, self._jieba.total = self._jieba.gen_pfdict(file)
        self._jieba.initialized = True
        for word in words:
            self._jieba.add_word(word)

    def search(self, text: str) -> list[tuple[str, int, int]]:
        """(word, start, end) in jieba's order: the words inside a long word, then the word."""
        self._read(text)
        return list(self._jieba.tokenize(text, mode="search"))

    def has(self, word: str) -> bool:
        """Whether the dictionary holds it, or jieba only guessed that these characters are one word."""
        self._read(word[:1])
        return bool(self._jieba.FREQ.get(word))

    def _read(self, text: str) -> None:
        """The entries that begin with a character of the text."""
        if self._shards is not None:
            fresh = set(text) - self._known
            for char in fresh:
                self._jieba.FREQ.update(self._shards.entries(char))
            self._known |= fresh


class _Shards:
    """The cache file: header, code points, ends of their blocks, blocks of "word frequency" lines."""

    def __init__(self, data: bytes, total: int, count: int) -> None:
        self._data, self.total = data, total
        self._base = HEADER.size + count * 12
        codes, ends = array("I"), array("Q")
        codes.frombytes(data[HEADER.size : HEADER.size + count * 4])
        ends.frombytes(data[HEADER.size + count * 4 : self._base])
        self._range = {
            code: (start, end) for code, start, end in zip(codes, array("Q", [0, *ends[:-1]]), ends, strict=True)
        }

    def entries(self, char: str) -> dict[str, int]:
        """Every prefix that begins with `char`, with its frequency (0: a prefix, not a word)."""
        start, end = self._range.get(ord(char), (0, 0))
        lines = self._data[self._base + start : self._base + end].decode("utf-8").splitlines()
        return {word: int(freq) for word, freq in (line.split(" ") for line in lines)}


def _open(path: Path) -> _Shards | None:
    """The cache, or None when it is absent, cut short or of another format: it is then rebuilt."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    if len(data) < HEADER.size:
        return None
    magic, total, count, size = HEADER.unpack_from(data)
    return _Shards(data, total, count) if magic == MAGIC and size == len(data) else None


def _write(path: Path, frequencies: dict[str, int], total: int) -> None:
    """Write the cache in one step; a folder that cannot be written only costs the next start time."""
    blocks: dict[str, list[str]] = defaultdict(list)
    for word in sorted(frequencies):
        blocks[word[0]].append(f"{word} {frequencies[word]}\n")
    codes, ends, body = array("I"), array("Q"), bytearray()
    for char in sorted(blocks):
        body += "".join(blocks[char]).encode("utf-8")
        codes.append(ord(char))
        ends.append(len(body))
    parts = codes.tobytes() + ends.tobytes() + bytes(body)
    header = HEADER.pack(MAGIC, total, len(codes), HEADER.size + len(parts))
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(header + parts)
        os.replace(name, path)
