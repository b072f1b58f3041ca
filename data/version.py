"""Which rules read a notice."""

from __future__ import annotations

# One more whenever a change of cleaner, outline, items, dates, names or passages alters what is read from some
# notice: libraries read by other rules then say so until they are rebuilt. `tests/data_items` fails without it.
PARSER = 1
