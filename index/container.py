"""Named arrays in one file that is written once and then only mapped into memory.

Layout: magic, length of the header, header (JSON), arrays at multiples of 64 bytes. The header says how
long the file is, so a file cut short is told on opening; checksums are for `verify` alone.
"""

from __future__ import annotations

import json
import os
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

MAGIC = b"TBARRAY1"
_START = struct.Struct("<8sQQ")  # magic, header length, file size
_ALIGN = 64  # bytes: the processor's cache line
_PIECE = 1 << 20  # bytes read at once

Array = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Container:
    """The arrays and the facts of a file; the arrays are read-only views of the mapped file."""

    path: Path
    arrays: Mapping[str, Array]
    facts: Mapping[str, int | float | str]
    checksums: Mapping[str, int]

    def damaged(self) -> list[str]:
        """Names of the arrays whose bytes are not those written. Reads the whole file."""
        return [name for name, array in self.arrays.items() if _checksum(array) != self.checksums[name]]


def write(path: Path, arrays: Mapping[str, Array], facts: Mapping[str, int | float | str]) -> None:
    """Write and flush to the disk; raises OSError. A reader never sees the file before it is whole."""
    plan, offset = {}, 0
    for name, array in arrays.items():
        described = {"dtype": array.dtype.str, "shape": array.shape, "at": offset, "sum": _checksum(array)}
        plan[name] = described
        offset += -(-array.nbytes // _ALIGN) * _ALIGN
    header = json.dumps({"arrays": plan, "facts": dict(facts)}).encode()
    header += b" " * (-(_START.size + len(header)) % _ALIGN)
    base = _START.size + len(header)
    with path.open("wb") as file:
        file.write(_START.pack(MAGIC, len(header), base + offset) + header)
        for array in arrays.values():
            file.write(np.ascontiguousarray(array).data)
            file.write(b"\0" * (-array.nbytes % _ALIGN))
        file.flush()
        os.fsync(file.fileno())


def read(path: Path) -> Container:
    """Map a file; raises OSError where it is absent and ValueError where it is not what `write` wrote."""
    whole = np.memmap(path, dtype=np.uint8, mode="r")
    if len(whole) < _START.size:
        raise ValueError(f"{path.name} is cut short")
    magic, length, size = _START.unpack(bytes(whole[: _START.size]))
    if magic != MAGIC or size != len(whole):
        raise ValueError(f"{path.name} is cut short or of another kind")
    base = _START.size + length
    header = json.loads(bytes(whole[_START.size : base]))
    flat = np.asarray(whole)  # a plain array over the same memory: slices of a memmap are slow to make
    arrays, sums = {}, {}
    for name, of in header["arrays"].items():
        kind = np.dtype(of["dtype"])
        at, count = base + of["at"], int(np.prod(of["shape"], dtype=np.int64)) * kind.itemsize
        arrays[name] = flat[at : at + count].view(kind).reshape(of["shape"])
        sums[name] = of["sum"]
    return Container(path, arrays, header["facts"], sums)


def checksum(path: Path) -> int:
    """Of a whole file. Raises OSError."""
    total = 0
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            total = zlib.crc32(piece, total)
    return total


def _checksum(array: Array) -> int:
    return zlib.crc32(np.ascontiguousarray(array).data)
