"""What the bundled encoder promises, on real words."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import corpus
from data.passages import passages
from index.encoder import load
from index.types import Encoder
from index.windows import windows

# a question in everyday wording or English, the passage that answers it, one that does not
MEANING = [
    (
        "How are cultural relics protected?",
        "开展文物保护单位巡查，对破损的古建筑进行修缮。",
        "召开党组会议，学习财务管理制度，清理往来账款。",
    ),
    ("上班摸鱼有人管吗", "整治慵懒散拖问题，严肃工作纪律，开展明察暗访。", "修缮古城墙，设置保护标志碑。"),
    (
        "official vehicles used for private trips",
        "查处公车私用问题，加强公务用车管理。",
        "举办群众文艺演出和送戏下乡活动。",
    ),
]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load()


def test_rows_are_of_unit_length_and_one_per_text(encoder: Encoder) -> None:
    vectors = encoder.passages(["文物保护", "relics", "公车私用问题整改到位。" * 50])
    assert vectors.shape == (3, encoder.dim)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_the_same_text_gives_the_same_vector_alone_and_in_company(encoder: Encoder) -> None:
    alone = encoder.passages(["文物保护"])
    together = encoder.passages(["", "公务接待", "文物保护"])
    np.testing.assert_allclose(alone[0], together[2], atol=1e-6)
    np.testing.assert_array_equal(alone, encoder.queries(["文物保护"]))


@pytest.mark.parametrize("text", ["", "  \n", "。，！", "🙂"])
def test_a_text_without_words_is_near_to_nothing_and_never_nan(encoder: Encoder, text: str) -> None:
    assert not np.isnan(encoder.passages([text])).any()
    assert np.abs(encoder.queries([text]) @ encoder.passages(["文物保护"]).T).max() < 0.5


def test_a_passage_behind_its_context_is_what_both_in_one_text_are(encoder: Encoder) -> None:
    cut = [p for n in corpus.bundled() for p in passages(n)]
    texts, contexts = [p.text for p in cut], [f"文旅局 {' '.join(p.path[-2:])}" for p in cut]
    alone, behind = encoder.in_context(texts, contexts)
    np.testing.assert_allclose(alone, encoder.passages(texts), atol=1e-6)
    joined = [f"{context} {text}" for context, text in zip(contexts, texts, strict=True)]
    np.testing.assert_allclose(behind, encoder.passages(joined), atol=1e-6)


@given(st.text(max_size=40), st.text(max_size=40))
def test_so_it_is_of_any_two_texts(text: str, context: str) -> None:
    joined = load().passages([f"{context} {text}"])
    np.testing.assert_allclose(load().in_context([text], [context])[1], joined, atol=1e-5)


def test_the_windows_of_passages_are_what_each_is_alone(encoder: Encoder) -> None:
    texts = [p.text for n in corpus.bundled() for p in passages(n)] + ["", "。", "城墙"]
    spans = [windows(text) for text in texts]
    alone = encoder.passages([text[a:b] for text, own in zip(texts, spans, strict=True) for a, b in own])
    np.testing.assert_allclose(encoder.within(texts, spans), alone, atol=1e-6)


@given(st.lists(st.text(alphabet="文物保护abc12,。;” \n", max_size=30), max_size=4))
def test_so_are_those_of_any_texts(texts: list[str]) -> None:
    spans = [windows(text) for text in texts]
    alone = load().passages([text[a:b] for text, own in zip(texts, spans, strict=True) for a, b in own])
    np.testing.assert_allclose(load().within(texts, spans), alone, atol=1e-5)


def test_a_window_does_not_depend_on_what_is_read_beside_it(encoder: Encoder) -> None:
    texts = ["修缮城墙,并开放。", "对食堂管理,收紧。"]
    both = encoder.within(texts, [windows(text) for text in texts])
    apart = np.concatenate([encoder.within([text], [windows(text)]) for text in texts])
    np.testing.assert_array_equal(both, apart)


def test_no_text_gives_no_row(encoder: Encoder) -> None:
    assert encoder.passages([]).shape == (0, encoder.dim)


@pytest.mark.parametrize(("question", "right", "wrong"), MEANING)
def test_meaning_beats_unrelated_text(encoder: Encoder, question: str, right: str, wrong: str) -> None:
    near, far = encoder.queries([question])[0] @ encoder.passages([right, wrong]).T
    assert near > far


def test_traditional_characters_and_full_width_read_the_same(encoder: Encoder) -> None:
    one, other = encoder.passages(["文物保護單位ＡＢＣ", "文物保护单位ABC"])
    assert one @ other > 0.99


def test_tokens_are_counted_within_what_is_read(encoder: Encoder) -> None:
    assert 0 == encoder.count_tokens("") < encoder.count_tokens("文物保护") <= encoder.max_tokens


def test_encoding_loads_no_torch() -> None:
    code = "import sys; from index.encoder import load; load().queries(['文物']); sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
