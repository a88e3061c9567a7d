"""What a person does on the label page, as real events, and what another process would find on the disk afterwards."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from engine.project.project import Project
from engine.project.sample import Sample
from gui.main_window import MainWindow

Key, Held = Qt.Key, Qt.KeyboardModifier
UNSURE = "?"


def labels(project: Project) -> dict[str, str]:
    names = {each.id: each.name for each in project.classes()}
    return {sample.name: UNSURE if sample.unsure else names.get(sample.class_id or 0, "") for sample in project.samples()}


def on_disk(folder: Path) -> dict[str, str]:
    """{file name: class}"""
    with Project.open(folder) as project:  # read-only beside the window: what another process would see
        return labels(project)


def click(qtbot: QtBot, window: MainWindow, row: int, keys: Qt.KeyboardModifier = Held.NoModifier) -> None:
    """Click the card at `row`."""
    qtbot.waitUntil(window.isActiveWindow)  # in a fixture it may still be on its way
    gallery = window.label_page.gallery
    gallery.scrollTo(gallery.model().index(row, 0))
    centre = gallery.visualRect(gallery.model().index(row, 0)).center()
    qtbot.mouseClick(gallery.viewport(), Qt.MouseButton.LeftButton, keys, centre)


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key | str, keys: Qt.KeyboardModifier = Held.NoModifier) -> None:
    """Press a key where the focus is; a letter is typed in lower case."""
    target = QApplication.focusWidget()
    assert isinstance(target, QWidget) and target.window() is window.window()
    qtbot.keyClick(target, key, keys)


def undo(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, Key.Key_Z, Held.ControlModifier)


def selected(window: MainWindow) -> list[str]:
    """The names of the selected samples."""
    page = window.label_page
    return [page.model.sample_at(row).name for run in page.gallery.selected_runs() for row in run]


def current(window: MainWindow) -> Sample:
    return window.label_page.model.sample_at(window.label_page.gallery.currentIndex().row())


def row_of(window: MainWindow, name: str) -> int:
    model = window.label_page.model
    return next(row for row in range(model.rowCount()) if model.sample_at(row).name == name)


def foot(window: MainWindow) -> str:
    """What the foot of the window says."""
    return window.task_bar.status()
