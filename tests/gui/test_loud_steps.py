"""What takes much away is told with a button that brings it back; a copy of a project finds its pictures where they still are."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from engine.project import class_changes
from engine.project.project import Project
from gui.main_window import MainWindow


def press(qtbot: QtBot, window: MainWindow, text: str) -> None:
    (wanted,) = [each for each in window.message.findChildren(QPushButton) if each.text() == text and each.isVisible()]
    qtbot.mouseClick(wanted, Qt.MouseButton.LeftButton)


def test_a_deleted_class_is_told_and_comes_back_by_the_button(qtbot: QtBot, window: MainWindow, project_folder: Path) -> None:
    window.session.open(project_folder)
    window.label_page.labeller.delete_class(window.session.classes[0])
    assert "Delete the class ant" in window.message.text()
    press(qtbot, window, "Undo")
    assert [each.name for each in window.session.classes] == ["ant", "bee"]


def test_undoing_an_import_is_told_and_comes_back_by_the_button(qtbot: QtBot, window: MainWindow, project_folder: Path) -> None:
    window.session.open(project_folder)
    count = len(window.session.samples())
    window.session.undo()
    assert len(window.session.samples()) < count
    assert "no longer in the project" in window.message.text()
    press(qtbot, window, "Redo")
    assert len(window.session.samples()) == count


def test_the_offer_to_redo_ends_when_it_was_redone_in_another_way(qtbot: QtBot, window: MainWindow, project_folder: Path) -> None:
    window.session.open(project_folder)
    window.session.undo()
    assert window.message.isVisible() and "no longer in the project" in window.message.text()
    window.actions_["redo"].trigger()
    assert not window.message.isVisible()


def test_undoing_a_label_says_nothing_loud(window: MainWindow, project_folder: Path) -> None:
    window.session.open(project_folder)
    page = window.label_page
    page.gallery.select_row(16)
    page.hand.remove()
    window.notices.hide()
    page.gallery.select_row(16)
    page.hand.assign(window.session.classes[0])
    window.session.undo()
    assert not window.message.isVisible()


def test_a_good_edit_takes_the_bad_news_away(window: MainWindow, project_folder: Path) -> None:
    window.session.open(project_folder)
    assert window.label_page.labeller.new_class("Ant") is None
    assert window.message.isVisible()
    assert window.label_page.labeller.new_class("wasp") is not None
    assert not window.message.isVisible()


def test_a_copied_project_finds_its_pictures_where_they_are(project_folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "stick" / project_folder.name
    shutil.copytree(project_folder, copy)
    with Project.open(copy, to_write=True) as project:
        assert all(sample.path.exists() for sample in project.samples())
        project.apply(class_changes.add_class(project, "wasp")[0])
    with Project.open(copy) as project:
        assert all(sample.path.exists() for sample in project.samples())


def test_a_project_that_moved_with_its_pictures_uses_those_that_came_along(project_folder: Path, tmp_path: Path) -> None:
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    for each in list(project_folder.parent.iterdir()):
        if each != moved and not each.name.startswith("elsewhere"):
            shutil.copytree(each, moved / each.name) if each.is_dir() else shutil.copy(each, moved)
    with Project.open(moved / project_folder.name) as project:
        assert all(sample.path.is_relative_to(moved) and sample.path.exists() for sample in project.samples())
