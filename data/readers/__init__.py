"""One file per format: bytes → text. Which suffix goes to which reader is this one table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import PurePath

from data.errors import UnreadableNotice
from data.readers.kinds import advice, real_suffix
from data.readers.radicals import unify
from data.readers.types import Converted

# suffix → (module, function): imported for the first file of its kind, as the parsers are heavy
_READERS = {
    "": ("data.readers.text", "read_text"),
    ".txt": ("data.readers.text", "read_text"),
    ".text": ("data.readers.text", "read_text"),
    ".md": ("data.readers.text", "read_markdown"),
    ".markdown": ("data.readers.text", "read_markdown"),
    ".html": ("data.readers.html", "read_html"),
    ".htm": ("data.readers.html", "read_html"),
    ".shtml": ("data.readers.html", "read_html"),
    ".xhtml": ("data.readers.html", "read_html"),
    ".mht": ("data.readers.mhtml", "read_mhtml"),
    ".mhtml": ("data.readers.mhtml", "read_mhtml"),
    ".docx": ("data.readers.docx", "read_docx"),
    ".pdf": ("data.readers.pdf", "read_pdf"),
    ".xlsx": ("data.readers.xlsx", "read_xlsx"),
    ".csv": ("data.readers.xlsx", "read_csv"),
}
_OFFICE = frozenset((".doc", ".docx", ".wps", ".xls", ".xlsx", ".et"))  # names under which other kinds are handed round
SUFFIXES = frozenset(_READERS) | _OFFICE


def read(raw: bytes, file: str) -> Converted:
    """The text of a file, by its suffix; of an office file, by what it holds.

    Raises UnreadableNotice for a type that is not read.
    """
    suffix = PurePath(file).suffix.lower()
    if suffix in _OFFICE:
        suffix = real_suffix(raw) or suffix
    if suffix not in _READERS:
        kinds = "、".join(sorted(name for name in _READERS if name))
        hint = advice(suffix)
        raise UnreadableNotice(f"不支持的类型 {suffix}" + (f"({hint})" if hint else "") + f"。可读取:{kinds}、.zip")
    module, name = _READERS[suffix]
    reader: Callable[[bytes], Converted] = getattr(import_module(module), name)
    converted = reader(raw)
    return replace(converted, text=unify(converted.text))
