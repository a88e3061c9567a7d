"""Answers written out from the window, and what the dialog refuses before and while it writes."""

from __future__ import annotations

import csv
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from engine.batch.answers import Answers
from engine.batch.outputs import FORMS, Written
from engine.batch.table import Thresholds
from engine.progress import Operation, Progress
from gui.dialogs import answers_dialog, answers_place
from gui.dialogs.answers_dialog import AnswersDialog
from gui.dialogs.fitting import height_for
from gui.dialogs.scope_box import Scopes
from gui.jobs import Jobs
from tests.gui.answered import answered, tree

Left = Qt.MouseButton.LeftButton
LONG_MS = 30_000


@pytest.fixture
def answers(tmp_path: Path) -> Iterator[Answers]:
    with answered(tmp_path) as made:
        yield made


@pytest.fixture
def dialog(qtbot: QtBot, jobs: Jobs, answers: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AnswersDialog]:
    monkeypatch.setattr(answers_dialog, "_documents", lambda: tmp_path / "out")
    made = AnswersDialog(jobs, answers, Thresholds(0.8), scopes=Scopes(shown=[1, 2], selected=[3]))
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.open()
    qtbot.waitUntil(lambda: "6" in made.form.scope.itemText(0), timeout=LONG_MS)
    yield made
    made.done(0)


def export(qtbot: QtBot, dialog: AnswersDialog) -> str:
    """Press the button; what is told then."""
    assert dialog.go_button.isEnabled()
    qtbot.mouseClick(dialog.go_button, Left)
    qtbot.waitUntil(dialog.message.isVisible, timeout=LONG_MS)
    qtbot.waitUntil(lambda: not dialog.progress.isVisible(), timeout=LONG_MS)
    return dialog.message.text()


def test_all_forms_of_the_engine_are_offered_and_the_name_follows(dialog: AnswersDialog, tmp_path: Path) -> None:
    form = dialog.form
    assert [form.form.itemData(row) for row in range(form.form.count())] == list(FORMS)
    for key, each in FORMS.items():
        form.choose(key)
        assert form.file == (None if each.beside_pictures else tmp_path / "out" / f"card-answers{each.ending}")
        assert form.target.isVisible() is not each.beside_pictures


