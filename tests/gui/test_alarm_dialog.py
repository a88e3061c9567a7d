"""Whether a model goes by the background: what the dialog says of what the engine found."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from engine.classifier.model.card import ModelCard
from engine.classifier.saliency.verdict import Alarm, Masked
from engine.errors import ModelMissing
from engine.progress import Operation, Progress
from gui.dialogs import alarm_dialog
from gui.dialogs.alarm_dialog import AlarmDialog
from gui.jobs import Jobs
from gui.models.cell import Cell, CellRole
from gui.saliency.large import LargeSaliency
from tests.conftest import striped_picture
from tests.gui.training.test_kept import card_of

Left = Qt.MouseButton.LeftButton
LONG_MS = 30_000


@pytest.fixture
def pictures(tmp_path: Path) -> list[Path]:
    return [striped_picture(tmp_path / f"{number}.png", number, number) for number in range(8)]


@pytest.fixture
def card(tmp_path: Path) -> ModelCard:
    return replace(card_of((), 0.9, 0.9), folder=tmp_path / "m", class_colours=("#0072B2", "#E69F00"))


@pytest.fixture
def dialog(qtbot: QtBot, jobs: Jobs, card: ModelCard, pictures: list[Path]) -> Iterator[AlarmDialog]:
    made = AlarmDialog(jobs, card, pictures)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.open()
    yield made
    made.done(0)


def found(pictures: list[Path], staying: int, unexplained: int = 0) -> Alarm:
    """The first `staying` pictures are as sure as before, the last `unexplained` have maps that explain nothing."""
    masked = [
        Masked(path, number % 2, 0.95, 0.94 if number < staying else 0.2, number < len(pictures) - unexplained)
        for number, path in enumerate(pictures)
    ]
    return Alarm(("ant", "bee"), tuple(masked))


def tried(qtbot: QtBot, dialog: AlarmDialog, monkeypatch: pytest.MonkeyPatch, outcome: Alarm | Exception) -> str:
    """Press the button, have the engine find `outcome`; what is told then."""

    def alarm(folder: Path, paths: tuple[Path, ...], most: int) -> Operation[Alarm]:
        assert folder == dialog._card.folder and most == 200
        yield Progress("", 1, len(paths))
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    monkeypatch.setattr(alarm_dialog, "alarm", alarm)
    qtbot.mouseClick(dialog.go_button, Left)
    qtbot.waitUntil(dialog.message.isVisible, timeout=LONG_MS)
    qtbot.waitUntil(lambda: not dialog.progress.isVisible(), timeout=LONG_MS)
    return dialog.message.text()


def test_a_model_that_goes_by_the_background_is_told_with_what_to_do(
    qtbot: QtBot, dialog: AlarmDialog, monkeypatch: pytest.MonkeyPatch, pictures: list[Path]
) -> None:
    assert dialog.go_button.text() == "Try it on 8 pictures" and not dialog.gallery.isVisible()
    told = tried(qtbot, dialog, monkeypatch, found(pictures, staying=3))
    assert "stays sure of 3 of 8 pictures (38 %)" in told and dialog.message.property("tone") == "warning"
    assert "add pictures of these classes before other backgrounds" in dialog.advice.text()
    rows = [[dialog.table.item(row, column).text() for column in range(3)] for row in range(2)]
    assert rows == [["ant", "2", "4"], ["bee", "1", "4"]]
    assert dialog.gallery.isVisible() and dialog.model.rowCount() == 3
    cell = dialog.model.index(0).data(CellRole)
    assert isinstance(cell, Cell) and [(bar.name, bar.probability) for bar in cell.bars] == [("ant", 0.95), ("masked", 0.94)]


def test_a_model_that_goes_by_the_subject_may_be_left_alone(
    qtbot: QtBot, dialog: AlarmDialog, monkeypatch: pytest.MonkeyPatch, pictures: list[Path]
) -> None:
    told = tried(qtbot, dialog, monkeypatch, found(3 * pictures, staying=0, unexplained=4))
    assert "stays sure of 0 of 20 pictures" in told and "4 more could not be judged" in told
    assert dialog.message.property("tone") == "success" and "No sign of a background" in dialog.advice.text()
    assert not dialog.gallery.isVisible() and dialog.table.isVisible()


def test_too_few_pictures_prove_nothing(qtbot: QtBot, dialog: AlarmDialog, monkeypatch: pytest.MonkeyPatch, pictures: list[Path]) -> None:
    tried(qtbot, dialog, monkeypatch, found(pictures, staying=1))
    assert dialog.message.property("tone") == "info" and "20 pictures at least" in dialog.advice.text()


def test_where_many_pictures_cannot_be_judged_nothing_is_cleared(
    qtbot: QtBot, dialog: AlarmDialog, monkeypatch: pytest.MonkeyPatch, pictures: list[Path]
) -> None:
    tried(qtbot, dialog, monkeypatch, found(5 * pictures, staying=0, unexplained=18))
    assert dialog.message.property("tone") == "info" and "could not be judged" in dialog.advice.text()


def test_the_suspects_are_looked_at_one_after_the_other(
    qtbot: QtBot, dialog: AlarmDialog, monkeypatch: pytest.MonkeyPatch, pictures: list[Path]
) -> None:
    tried(qtbot, dialog, monkeypatch, found(pictures, staying=3))
    dialog.gallery.setFocus()
    dialog.gallery.select_row(0)
    qtbot.keyClick(dialog.gallery, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(dialog.findChildren(LargeSaliency)), timeout=LONG_MS)
    (large,) = dialog.findChildren(LargeSaliency)
    suspects = [dialog.model.suspect(dialog.model.index(row)).path for row in range(3)]
    assert large.path == suspects[0] and large.head.place.text() == "1 of 3" and not large.head.before_button.isEnabled()
    for path in suspects[1:]:
        qtbot.keyClick(large, Qt.Key.Key_Right)
        assert large.path == path
    qtbot.keyClick(large, Qt.Key.Key_Right)
    assert large.path == suspects[-1] and large.head.place.text() == "3 of 3"
    large.close()


def test_what_fails_is_told_and_can_be_tried_again(
    qtbot: QtBot, dialog: AlarmDialog, monkeypatch: pytest.MonkeyPatch, pictures: list[Path]
) -> None:
    told = tried(qtbot, dialog, monkeypatch, ModelMissing(folder=dialog._card.folder))
    assert str(dialog._card.folder) in told and dialog.go_button.isEnabled()
    assert "stays sure" in tried(qtbot, dialog, monkeypatch, found(pictures, staying=1))


def test_escape_stops_it_before_it_closes(qtbot: QtBot, dialog: AlarmDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[bool] = []

    def endless(*_: object) -> Operation[Alarm]:
        try:
            while True:
                yield Progress("", 1, 8)
                time.sleep(0.01)
        finally:
            ended.append(True)

    monkeypatch.setattr(alarm_dialog, "alarm", endless)
    qtbot.mouseClick(dialog.go_button, Left)
    qtbot.waitUntil(lambda: "1 of 8" in dialog.progress.numbers.text(), timeout=LONG_MS)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not dialog.progress.isVisible(), timeout=LONG_MS)
    assert ended and dialog.isVisible() and dialog.alarm is None
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_without_pictures_there_is_nothing_to_try(qtbot: QtBot, jobs: Jobs, card: ModelCard) -> None:
    dialog = AlarmDialog(jobs, card, ())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.open()
    assert not dialog.go_button.isEnabled() and "Classify a folder first" in dialog.advice.text()
    dialog.done(0)


def test_a_model_whose_maps_explain_nothing_is_told_as_such(
    qtbot: QtBot, dialog: AlarmDialog, monkeypatch: pytest.MonkeyPatch, pictures: list[Path]
) -> None:
    tried(qtbot, dialog, monkeypatch, found(pictures, staying=0, unexplained=6))
    assert dialog.message.property("tone") == "warning" and "most maps explain nothing" in dialog.advice.text()
