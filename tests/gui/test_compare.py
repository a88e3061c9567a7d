"""Two pictures side by side: looked at together, labelled one at a time."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.dialogs.compare_dialog import LEFT, RIGHT, CompareView
from gui.main_window import MainWindow
from tests.gui.hands import Held, Key, click, foot, on_disk, press, selected, undo


@pytest.fixture(autouse=True)
def opened(window: MainWindow, project_folder: Path) -> None:
    assert window.session.open(project_folder)


@pytest.fixture
def compared(qtbot: QtBot, window: MainWindow) -> CompareView:
    """Three of the ants, and their pictures are there."""
    click(qtbot, window, 1)
    click(qtbot, window, 3, Held.ShiftModifier)
    press(qtbot, window, "c")
    view = window.label_page.covers.compared
    assert view.isVisible() and view.hasFocus()
    qtbot.waitUntil(lambda: all(side.picture.pixels().width() == 48 for side in view.sides))
    return view


def names(view: CompareView) -> list[str]:
    return [side.name.text() for side in view.sides]


def wheel(widget: QWidget, at: QPoint, notches: int) -> None:
    place, turned = QPointF(at), QPoint(0, 120 * notches)
    event = QWheelEvent(
        place, widget.mapToGlobal(place), QPoint(), turned, Qt.MouseButton.NoButton, Held.NoModifier, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(widget, event)


def test_one_picture_cannot_be_compared(qtbot: QtBot, window: MainWindow) -> None:
    click(qtbot, window, 1)
    press(qtbot, window, "c")
    assert "Select two or more" in foot(window) and not window.label_page.covers.compared.isVisible()


def test_both_are_looked_at_through_the_same_window(compared: CompareView) -> None:
    left, right = (side.picture for side in compared.sides)
    wheel(left, QPoint(10, 10), 4)
    assert right.zoom == left.zoom > 1 and right.middle == left.middle
    QTest.mousePress(right, Qt.MouseButton.LeftButton, pos=right.rect().center())
    QTest.mouseMove(right, right.rect().center() - QPoint(40, 0))
    QTest.mouseRelease(right, Qt.MouseButton.LeftButton)
    assert right.middle == left.middle and left.middle.x() > 0
    QTest.mouseDClick(left, Qt.MouseButton.LeftButton, pos=left.rect().center())
    assert right.zoom == left.zoom == 1


def test_keys_label_the_framed_one_alone(qtbot: QtBot, window: MainWindow, compared: CompareView, project_folder: Path) -> None:
    assert names(compared) == ["ant-1.png", "ant-2.png"] and compared.active == LEFT
    press(qtbot, window, "2")
    press(qtbot, window, Key.Key_Tab)
    press(qtbot, window, "s")
    found = on_disk(project_folder)
    assert [found[f"ant-{index}.png"] for index in (1, 2, 3)] == ["bee", "?", "ant"]
    assert [side.mark.text() for side in compared.sides] == ["bee", "not sure"]
    undo(qtbot, window)
    assert [side.mark.text() for side in compared.sides] == ["bee", "ant"] and compared.isVisible()
    QTest.mouseClick(compared.sides[LEFT].picture, Qt.MouseButton.LeftButton)
    assert compared.active == LEFT


def test_labelling_does_not_move_on_from_a_comparison(qtbot: QtBot, window: MainWindow, compared: CompareView) -> None:
    window.actions_["move_on"].trigger()
    press(qtbot, window, "2")
    assert names(compared) == ["ant-1.png", "ant-2.png"] and compared.active == LEFT


def test_the_arrows_lead_the_right_one_through_the_selection(qtbot: QtBot, window: MainWindow, compared: CompareView) -> None:
    compared.sides[LEFT].picture.zoom_by(2.0)
    press(qtbot, window, Key.Key_Right)
    assert names(compared) == ["ant-1.png", "ant-3.png"] and compared.active == RIGHT
    qtbot.waitUntil(lambda: compared.sides[RIGHT].picture.zoom == 2.0)
    press(qtbot, window, Key.Key_Right)
    assert names(compared) == ["ant-1.png", "ant-2.png"]
    press(qtbot, window, Key.Key_Left)
    assert names(compared) == ["ant-1.png", "ant-3.png"]


def test_what_differs_is_marked(window: MainWindow, compared: CompareView) -> None:
    left, right = ({fact.name: fact for fact in side.facts.facts()} for side in compared.sides)
    assert left.keys() == right.keys() and "Folder" in left
    assert not left["Folder"].differs
    window.label_page.labeller.take_off([window.label_page.model.sample_at(1).id])
    left, right = ({fact.name: fact for fact in side.facts.facts()} for side in compared.sides)
    assert (left["Labelled"].value, left["Labelled"].differs, right["Labelled"].differs) == ("–", True, True)


@pytest.mark.parametrize("key", [Key.Key_Escape, Key.Key_Space, Key.Key_C])
def test_the_selection_is_there_again_afterwards(qtbot: QtBot, window: MainWindow, compared: CompareView, key: Qt.Key) -> None:
    press(qtbot, window, key)
    assert not compared.isVisible() and selected(window) == ["ant-1.png", "ant-2.png", "ant-3.png"]
    assert window.label_page.gallery.hasFocus()


def test_it_closes_when_one_of_them_goes(window: MainWindow, compared: CompareView) -> None:
    window.label_page.labeller.remove([window.label_page.model.sample_at(2).id])
    assert not compared.isVisible()
