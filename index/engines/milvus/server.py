"""One database of a Milvus server, of whatever size: the only door to pymilvus."""

from __future__ import annotations

import logging
import os
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.errors import MissingExtra, ServerProblem
from index.engines.milvus.schema import NAME_BYTES, TEXT_BYTES, Collection, Kind

Row = Mapping[str, Any]  # a row as pymilvus takes and gives it; never leaves this package

TIMEOUT = 30.0  # seconds for one call; the client tries again within it while a server restarts
RECONNECT = 5.0  # seconds a server is waited for that cannot be reached
NOT_LOADED = 101  # Milvus' code; Lite forgets in a restart what was loaded, the full server does not
TOKEN_VARIABLE = "TONGBAO_TOKEN"  # "user:password" or an API key, kept out of command lines and messages
EXACT_UP_TO = 200_000  # rows for which the server is asked to compare every vector
MOST = 16_384  # rows of one answer, Milvus' limit
BATCH = 1000  # rows of one answer when all are read
EF = 64  # the least an HNSW index looks at
PIECE = 200  # rows of one write: a megabyte, far below the limit of a message (64 MB)
_CREDENTIALS = re.compile(r"//[^/@]*@")


@dataclass(frozen=True, slots=True)
class Search:
    """The k rows of largest inner product of `column` with `vector`, of those that `where` leaves."""

    column: str
    vector: Any
    k: int
    where: str
    columns: tuple[str, ...]


class Server:
    """Rows in and out; everything that goes wrong is a ServerProblem of one line."""

    def __init__(self, uri: str, timeout: float = TIMEOUT, expected: int = 0) -> None:
        """`uri`: http://host:port[/database] of a server or cluster, or a file of Milvus Lite.

        `expected` rows decide which dense index a new collection gets.
        """
        self.uri = _CREDENTIALS.sub("//", uri)
        self._timeout, self._expected = timeout, expected
        address, database = _split(uri)
        if "://" not in uri:
            Path(uri).expanduser().parent.mkdir(parents=True, exist_ok=True)
        self._client = self._connect(address)
        if database:
            self._make(lambda: database in self._ask("list_databases"), "create_database", database)
            self._client.close()
            self._client = self._connect(address, database)

    def _connect(self, address: str, database: str = "") -> Any:
        try:
            from pymilvus import MilvusClient
        except ImportError as error:
            raise MissingExtra("没有安装 pymilvus;请运行 pip install 'tongbao[milvus]'") from error
        logging.getLogger("pymilvus").setLevel(logging.CRITICAL)  # it prints tracebacks of what we tell in one line
        token = os.environ.get(TOKEN_VARIABLE, "")
        options = {"grpc.max_reconnect_backoff_ms": 1000}  # a server that is back is found within a second
        return self._told(MilvusClient, uri=address, token=token, db_name=database, grpc_options=options)

    def _ask(self, method: str, *args: Any, **options: Any) -> Any:
        return self._told(getattr(self._client, method), *args, **options)

    def _told(self, action: Callable[..., Any], *args: Any, **options: Any) -> Any:
        """Call something of pymilvus within the time limit; all our calls may be made twice."""
        import grpc
        from pymilvus.exceptions import MilvusException

        end = time.monotonic() + min(RECONNECT, self._timeout)
        while True:
            try:
                return action(*args, timeout=self._timeout, **options)
            except (MilvusException, grpc.RpcError, grpc.FutureTimeoutError) as error:
                if getattr(error, "code", 0) == NOT_LOADED and args and time.monotonic() < end:
                    self._client.load_collection(args[0], timeout=self._timeout)
                    continue
                line, away = _line(self.uri, error, self._timeout)
                if not away or time.monotonic() > end:
                    raise ServerProblem(f"{line};已写入的内容都在,恢复后再运行一次即可") from error
                time.sleep(0.2)

    def _make(self, there: Callable[[], bool], method: str, *args: Any, **options: Any) -> None:
        """Make something that is not there, unless another process makes it at the same moment."""
        if there():
            return
        try:
            self._ask(method, *args, **options)
        except ServerProblem:
            if not there():
                raise

    def has(self, collection: Collection) -> bool:
        return bool(self._ask("has_collection", collection.name))

    def open(self, collection: Collection, dim: int) -> None:
        """Make the collection where it is missing, and have the server load it."""
        schema, indexes = _definition(collection, dim, self._expected)
        name = collection.name
        level = "Session"  # a writer sees what it wrote; others follow within seconds
        self._make(lambda: self.has(collection), "create_collection", name, schema=schema, consistency_level=level)
        # `sync`: there is nothing to wait for, it is empty
        self._make(
            lambda: len(self._ask("list_indexes", name)) >= len(indexes), "create_index", name, indexes, sync=False
        )
        self._ask("load_collection", collection.name)

    def drop(self, collection: Collection) -> None:
        self._ask("drop_collection", collection.name)

    def dimension(self, collection: Collection, column: str) -> int:
        """Of the vectors in a column, as the server has it; 0 where it has none."""
        fields = self._ask("describe_collection", collection.name)["fields"]
        return next((int(f["params"].get("dim", 0)) for f in fields if f["name"] == column), 0)

    def put(self, collection: Collection, rows: Sequence[Row]) -> None:
        """Write rows, replacing those of the same key. Done twice is as done once."""
        for start in range(0, len(rows), PIECE):
            self._ask("upsert", collection.name, list(rows[start : start + PIECE]))

    def delete(self, collection: Collection, where: str) -> None:
        self._ask("delete", collection.name, filter=where)

    def get(self, collection: Collection, keys: Sequence[str], columns: Sequence[str]) -> dict[str, Row]:
        """Key → row of those that exist."""
        found: dict[str, Row] = {}
        wanted = [collection.key, *columns]
        for start in range(0, len(keys), PIECE):
            piece = list(keys[start : start + PIECE])
            rows = self._ask("get", collection.name, ids=piece, output_fields=wanted)
            found |= {row[collection.key]: row for row in rows}
        return found

    def rows(self, collection: Collection, where: str, columns: Sequence[str], fresh: bool = False) -> Iterator[Row]:
        """All rows that fit, in the order of their keys; `fresh`: with what others wrote up to now."""
        level = {"consistency_level": "Strong"} if fresh else {}
        options = {"batch_size": BATCH, "filter": where, "output_fields": list(columns), **level}
        cursor = self._ask("query_iterator", collection.name, **options)
        while found := self._told(lambda name, timeout: cursor.next(), collection.name):
            yield from found
        cursor.close()

    def search(self, collection: Collection, wanted: Search) -> list[Row]:
        """Rows in the order the server gives them."""
        found = self._ask(
            "search",
            collection.name,
            data=[wanted.vector],
            anns_field=wanted.column,
            limit=min(wanted.k, MOST),
            filter=wanted.where,
            output_fields=list(wanted.columns),
            search_params={"metric_type": "IP", "params": {"ef": min(max(wanted.k, EF), MOST)}},
        )
        return [hit["entity"] for hit in found[0]]

    def flush(self, collection: Collection) -> None:
        """Have the server seal what was written, so that it is indexed."""
        self._ask("flush", collection.name)

    def close(self) -> None:
        self._client.close()


