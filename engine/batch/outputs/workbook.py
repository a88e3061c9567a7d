"""Answers as an Excel workbook, written row by row, so that a million rows need no more memory than ten.

The sheet "Answers" has the columns of the CSV; "About" says which model answered what. Texts are written as texts, so that none is
calculated and no path becomes a link.
"""

from __future__ import annotations

import tempfile
from collections.abc import Generator, Iterable, Sequence
from typing import IO, Any

from engine.batch.outputs.columns import FIXED, cells, header
from engine.batch.outputs.rows import Job, Row
from engine.errors import SheetTooSmall

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384  # of a sheet, the heading among them
_WIDTHS = {"path": 60, "class": 20, "failure": 24, "decision": 12}
_WIDTH = 13
_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def refuse_too_large(job: Job) -> None:
    """Raise `SheetTooSmall` for what no sheet holds."""
    columns = len(header(job))
    if job.count >= MOST_ROWS or columns > MOST_COLUMNS:
        raise SheetTooSmall(rows=job.count, columns=columns, most_rows=MOST_ROWS - 1, most_columns=MOST_COLUMNS)


def workbook(file: IO[bytes], job: Job, chunks: Iterable[Sequence[Row]]) -> Generator[int, None, None]:
    """Raises `SheetTooSmall` before anything is written, and when a job that runs meanwhile outgrows the sheet."""
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    refuse_too_large(job)
    with tempfile.TemporaryDirectory(prefix="fieldmark-") as room:
        book = xlsxwriter.Workbook(file, {**_OPTIONS, "tmpdir": room, "use_zip64": True})
        try:
            sheet = _Sheet(book, job)
            for rows in chunks:
                sheet.write(rows)
                yield len(rows)
            sheet.end()
            _write_about(book, job)
            book.close()
        except FileCreateError as error:  # its own name for an OSError, such as a disk that is full
            raise OSError(*error.args[0].args) from error
        finally:
            for each in book.worksheets():
                each._opt_close()  # a workbook that is given up has no other way to let go of its files


class _Sheet:
    """The sheet of answers and the row that comes next."""

    def __init__(self, book: Any, job: Job) -> None:
        self._job = job
        self._sheet = book.add_worksheet("Answers")
        self._names = header(job)
        share, number = book.add_format({"num_format": "0.0%"}), book.add_format({"num_format": "0.000"})
        self._sheet.freeze_panes(1, 1)
        for column, name in enumerate(self._names):
            width = _WIDTHS.get(name.rpartition("_")[0] or name, _WIDTH) if name in FIXED or name.startswith("class_") else _WIDTH
            self._sheet.set_column(column, column, width, number if name == "novelty" else share)
        self._sheet.write_row(0, 0, self._names, book.add_format({"bold": True, "bottom": 1}))
        self._next = 1

    def write(self, rows: Sequence[Row]) -> None:
        if self._next + len(rows) > MOST_ROWS:
            raise SheetTooSmall(
                rows=self._next - 1 + len(rows), columns=len(self._names), most_rows=MOST_ROWS - 1, most_columns=MOST_COLUMNS
            )
        for row in rows:
            for column, value in enumerate(cells(row, self._job)):
                if isinstance(value, str):
                    self._sheet.write_string(self._next, column, value)
                elif value is not None:
                    self._sheet.write_number(self._next, column, round(value, 7))
            self._next += 1

    def end(self) -> None:
        self._sheet.autofilter(0, 0, max(1, self._next - 1), len(self._names) - 1)
        column = FIXED.index("confidence")
        bars = {
            "type": "data_bar",
            "bar_solid": True,
            "bar_color": "#9DBCF7",
            "min_type": "num",
            "min_value": 0,
            "max_type": "num",
            "max_value": 1,
        }
        self._sheet.conditional_format(1, column, max(1, self._next - 1), column, bars)


def _write_about(book: Any, job: Job) -> None:
    sheet, bold = book.add_worksheet("About"), book.add_format({"bold": True})
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 100)
    question = job.question
    facts = [
        ("Model", str(question.model)),
        ("Its identity (SHA-256)", question.sha256),
        ("Classes", ", ".join(question.class_names)[:32_000]),
        ("Below this confidence: unsure", f"{job.thresholds.confidence:g}"),
        ("Above this novelty: unknown", f"{job.thresholds.novelty:g}"),
        ("Pictures", str(job.count)),
        *(("Folder", str(source)) for source in question.sources[:1000]),
    ]
    for row, (name, value) in enumerate(facts):
        sheet.write_string(row, 0, name, bold)
        sheet.write_string(row, 1, value)
