"""AUROC: does certainty tell answerable from unanswerable questions?

    AUROC = P(certainty of an answerable > certainty of an unanswerable) + ½ P(equal)

The Mann–Whitney statistic (Hanley & McNeil, Radiology 1982). 0.5 is chance, 1 a threshold without error.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt


def wins(answerable: Sequence[float], unanswerable: Sequence[float]) -> npt.NDArray[np.float64]:
    """1, ½ or 0 for every pair, shape (answerable, unanswerable); their mean is the AUROC."""
    left, right = np.asarray(answerable, float)[:, None], np.asarray(unanswerable, float)[None, :]
    return np.where(left > right, 1.0, np.where(left == right, 0.5, 0.0))
