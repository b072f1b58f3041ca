"""What is kept on the server: four collections of one database, and how large their rows may be."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

FORMAT = 1  # of all that follows; kept in the manifest
PREFIX = "tongbao_"  # a database may hold collections of others
NAME_BYTES = 1024  # a file name has at most 255 bytes, a passage's key adds offsets and a version
TEXT_BYTES = 65_535  # Milvus' limit of a VARCHAR


class Kind(Enum):
    """What a column holds."""

    KEY = "key"
    NAME = "name"  # filtered by equality
    TEXT = "text"
    NUMBER = "number"
    REAL = "real"
    DENSE = "dense"
    SPARSE = "sparse"


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection; the first column is its key. Milvus wants at least one vector in each."""

    name: str
    columns: tuple[tuple[str, Kind], ...]

    @property
    def key(self) -> str:
        return self.columns[0][0]


CARD = "card!"  # before a notice's id; no other key begins so

# "manifest", "generation", "statistics" and parts of the statistics: document frequencies by term number; a row with
# each notice's card.
STATE = Collection(PREFIX + "state", (("key", Kind.KEY), ("value", Kind.TEXT), ("frequencies", Kind.SPARSE)))

# One row a notice; writing it is what makes a version of the notice count. `words` and `pairs` say in how
# many of its passages a term stands, the lengths are sums over its passages.
NOTICES = Collection(
    PREFIX + "notices",
    (
        ("id", Kind.KEY),
        ("version", Kind.NAME),
        ("position", Kind.NUMBER),
        ("passages", Kind.NUMBER),
        ("words_length", Kind.REAL),
        ("pairs_length", Kind.REAL),
        ("words", Kind.SPARSE),
        ("pairs", Kind.SPARSE),
    ),
)

# A notice as JSON, compressed and in pieces, because a VARCHAR holds no more than TEXT_BYTES.
TEXTS = Collection(
    PREFIX + "texts",
    (("key", Kind.KEY), ("notice", Kind.NAME), ("version", Kind.NAME), ("value", Kind.TEXT), ("none", Kind.SPARSE)),
)

# The key carries the version, so a new version never overwrites the one that readers still see.
PASSAGES = Collection(
    PREFIX + "passages",
    (
        ("key", Kind.KEY),
        ("notice", Kind.NAME),
        ("version", Kind.NAME),
        ("status", Kind.NAME),
        ("names", Kind.TEXT),
        ("years", Kind.TEXT),
        ("value", Kind.TEXT),
        ("words_length", Kind.REAL),
        ("pairs_length", Kind.REAL),
        ("alone", Kind.DENSE),
        ("context", Kind.DENSE),
        ("words", Kind.SPARSE),
        ("pairs", Kind.SPARSE),
    ),
)

ALL = (STATE, NOTICES, TEXTS, PASSAGES)
