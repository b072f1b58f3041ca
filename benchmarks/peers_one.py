"""One program on one number of passages: `peers.py` runs this in the peers' environment. Prints a line of JSON.

python benchmarks/peers_one.py NAME COUNT FOLDER
"""

from __future__ import annotations

import json
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import synthetic

from data import passages as cutting
from data.types import Notice
from index import encoder as encoders
from index import words

TOP = 10
POOL = 100  # of each search, before fusion
ROUNDS = 20  # the best of them counts for each question: other programs only ever make it slower
RRF_K = 60
GAINS = [1 / (RRF_K + rank) for rank in range(1, POOL + 1)]
CHUNK = 1000  # passages to a write, where a program wants them in parts
ROOT = Path(__file__).parents[1]

Texts = list[tuple[str, str]]
Query = Callable[[str], list[str]]  # question → ten texts

coder = encoders.load()


def spaced(text: str) -> str:
    """Our words with spaces between them."""
    return " ".join(words.terms(text))


def questions() -> list[str]:
    lines = (ROOT / "eval" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [str(row.get("question") or row.get("query")) for row in map(json.loads, lines)][:40]


def tongbao(notices: list[Notice], folder: Path) -> Query:
    import index

    engine = index.open_engine(folder)
    engine.add(notices)

    def ask(question: str) -> list[str]:
        scores = dict(zip((hit.passage_id for hit in engine.dense(question, POOL)), GAINS, strict=False))
        for hit, gain in zip(engine.lexical(question, POOL), GAINS, strict=False):
            scores[hit.passage_id] = scores.get(hit.passage_id, 0.0) + gain
        best = sorted(scores, key=lambda i: (-scores[i], i))[:TOP]
        return [p.text for p in engine.passages(best)]

    return ask


def txtai(texts: Texts, folder: Path) -> Query:
    from txtai import Embeddings

    originals = {spaced(text): text for _, text in texts}

    def transform(batch: list[str]) -> Any:
        return coder.passages([originals.get(t, t) for t in batch])

    tokenizer = {"lowercase": False, "emoji": False, "alphanum": False, "stopwords": False, "whitespace": True}
    scoring = {"method": "bm25", "terms": True, "normalize": True, "tokenizer": tokenizer}
    settings = {"method": "external", "transform": transform, "hybrid": True, "content": True, "scoring": scoring}
    held = Embeddings(settings)
    held.index((i, spaced(text), None) for i, text in texts)
    held.save(str(folder / "index"))

    def ask(question: str) -> list[str]:
        return [originals[row["text"]] for row in held.search(spaced(question), TOP)]

    return ask


def lancedb(texts: Texts, folder: Path) -> Query:
    import lancedb as lance
    from lancedb.rerankers import RRFReranker

    table = None
    for start in range(0, len(texts), CHUNK * 10):
        part = texts[start : start + CHUNK * 10]
        vectors = coder.passages([t for _, t in part])
        rows = [{"id": i, "text": t, "words": spaced(t), "vector": v} for (i, t), v in zip(part, vectors, strict=True)]
        if table is None:
            table = lance.connect(str(folder)).create_table("passages", rows)
        else:
            table.add(rows)
    assert table is not None
    table.create_fts_index("words", base_tokenizer="whitespace", stem=False, remove_stop_words=False)
    reranker = RRFReranker()

    def ask(question: str) -> list[str]:
        search = table.search(query_type="hybrid").vector(coder.queries([question])[0]).text(spaced(question) or "无")
        return [row["text"] for row in search.rerank(reranker).limit(TOP).to_list()]

    return ask


def llamaindex(texts: Texts, folder: Path) -> Query:
    import faiss
    from llama_index.core import StorageContext, VectorStoreIndex
    from llama_index.core.embeddings import BaseEmbedding
    from llama_index.core.llms import MockLLM
    from llama_index.core.retrievers import QueryFusionRetriever
    from llama_index.core.schema import TextNode
    from llama_index.retrievers.bm25 import BM25Retriever
    from llama_index.vector_stores.faiss import FaissVectorStore

    originals = {spaced(text): text for _, text in texts}

    class Ours(BaseEmbedding):
        def _get_text_embeddings(self, batch: list[str]) -> list[list[float]]:
            return [v.tolist() for v in coder.passages([originals.get(t, t) for t in batch])]

        def _get_text_embedding(self, text: str) -> list[float]:
            return self._get_text_embeddings([text])[0]

        def _get_query_embedding(self, query: str) -> list[float]:
            return coder.queries([query])[0].tolist()

        async def _aget_query_embedding(self, query: str) -> list[float]:
            return self._get_query_embedding(query)

    nodes = [TextNode(id_=i, text=spaced(t)) for i, t in texts]
    store = FaissVectorStore(faiss.IndexFlatIP(coder.dim))  # its own store is a loop in Python
    stored = StorageContext.from_defaults(vector_store=store)
    index = VectorStoreIndex(nodes, embed_model=Ours(embed_batch_size=CHUNK), storage_context=stored)
    index.storage_context.persist(str(folder / "vectors"))
    lexical = BM25Retriever.from_defaults(nodes=nodes, similarity_top_k=POOL, skip_stemming=True, token_pattern=r"\S+")
    lexical.persist(str(folder / "bm25"))
    dense = index.as_retriever(similarity_top_k=POOL)
    both = QueryFusionRetriever(
        [dense, lexical], llm=MockLLM(), similarity_top_k=TOP, num_queries=1, mode="reciprocal_rerank", use_async=False
    )
    return lambda question: [originals[found.node.get_content()] for found in both.retrieve(spaced(question))]


def chroma(texts: Texts, folder: Path) -> Query:
    import chromadb

    held = chromadb.PersistentClient(str(folder)).create_collection("passages", embedding_function=None)
    for start in range(0, len(texts), CHUNK):
        part = texts[start : start + CHUNK]
        vectors = coder.passages([t for _, t in part])
        held.add(ids=[i for i, _ in part], documents=[t for _, t in part], embeddings=vectors)
    return lambda question: held.query(query_embeddings=coder.queries([question]), n_results=TOP)["documents"][0]


def milvuslite(texts: Texts, folder: Path) -> Query:
    from pymilvus import AnnSearchRequest, DataType, Function, FunctionType, MilvusClient, RRFRanker

    client = MilvusClient(str(folder / "milvus.db"))
    schema = MilvusClient.create_schema(auto_id=False)
    schema.add_field("id", DataType.VARCHAR, is_primary=True, max_length=256)
    schema.add_field("text", DataType.VARCHAR, max_length=8192)
    cut = {"tokenizer": "jieba"}  # Lite knows no other tokenizer that leaves Chinese words whole
    schema.add_field("words", DataType.VARCHAR, max_length=8192, enable_analyzer=True, analyzer_params=cut)
    schema.add_field("dense", DataType.FLOAT_VECTOR, dim=coder.dim)
    schema.add_field("sparse", DataType.SPARSE_FLOAT_VECTOR)
    schema.add_function(Function("bm25", FunctionType.BM25, input_field_names=["words"], output_field_names=["sparse"]))
    indexes = MilvusClient.prepare_index_params()
    indexes.add_index("dense", index_type="HNSW", metric_type="IP", params={"M": 16, "efConstruction": 200})
    indexes.add_index("sparse", index_type="SPARSE_INVERTED_INDEX", metric_type="BM25")
    client.create_collection("passages", schema=schema, index_params=indexes)
    for start in range(0, len(texts), CHUNK):
        part = texts[start : start + CHUNK]
        vectors = coder.passages([t for _, t in part])
        rows = [{"id": i, "text": t, "words": spaced(t), "dense": v} for (i, t), v in zip(part, vectors, strict=True)]
        client.insert("passages", rows)
    client.flush("passages")
    client.load_collection("passages")

    def ask(question: str) -> list[str]:
        vector = coder.queries([question])[0]
        near = AnnSearchRequest([vector], "dense", {"metric_type": "IP", "params": {"ef": POOL}}, POOL)
        said = AnnSearchRequest([spaced(question) or "无"], "sparse", {"metric_type": "BM25"}, POOL)
        found = client.hybrid_search("passages", [near, said], RRFRanker(RRF_K), TOP, output_fields=["text"])
        return [hit["entity"]["text"] for hit in found[0]]

    return ask


def main() -> None:
    name, count, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    notices: list[Notice] = []
    texts: Texts = []
    while len(texts) < count:
        notices += synthetic.notices(1, first=len(notices))
        texts += [(p.id, p.text) for p in cutting.passages(notices[-1])]
    coder.passages(["热身"])
    words.terms("热身")
    start = time.perf_counter()
    ask = tongbao(notices, folder) if name == "tongbao" else globals()[name](texts, folder)
    ingest = len(texts) / (time.perf_counter() - start)
    for question in questions()[:5]:
        ask(question)
    best = {}
    for _ in range(ROUNDS):
        for question in questions():
            start = time.perf_counter()
            assert ask(question)
            taken = (time.perf_counter() - start) * 1000
            best[question] = min(taken, best.get(question, taken))
    disk = sum(f.stat().st_size for f in folder.rglob("*") if f.is_file()) / 1e6
    rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    cut = statistics.quantiles(best.values(), n=20)
    p50 = statistics.median(best.values())
    print(json.dumps({"p50": p50, "p95": cut[18], "ingest": ingest, "rss": rss, "disk": disk}))


if __name__ == "__main__":
    main()