def test_a_table_is_written_and_its_folder_shown(
    qtbot: QtBot, dialog: AnswersDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    qtbot.keyClick(dialog.form.scope, Qt.Key.Key_Home)
    assert "6 pictures are in card-answers.csv" in export(qtbot, dialog)
    rows = list(csv.DictReader((tmp_path / "out" / "card-answers.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [row["class"] for row in rows] == ["ant", "bee", *["unsure"] * 4]
    qtbot.mouseClick(dialog.message._action, Left)
    assert opened == [QUrl.fromLocalFile(str(tmp_path / "out"))]
    assert dialog.form.remark.text() == "", "what was written just now is no warning"
    qtbot.keyClicks(dialog.form.target, "x")
    qtbot.keyClick(dialog.form.target, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: "will be replaced" in dialog.form.remark.text(), timeout=LONG_MS)


def test_it_begins_with_what_is_shown_and_all_or_the_selected_ones_can_be_chosen(
    qtbot: QtBot, dialog: AnswersDialog, tmp_path: Path
) -> None:
    assert dialog.count == 2 and "2 pictures" in dialog.form.remark.text()
    assert "2 pictures are in" in export(qtbot, dialog)
    assert len((tmp_path / "out" / "card-answers.csv").read_text().splitlines()) == 3
    qtbot.keyClick(dialog.form.scope, Qt.Key.Key_Down)
    assert dialog.count == 1 and dialog.form.remark.text().startswith("1 picture. ")
    assert "1 picture is in" in export(qtbot, dialog)
    qtbot.keyClick(dialog.form.scope, Qt.Key.Key_Home)
    assert dialog.count == 6 and dialog.form.scope.currentText() == "All (6)"


def test_where_nothing_can_be_written_is_said_at_once(
    qtbot: QtBot, dialog: AnswersDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers_place, "is_writable", lambda folder: folder != tmp_path)
    dialog.form.target.setText(str(tmp_path / "new" / "x.csv"))
    qtbot.waitUntil(lambda: "Nothing may be written there" in dialog.form.remark.text(), timeout=LONG_MS)
    assert not dialog.go_button.isEnabled() and dialog.form.remark.property("kind") == "danger"


def test_the_dialog_is_no_higher_than_its_form_needs(qtbot: QtBot, dialog: AnswersDialog) -> None:
    heights = []
    for key in ("csv", "xmp", "csv", "originals", "xmp"):
        dialog.form.choose(key)
        qtbot.waitUntil(lambda: dialog.height() == height_for(dialog), timeout=LONG_MS)
        heights.append((key, dialog.height()))
    assert len(set(heights)) == 3 and dict(heights)["xmp"] < dict(heights)["csv"], heights


@pytest.mark.parametrize(("place", "words"), [("card", "a folder"), ("card/00.png/x.csv", "is a file"), ("relative.csv", "Say where")])
def test_a_place_that_cannot_be_is_refused(qtbot: QtBot, dialog: AnswersDialog, tmp_path: Path, place: str, words: str) -> None:
    dialog.form.target.setText(place if place.startswith("relative") else str(tmp_path / place))
    assert not dialog.go_button.isEnabled()
    qtbot.waitUntil(lambda: words in dialog.form.remark.text(), timeout=LONG_MS)
    assert not dialog.go_button.isEnabled() and dialog.form.remark.property("kind") == "danger"


def test_a_sheet_that_is_too_small_offers_csv(qtbot: QtBot, dialog: AnswersDialog) -> None:
    dialog.form.choose("xlsx")
    assert dialog.go_button.isEnabled() and not dialog.csv_button.isVisible()
    dialog._on_counted(1_048_576)
    qtbot.keyClick(dialog.form.scope, Qt.Key.Key_Home)
    assert not dialog.go_button.isEnabled() and "1\u00a0048\u00a0575" in dialog.form.remark.text()
    qtbot.mouseClick(dialog.csv_button, Left)
    assert dialog.form.key == "csv" and dialog.go_button.isEnabled() and not dialog.csv_button.isVisible()


def test_picture_files_are_changed_only_after_a_yes(qtbot: QtBot, dialog: AnswersDialog) -> None:
    dialog.form.choose("originals")
    assert dialog.form.agree.isVisible() and not dialog.go_button.isEnabled()
    qtbot.keyClick(dialog.form.agree, Qt.Key.Key_Space)
    assert dialog.go_button.isEnabled()
    dialog.form.choose("csv")
    dialog.form.choose("originals")
    assert not dialog.go_button.isEnabled()  # it has to be said anew


def test_keywords_go_beside_the_pictures(qtbot: QtBot, dialog: AnswersDialog, tmp_path: Path) -> None:
    before = tree(tmp_path / "card")
    dialog.form.choose("xmp")
    told = export(qtbot, dialog)
    assert "pictures have their keywords now" in told
    after = tree(tmp_path / "card")
    assert "00.png.xmp" in after and {name: after[name] for name in before} == before


def test_what_fails_is_told_and_the_dialog_stays(
    qtbot: QtBot, dialog: AnswersDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> Operation[Written]:
        yield Progress("", 1, 6)
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(answers_dialog, "write", failing)
    assert "Permission denied" in export(qtbot, dialog)
    assert dialog.isVisible() and dialog.go_button.isEnabled()


def test_escape_stops_what_runs_before_it_closes(qtbot: QtBot, dialog: AnswersDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[bool] = []

    def endless(*_: object) -> Operation[Written]:
        try:
            while True:
                yield Progress("", 1, 6)
                time.sleep(0.01)
        finally:
            closed.append(True)

    monkeypatch.setattr(answers_dialog, "write", endless)
    qtbot.mouseClick(dialog.go_button, Left)
    qtbot.waitUntil(lambda: "1 of 6" in dialog.progress.numbers.text(), timeout=LONG_MS)
    assert not dialog.form.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not dialog.progress.isVisible(), timeout=LONG_MS)
    assert closed and dialog.isVisible() and dialog.go_button.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_place_is_chosen_with_the_system_dialog(
    qtbot: QtBot, dialog: AnswersDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "chosen.csv"), ""))
    qtbot.mouseClick(dialog.form.choose_button, Left)
    assert dialog.form.file == tmp_path / "chosen.csv"
