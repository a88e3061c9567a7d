"""What the import dialog finds out by itself, and what comes of choosing in it with keys and mouse."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import astuple
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from engine.operations.importing import import_folders
from engine.progress import run
from engine.project.project import Project
from engine.transfer.columns import Columns
from gui.dialogs.import_dialog import AUTO, FOLDERS, NONE, ImportChoice, ImportDialog, remembered
from tests.conftest import striped_picture

Opener = Callable[..., ImportDialog]


@pytest.fixture
def opened(qtbot: QtBot) -> Opener:
    """Opens a dialog on `paths` and waits until it has looked around."""

    def open_(*paths: Path, last: ImportChoice | None = None) -> ImportDialog:
        dialog = ImportDialog(paths, None, last)
        qtbot.addWidget(dialog)
        dialog.show()
        settle(qtbot, dialog)
        return dialog

    return open_


def settle(qtbot: QtBot, dialog: ImportDialog) -> None:
    qtbot.waitUntil(lambda: dialog._lane.current is None, timeout=20_000)


def import_button(dialog: ImportDialog) -> QPushButton:
    return dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)


def said(dialog: ImportDialog) -> str:
    return dialog.label_file._outcome.text().replace("\u00a0", " ")


def pick(qtbot: QtBot, box: QComboBox, text: str) -> None:
    """Choose with the arrow keys."""
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Home)
    while box.currentText() != text:
        before = box.currentIndex()
        qtbot.keyClick(box, Qt.Key.Key_Down)
        assert box.currentIndex() != before, text


@pytest.fixture
def nested(tmp_path: Path) -> Path:
    for name in ("mammal/fox", "mammal/badger", "bird/owl"):
        striped_picture(tmp_path / "animals" / name / "a.png", 0, 1)
    return tmp_path / "animals"


@pytest.fixture
def plants(tmp_path: Path) -> tuple[Path, Path]:
    """Ten pictures, and a table that lies elsewhere and names twelve of them."""
    for number in range(10):
        striped_picture(tmp_path / "plants" / f"p{number}.png", number, number)
    rows = ["who;file;species;site", *(f"anna;p{number}.png;{'oak' if number % 2 else 'ash'};{number % 3}" for number in range(12))]
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "labels.csv").write_text("\n".join(rows), encoding="utf-8")
    return tmp_path / "plants", tmp_path / "lists" / "labels.csv"


def test_the_classes_of_the_folders_are_told(opened: Opener, tmp_path: Path) -> None:
    for name in ("ant", "bee", "train/wasp"):
        striped_picture(tmp_path / "insects" / name / "a.png", 0, 1)
    dialog = opened(tmp_path / "insects")
    assert dialog.by_folder.isChecked() and dialog.folders.classes.text() == "3 classes: ant, bee, wasp"
    assert not dialog.folders.box.isVisible()
    assert dialog.choice == ImportChoice((tmp_path / "insects",), FOLDERS, FOLDERS, None, "first")


def test_nested_folders_offer_which_one_counts(qtbot: QtBot, opened: Opener, nested: Path) -> None:
    dialog = opened(nested)
    assert dialog.folders.box.isVisible() and dialog.folders.classes.text() == "2 classes: bird, mammal"
    qtbot.keyClick(dialog.folders.box, Qt.Key.Key_Down)
    assert dialog.folders.classes.text() == "3 classes: badger, fox, owl"
    qtbot.keyClick(dialog.folders.box, Qt.Key.Key_Down)
    assert dialog.folders.classes.text() == "3 classes: bird - owl, mammal - badger, mammal - fox"
    assert dialog.choice.nested == "path"


def test_the_choices_can_be_made_with_the_keyboard_alone(qtbot: QtBot, opened: Opener, nested: Path) -> None:
    dialog = opened(nested)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.by_folder.hasFocus)
    qtbot.keyClick(dialog.by_folder, Qt.Key.Key_Down)
    assert dialog.by_nobody.isChecked() and not dialog.folders.isEnabled()
    dialog.splits.setFocus()
    qtbot.keyClick(dialog.splits, Qt.Key.Key_Space)
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert (dialog.labels, dialog.split) == (NONE, AUTO)


def test_a_folder_without_folders_is_not_labelled_yet(opened: Opener, plants: tuple[Path, Path]) -> None:
    dialog = opened(plants[0])
    assert dialog.by_nobody.isChecked() and dialog.choice.labels == NONE


def test_the_last_choice_is_offered_again_where_it_fits(opened: Opener, nested: Path) -> None:
    before = ImportChoice((nested, nested), NONE, AUTO, Columns(0), "last")
    dialog = opened(nested, last=remembered(before))
    assert dialog.choice == ImportChoice((nested,), NONE, AUTO, None, "last")
    by_table = ImportChoice((), "/somewhere/labels.csv", FOLDERS, Columns(0))
    assert opened(nested, last=remembered(by_table)).choice.labels == FOLDERS


def test_a_dropped_table_is_chosen_and_shown(opened: Opener, plants: tuple[Path, Path]) -> None:
    dialog = opened(*plants)
    box = dialog.label_file
    assert dialog.by_file.isChecked() and "“labels.csv” is a label file" in dialog._remark.text()
    assert [each.currentText() for each in box.table.heads.boxes()] == ["not used", "Picture", "Class", "Group"]
    assert box.has_header.isChecked() and "UTF-8" in box._form.text() and "semicolons" in box._form.text()
    assert said(dialog) == "12 rows. Of the first 12, 10 pictures are found and 2 are not."
    assert dialog.choice == ImportChoice((plants[0],), str(plants[1]), columns=Columns(1, 2, None, 3, True))


def test_columns_are_corrected_and_the_import_goes_by_them(qtbot: QtBot, opened: Opener, plants: tuple[Path, Path], tmp_path: Path) -> None:
    dialog = opened(*plants)
    boxes = dialog.label_file.table.heads.boxes()
    pick(qtbot, boxes[3], "Class")
    assert [each.currentText() for each in boxes] == ["not used", "Picture", "not used", "Class"]
    pick(qtbot, boxes[2], "Group")
    settle(qtbot, dialog)
    choice = dialog.choice
    with Project.create(tmp_path / "forest") as project:
        done = run(import_folders(project, *astuple(choice)[:3], choice.columns, choice.nested))
        assert done.imported == 10 and sorted(each.name for each in project.classes()) == ["0", "1", "2"]
        assert {sample.group for sample in project.samples()} == {"ash", "oak"}


def test_a_table_without_its_pictures_column_cannot_be_imported(qtbot: QtBot, opened: Opener, plants: tuple[Path, Path]) -> None:
    dialog = opened(*plants)
    boxes = dialog.label_file.table.heads.boxes()
    pick(qtbot, boxes[1], "not used")
    assert not import_button(dialog).isEnabled() and "Say which column" in said(dialog)
    pick(qtbot, boxes[0], "Picture")
    settle(qtbot, dialog)
    assert "No picture of the first 12 is found" in said(dialog)
    pick(qtbot, boxes[1], "Picture")
    settle(qtbot, dialog)
    assert import_button(dialog).isEnabled() and "10 pictures are found" in said(dialog)


def test_whether_the_first_row_holds_names_can_be_said(qtbot: QtBot, opened: Opener, plants: tuple[Path, Path]) -> None:
    dialog = opened(*plants)
    table, box = dialog.label_file.table, dialog.label_file.has_header
    assert table.item(0, 2).text() == "ash" and table.rowCount() == 12
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    settle(qtbot, dialog)
    assert table.item(0, 2).text() == "species" and table.rowCount() == 13
    assert not dialog.choice.columns.has_header and said(dialog).startswith("13 rows.")


def test_tab_goes_from_box_to_box(qtbot: QtBot, opened: Opener, plants: tuple[Path, Path]) -> None:
    dialog = opened(*plants)
    dialog.activateWindow()
    dialog.label_file.choose_button.setFocus()
    seen = []
    for _ in range(6):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        seen.append(dialog.focusWidget())
    assert seen == [*dialog.label_file.table.heads.boxes(), dialog.label_file.table, dialog.label_file.has_header]


def test_a_label_file_alone_brings_its_pictures(opened: Opener, tmp_path: Path) -> None:
    for number in range(3):
        striped_picture(tmp_path / f"{number}.png", number, number)
    file = tmp_path / "labels.jsonl"
    file.write_text("".join(f'{{"path": "{number}.png", "class": "c{number % 2}"}}\n' for number in range(4)), encoding="utf-8")
    dialog = opened(file)
    assert dialog.by_file.isChecked() and not dialog.by_folder.isEnabled() and not dialog.label_file.table.isVisible()
    assert said(dialog).startswith("JSON: 4 pictures, 3 of them found, 2 classes.")
    assert dialog.choice == ImportChoice((file,), str(file))
    with Project.create(tmp_path / "p") as project:
        assert run(import_folders(project, dialog.choice.paths, dialog.choice.labels)).imported == 3


def test_a_label_file_is_chosen_in_the_dialog(
    qtbot: QtBot, opened: Opener, plants: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened(plants[0])
    qtbot.mouseClick(dialog.by_file, Qt.MouseButton.LeftButton, pos=dialog.by_file.rect().center() / 4)
    assert dialog.by_file.isChecked() and not import_button(dialog).isEnabled()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(plants[1]), ""))
    qtbot.mouseClick(dialog.label_file.choose_button, Qt.MouseButton.LeftButton)
    settle(qtbot, dialog)
    assert import_button(dialog).isEnabled() and dialog.choice.labels == str(plants[1])
    assert dialog.choice.paths == (plants[0],)


def test_a_label_file_that_says_nothing_of_use_is_told(qtbot: QtBot, opened: Opener, plants: tuple[Path, Path]) -> None:
    plants[1].write_text("just one column\nand nothing else\n", encoding="utf-8")
    dialog = opened(*plants)
    assert "fewer than two columns" in dialog._remark.text() and dialog.by_nobody.isChecked()
    dialog.by_file.setChecked(True)
    assert not import_button(dialog).isEnabled()
    dialog.label_file.set_file(plants[1])
    settle(qtbot, dialog)
    assert "fewer than two columns" in said(dialog) and "Nothing was imported" in said(dialog)
    assert not import_button(dialog).isEnabled()


def test_prose_beside_a_picture_is_no_choice_and_nothing_to_import_by(qtbot: QtBot, opened: Opener, tmp_path: Path) -> None:
    picture, prose = striped_picture(tmp_path / "a.png", 0, 1), tmp_path / "LICENSE"
    prose.write_text("Use, reproduction,\nand distribution, as you like,\n" * 30, encoding="utf-8")
    dialog = opened(picture, prose)
    assert dialog.by_nobody.isChecked() and "“LICENSE” names no picture" in dialog._remark.text()
    assert import_button(dialog).isEnabled() and dialog.choice.paths == (picture,)
    dialog.by_file.setChecked(True)
    assert "No picture of the first 60 is found" in said(dialog) and not import_button(dialog).isEnabled()


def test_prose_alone_cannot_be_imported(opened: Opener, tmp_path: Path) -> None:
    (tmp_path / "LICENSE").write_text("Use, reproduction,\nand distribution\n", encoding="utf-8")
    dialog = opened(tmp_path / "LICENSE")
    assert dialog.by_file.isChecked() and "No picture" in said(dialog) and not import_button(dialog).isEnabled()


def test_the_dialog_stays_on_the_screen_as_it_grows(qtbot: QtBot, opened: Opener, plants: tuple[Path, Path]) -> None:
    dialog = opened(plants[0])
    room = dialog.screen().availableGeometry()
    dialog.move(room.right() - dialog.width(), room.bottom() - dialog.height())
    before = dialog.height()
    dialog.by_file.setChecked(True)
    dialog.label_file.set_file(plants[1])
    settle(qtbot, dialog)
    qtbot.waitUntil(lambda: dialog.height() > before + 150)
    assert room.contains(dialog.frameGeometry())
    button = import_button(dialog)
    assert dialog.rect().contains(button.mapTo(dialog, button.rect().bottomRight()))


def test_lines_that_wrap_push_nothing_aside(qtbot: QtBot, opened: Opener, tmp_path: Path) -> None:
    striped_picture(tmp_path / "0.png", 0, 1)
    file = tmp_path / "labels.jsonl"
    file.write_text("".join(f'{{"path": "{number}.png", "class": "ant"}}\n' for number in range(30)), encoding="utf-8")
    box = opened(file).label_file
    assert "The report after the import" in box._outcome.text()
    qtbot.waitUntil(lambda: box._outcome.height() >= box._outcome.heightForWidth(box._outcome.width()))
    assert box.choose_button.geometry().bottom() < box._outcome.geometry().top()


def test_a_file_of_no_use_is_told(opened: Opener, tmp_path: Path) -> None:
    (tmp_path / "set.zip").write_bytes(b"PK\x03\x04 and more")
    dialog = opened(tmp_path / "set.zip")
    assert "unpack it first" in dialog._remark.text() and not import_button(dialog).isEnabled()


def test_several_label_files_each_speak_for_themselves(opened: Opener, plants: tuple[Path, Path]) -> None:
    first, other = (plants[0] / name for name in ("labels.csv", "more.csv"))
    for file in (first, other):
        file.write_text(plants[1].read_text(encoding="utf-8"), encoding="utf-8")
    dialog = opened(first, other)
    assert "2 label files" in dialog._remark.text() and import_button(dialog).isEnabled()
    assert dialog.choice.paths == (first, other) and dialog.choice.labels == NONE


def test_an_array_set_needs_no_choice(opened: Opener, tmp_path: Path) -> None:
    pictures, labels = tmp_path / "t10k-images-idx3-ubyte", tmp_path / "t10k-labels-idx1-ubyte"
    pictures.write_bytes(struct.pack(">4I", 0x803, 3, 8, 8) + bytes(range(192)))
    labels.write_bytes(struct.pack(">2I", 0x801, 3) + bytes([0, 1, 0]))
    dialog = opened(pictures)
    assert not dialog.by_folder.isVisible() and not dialog.by_file.isVisible() and import_button(dialog).isEnabled()
    assert "unpacked into the project folder" in dialog._remark.text()
    with Project.create(tmp_path / "digits") as project:
        assert run(import_folders(project, dialog.choice.paths, dialog.choice.labels)).imported == 3


def test_a_dialog_that_is_left_at_once_leaves_nothing_running(qtbot: QtBot, nested: Path) -> None:
    dialog = ImportDialog([nested])
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.reject()
    assert dialog._lane.current is None or not dialog._lane.current.running


def test_the_dialog_speaks_the_words_of_the_engine() -> None:
    from engine.operations import import_sources

    assert (FOLDERS, NONE, AUTO) == (import_sources.FOLDERS, import_sources.NONE, import_sources.AUTO)
