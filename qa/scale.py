"""What a cosine of another encoder is worth on the scale that the refusal's weights were fitted to.

Encoders differ in how near they place texts that have nothing to do with each other: the bundled one at .2 to .3,
many transformers at .7. So some sentences of the library are compared with some of its passages by both encoders,
and a cosine of the other is read as the bundled one's at as many standard deviations from the mean (as scores of
speaker verification are: Auckenthaler, Carey & Lloyd-Thomas, Digital Signal Processing 10, 2000).
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from data.types import Passage
from index import encoder as encoders
from index.types import Engine, Manifest
from index.windows import windows
from qa.sentences import sentences

ASKED, AGAINST = 24, 48  # sentences and passages; a transformer reads the former in a second, once a process
FEW = 8  # passages in all, below which nothing can be said


@dataclass(frozen=True, slots=True)
class Scale:
    """The mean and standard deviation of the same pairs' cosines by this encoder and by the bundled one."""

    mean: float = 0.0
    spread: float = 1.0
    bundled_mean: float = 0.0
    bundled_spread: float = 1.0

    def of(self, cosine: float) -> float:
        """The cosine as the bundled encoder would have it."""
        return self.bundled_mean + self.bundled_spread * (cosine - self.mean) / self.spread


_kept: WeakKeyDictionary[Engine, tuple[Manifest, Scale]] = WeakKeyDictionary()


def scale(engine: Engine) -> Scale:
    """The scale of the engine's encoder; measured once for what it holds, and not at all for the bundled one."""
    manifest = engine.manifest
    if manifest.encoder == encoders.BUNDLED:
        return Scale()
    kept = _kept.get(engine)
    if kept is None or kept[0] != manifest:
        kept = _kept[engine] = (manifest, measured(engine))
    return kept[1]


def measured(engine: Engine) -> Scale:
    """The scale by sentences and passages spread evenly over the library."""
    passages = [p for notice_id in sorted(engine.ids()) for p in engine.passages_of(notice_id)]
    if len(passages) < FEW:
        return Scale()
    against = {p.id: p for p in _spaced(passages, AGAINST)}
    asked = [(p.id, sentences(p)[0].text) for p in _spaced(passages[1:], ASKED)]
    bundled = dict(_bundled(asked, against))
    pairs = [
        (evidence.score, bundled[text, evidence.passage_id])
        for own, text in asked
        for evidence in engine.evidence(text, list(against))
        if evidence.passage_id != own
    ]
    ours, theirs = [a for a, _ in pairs], [b for _, b in pairs]
    spread = statistics.pstdev(ours)
    if not spread:
        return Scale()
    return Scale(statistics.fmean(ours), spread, statistics.fmean(theirs), statistics.pstdev(theirs))


def _bundled(asked: Sequence[tuple[str, str]], against: dict[str, Passage]) -> Iterator[tuple[tuple[str, str], float]]:
    """The bundled encoder's cosine of each sentence with the nearest window of each passage."""
    encoder = encoders.load()
    said = encoder.queries([text for _, text in asked])
    for passage in against.values():
        near = encoder.passages([passage.text[a:b] for a, b in windows(passage.text)])
        for (_, text), cosine in zip(asked, (near @ said.T).max(0), strict=True):
            yield (text, passage.id), float(cosine)


def _spaced(passages: Sequence[Passage], most: int) -> Sequence[Passage]:
    return passages[:: max(1, len(passages) // most)][:most]
