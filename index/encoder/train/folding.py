"""The folding written into the tokenizer: one character to its folded form, as a sentencepiece rule table.

NFKC, lower case, traditional to simplified (the one-to-one part of OpenCC's TSCharacters, Apache-2.0),
every digit to 0 (what is meant does not hang on the figure; the lexical leg keeps figures apart),
everything that is neither letter nor number to a space.
"""

from __future__ import annotations

import io
import unicodedata
from functools import cache

RANGES = ((0x20, 0xA000), (0xF900, 0xFB00), (0xFE00, 0x10000))  # Latin to Han, compatibility forms, full width
BOTH_SCRIPTS = frozenset("乾著")  # simplified texts write them too (乾隆, 著名)


@cache
def rules() -> dict[str, str]:
    """Character to replacement, for those that change."""
    simplified = _simplified()
    found = dict.fromkeys("\t\n\r", " ")
    for low, high in RANGES:
        for c in map(chr, range(low, high)):
            if unicodedata.category(c) in ("Cn", "Cs"):
                continue
            folded = "".join(_folded(x, simplified) for x in unicodedata.normalize("NFKC", c).lower())
            if folded != c:
                found[c] = folded
    return found


def charsmap() -> bytes:
    """The rules as sentencepiece's precompiled character map, which `tokenizers` reads."""
    import tempfile

    import sentencepiece
    from sentencepiece import sentencepiece_model_pb2

    with tempfile.NamedTemporaryFile("w", suffix=".tsv", encoding="utf-8") as table:
        for left, right in rules().items():
            table.write(f"{_hex(left)}\t{_hex(right)}\n")
        table.flush()
        model = io.BytesIO()
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(["a b c"] * 50),  # any text: only the rules are wanted
            model_writer=model,
            vocab_size=10,
            hard_vocab_limit=False,
            normalization_rule_tsv=table.name,
            model_type="char",
        )
    proto = sentencepiece_model_pb2.ModelProto()
    proto.ParseFromString(model.getvalue())
    return bytes(proto.normalizer_spec.precompiled_charsmap)


def _simplified() -> dict[str, str]:
    from pathlib import Path

    import opencc  # opencc-python-reimplemented

    table = Path(opencc.__file__).parent / "dictionary" / "TSCharacters.txt"
    rows = (line.split("\t") for line in table.read_text(encoding="utf-8").splitlines())
    return {a: b.split(" ")[0] for a, b in rows if a not in BOTH_SCRIPTS}


def _folded(c: str, simplified: dict[str, str]) -> str:
    c = simplified.get(c, c)
    kind = unicodedata.category(c)
    if kind == "Nd":
        return "0"
    return c if kind[0] in "LMN" else " "


def _hex(text: str) -> str:
    return " ".join(f"{ord(c):X}" for c in text)
