"""The small engine in memory and the made-up bureaus are shared with tests/qa and tests/sim."""

import sys
from pathlib import Path

for name in ("qa", "sim"):
    sys.path.insert(0, str(Path(__file__).parents[1] / name))
