"""No property is judged by how long an example takes: hypothesis would fail one that waits on a busy machine."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
