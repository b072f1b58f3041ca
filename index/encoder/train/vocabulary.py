"""Choose the tokens and build the tokenizer: the most probable cut by word frequency, as jieba does without HMM.

usage: python -m index.encoder.train.vocabulary DATA_FOLDER WORK_FOLDER [--size 66000]

Writes WORK_FOLDER/tokenizer.json. Candidates are dictionary words, words and characters of the training
texts, English words and parts of English words; the most frequent in the training texts are kept.
"""

from __future__ import annotations

import argparse
import math
import re
from collections import Counter
from pathlib import Path

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from index.encoder.train import folding, sources

ENGLISH, PARTS = 17_000, 3_000  # whole words and parts kept
PART_SCORE, LETTER_SCORE, UNKNOWN_SCORE = -22.0, -24.0, -30.0  # below any word, so that words win
ITEM_TIMES, LEXICON_TIMES = 5, 3  # the project's own texts are few and count for more


def build(folder: Path, size: int) -> Tokenizer:
    """A Unigram tokenizer of `size` tokens; token 0 is the unknown."""
    table = str.maketrans(folding.rules())
    frequency, forced = _dictionary(folder, table)
    texts = [t.translate(table) for t in sources.all_texts(folder, ITEM_TIMES, LEXICON_TIMES)]
    english = Counter(w for t in texts for w in re.findall(r"[a-z]+", t))
    characters = Counter(c for t in texts for c in t if not c.isascii())
    scores = _scores(frequency, english, characters)
    counts = _count(texts, scores)
    known = {w for w in forced if len(w) <= 4 and not _composed(w, frequency)}
    kept = dict.fromkeys(_parts(english)[:PARTS], PART_SCORE)
    kept.update({chr(97 + i): LETTER_SCORE for i in range(26)})
    words = sorted((w for w, f in english.items() if f >= 4 and len(w) <= 20), key=lambda w: (-english[w], w))
    kept.update({w: scores[w] for w in words[:ENGLISH]})
    kept.update({c: scores[c] for c, f in characters.items() if f >= 2 or c in frequency})
    kept.update({"0" * k: scores["0" * k] for k in range(1, 9)})
    rest = [w for w in counts if not (w.isascii() and w.isalpha()) and len(w) > 1]
    rest = [w for w in rest if w not in forced or w in known or frequency[w] > 5]
    rest.sort(key=lambda w: (-(counts[w] + 1000 * (w in forced) + 0.02 * min(frequency[w], 2000)), w))
    for word in rest:
        if len(kept) >= size - 1:
            break
        kept.setdefault(word, scores[word])
    return tokenizer([("[UNK]", UNKNOWN_SCORE), *sorted(kept.items())])


def tokenizer(vocabulary: list[tuple[str, float]]) -> Tokenizer:
    """Folding, white space, then the most probable cut."""
    made = Tokenizer(models.Unigram(vocabulary, unk_id=0, byte_fallback=False))
    made.normalizer = normalizers.Precompiled(folding.charsmap())
    made.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    return made


def _dictionary(folder: Path, table: dict[int, str]) -> tuple[Counter[str], set[str]]:
    """Word frequencies (jieba's count; other lists at most 3), and the lexicon's words."""
    found: Counter[str] = Counter()
    for word, frequency, source in sources.rows(folder / "extra" / "vocab_zh.tsv.gz"):
        folded = word.translate(table).strip()
        if folded and " " not in folded:
            value = max(int(float(frequency)), 1)
            found[folded] = max(found[folded], value if source.startswith("jieba") else min(value, 3))
    forced = set()
    for group in sources.json_rows(folder / "lexicon.jsonl"):
        for word in (*group["official"], *group["everyday"]):
            folded = word.translate(table).replace(" ", "")
            if 2 <= len(folded) <= 8:
                found[folded] = max(found[folded], 5)
                forced.add(folded)
    for word, _, _ in sources.rows(folder / "extra" / "lexicon_zh_en.tsv.gz"):
        folded = word.translate(table)
        if folded and " " not in folded:
            found[folded] = max(found[folded], 2)
    return found, forced


def _scores(frequency: Counter[str], english: Counter[str], characters: Counter[str]) -> dict[str, float]:
    total, total_english = frequency.total(), english.total()
    found = {w: math.log(f / total) for w, f in frequency.items()}
    found.update({w: math.log(f / total_english) for w, f in english.items() if f >= 2})
    for c in characters:
        found.setdefault(c, math.log(0.5 / total))
    found.update({"0" * k: -4 - 0.1 * k for k in range(1, 9)})
    return found


def _count(texts: list[str], scores: dict[str, float]) -> Counter[str]:
    names = ["[UNK]", *sorted(scores)]
    large = tokenizer([("[UNK]", UNKNOWN_SCORE), *sorted(scores.items())])
    ids: Counter[int] = Counter()
    for start in range(0, len(texts), 20_000):
        for found in large.encode_batch_fast(texts[start : start + 20_000], add_special_tokens=False):
            ids.update(found.ids)
    return Counter({names[i]: n for i, n in ids.items() if i})


def _composed(word: str, frequency: Counter[str]) -> bool:
    """Whether two common words make it up: then their vectors do, too."""
    return any(frequency[word[:k]] > 50 and frequency[word[k:]] > 50 for k in range(2, len(word) - 1))


def _parts(english: Counter[str]) -> list[str]:
    found: Counter[str] = Counter()
    for word, n in english.items():
        for size in range(2, min(7, len(word))):
            for i in range(len(word) - size + 1):
                found[word[i : i + size]] += min(n, 3)
    return [part for part, _ in found.most_common()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--size", type=int, default=66_000)
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    build(args.data, args.size).save(str(args.work / "tokenizer.json"), pretty=False)


if __name__ == "__main__":
    main()
