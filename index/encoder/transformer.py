"""Any sentence-transformers model, by name or folder: the only door to sentence-transformers."""

from __future__ import annotations

import hashlib
import math
import os
import socket
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from data.errors import EncoderProblem
from index.types import Vectors

UNLIMITED = 1_000_000  # tokens; for models that read whole texts (static tables)
USUAL = 512  # tokens read by a transformer that does not say
REACH = 3.0  # seconds to find out whether a model hub answers; its own client would retry for over a minute


class Transformer:
    """See `index.types.Encoder`; the model's own query and passage prompts are used where it has some.

    Raises EncoderProblem where the model is neither a folder, nor cached, nor to be had from a hub.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._model = _load(name)
        self.fingerprint = hashlib.sha256(self._encode(["指纹 fingerprint"], "").tobytes()).hexdigest()[:16]
        self.dim = int(self._encode(["维"], "").shape[1])
        self.max_tokens = _limit(self._model.max_seq_length)

    def count_tokens(self, text: str) -> int:
        return len(self._model.tokenizer.encode(text))

    def passages(self, texts: Sequence[str]) -> Vectors:
        return self._encode(texts, "passage")

    def queries(self, texts: Sequence[str]) -> Vectors:
        return self._encode(texts, "query")

    def in_context(self, texts: Sequence[str], contexts: Sequence[str]) -> Vectors:
        """See `index.types.Encoder`: what a model makes of a passage depends on all it reads, so all is read."""
        behind = [f"{context} {text}" for context, text in zip(contexts, texts, strict=True)]
        return np.stack([self.passages(texts), self.passages(behind)])

    def within(self, texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]) -> Vectors:
        """See `index.types.Encoder`."""
        return self.passages([text[a:b] for text, own in zip(texts, spans, strict=True) for a, b in own])

    def _encode(self, texts: Sequence[str], prompt: str) -> Vectors:
        if not texts:
            return np.zeros((0, self.dim), dtype=np.float32)
        known = prompt if (self._model.prompts or {}).get(prompt) else None
        found = self._model.encode(
            list(texts), prompt_name=known, normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
        )
        return np.asarray(found, dtype=np.float32)


def _limit(tokens: float | None) -> int:
    if tokens is None:
        return USUAL
    return UNLIMITED if math.isinf(tokens) else int(tokens)


def _load(name: str) -> Any:
    """The model from its folder, else from the local cache, else from the hub if that answers at once."""
    here = Path(name).exists() or _cached(name)
    # asked before the library is imported: that alone takes seconds, and a wrong name should not
    if not here and not _hub_answers():
        raise EncoderProblem(
            f"编码器 {name} 不是本机的文件夹或已缓存的模型,模型站点也连不上;请把模型文件夹拷到本机后用 --encoder 文件夹"
        )
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(name, local_files_only=here)
    except Exception as error:  # the library raises whatever its parts raise
        problem = f"编码器 {name} 无法加载({type(error).__name__});请给出 sentence-transformers 的模型名或模型文件夹"
        raise EncoderProblem(problem) from error


def _cached(name: str) -> bool:
    from huggingface_hub import try_to_load_from_cache
    from huggingface_hub.errors import HFValidationError

    try:
        return any(
            isinstance(try_to_load_from_cache(repository, file), str)
            for repository in (name, f"sentence-transformers/{name}")
            if repository.count("/") <= 1
            for file in ("modules.json", "config.json")
        )
    except HFValidationError as error:
        raise EncoderProblem(f"没有 {name} 这个文件夹,它也不是模型名;请给出模型文件夹或“作者/模型”") from error


def _hub_answers() -> bool:
    """Whether the configured model hub accepts a connection within REACH seconds, name look-up included."""
    from huggingface_hub import constants

    if constants.HF_HUB_OFFLINE or os.environ.get("HF_HUB_OFFLINE") == "1":
        return False
    address = urlsplit(constants.ENDPOINT)
    answered = threading.Event()

    def knock() -> None:
        try:
            with socket.create_connection((address.hostname or "", address.port or 443), timeout=REACH):
                answered.set()
        except OSError:
            return

    threading.Thread(target=knock, daemon=True).start()
    return answered.wait(REACH)


def save_as_sentence_transformers(folder: Path) -> None:
    """Write the bundled encoder as a sentence-transformers model that gives the same vectors (to 1e-3)."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import Normalize, StaticEmbedding

    from index.encoder.bundled import bundled

    held = bundled()
    table = StaticEmbedding(held.tokenizer, embedding_weights=held.weights)
    SentenceTransformer(modules=[table, Normalize()]).save_pretrained(str(folder))
