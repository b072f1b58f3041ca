"""Optional parsers: loaded when the first file needs them, and named with their install line when absent."""

from __future__ import annotations

import importlib
from typing import Any

from data.errors import MissingExtra

_EXTRA = {  # module → (what it reads, the extra that brings it)
    "lxml.etree": ("网页", "html"),
    "lxml.html": ("网页", "html"),
    "trafilatura": ("网页", "html"),
    "docx": (" Word 文件", "docx"),
    "docx.opc.exceptions": (" Word 文件", "docx"),
    "pypdfium2": (" PDF ", "pdf"),
    "pypdfium2.raw": (" PDF ", "pdf"),
}


def load(module: str) -> Any:
    """The module, imported now. Raises MissingExtra with the line to type."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        what, extra = _EXTRA[module]
        raise MissingExtra(f"读取{what}需要另装一个组件,请运行:pip install 'tongbao[{extra}]'") from error
