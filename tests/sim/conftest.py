"""The small engine in memory is shared with tests/qa."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "qa"))
