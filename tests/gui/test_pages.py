"""What the pages say and offer: welcome, training form, evaluation, dialogs; driven by events."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel, QLineEdit, QPushButton, QTextBrowser
from pytestqt.qtbot import QtBot

from engine.classifier.recipe import Recipe, with_preset
from engine.settings import Settings
from gui.dialogs.help_dialog import HelpDialog
from gui.dialogs.import_dialog import ImportDialog
from gui.dialogs.new_project_dialog import NewProjectDialog
from gui.forms import Form
from gui.main_window import CLASSIFY, EVALUATE, TRAIN, WELCOME, MainWindow
from tests.conftest import striped_picture


def in_dialog(act: Callable[[QDialog], None]) -> None:
    """Do something to the modal dialog that opens next."""

    def later() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        act(dialog)

    QTimer.singleShot(100, later)


def press(qtbot: QtBot, dialog: QDialog, text: str) -> None:
    (button,) = [each for each in dialog.findChildren(QPushButton) if each.text() == text]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_welcome_page_makes_a_project_and_lists_it_next_time(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    assert window.pages.currentIndex() == WELCOME and not window.rail.button(TRAIN).isVisible()

    def fill_in(dialog: QDialog) -> None:
        name, place = dialog.findChildren(QLineEdit)[:2]
        name.setText("Beetles")
        place.setText(str(tmp_path))
        press(qtbot, dialog, "Create")

    in_dialog(fill_in)
    qtbot.mouseClick(window.welcome_page.new_button, Qt.MouseButton.LeftButton)
    assert window.session.project is not None and (tmp_path / "Beetles.fieldmark" / "project.db").is_file()
    assert window.windowTitle().startswith("Beetles") and window.rail.button(TRAIN).isVisible()
    window.session.close()
    entries = [each for each in window.welcome_page.findChildren(QPushButton) if each.accessibleName() == "Beetles"]
    qtbot.mouseClick(entries[0], Qt.MouseButton.LeftButton)
    assert window.session.project.name == "Beetles"


def test_a_project_that_is_gone_or_too_new_is_told_and_the_open_one_stays(window: MainWindow, project_folder: Path, tmp_path: Path) -> None:
    import sqlite3

    assert window.session.open(project_folder)
    assert not window.session.open(tmp_path / "gone.fieldmark")
    assert "no Fieldmark project" in window.message.text()
    newer = tmp_path / "newer.fieldmark"
    newer.mkdir()
    with sqlite3.connect(newer / "project.db") as connection:
        connection.execute("PRAGMA user_version = 77")
    connection.close()
    assert not window.session.open(newer)
    assert "newer Fieldmark" in window.message.text()
    assert window.session.project.folder == project_folder and window.label_page.model.rowCount() == 20


def test_empty_pages_lead_to_the_next_step(qtbot: QtBot, window: MainWindow, project_folder: Path) -> None:
    window.session.open(project_folder)
    for page in (EVALUATE, CLASSIFY):
        window.go(page)
        buttons = [
            each for each in window.pages.currentWidget().findChildren(QPushButton) if each.text() == "Train a model" and each.isVisible()
        ]
        qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
        assert window.pages.currentIndex() == TRAIN


def test_the_training_form_and_the_recipe_are_one(qtbot: QtBot, window: MainWindow, project_folder: Path) -> None:
    window.session.open(project_folder)
    window.go(TRAIN)
    page = window.train_page
    recipe = Recipe(preset="scratch", architecture="resnet18", epochs=3, batch_norm="live", crop_mode="border")
    page.show_recipe(recipe)
    assert page.recipe() == recipe and page.preset_cards["scratch"].isChecked()
    assert not page.desk.weights.box.isEnabled()
    qtbot.mouseClick(page.preset_cards["thorough"], Qt.MouseButton.LeftButton)
    assert page.recipe() == with_preset(recipe, "thorough") and page.desk.weights.box.isEnabled()
    page.desk.network.box.setCurrentText("resnet50")
    page.desk.form.row("epochs").widget.setValue(9)
    assert (page.recipe().architecture, page.recipe().epochs) == ("resnet50", 9)


def test_a_folder_that_is_no_weights_pack_is_told(window: MainWindow, project_folder: Path, tmp_path: Path) -> None:
    window.session.open(project_folder)
    window.train_page.use_pack(tmp_path)
    assert "config.json" in window.message.text()


def test_training_without_two_classes_says_what_to_do(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    striped_picture(tmp_path / "pictures" / "a.png", 0, 1)
    window.session.create(tmp_path / "lonely")
    window.transfers.start_import(window.session.project, [tmp_path / "pictures"], "none", "auto")
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20_000)
    window.go(TRAIN)
    qtbot.mouseClick(window.train_page.train_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "two classes" in window.message.text(), timeout=20_000)
    assert window.train_page.train_button.isEnabled()


def test_importing_an_empty_folder_says_so(qtbot: QtBot, window: MainWindow, project_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    window.session.open(project_folder)
    window.transfers.start_import(window.session.project, [tmp_path / "empty"], "folders", "auto")
    qtbot.waitUntil(lambda: "no picture" in window.message.text(), timeout=20_000)
    assert window.label_page.model.rowCount() == 20


def test_an_import_can_be_undone_at_once(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    striped_picture(tmp_path / "pictures" / "a.png", 0, 1)
    window.session.create(tmp_path / "undone")
    assert not window.actions_["undo"].isEnabled()
    window.transfers.start_import(window.session.project, [tmp_path / "pictures"], "none", "folders")
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20_000)
    assert window.label_page.model.rowCount() == 1
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.label_page.model.rowCount() == 0)


def test_a_double_click_on_a_class_chooses_it_once_and_renames_nothing(qtbot: QtBot, window: MainWindow, project_folder: Path) -> None:
    window.session.open(project_folder)
    view = window.label_page.classes.view
    centre = view.visualRect(view.model().index(0, 0)).center()
    before = window.session.project.history()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    assert view.findChild(QLineEdit) is None
    assert len(window.session.project.history()) <= len(before) + 1


def test_the_form_of_the_settings_changes_the_appearance(qtbot: QtBot, window: MainWindow) -> None:
    def choose_dark(dialog: QDialog) -> None:
        boxes = dialog.findChildren(QComboBox)
        boxes[0].setCurrentText("Dark")
        press(qtbot, dialog, "Apply")

    in_dialog(choose_dark)
    window.show_settings()
    app = QApplication.instance()
    assert app.palette().window().color().lightness() < 60 < QColor("white").lightness()
    window.session.change_settings(Settings(appearance="light"))
    assert app.palette().window().color().lightness() > 200


def test_the_import_dialog_guesses_by_the_folders(qtbot: QtBot, tmp_path: Path) -> None:
    striped_picture(tmp_path / "flat" / "a.png", 0, 1)
    striped_picture(tmp_path / "nested" / "ant" / "a.png", 0, 1)
    for name, labels in (("flat", "none"), ("nested", "folders")):
        dialog = ImportDialog([tmp_path / name])
        qtbot.addWidget(dialog)
        assert (dialog.labels, dialog.split) == (labels, "folders")


def test_a_new_project_needs_a_free_and_usable_name(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "taken.fieldmark").mkdir()
    dialog = NewProjectDialog("", None)
    qtbot.addWidget(dialog)
    name, place = dialog.findChildren(QLineEdit)[:2]
    place.setText(str(tmp_path))
    (create,) = [each for each in dialog.findChildren(QPushButton) if each.text() == "Create"]
    for text, usable in (("", False), ("taken", False), ("a/b", False), ("fresh", True)):
        name.setText(text)
        assert create.isEnabled() is usable, text
    name.setText("Ants/ & bees: a/b")
    assert any(label.text().endswith("characters in it: / :") for label in dialog.findChildren(QLabel))
    name.setText("fresh")
    assert dialog.folder == tmp_path / "fresh.fieldmark"


def test_the_help_page_is_there(qtbot: QtBot) -> None:
    dialog = HelpDialog()
    qtbot.addWidget(dialog)
    assert "first five minutes" in dialog.findChild(QTextBrowser).toPlainText()


@pytest.mark.parametrize("kind", [Recipe, Settings])
def test_a_form_gives_back_what_it_was_given(qtbot: QtBot, kind: type) -> None:
    form = Form(kind(), "test")
    qtbot.addWidget(form)
    assert form.value() == kind()