def _split(uri: str) -> tuple[str, str]:
    """Address and database; the path of an address names the database, "" where there is none."""
    found = re.fullmatch(r"(\w+://[^/]+)/?([^/]*)/?", uri)
    return (found[1], found[2]) if found else (uri, "")


def _line(uri: str, error: Exception, timeout: float) -> tuple[str, bool]:
    """What happened, and whether it is that the server cannot be reached."""
    said = " ".join(str(getattr(error, "message", "") or error).split())
    if re.search(r"deadline|timeout|timed out", said, re.IGNORECASE):
        return f"Milvus 服务 {uri} 在 {timeout:g} 秒内没有答复", False
    if re.search(r"fail connecting|unavailable|connection refused|connect", said, re.IGNORECASE):
        return f"连不上 Milvus 服务 {uri};请确认它已启动、地址与端口无误", True
    if "is illegal, needs start with" in said:
        return f"“{uri}”不是 Milvus 服务的地址;应如 http://127.0.0.1:19530/tongbao", False
    return f"Milvus 服务 {uri} 报错:{said[:200]}", False


def _definition(collection: Collection, dim: int, expected: int) -> tuple[Any, Any]:
    """pymilvus' schema and indexes for a collection."""
    from pymilvus import DataType, MilvusClient

    schema = MilvusClient.create_schema(auto_id=False, enable_dynamic_field=False)
    indexes = MilvusClient.prepare_index_params()
    for name, kind in collection.columns:
        if kind is Kind.KEY:
            schema.add_field(name, DataType.VARCHAR, is_primary=True, max_length=NAME_BYTES)
        elif kind is Kind.NAME:
            schema.add_field(name, DataType.VARCHAR, max_length=NAME_BYTES)
            indexes.add_index(name, index_type="INVERTED")
        elif kind is Kind.TEXT:
            schema.add_field(name, DataType.VARCHAR, max_length=TEXT_BYTES)
        elif kind is Kind.NUMBER:
            schema.add_field(name, DataType.INT64)
        elif kind is Kind.REAL:
            schema.add_field(name, DataType.DOUBLE)
        elif kind is Kind.SPARSE:
            schema.add_field(name, DataType.SPARSE_FLOAT_VECTOR)
            indexes.add_index(name, index_type="SPARSE_INVERTED_INDEX", metric_type="IP")
        else:
            schema.add_field(name, DataType.FLOAT_VECTOR, dim=dim)
            indexes.add_index(name, metric_type="IP", **_dense_index(expected))
    return schema, indexes


def _dense_index(expected: int) -> dict[str, Any]:
    if expected <= EXACT_UP_TO:
        return {"index_type": "FLAT"}
    # One byte a number: who is proposed is scored with the exact vectors anyway.
    return {"index_type": "HNSW_SQ", "params": {"M": 16, "efConstruction": 200, "sq_type": "SQ8"}}
