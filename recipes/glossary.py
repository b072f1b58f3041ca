"""Make `qa/tables/glossary.tsv`: English words and the Chinese words that stand beside them in translations.

usage: python recipes/glossary.py DATA_FOLDER > qa/tables/glossary.tsv

DATA_FOLDER holds pairs_zh_en.tsv.gz and lexicon.jsonl. Share-alike and technical sources are left out.
The tie of two words is the Dice coefficient of their occurrences, a pair counting less the longer it
is (Smadja, McKeown & Hatzivassiloglou, Computational Linguistics 22(1), 1996). Needs scipy.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import scipy.sparse as sp

from index import words
from qa.inflections import stem

LEFT_OUT = ("omw", "cedict", "ntrex", "python")  # share-alike, or about programming
LONGEST, RARE, WEAK, MOST = 160, 3, 0.15, 3  # characters; occurrences; least best tie; words kept
HEADER = """# English words and the Chinese words that stand beside them in translations, with the tie (Dice).
# Made by recipes/glossary.py from statutes, Tatoeba (CC BY 2.0 FR), TICO-19 (CC0), UN SDG texts (MIT) and synonyms.tsv.
"""


def pairs(folder: Path) -> Iterator[tuple[str, str]]:
    """Chinese and English sides; the project's own lexicon counts twice."""
    with gzip.open(folder / "pairs_zh_en.tsv.gz", "rt", encoding="utf-8") as file:
        for line in file:
            chinese, english, source = line.rstrip("\n").split("\t")
            if not any(name in source for name in LEFT_OUT) and len(chinese) <= LONGEST:
                yield chinese, english
    for line in (folder / "lexicon.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield from ((c, e) for e in row["en"] for c in row["official"] * 2)


def matrix(bags: list[set[str]]) -> tuple[list[str], sp.csr_matrix]:
    """Words seen at least RARE times, and which bag holds which."""
    counts = Counter(w for bag in bags for w in bag)
    kept = [w for w, c in counts.items() if c >= RARE]
    at = {w: i for i, w in enumerate(kept)}
    cells = [(i, at[w]) for i, bag in enumerate(bags) for w in sorted(bag) if w in at]
    rows, columns = zip(*cells, strict=True)
    return kept, sp.csr_matrix((np.ones(len(cells), np.float32), (rows, columns)), shape=(len(bags), len(kept)))


def main() -> None:
    stop = words.stop_words()
    chinese, english = [], []
    for zh, en in pairs(Path(sys.argv[1])):
        left = {t for t in words.terms(zh) if re.fullmatch(r"[\u4e00-\u9fff]{2,}", t)}
        right = {stem(w) for w in re.findall(r"[a-z][a-z-]+", en.lower()) if w not in stop}
        if left and right:
            chinese.append(left)
            english.append(right)
    (zh_words, zh_in), (en_words, en_in) = matrix(chinese), matrix(english)
    weight = sp.diags(np.array([1 / np.sqrt(len(a) * len(b)) for a, b in zip(chinese, english, strict=True)]))
    together = (en_in.T @ weight @ zh_in).tocsr()
    en_all = np.asarray((en_in.T @ weight).sum(1)).ravel()
    zh_all = np.asarray((zh_in.T @ weight).sum(1)).ravel()
    sys.stdout.write(HEADER)
    for i in sorted(range(len(en_words)), key=en_words.__getitem__):
        row = together[i]
        ties = 2 * row.data / (en_all[i] + zh_all[row.indices])
        best = [j for j in np.argsort(-ties)[: MOST + 1] if ties[j] >= max(0.08, 0.4 * ties.max())][:MOST]
        if best and ties[best[0]] >= WEAK and len(en_words[i]) > 2:
            said = " ".join(f"{zh_words[row.indices[j]]}:{ties[j]:.2f}" for j in best)
            sys.stdout.write(f"{en_words[i]}\t{said}\n")


if __name__ == "__main__":
    main()
