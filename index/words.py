"""Text to terms: the only door to jieba and to rjieba, the same in Rust.

Everything goes through `data.script.fold` first, which keeps the length of the text, so an offset into
the folded text is an offset into the original. Terms are jieba's search-mode words (a
long word and the dictionary words inside it) with the words of `lexicon.tsv` kept whole.
"""

from __future__ import annotations

import hashlib
import logging
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from data.script import fold
from index import dictionary

ROOM = Path(__file__).parent
LEXICON = ROOM / "lexicon.tsv"
STOP_WORDS = ROOM / "stopwords.txt"

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f〇"
RUNS = re.compile(rf"[{HAN}]+|[^\W_{HAN}]+")
SPOKEN = re.compile(r"\w")
LATIN = re.compile(r"[a-zA-Z0-9]+(?:\.\d+)?%?|[^a-zA-Z0-9]+")  # how jieba cuts what is not Chinese

_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Token:
    """A term and the half-open offsets of the characters it was read from."""

    term: str
    start: int
    end: int


@cache
def lexicon() -> tuple[str, ...]:
    """The words that are never split, in the order of `lexicon.tsv`."""
    lines = LEXICON.read_text(encoding="utf-8").splitlines()
    return tuple(line.split("\t")[0].strip() for line in lines if line.strip() and not line.startswith("#"))


@cache
def lexicon_hash() -> str:
    """Changes when an edited lexicon would cut texts differently; kept in the manifest."""
    joined = "\n".join((*lexicon(), *sorted(stop_words())))
    return hashlib.sha256(joined.encode("utf-8")).hexdigest()[:16]


@cache
def segmenter() -> str:
    """Name and version of what cuts words; kept in the manifest."""
    return f"jieba-{_jieba().__version__}-search"


@cache
def stop_words() -> frozenset[str]:
    """Words that say nothing about a subject: particles, pronouns, question words."""
    return frozenset(STOP_WORDS.read_text(encoding="utf-8").split())


@cache
def _jieba() -> Any:
    import jieba

    jieba.setLogLevel(logging.CRITICAL)  # it reports its start-up on stderr
    return jieba


@cache
def _cutter() -> dictionary.Cutter:
    return dictionary.Cutter(_jieba().Tokenizer(), lexicon(), f"{segmenter()}-{lexicon_hash()}")


def tokens(text: str) -> Iterator[Token]:
    """Search-mode words with their offsets, lower-cased, punctuation left out, stop words kept."""
    folded = fold(text)
    with _lock:  # jieba's tables grow while it cuts
        found: list[Any] = _cutter().search(folded)
    for word, start, end in found:
        if SPOKEN.search(word):
            yield Token(word.lower(), start, end)


def cut(text: str) -> list[str]:
    """Search-mode words, lower-cased, punctuation left out, stop words kept (what an encoder reads)."""
    return [token.term for token in tokens(text)]


def terms(text: str) -> list[str]:
    """Search-mode words without stop words (what the lexical leg counts), repeats kept.

    By the faster segmenter where passages were cut with it before: loading it takes longer than a question.
    """
    if _bulk.cache_info().currsize:
        return many_terms(text)
    stop = stop_words()
    return [term for term in cut(text) if term not in stop]


def whole(word: str) -> bool:
    """Whether a term is a word of the dictionary or the lexicon, no guess of the segmenter's (结了, 局是)."""
    if _bulk.cache_info().currsize:
        return bool(_bulk().has_word(word))
    with _lock:
        return _cutter().has(word)


@cache
def _bulk() -> Any:
    import rjieba

    cutter = rjieba.Jieba()
    for word in lexicon():
        cutter.add_word(word, None, None)
    return cutter


def many_terms(text: str) -> list[str]:
    """The same, many times as fast: for passages, beside which the time to load is small.

    rjieba has jieba's dictionary and rules, but leaves runs of letters and digits whole (0371-23876171).
    """
    out: list[str] = []
    for word in _bulk().cut(fold(text)):
        out += _search_terms(word)
    return out


@lru_cache(maxsize=100_000)
def _search_terms(word: str) -> tuple[str, ...]:
    """The terms of a word as jieba's search mode gives them, without stop words."""
    known, found = _bulk().has_word, []
    mixed = word[0].isascii() and not word.isalnum() and not known(word)
    parts = LATIN.findall(word) if mixed else [word]
    for part in parts:
        for size in (2, 3):
            if len(part) > size:
                found += [gram for i in range(len(part) - size + 1) if known(gram := part[i : i + size])]
        found.append(part)
    stop = stop_words()
    return tuple(term for term in map(str.lower, filter(SPOKEN.search, found)) if term not in stop)


def bigrams(text: str) -> list[str]:
    """Pairs of neighbouring Han characters, a lone one as itself, and other words whole, lower-cased."""
    out: list[str] = []
    for match in RUNS.finditer(fold(text).lower()):
        run = match.group()
        if len(run) > 1 and re.match(rf"[{HAN}]", run):
            out.extend(run[i : i + 2] for i in range(len(run) - 1))
        else:
            out.append(run)
    return out
