"""Labelling in the real window, with mouse and keyboard; what is shown as done is on the disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from engine.project.project import Project
from gui.main_window import MainWindow
from gui.models.class_model import ClassRole


@pytest.fixture(autouse=True)
def opened(window: MainWindow, project_folder: Path) -> None:
    assert window.session.open(project_folder)


def labels(project: Project) -> dict[str, str]:
    names = {each.id: each.name for each in project.classes()}
    return {sample.path.name: names.get(sample.class_id or 0, "") for sample in project.samples()}


def on_disk(folder: Path) -> dict[str, str]:
    with Project.open(folder) as project:  # read-only beside the window: what another process would see
        return labels(project)


def click(qtbot: QtBot, window: MainWindow, row: int, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    gallery = window.label_page.gallery
    gallery.scrollTo(gallery.model().index(row, 0))
    centre = gallery.visualRect(gallery.model().index(row, 0)).center()
    qtbot.mouseClick(gallery.viewport(), Qt.MouseButton.LeftButton, keys, centre)


def click_class(qtbot: QtBot, window: MainWindow, name: str) -> None:
    view = window.label_page.classes.view
    (index,) = [
        view.model().index(row, 0) for row in range(view.model().rowCount()) if view.model().index(row, 0).data(ClassRole).name == name
    ]
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())


def test_click_and_digit_label_and_undo_takes_back(qtbot: QtBot, window: MainWindow, project_folder: Path) -> None:
    click(qtbot, window, 16)
    click(qtbot, window, 18, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(window.label_page.gallery, Qt.Key.Key_2)
    assert [on_disk(project_folder)[f"new-{index}.png"] for index in range(4)] == ["bee", "bee", "bee", ""]
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: on_disk(project_folder)["new-0.png"] == "")
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: on_disk(project_folder)["new-0.png"] == "bee")


def test_a_click_on_a_class_labels_and_delete_takes_off(qtbot: QtBot, window: MainWindow, project_folder: Path) -> None:
    click(qtbot, window, 16)
    click_class(qtbot, window, "ant")
    assert on_disk(project_folder)["new-0.png"] == "ant"
    click(qtbot, window, 16)
    qtbot.keyClick(window.label_page.gallery, Qt.Key.Key_Delete)
    assert on_disk(project_folder)["new-0.png"] == ""


def test_a_frame_dragged_over_cells_selects_them(qtbot: QtBot, window: MainWindow) -> None:
    gallery = window.label_page.gallery
    first, last = (gallery.visualRect(gallery.model().index(row, 0)) for row in (0, 1))
    qtbot.mousePress(gallery.viewport(), Qt.MouseButton.LeftButton, pos=first.topLeft() - QPoint(6, 6))
    for share in (0.3, 0.6, 1.0):
        qtbot.mouseMove(gallery.viewport(), first.topLeft() - QPoint(6, 6) + (last.center() - first.topLeft()) * share)
    qtbot.mouseRelease(gallery.viewport(), Qt.MouseButton.LeftButton, pos=last.center())
    assert len(window.label_page.selected()) == 2


def test_a_new_class_is_typed_and_goes_to_the_selection(qtbot: QtBot, window: MainWindow, project_folder: Path) -> None:
    click(qtbot, window, 19)
    qtbot.keyClick(window.label_page.gallery, Qt.Key.Key_N)
    field = window.label_page.classes.new_class
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "wasp 2")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert on_disk(project_folder)["new-3.png"] == "wasp 2"
    assert window.session.classes[-1].shortcut == "3"


def test_a_name_that_is_taken_is_told_and_nothing_changes(qtbot: QtBot, window: MainWindow) -> None:
    field = window.label_page.classes.new_class
    qtbot.keyClicks(field, "Ant")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.message.isVisible() and "already" in window.message.text()
    assert [each.name for each in window.session.classes] == ["ant", "bee"]


def test_classes_are_renamed_in_place_and_reordered(qtbot: QtBot, window: MainWindow) -> None:
    view = window.label_page.classes.view
    view.setCurrentIndex(view.model().index(0, 0))
    qtbot.keyClick(view, Qt.Key.Key_F2)
    editor = view.findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "fire ant")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.session.classes[0].name == "fire ant")
    data = view.model().mimeData([view.model().index(0, 0)])
    view.model().dropMimeData(data, Qt.DropAction.MoveAction, 2, 0, view.model().index(-1, 0))
    assert [each.name for each in window.session.classes] == ["bee", "fire ant"]


def test_filters_and_search_narrow_the_grid(qtbot: QtBot, window: MainWindow) -> None:
    page = window.label_page
    qtbot.mouseClick(page.unlabelled_chip, Qt.MouseButton.LeftButton)
    assert page.model.rowCount() == 4 and page.unlabelled_chip.count == 4
    qtbot.keyClicks(page.search, "new-2")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    page.search.clear()
    qtbot.mouseClick(page.all_chip, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.model.rowCount() == 20)
    qtbot.keyClicks(page.search, "no such picture")
    qtbot.waitUntil(lambda: page.middle.currentIndex() == 2)


def test_a_second_window_can_look_but_not_change(qtbot: QtBot, window: MainWindow, project_folder: Path) -> None:
    from gui.app import make_window

    second = make_window()
    qtbot.addWidget(second)
    second.show()
    second.session.open(project_folder)
    assert "only be looked at" in second.message.text()
    click(qtbot, second, 16)
    qtbot.keyClick(second.label_page.gallery, Qt.Key.Key_1)
    assert "nothing was lost" in second.message.text()
    assert on_disk(project_folder)["new-0.png"] == ""
    second.close()
