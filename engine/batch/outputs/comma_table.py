"""Answers as CSV.

UTF-8 with a byte-order mark, or spreadsheets take it for the local code page. A text that a spreadsheet would calculate (it begins with
= + - @, a tab or a return) gets an apostrophe before it, as OWASP advises against CSV injection: who reads the table by program finds
such names unchanged in JSON lines and Parquet.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Generator, Iterable, Sequence
from typing import IO

from engine.batch.outputs.columns import Cell, cells, header
from engine.batch.outputs.rows import Job, Row

_CALCULATED = ("=", "+", "-", "@", "\t", "\r")


def comma_table(file: IO[bytes], job: Job, chunks: Iterable[Sequence[Row]]) -> Generator[int, None, None]:
    """Yields how many rows were written since the last time, as all writers do."""
    file.write(b"\xef\xbb\xbf" + _encoded([header(job)]))
    for rows in chunks:
        file.write(_encoded(cells(row, job) for row in rows))
        yield len(rows)


def _encoded(rows: Iterable[Sequence[Cell]]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\n").writerows([_text(cell) for cell in row] for row in rows)
    return buffer.getvalue().encode("utf-8", "surrogateescape")  # file names that are not UTF-8 keep their odd bytes


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(_CALCULATED) else cell
    return f"{cell:.6f}"
