"""Answers as JSON lines: one object a picture, every key always there, null where nothing is known.

Keys: path, class, confidence, failure, margin, novelty, decision, source, top (a list of {class, confidence}, best first) and
probabilities ({class: 0..1}; null for a picture that could not be read).
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Sequence
from typing import IO, Any

from engine.batch.outputs.rows import Job, Row


def json_lines(file: IO[bytes], job: Job, chunks: Iterable[Sequence[Row]]) -> Generator[int, None, None]:
    for rows in chunks:
        file.writelines(_line(said(row, job)) for row in rows)
        yield len(rows)


def said(row: Row, job: Job) -> dict[str, Any]:
    names = job.class_names
    return {
        "path": str(row.path),
        "class": row.name or None,
        "confidence": _short(row.confidence),
        "failure": row.failure or None,
        "margin": _short(row.margin),
        "novelty": _short(row.novelty),
        "decision": row.decision,
        "source": row.source or None,
        "top": [{"class": names[index], "confidence": _short(share)} for index, share in row.ranked],
        "probabilities": dict(zip(names, map(_short, row.probabilities), strict=True)) if row.probabilities else None,
    }


def _short(value: float | None) -> float | None:
    return None if value is None else round(value, 7)  # as many digits as 32 bits carry


def _line(value: dict[str, Any]) -> bytes:
    try:
        return (json.dumps(value, ensure_ascii=False) + "\n").encode()
    except UnicodeEncodeError:  # a file name that is not UTF-8
        return (json.dumps(value) + "\n").encode()
