"""Answers as Parquet.

Columns: path, class, failure (text); confidence, margin, novelty (float32, null where unknown); decision, source (dictionaries);
`top` (list of {class, confidence}, best first); `probabilities` (list of float32 in the order of the classes, null for a picture that
could not be read). The file's metadata holds, as JSON under the key "fieldmark", {"classes", "model", "sha256", "thresholds"}.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Sequence
from dataclasses import asdict
from typing import IO, Any

from engine.batch.outputs.rows import Job, Row

_ROWS_A_GROUP = 20_000
_NUMBERS_A_GROUP = 10_000_000  # 40 MB of probabilities are held until their row group is written


def parquet(file: IO[bytes], job: Job, chunks: Iterable[Sequence[Row]]) -> Generator[int, None, None]:
    import pyarrow
    from pyarrow.parquet import ParquetWriter

    schema = schema_of(job)
    waiting: list[Any] = []
    rows_a_group = max(1, min(_ROWS_A_GROUP, _NUMBERS_A_GROUP // max(1, len(job.class_names))))
    with ParquetWriter(file, schema, compression="zstd") as writer:
        for rows in chunks:
            waiting.append(pyarrow.RecordBatch.from_pylist([_values(row, job) for row in rows], schema))
            if sum(map(len, waiting)) >= rows_a_group:
                writer.write_table(pyarrow.Table.from_batches(waiting, schema), row_group_size=rows_a_group)
                waiting.clear()
            yield len(rows)
        if waiting:
            writer.write_table(pyarrow.Table.from_batches(waiting, schema), row_group_size=rows_a_group)


def schema_of(job: Job) -> Any:
    """The pyarrow schema described above."""
    import pyarrow as pa

    few = pa.dictionary(pa.int32(), pa.string())
    columns = {
        "path": pa.string(),
        "class": few,
        "confidence": pa.float32(),
        "failure": pa.string(),
        "margin": pa.float32(),
        "novelty": pa.float32(),
        "decision": few,
        "source": few,
        "top": pa.list_(pa.struct({"class": pa.string(), "confidence": pa.float32()})),
        "probabilities": pa.list_(pa.float32()),
    }
    question = job.question
    facts = {
        "classes": list(question.class_names),
        "model": str(question.model),
        "sha256": question.sha256,
        "thresholds": asdict(job.thresholds),
    }
    return pa.schema(columns.items(), {"fieldmark": json.dumps(facts)})


def _values(row: Row, job: Job) -> dict[str, Any]:
    return {
        "path": str(row.path),
        "class": row.name or None,
        "confidence": row.confidence,
        "failure": row.failure or None,
        "margin": row.margin,
        "novelty": row.novelty,
        "decision": row.decision,
        "source": row.source or None,
        "top": [{"class": job.class_names[index], "confidence": share} for index, share in row.ranked],
        "probabilities": row.probabilities or None,
    }
