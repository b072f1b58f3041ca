"""How much is taken in at once. Enforced where bytes become notices, whoever hands them in."""

from __future__ import annotations

MAX_FILE = 20_000_000  # bytes; a notice is 20 kB of text, 5 MB as a web page with pictures inside
MAX_ARCHIVE = 200_000_000  # bytes of a zip file: it is read into memory whole
MAX_UNPACKED = 200_000_000  # bytes of everything in a zip file, which lie in memory together
MAX_FILES = 5_000  # members of a zip file, those inside nested ones included
MAX_NESTED = 2  # zip files inside zip files; people pack a folder of packed folders, no deeper
MAX_RATIO = 200  # unpacked to packed bytes of a whole zip file; prose reaches 10, a table of blanks 60
MAX_UPLOADS = 200  # files handed to the page at once; a folder of more goes in as a zip or by `tongbao add`


def megabytes(size: int) -> str:
    """A size in words."""
    return f"{size / 1_000_000:.0f} MB" if size >= 10_000_000 else f"{size / 1_000_000:.1f} MB"
