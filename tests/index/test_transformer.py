"""Any sentence-transformers model can stand in for the bundled encoder, and a missing one says so."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from data.errors import EncoderProblem
from index import encoder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that carries meaning: the bundled encoder's vectors of a few characters, as a static table."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import StaticEmbedding
    from tokenizers import Regex, Tokenizer, models, pre_tokenizers

    characters = sorted(set("文物保护巡查修缮党费收缴图书馆座位剧本杀监管"))
    words = {"[UNK]": 0, **{c: i for i, c in enumerate(characters, 1)}}
    tokenizer = Tokenizer(models.WordLevel(words, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex("."), "isolated")
    vectors = encoder.load().passages(characters)
    table = np.vstack([np.full((1, vectors.shape[1]), 1e-6, dtype=np.float32), vectors])
    where = tmp_path_factory.mktemp("model")
    model = SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=table)])
    model.save_pretrained(str(where))
    return where


def test_a_model_folder_gives_unit_vectors_that_tell_subjects_apart(folder: Path) -> None:
    loaded = encoder.load(str(folder))
    vectors = loaded.passages(["文物保护巡查", "党费收缴"])
    query = loaded.queries(["修缮文物"])[0]
    assert vectors.shape == (2, loaded.dim)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert vectors[0] @ query > vectors[1] @ query
    assert loaded.count_tokens("文物保护") == 4
    assert loaded.max_tokens > 4


def test_the_same_folder_has_the_same_fingerprint(folder: Path) -> None:
    assert encoder.load(str(folder)).fingerprint == encoder.load(str(folder)).fingerprint


@pytest.mark.parametrize("name", ["no-such-author/no-such-model", "no-such-model", "a/b/c/d"])
def test_a_missing_model_is_one_line_that_says_what_to_do(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(EncoderProblem) as caught:
        encoder.load(name)
    assert name in str(caught.value)
    assert "文件夹" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_folder_that_holds_no_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(EncoderProblem, match="无法加载"):
        encoder.load(str(tmp_path))


def test_the_bundled_encoder_saved_as_a_sentence_transformers_model_gives_the_same_vectors(tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer

    from index.encoder.transformer import save_as_sentence_transformers

    save_as_sentence_transformers(tmp_path)
    texts = ["细化文物管理实施细则。", "上班摸鱼没人管？", "How is overtime paid?", "武漢市文化和旅遊局２０２３年"]
    ours = encoder.load().passages(texts)
    theirs = SentenceTransformer(str(tmp_path)).encode(texts)
    assert np.allclose(ours, theirs, atol=1e-3)
