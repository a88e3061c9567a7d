"""What there is to say about an export of answers before it is made."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from engine.batch.answers import Answers
from engine.batch.outputs.rows import Job, count_of
from engine.batch.outputs.workbook import MOST_ROWS, refuse_too_large
from engine.batch.question import Question
from engine.batch.table import Thresholds
from engine.errors import SheetTooSmall, translate
from engine.paths import is_writable
from engine.progress import Operation, Progress
from gui.widgets.chips import grouped


@dataclass(frozen=True)
class Remark:
    """`forbids` the export; with `offers_csv` that form would do."""

    text: str
    forbids: bool = False
    offers_csv: bool = False


def count_rows(answers: Answers) -> Operation[int]:
    """How many answers there are; of a million, counting takes a moment."""
    yield Progress("")
    return count_of(answers, None)


def sheet_remark(question: Question, thresholds: Thresholds, top: int, count: int) -> Remark | None:
    """What to say where a workbook is too small for `count` rows, else None."""
    try:
        refuse_too_large(Job(question, thresholds, top, count))
    except SheetTooSmall:
        text = QCoreApplication.translate("AnswersDialog", "An Excel sheet holds {0} pictures at most. CSV and Parquet have no such limit.")
        return Remark(text.format(grouped(MOST_ROWS - 1)), forbids=True, offers_csv=True)
    return None


def place_of(file: Path) -> Remark:
    """What lies where the file is to go, and whether it can be written there. The folder may be made."""

    def say(text: str) -> str:
        return QCoreApplication.translate("AnswersDialog", text)

    if not file.is_absolute() or not file.name:
        return Remark(say(translate("AnswersDialog", "Say where the file should go, with its whole path.")), forbids=True)
    if file.is_dir():
        return Remark(say(translate("AnswersDialog", "This is a folder. Give the file a name.")), forbids=True)
    if any(parent.is_file() for parent in file.parents):
        return Remark(say(translate("AnswersDialog", "A part of this path is a file. Choose another folder.")), forbids=True)
    nearest = next((parent for parent in file.parents if parent.exists()), None)
    if nearest is None or not is_writable(nearest):
        return Remark(say(translate("AnswersDialog", "Nothing may be written there. Choose another folder.")), forbids=True)
    if file.exists():
        return Remark(say(translate("AnswersDialog", "This file is there already and will be replaced.")))
    return Remark(say(translate("AnswersDialog", "The pictures stay where they are.")))
