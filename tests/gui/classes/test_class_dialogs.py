"""The dialogs about one class or several: its key, its field guide, and merging; what they show and what they leave in the project."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QListView, QWidget
from pytestqt.qtbot import QtBot

from engine.project.project import Project
from gui import theme
from gui.classes.class_commands import ClassCommands
from gui.classes.class_dialog import ClassDialog
from gui.classes.key_dialog import KeyDialog
from gui.classes.merge_dialog import MergeDialog
from gui.models.cell import CellRole
from gui.models.thumbnail_loader import ThumbnailLoader
from gui.pages.label_keys import RESERVED_KEYS
from tests.conftest import striped_picture
from tests.gui.classes.class_desk import Desk, make_desk, make_project, show

CLASSES = {"fox": 4, "crack": 2, "Fox": 3, "red fox": 1, "red_fox": 2, "ant": 1}
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    theme.apply(qapp, "light")
    made = make_desk(make_project(tmp_path, CLASSES, lambda file, number: striped_picture(file, number, number)))
    yield made
    made.session.close()


@pytest.fixture
def loader(qapp: QApplication) -> Iterator[ThumbnailLoader]:
    made = ThumbnailLoader()
    yield made
    made.shutdown()


def labels(desk: Desk) -> dict[str, int]:
    return {each.name: desk.model.count(each.id) for each in desk.session.classes}


def click_ok(qtbot: QtBot, dialog: QWidget) -> None:
    qtbot.mouseClick(dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok), LEFT)


# ---- the key ---------------------------------------------------------------------------------------------------


@pytest.fixture
def keys(qtbot: QtBot, desk: Desk) -> KeyDialog:
    """For “crack”, which has the key 2, opened as the menu opens it."""
    host = QWidget()
    show(qtbot, host)
    ClassCommands(desk.model, desk.labeller, None, host).choose_key(desk.named("crack"))
    dialog = host.findChild(KeyDialog)
    dialog.host = host  # keeps it alive
    return dialog


def test_a_key_that_another_class_has_is_swapped_after_saying_so(qtbot: QtBot, desk: Desk, keys: KeyDialog) -> None:
    assert "crack" in keys.question.text() and keys.cap.accessibleName() == "Key 2"
    qtbot.keyClick(keys, Qt.Key.Key_1)
    assert keys.outcome.text() == "1 labels with “fox” now. The two swap their keys: “fox” gets 2."
    assert desk.named("crack").shortcut == "2"  # only once it is accepted
    keys.grab()
    qtbot.keyClick(keys, Qt.Key.Key_Return)
    assert (desk.named("crack").shortcut, desk.named("fox").shortcut) == ("1", "2")
    desk.session.undo()
    assert (desk.named("crack").shortcut, desk.named("fox").shortcut) == ("2", "1")


def test_letters_of_commands_are_refused_with_a_reason(qtbot: QtBot, desk: Desk, keys: KeyDialog) -> None:
    reasons = set()
    for letter in RESERVED_KEYS:
        qtbot.keyClicks(keys, letter.lower())
        assert keys.outcome.text().startswith(f"{letter} ") and keys.outcome.property("kind") == "danger"
        reasons.add(keys.outcome.text()[2:])
    assert len(reasons) == len(RESERVED_KEYS) and not any("something else" in reason for reason in reasons)
    qtbot.keyClicks(keys, "?")
    assert keys.outcome.text() == "? cannot be the key of a class: press a digit or a letter."
    click_ok(qtbot, keys)
    assert desk.named("crack").shortcut == "2" and desk.session.next_undo().text == "Import"


def test_letters_backspace_and_escape(qtbot: QtBot, desk: Desk, keys: KeyDialog) -> None:
    qtbot.keyClicks(keys, "K")
    assert keys.key == "k" and keys.cap.accessibleName() == "Key K" and keys.outcome.text() == "K labels with “crack”."
    qtbot.keyClick(keys, Qt.Key.Key_Backspace)
    assert keys.outcome.text() == "“crack” has no key." and keys.cap.accessibleName() == "No key"
    qtbot.keyClick(keys, Qt.Key.Key_Escape)
    assert desk.named("crack").shortcut == "2"


def test_a_class_without_a_key_takes_one_away(qtbot: QtBot, desk: Desk) -> None:
    desk.labeller.set_shortcut(desk.named("crack"), "")
    dialog = KeyDialog(desk.named("crack"), desk.session.classes)
    show(qtbot, dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_1)
    assert dialog.outcome.text() == "1 labels with “fox” now, which is left without a key."


# ---- the field guide -------------------------------------------------------------------------------------------


@pytest.fixture
def guide(qtbot: QtBot, desk: Desk, loader: ThumbnailLoader) -> Iterator[tuple[ClassCommands, QWidget]]:
    host = QWidget()
    show(qtbot, host)
    yield ClassCommands(desk.model, desk.labeller, loader, host), host
    for dialog in host.findChildren(ClassDialog):
        dialog.close()


def opened(qtbot: QtBot, desk: Desk, guide: tuple[ClassCommands, QWidget], name: str = "fox") -> ClassDialog:
    guide[0].show_notes(desk.named(name))
    (dialog,) = [each for each in guide[1].findChildren(ClassDialog) if each.windowTitle() == name]
    return dialog


def notes(desk: Desk) -> dict[str, str]:
    names = {each.id: each.name for each in desk.session.classes}
    return {names[id_]: text for id_, text in desk.session.project.class_notes().items()}


def test_notes_are_written_when_it_closes_as_one_change(qtbot: QtBot, desk: Desk, guide: tuple[ClassCommands, QWidget]) -> None:
    dialog = opened(qtbot, desk, guide)
    assert not dialog.isModal() and dialog.head.facts.text() == "4 pictures · key 1"
    qtbot.keyClicks(dialog.notes, "red coat")
    qtbot.keyClick(dialog.notes, Qt.Key.Key_Return)
    qtbot.keyClicks(dialog.notes, "white tip")
    assert notes(desk) == {}
    guide[0].show_notes(desk.named("fox"))
    assert len(guide[1].findChildren(ClassDialog)) == 1  # brought to the front, not opened twice
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert notes(desk) == {"fox": "red coat\nwhite tip"} and str(desk.session.next_undo()) == "Write notes on fox"
    qtbot.waitUntil(lambda: not guide[1].findChildren(ClassDialog))
    dialog = opened(qtbot, desk, guide)
    assert dialog.notes.toPlainText() == "red coat\nwhite tip"
    dialog.close()
    desk.session.undo()
    assert notes(desk) == {} and desk.session.next_undo().text == "Import"  # looking at them was no change


def test_it_follows_its_class_and_keeps_what_is_being_typed(qtbot: QtBot, desk: Desk, guide: tuple[ClassCommands, QWidget]) -> None:
    dialog = opened(qtbot, desk, guide)
    desk.labeller.set_notes(desk.named("fox"), "red coat")
    assert dialog.notes.toPlainText() == "red coat"
    desk.labeller.rename_class(desk.named("fox"), "red fox of the north")
    desk.labeller.assign([sample.id for sample in desk.session.samples()], desk.named("red fox of the north"))
    assert dialog.windowTitle() == dialog.head.name.text() == "red fox of the north"
    assert dialog.head.facts.text() == "13 pictures · key 1"
    dialog.notes.appendPlainText("white tip")
    desk.labeller.set_shortcut(desk.named("red fox of the north"), "")
    assert dialog.notes.toPlainText() == "red coat\nwhite tip" and dialog.head.facts.text() == "13 pictures · no key"
    dialog.close()
    assert notes(desk) == {"red fox of the north": "red coat\nwhite tip"}


def test_it_closes_with_its_class_and_with_the_project(qtbot: QtBot, desk: Desk, guide: tuple[ClassCommands, QWidget]) -> None:
    gone, kept = opened(qtbot, desk, guide, "ant"), opened(qtbot, desk, guide, "fox")
    gone.notes.setPlainText("of no use any more")
    kept.notes.setPlainText("red coat")
    desk.labeller.delete_class(desk.named("ant"))
    assert gone.isHidden() and kept.isVisible() and desk.errors == []
    folder = desk.session.project.folder
    desk.session.close()
    assert kept.isHidden()
    with Project.open(folder) as project:
        assert list(project.class_notes().values()) == ["red coat"]


def test_examples_are_shown_and_removed(qtbot: QtBot, desk: Desk, guide: tuple[ClassCommands, QWidget], loader: ThumbnailLoader) -> None:
    dialog = opened(qtbot, desk, guide)
    assert dialog.gallery.isHidden() or not dialog.gallery.isVisible()
    fox = desk.named("fox")
    mine = [sample for sample in desk.session.samples() if sample.class_id == fox.id]
    desk.labeller.set_examples(fox, [sample.id for sample in mine[:3]])
    assert dialog.gallery.isVisible() and dialog.gallery.model().rowCount() == 3
    cell = dialog.gallery.model().index(1, 0).data(CellRole)
    assert cell.caption == mine[1].name and cell.picture.path == mine[1].path
    dialog.grab()
    qtbot.waitUntil(lambda: loader.pixmap(cell.picture) is not None)
    assert not dialog.remove.isEnabled()
    place = dialog.gallery.visualRect(dialog.gallery.model().index(1, 0)).center()
    qtbot.mouseClick(dialog.gallery.viewport(), LEFT, pos=place)
    qtbot.mouseClick(dialog.remove, LEFT)
    assert [dialog.gallery.model().sample_at(row).id for row in range(2)] == [mine[0].id, mine[2].id]
    qtbot.mouseClick(dialog.gallery.viewport(), LEFT, pos=place)
    dialog.gallery.setFocus()
    qtbot.keyClick(dialog.gallery, Qt.Key.Key_Delete)
    assert dialog.gallery.model().rowCount() == 1
    desk.session.undo()
    desk.session.undo()
    assert dialog.gallery.model().rowCount() == 3
    desk.labeller.remove([mine[0].id])
    assert dialog.gallery.model().rowCount() == 2 and labels(desk)["fox"] == 3


def test_in_a_project_to_look_at_it_can_be_read_only(qtbot: QtBot, desk: Desk, loader: ThumbnailLoader) -> None:
    desk.labeller.set_notes(desk.named("fox"), "red coat")
    second = make_desk(desk.session.project.folder)
    dialog = ClassDialog(second.named("fox"), second.model, second.labeller, loader)
    show(qtbot, dialog)
    assert dialog.notes.isReadOnly() and dialog.notes.toPlainText() == "red coat" and not dialog.remove.isEnabled()
    dialog.close()
    assert second.errors == []
    second.session.close()


# ---- merging ---------------------------------------------------------------------------------------------------


def merging(qtbot: QtBot, desk: Desk, source: str | None = None) -> MergeDialog:
    dialog = MergeDialog(desk.model, desk.labeller, desk.named(source) if source else None)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    show(qtbot, dialog)
    return dialog


def click_row(qtbot: QtBot, view: QListView, name: str) -> None:
    (row,) = [row for row in range(view.model().rowCount()) if view.model().index(row, 0).data() == name]
    view.scrollTo(view.model().index(row, 0))
    qtbot.mouseClick(view.viewport(), LEFT, pos=view.visualRect(view.model().index(row, 0)).center())


def test_ticked_classes_become_the_chosen_one(qtbot: QtBot, desk: Desk) -> None:
    dialog = merging(qtbot, desk)
    assert dialog.outcome.text() == "Tick the classes that go." and not dialog.merge.isEnabled()
    for name in ("Fox", "ant", "crack", "ant"):  # the second click takes the tick off
        click_row(qtbot, dialog.source_view, name)
    assert dialog.outcome.text() == "Choose the class that they become." and not dialog.merge.isEnabled()
    click_row(qtbot, dialog.target_view, "red fox")
    assert dialog.outcome.text() == "5 pictures of “Fox”, “crack” become “red fox”. Ctrl+Z brings the classes back."
    dialog.grab()
    qtbot.mouseClick(dialog.merge, LEFT)
    assert labels(desk) == {"fox": 4, "red fox": 6, "red_fox": 2, "ant": 1}
    desk.session.undo()
    assert labels(desk) == CLASSES


def test_likely_twins_are_proposed_the_largest_stays(qtbot: QtBot, desk: Desk) -> None:
    dialog = merging(qtbot, desk, "ant")
    assert [each.text() for each in dialog.proposals] == ["fox (4), Fox (3)", "red_fox (2), red fox (1)"]
    qtbot.mouseClick(dialog.proposals[1], LEFT)
    assert dialog.outcome.text() == "1 picture of “red fox” become “red_fox”. Ctrl+Z brings the classes back."
    assert dialog.source_view.model().index(0, 0).data() == "red fox"  # what is ticked stands first
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert labels(desk)["red_fox"] == 3 and "red fox" not in labels(desk) and "ant" in labels(desk)


def test_merging_by_keyboard_alone(qtbot: QtBot, desk: Desk) -> None:
    dialog = merging(qtbot, desk)
    assert dialog.source_line.hasFocus()
    for text in ("ant", "cra"):
        qtbot.keyClicks(dialog.source_line, text)
        qtbot.keyClick(dialog.source_line, Qt.Key.Key_Return)
        assert dialog.source_line.text() == "" and dialog.isVisible()
    dialog.source_view.setFocus()
    dialog.source_view.setCurrentIndex(dialog.sources.index(dialog.sources.row_of(desk.named("Fox").id)))
    qtbot.keyClick(dialog.source_view, Qt.Key.Key_Space)
    assert [each.name for each in dialog.choice()[0]] == ["ant", "crack", "Fox"]
    qtbot.keyClicks(dialog.target_line, "red f")
    qtbot.keyClick(dialog.target_line, Qt.Key.Key_Down)
    assert dialog.choice()[1].name == "red_fox"
    qtbot.keyClick(dialog.target_line, Qt.Key.Key_Escape)  # the first Escape only ends the search
    assert dialog.isVisible() and dialog.choice()[1].name == "red_fox"
    qtbot.keyClick(dialog.target_line, Qt.Key.Key_Return)
    assert dialog.merge.hasFocus()
    qtbot.keyClick(dialog.merge, Qt.Key.Key_Space)
    assert labels(desk) == {"fox": 4, "red fox": 1, "red_fox": 8}


def test_a_class_that_stays_does_not_go(qtbot: QtBot, desk: Desk) -> None:
    dialog = merging(qtbot, desk, "fox")
    assert dialog.target_line.hasFocus()
    click_row(qtbot, dialog.target_view, "fox")
    assert not dialog.merge.isEnabled()
    click_row(qtbot, dialog.source_view, "Fox")
    click_ok(qtbot, dialog)
    assert labels(desk)["fox"] == 7 and "Fox" not in labels(desk)


def test_escape_merges_nothing(qtbot: QtBot, desk: Desk) -> None:
    dialog = merging(qtbot, desk, "fox")
    click_row(qtbot, dialog.target_view, "crack")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert labels(desk) == CLASSES and desk.session.next_undo().text == "Import"


def test_many_classes_are_told_in_one_sentence(qtbot: QtBot, tmp_path: Path) -> None:
    desk = make_desk(make_project(tmp_path / "other", {f"species {number:04}": 1 for number in range(5000)}))
    dialog = merging(qtbot, desk)
    assert dialog.proposals == []
    dialog.sources.tick([each.id for each in desk.session.classes[:2000]])
    qtbot.keyClicks(dialog.target_line, "4999")
    assert dialog.outcome.text() == (
        "2\u00a0000 pictures of “species 0000”, “species 0001”, “species 0002”, “species 0003” and 1\u00a0996 more classes "
        "become “species 4999”. Ctrl+Z brings the classes back."
    )
    click_ok(qtbot, dialog)
    assert len(desk.session.classes) == 3000 and desk.model.count(desk.named("species 4999").id) == 2001
    desk.session.undo()
    assert len(desk.session.classes) == 5000
    desk.session.close()
