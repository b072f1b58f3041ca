#!/usr/bin/env python3
# Copied unchanged from the independent scorer that came with the judgements of this project; it is the
# oracle of tests/eval/test_oracle.py and shares no code with eval/. Do not adapt it to eval/.
"""Score ranked passages against judged questions, whatever the chunking.

usage: score.py QUESTIONS.jsonl RESULTS.jsonl SEED_DIR [--json] [--by-type]

QUESTIONS  {"id","question","type","evidence":[{"doc","quote","grade"}]}
RESULTS    {"id","hits":[{"notice": "<text that names the notice>", "text": "...", "score": float}], "answered": bool?}
SEED_DIR   <doc>.txt, the raw notices the quotes were taken from.

A passage is located in the raw notice by its own text (NFKC, white space dropped), so a system's
identifiers and offsets don't matter. What a reader sees is budgeted in characters, so huge passages gain nothing.
  hit@1000   share of answerable questions with a grade-2 quote (>= 80 % of it) in the first 1000 characters shown
  rec@2000   mean share of grade-2 quotes seen in the first 2000 characters shown
  mrr@10     1/rank of the first passage covering >= half of a grade-2 quote
  ndcg@10    gain = best grade newly covered by a passage, passages over 600 characters count as several
  auroc      unanswerable against answerable, by the best score (or by "confidence" if given)
"""
import json, sys, math, unicodedata, pathlib, collections

def norm(s):
    return "".join(unicodedata.normalize("NFKC", c) for c in s if not c.isspace() and c not in "\u3000\ufeff")

def load(p):
    return [json.loads(l) for l in open(p, encoding="utf-8") if l.strip()]

def locate(docs, text):
    """(doc, start, end) of a passage in a normalised notice; the longest run found where it is not verbatim."""
    t = norm(text)
    if not t:
        return None
    for d, body in docs.items():
        i = body.find(t)
        if i >= 0:
            return d, i, i + len(t)
    # context header or cleaned characters: look for the two ends of the passage's longest body part
    best = None
    for d, body in docs.items():
        for size in (40, 24, 16):
            starts = [k for k in range(0, max(1, len(t) - size), 8) if body.find(t[k:k + size]) >= 0]
            if starts:
                a, b = starts[0], starts[-1]
                i = body.find(t[a:a + size]); j = body.find(t[b:b + size]) + size
                if j > i and j - i <= 1.5 * len(t) + 50 and (best is None or j - i > best[2] - best[1]):
                    best = (d, i, j)
                break
    return best

def main():
    args = [a for a in sys.argv[1:] if not a.startswith("--")]
    qs, res, seeds = load(args[0]), {r["id"]: r for r in load(args[1])}, pathlib.Path(args[2])
    docs = {p.stem: norm(p.read_text(encoding="utf-8")) for p in seeds.glob("*.txt")}
    per, missing, unlocated, total_hits = [], 0, 0, 0
    cache = {}
    for q in qs:
        r = res.get(q["id"])
        if r is None:
            missing += 1
            r = {"hits": []}
        ev = []
        for e in q["evidence"]:
            n = norm(e["quote"]); i = docs[e["doc"]].find(n)
            assert i >= 0, (q["id"], e["quote"])
            ev.append((e["doc"], i, i + len(n), e["grade"]))
        seen = collections.defaultdict(set)      # doc -> characters already shown
        budget_hit = {1000: None, 2000: None}
        shown, rank, rr, dcg, got = 0, 0, 0.0, 0.0, set()
        gold2 = [k for k, e in enumerate(ev) if e[3] >= 2]
        for h in r["hits"][:30]:
            total_hits += 1
            key = h["text"]
            if key not in cache:
                cache[key] = locate(docs, key)
            loc = cache[key]
            length = max(1, len(norm(h["text"])))
            if loc is None:
                unlocated += 1
            slots = max(1, math.ceil(length / 600))
            first_slot = rank + 1
            rank += slots
            for limit in (1000, 2000):
                if budget_hit[limit] is None and shown + length > limit:
                    part = dict((d, set(s)) for d, s in seen.items())
                    if loc:
                        part.setdefault(loc[0], set()).update(range(loc[1], min(loc[2], loc[1] + limit - shown)))
                    budget_hit[limit] = part
            shown += length
            if loc:
                d, a, b = loc
                gain = 0
                for k, (ed, ea, eb, g) in enumerate(ev):
                    if ed == d and k not in got and max(0, min(b, eb) - max(a, ea)) >= 0.5 * (eb - ea):
                        got.add(k); gain = max(gain, g)
                        if g >= 2 and rr == 0 and first_slot <= 10:
                            rr = 1 / first_slot
                if gain and first_slot <= 10:
                    dcg += (2 ** gain - 1) / math.log2(first_slot + 1)
                seen[d].update(range(a, b))
        for limit in (1000, 2000):
            if budget_hit[limit] is None:
                budget_hit[limit] = dict(seen)
        def covered(limit):
            s = budget_hit[limit]
            return [k for k in gold2 if len(s.get(ev[k][0], set()) & set(range(ev[k][1], ev[k][2]))) >= 0.8 * (ev[k][2] - ev[k][1])]
        ideal = sorted((e[3] for e in ev), reverse=True)[:10]
        idcg = sum((2 ** g - 1) / math.log2(i + 2) for i, g in enumerate(ideal))
        score = r.get("confidence")
        if score is None:
            score = r["hits"][0]["score"] if r["hits"] else -1e9
        per.append(dict(id=q["id"], type=q["type"], answerable=bool(gold2), hit=float(bool(covered(1000))) if gold2 else None,
                        rec=len(covered(2000)) / len(gold2) if gold2 else None, mrr=rr if gold2 else None,
                        ndcg=dcg / idcg if gold2 else None, score=score, answered=r.get("answered")))
    def table(rows):
        a = [x for x in rows if x["answerable"]]
        if not a:
            return {}
        return {"n": len(a), **{k: round(sum(x[v] for x in a) / len(a), 4) for k, v in (("hit@1000", "hit"), ("rec@2000", "rec"), ("mrr@10", "mrr"), ("ndcg@10", "ndcg"))}}
    out = {"all": table(per)}
    pos = [x["score"] for x in per if x["answerable"]]; neg = [x["score"] for x in per if not x["answerable"]]
    if pos and neg:
        out["auroc"] = round(sum((p > n) + 0.5 * (p == n) for p in pos for n in neg) / len(pos) / len(neg), 4)
        if any(x["answered"] is not None for x in per):
            out["refused_unanswerable"] = round(sum(x["answered"] is False for x in per if not x["answerable"]) / len(neg), 4)
            out["refused_answerable"] = round(sum(x["answered"] is False for x in per if x["answerable"]) / len(pos), 4)
    out["missing"] = missing; out["unlocated_share"] = round(unlocated / max(1, total_hits), 4)
    types = sorted({x["type"] for x in per})
    out["by_type"] = {t: table([x for x in per if x["type"] == t]) for t in types if table([x for x in per if x["type"] == t])}
    if "--json" in sys.argv:
        print(json.dumps(out, ensure_ascii=False))
    else:
        for k, v in out.items():
            if k == "by_type":
                for t, row in v.items():
                    print(f"  {t:14s}", row)
            else:
                print(k, v)
    if "--worst" in sys.argv:
        for x in sorted((x for x in per if x["answerable"]), key=lambda x: x["ndcg"])[:25]:
            q = next(q for q in qs if q["id"] == x["id"]); print(x["id"], x["type"], round(x["ndcg"], 2), q["question"])
main()
