"""Whether what is held was built as this program would build it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from data.errors import IndexProblem
from index import words
from index.types import Encoder, Manifest

UNFINISHED = -1  # the format of a library that is being built again: what is found in it is not all there is


def of(number: int, encoder: Encoder, notices: int = 0, passages: int = 0) -> Manifest:
    """What this program writes into a library of format `number`."""
    lexicon = words.lexicon_hash()
    return Manifest(
        number, encoder.name, encoder.fingerprint, encoder.dim, words.segmenter(), lexicon, notices, passages
    )


def difference(held: Manifest, now: Manifest) -> str:
    """How a library was built otherwise, as the middle of a sentence; "" where it was not."""
    if replace(held, notices=0, passages=0) == replace(now, notices=0, passages=0):
        return ""
    if held.format == UNFINISHED:
        return "没有重建完(上次中断了)"
    if held.encoder_hash != now.encoder_hash and (held.encoder, held.dimension) == (now.encoder, now.dimension):
        return f"由编码器 {held.encoder} 的另一版本({held.encoder_hash})建立,当前版本为 {now.encoder_hash}"
    if held.encoder_hash != now.encoder_hash:
        return f"由编码器 {held.encoder}({held.dimension} 维)建立,当前编码器为 {now.encoder}({now.dimension} 维)"
    if held.format != now.format:
        return f"的格式为 {held.format},当前版本为 {now.format}"
    return "建立时的分词词典与当前不同"


def check(held: Manifest, now: Manifest, library: str, another: str) -> None:
    """Raises IndexProblem where a library was built otherwise; `another` is how to name one that was not."""
    if found := difference(held, now):
        raise IndexProblem(f"{library}{found};通报原文都在,请运行 tongbao rebuild 重建,或用 {another}")


def check_folder(held: Manifest, now: Manifest, folder: Path) -> None:
    """`check` of a library in a folder."""
    check(held, now, f"索引 {folder} ", "--index 换一个文件夹")
