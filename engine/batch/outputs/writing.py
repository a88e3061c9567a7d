"""Write the answers of a job in one of `FORMS`."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from engine.batch.answers import Answers
from engine.batch.outputs import forms
from engine.batch.outputs.comma_table import comma_table
from engine.batch.outputs.contact_sheet import MOST_PICTURES, contact_sheet
from engine.batch.outputs.forms import form_of
from engine.batch.outputs.json_lines import json_lines
from engine.batch.outputs.parquet import parquet
from engine.batch.outputs.placing import placed
from engine.batch.outputs.rows import Job, Row, count_of, in_chunks
from engine.batch.outputs.workbook import refuse_too_large, workbook
from engine.batch.table import Thresholds
from engine.errors import OutputNotWritable, SettingInvalid, translate
from engine.progress import Operation, Progress

STAGE = translate("operations", "Writing the answers")
_Writer = Callable[[IO[bytes], Job, Iterable[Sequence[Row]]], Generator[int, None, None]]
_WRITERS: dict[str, _Writer] = {
    forms.CSV: comma_table,
    forms.XLSX: workbook,
    forms.JSON_LINES: json_lines,
    forms.PARQUET: parquet,
    forms.PAGE: contact_sheet,
}


@dataclass(frozen=True)
class Written:
    """What came of it. `file` is None for the forms that write beside or into the pictures; `form` is the key of `FORMS`.

    `rows` are the pictures that were written; for keywords `same` are those whose file already said so. `failed` counts the pictures that
    got no keywords, of which `failures` names the first ones with the reason.
    """

    file: Path | None
    form: str
    rows: int
    same: int = 0
    failed: int = 0
    failures: tuple[tuple[Path, str], ...] = ()


def write(
    answers: Answers, file: Path | None, thresholds: Thresholds, top: int = 3, form: str = "", ids: Sequence[int] | None = None
) -> Operation[Written]:
    """Write `answers`, all or those of `ids`, to `file` in the form that its ending names, or in `form`, a key of `FORMS`.

    Pictures that still wait for an answer are left out. The forms beside the pictures take no file. `top` choices are named for each
    picture. Closing it leaves `file` as it was. Raises `OutputNotWritable`, `OutputHeldOpen`, `SheetTooSmall`, `SettingInvalid`.
    """
    form = form_of(file, form)
    if top < 1:
        raise SettingInvalid(value=top, field="top", reason=translate("errors", "it must be at least 1"))
    job = Job(answers.question, thresholds, top, count_of(answers, ids))
    if forms.FORMS[form].beside_pictures:
        from engine.batch.outputs.metadata.writing import write_keywords

        return Written(None, form, *(yield from write_keywords(answers, job, form, ids)))
    if file is None:
        raise OutputNotWritable(file=form, reason=translate("errors", "it needs the name of a file"))
    return (yield from _to_file(answers, job, file, form, ids))


def _to_file(answers: Answers, job: Job, file: Path, form: str, ids: Sequence[int] | None) -> Operation[Written]:
    total = min(job.count, MOST_PICTURES) if form == forms.PAGE else job.count
    yield Progress(STAGE, 0, total)
    if form == forms.XLSX:
        refuse_too_large(job)  # before a file is touched
    done = 0
    with placed(file) as opened, closing(_WRITERS[form](opened, job, in_chunks(answers, ids, job))) as writing:
        for count in writing:
            done += count
            yield Progress(STAGE, done, max(done, total))
    return Written(file, form, done)
