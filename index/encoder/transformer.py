"""Any sentence-transformers model, by name or folder: the only door to sentence-transformers."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from data.errors import EncoderProblem
from index.types import Vectors


class Transformer:
    """See `index.types.Encoder`; the model's own query and passage prompts are used where it has some."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._model = _load(name)
        self.dim = int(self._model.get_sentence_embedding_dimension())
        self.max_tokens = int(self._model.max_seq_length or 512)
        self.fingerprint = hashlib.sha256(self._encode(["指纹 fingerprint"], "").tobytes()).hexdigest()[:16]

    def count_tokens(self, text: str) -> int:
        return len(self._model.tokenizer(text, truncation=False)["input_ids"])

    def passages(self, texts: Sequence[str]) -> Vectors:
        return self._encode(texts, "passage")

    def queries(self, texts: Sequence[str]) -> Vectors:
        return self._encode(texts, "query")

    def _encode(self, texts: Sequence[str], prompt: str) -> Vectors:
        known = prompt if prompt in (self._model.prompts or {}) else None
        found = self._model.encode(
            list(texts), prompt_name=known, normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
        )
        return np.asarray(found, dtype=np.float32)


def _load(name: str) -> Any:
    import os

    if not Path(name).exists():
        os.environ.setdefault("HF_HUB_ETAG_TIMEOUT", "3")
        os.environ.setdefault("HF_HUB_DOWNLOAD_TIMEOUT", "5")
    try:
        from sentence_transformers import SentenceTransformer

        return SentenceTransformer(name)
    except Exception as error:
        raise EncoderProblem(
            f"编码器 {name} 无法加载:既不是可用的模型文件夹,也未能从网络取得;"
            "请给出模型文件夹,或不用 --encoder(内置编码器)"
        ) from error
