"""How much may be asked at once, the same on the page, over HTTP and for other programs."""

from __future__ import annotations

QUESTION = 500  # characters; more is a text to compare, not a question
DRAFT = 6_000  # characters; a plan's chapter, not a whole plan
