"""What can be exported, in which form and where to; and what the dialog refuses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from engine.operations.exporting import FOLDERS, FORMS, HOW
from engine.progress import Operation, Progress
from gui.dialogs import export_dialog
from gui.dialogs.export_dialog import HOWS, ExportChoice, ExportDialog
from gui.dialogs.export_target import place_of
from gui.dialogs.scope_box import Scopes
from gui.tasks import TaskLane

SIZES = {1: 3_000_000, 2: 5_000_000, 3: 400_000}


def measured() -> Operation[Mapping[int, int]]:
    yield Progress("")
    return SIZES


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ExportDialog]:
    monkeypatch.setattr(export_dialog, "_documents", lambda: tmp_path)
    monkeypatch.setattr(export_dialog, "room_at", lambda target: 6_000_000)
    (tmp_path / "insects.fieldmark").mkdir()
    lane = TaskLane()
    made = ExportDialog(tmp_path / "insects.fieldmark", Scopes(3, selected=(2,)), measured, lane)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: lane.current is None)
    yield made
    made.reject()


def export_button(dialog: ExportDialog) -> QPushButton:
    return dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)


def go_to(qtbot: QtBot, dialog: ExportDialog, target: Path) -> str:
    """Type where to, and what is said then."""
    dialog.target.selectAll()
    qtbot.keyClicks(dialog.target, str(target))
    assert not export_button(dialog).isEnabled()  # not before the place was looked at
    qtbot.waitUntil(lambda: not dialog._delay.isActive())
    return dialog._outcome.text()


def test_all_forms_and_ways_of_the_engine_are_offered(dialog: ExportDialog) -> None:
    assert [dialog.form.itemData(row) for row in range(dialog.form.count())] == list(FORMS)
    assert tuple(HOWS) == HOW


def test_the_room_that_copies_need_is_told_and_too_little_refused(qtbot: QtBot, dialog: ExportDialog) -> None:
    assert "It needs 8.4 MB, but only 6.0 MB are free there." in dialog._outcome.text()
    assert not export_button(dialog).isEnabled()
    qtbot.keyClick(dialog.scope, Qt.Key.Key_Down)
    assert "It needs 5.0 MB; 6.0 MB are free there." in dialog._outcome.text() and export_button(dialog).isEnabled()
    qtbot.keyClick(dialog.scope, Qt.Key.Key_Up)
    qtbot.keyClick(dialog.how, Qt.Key.Key_Down)
    assert "no room is taken" in dialog._meaning.text() and "needs" not in dialog._outcome.text()
    assert export_button(dialog).isEnabled()


def test_what_was_chosen_comes_out(qtbot: QtBot, dialog: ExportDialog, tmp_path: Path) -> None:
    qtbot.keyClick(dialog.scope, Qt.Key.Key_Down)
    for _ in range(2):
        qtbot.keyClick(dialog.how, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.with_splits, Qt.Key.Key_Space)
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.choice == ExportChoice(tmp_path / "insects-export", FOLDERS, "symlink", True, (2,))


def test_the_name_follows_the_form(qtbot: QtBot, dialog: ExportDialog, tmp_path: Path) -> None:
    for ending in (".csv", ".tsv", ".jsonl", ".json", ".xml"):
        qtbot.keyClick(dialog.form, Qt.Key.Key_Down)
        assert dialog.choice.target == tmp_path / f"insects-export{ending}"
        assert not dialog.how.isVisible() and not dialog.with_splits.isVisible()
    qtbot.keyClick(dialog.form, Qt.Key.Key_Home)
    assert dialog.choice.target == tmp_path / "insects-export" and dialog.how.isVisible()


def test_a_place_that_cannot_be_is_refused_with_a_sentence(qtbot: QtBot, dialog: ExportDialog, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "mine.jpg").write_text("x")
    qtbot.keyClick(dialog.how, Qt.Key.Key_Down)
    for target, words in (
        (tmp_path / "insects.fieldmark" / "out", "within the project folder"),
        (tmp_path / "photos", "holds other things"),
        (tmp_path / "photos" / "mine.jpg", "a file of this name"),
        (tmp_path / "photos" / "mine.jpg" / "out", "is a file"),
        (Path("somewhere"), "Say where"),
    ):
        assert words in go_to(qtbot, dialog, target)
        assert not export_button(dialog).isEnabled()
    assert "will make this folder" in go_to(qtbot, dialog, tmp_path / "new" / "one")
    assert export_button(dialog).isEnabled()


def test_an_earlier_export_is_continued_also_where_room_is_short(qtbot: QtBot, dialog: ExportDialog, tmp_path: Path) -> None:
    (tmp_path / "before").mkdir()
    (tmp_path / "before" / "fieldmark.csv").write_text("path\n")
    assert "only what is new is added" in go_to(qtbot, dialog, tmp_path / "before")
    assert export_button(dialog).isEnabled()


def test_a_folder_is_chosen_with_the_system_dialog(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "chosen"))
    qtbot.mouseClick(dialog._choose, Qt.MouseButton.LeftButton)
    assert dialog.choice.target == tmp_path / "chosen"


@pytest.mark.parametrize("make", [Path.mkdir, Path.touch])
def test_a_file_is_not_written_over_a_folder(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "out.csv")
    place = place_of(tmp_path / "out.csv", "csv", tmp_path / "p.fieldmark")
    assert place.forbidden is (make is Path.mkdir)
    assert ("replaced" in str(place.remark)) is (make is Path.touch)
