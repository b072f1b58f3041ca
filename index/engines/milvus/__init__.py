"""The distributed engine on a Milvus server; see docs/scale.md.

The server holds everything and proposes candidates; we score those exactly, with our own vectors, bags
and statistics. So a library gives the same ids in the same order here as in one folder, whatever index
the server uses and however many shards it has, at a cost that does not grow with the library: the
candidates' vectors and bags travel once a question. The server's own BM25 was set aside because its
statistics count deleted passages until a compaction and each shard by itself, because it knows no field
weights, and because Milvus Lite and the full server differ in analyzers and in the sign of the scores.
"""
