#!/usr/bin/env python3
# Copied unchanged from the independent scorer that came with the judgements of this project; it is the
# oracle of tests/eval/test_oracle.py and shares no code with eval/. Do not adapt it to eval/.
"""Score comparable-measure search: score_similar.py SIMILAR.jsonl RESULTS.jsonl SEED_DIR [--json]

RESULTS {"id","hits":[{"notice","text","score"}]}, best first, from notices other than the query's.
ndcg@10 with gains 2^grade-1 (grades 1..3), each judged quote counted once, a hit over 600 characters takes several ranks;
succ@5 = a grade-3 (or the query's best grade) comparable within five; rec@10 = grade >= 2 found within ten; self = hits from the query's own notice.
"""
import json, sys, math, pathlib, importlib.util, collections
spec = importlib.util.spec_from_file_location("score", pathlib.Path(__file__).with_name("score.py"))
src = pathlib.Path(__file__).with_name("score.py").read_text().rsplit("\nmain()", 1)[0]
ns = {}; exec(compile(src, "score", "exec"), ns)
norm, load, locate = ns["norm"], ns["load"], ns["locate"]
args = [a for a in sys.argv[1:] if not a.startswith("--")]
qs, res = load(args[0]), {r["id"]: r for r in load(args[1])}
docs = {p.stem: norm(p.read_text(encoding="utf-8")) for p in pathlib.Path(args[2]).glob("*.txt")}
tot = collections.Counter(); n = 0
for q in qs:
    r = res.get(q["id"], {"hits": []}); n += 1
    ev = []
    for e in q["similar"]:
        t = norm(e["quote"]); i = docs[e["doc"]].find(t); assert i >= 0
        ev.append((e["doc"], i, i + len(t), e["grade"]))
    best = max(e[3] for e in ev); got = set(); rank = 0; dcg = 0.0; succ = 0; rec = set()
    for h in r["hits"][:20]:
        loc = locate(docs, h["text"]); first = rank + 1; rank += max(1, math.ceil(len(norm(h["text"])) / 600))
        if first > 10 or not loc: continue
        d, a, b = loc
        if d == q["query"]["doc"]: tot["self"] += 1
        gain = 0
        for k, (ed, ea, eb, g) in enumerate(ev):
            if ed == d and k not in got and max(0, min(b, eb) - max(a, ea)) >= 0.5 * (eb - ea):
                got.add(k); gain = max(gain, g)
                if g >= 2: rec.add(k)
                if g == best and first <= 5: succ = 1
        if gain: dcg += (2 ** gain - 1) / math.log2(first + 1)
    ideal = sorted((e[3] for e in ev), reverse=True)[:10]
    tot["ndcg"] += dcg / sum((2 ** g - 1) / math.log2(i + 2) for i, g in enumerate(ideal))
    tot["succ"] += succ
    need = [k for k, e in enumerate(ev) if e[3] >= 2]
    tot["rec"] += len(rec) / min(10, len(need)) if need else 1
out = {"n": n, "ndcg@10": round(tot["ndcg"] / n, 4), "succ@5": round(tot["succ"] / n, 4), "rec@10": round(tot["rec"] / n, 4), "self": tot["self"]}
print(json.dumps(out))
