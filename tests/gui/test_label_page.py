"""Labelling in the real window, with mouse and keyboard; what is shown as done is on the disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from engine.project.sample import Split
from engine.views.query import parse
from gui.classes.class_model import ClassRole
from gui.main_window import TRAIN, MainWindow
from gui.pages.label_keys import COMMANDS, RESERVED_KEYS
from tests.gui.hands import UNSURE, Held, Key, click, current, foot, on_disk, press, row_of, selected, undo


@pytest.fixture(autouse=True)
def opened(window: MainWindow, project_folder: Path) -> None:
    assert window.session.open(project_folder)


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
    assert len(window.label_page.hand.samples()) == 2


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


# ---- keys ------------------------------------------------------------------------------------------------------


def test_letters_of_classes_work_in_capitals_too(qtbot: QtBot, window: MainWindow, project_folder: Path) -> None:
    bee = window.session.classes[1]
    assert window.label_page.labeller.set_shortcut(bee, "b")
    click(qtbot, window, 16)
    press(qtbot, window, "b")
    click(qtbot, window, 17)
    press(qtbot, window, "B", Held.ShiftModifier)
    assert [on_disk(project_folder)[f"new-{index}.png"] for index in range(3)] == ["bee", "bee", ""]


def test_a_key_of_no_class_and_a_key_without_pictures_say_so(qtbot: QtBot, window: MainWindow) -> None:
    window.label_page.gallery.setFocus()
    press(qtbot, window, "1")
    assert "Nothing is selected" in foot(window)
    press(qtbot, window, "7")
    assert foot(window) == "No class has the key 7."
    press(qtbot, window, "x")
    assert foot(window) == "No class has the key X."
    assert window.session.next_undo() is None or "Label" not in window.session.next_undo().text


def test_reserved_letters_are_those_of_commands() -> None:
    assert set(RESERVED_KEYS) == {key for key in COMMANDS if isinstance(key, str) and key.isalpha()}


def test_not_sure_is_an_answer_and_is_taken_off(qtbot: QtBot, window: MainWindow, project_folder: Path) -> None:
    click(qtbot, window, 0)
    click(qtbot, window, 16, Held.ControlModifier)
    press(qtbot, window, "s")
    found = on_disk(project_folder)
    assert found["ant-0.png"] == found["new-0.png"] == UNSURE
    press(qtbot, window, Key.Key_Backspace)
    assert on_disk(project_folder)["ant-0.png"] == ""
    undo(qtbot, window)
    undo(qtbot, window)
    assert on_disk(project_folder)["ant-0.png"] == "ant"


def test_u_goes_to_the_next_unlabelled_and_round_to_the_first(qtbot: QtBot, window: MainWindow) -> None:
    click(qtbot, window, 3)
    rounds = []
    for _ in range(5):
        press(qtbot, window, "u")
        rounds.append(*selected(window))
    assert rounds == ["new-0.png", "new-1.png", "new-2.png", "new-3.png", "new-0.png"]
    press(qtbot, window, Key.Key_A, Held.ControlModifier)
    press(qtbot, window, "1")
    press(qtbot, window, "u")
    assert "No picture without a label" in foot(window)


def test_u_looks_only_among_what_the_filter_shows(qtbot: QtBot, window: MainWindow) -> None:
    page = window.label_page
    page.filter_bar.show_query(parse("name:bee"))
    click(qtbot, window, 2)
    press(qtbot, window, "u")
    assert "No picture without a label" in foot(window) and selected(window) == ["bee-2.png"]
    page.filter_bar.show_query(parse("name:-2"))
    click(qtbot, window, 0)
    press(qtbot, window, "u")
    assert selected(window) == ["new-2.png"]


def test_all_none_and_the_rest_are_selected_by_keys(qtbot: QtBot, window: MainWindow) -> None:
    click(qtbot, window, 2)
    press(qtbot, window, Key.Key_I, Held.ControlModifier | Held.ShiftModifier)
    assert len(selected(window)) == 19 and "ant-2.png" not in selected(window)
    press(qtbot, window, Key.Key_A, Held.ControlModifier)
    assert len(selected(window)) == 20
    press(qtbot, window, Key.Key_A, Held.ControlModifier | Held.ShiftModifier)
    assert selected(window) == []


def test_keys_of_the_label_page_are_free_on_other_pages(qtbot: QtBot, window: MainWindow) -> None:
    assert window.actions_["select_all"].isEnabled()
    window.go(TRAIN)
    assert not window.actions_["select_all"].isEnabled() and not window.actions_["take_labels_off"].isEnabled()
    assert window.actions_["undo"].isEnabled()


def test_slash_goes_to_the_search_and_escape_back(qtbot: QtBot, window: MainWindow) -> None:
    click(qtbot, window, 0)
    press(qtbot, window, "/")
    assert not window.label_page.gallery.hasFocus()
    press(qtbot, window, Key.Key_Escape)
    assert window.label_page.gallery.hasFocus()


def test_a_class_is_picked_by_typing_and_made_by_typing(qtbot: QtBot, window: MainWindow, project_folder: Path) -> None:
    click(qtbot, window, 16)
    press(qtbot, window, "l")
    for letter in "be":
        press(qtbot, window, letter)
    press(qtbot, window, Key.Key_Return)
    assert on_disk(project_folder)["new-0.png"] == "bee"
    assert window.label_page.gallery.hasFocus()
    press(qtbot, window, "l")
    for letter in "wasp":
        press(qtbot, window, letter)
    press(qtbot, window, Key.Key_Return)
    assert on_disk(project_folder)["new-0.png"] == "wasp"


# ---- one hand --------------------------------------------------------------------------------------------------


def one_hand(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.mouseClick(window.label_page.moving_on, Qt.MouseButton.LeftButton)
    assert window.session.settings.advance and window.actions_["move_on"].isChecked()


def test_one_hand_labels_all_and_goes_back_to_correct(qtbot: QtBot, window: MainWindow, project_folder: Path) -> None:
    one_hand(qtbot, window)
    click(qtbot, window, 16)
    press(qtbot, window, "1")
    assert selected(window) == ["new-1.png"] == [current(window).name]
    press(qtbot, window, "s")
    press(qtbot, window, "2")
    undo(qtbot, window)
    assert selected(window) == ["new-2.png"] and on_disk(project_folder)["new-2.png"] == ""
    press(qtbot, window, "1")
    press(qtbot, window, "2")
    assert "No picture without a label" in foot(window)
    assert [on_disk(project_folder)[f"new-{index}.png"] for index in range(4)] == ["ant", UNSURE, "ant", "bee"]


def test_the_choice_to_move_on_is_kept(qtbot: QtBot, window: MainWindow) -> None:
    from engine.settings import load_settings

    one_hand(qtbot, window)
    assert load_settings().advance
    window.actions_["move_on"].trigger()
    assert not load_settings().advance and not window.label_page.moving_on.isChecked()


def test_undo_selects_what_it_gave_back(qtbot: QtBot, window: MainWindow) -> None:
    for row in (1, 2, 16):
        click(qtbot, window, row, Held.ControlModifier)
    press(qtbot, window, "2")
    click(qtbot, window, 9)
    undo(qtbot, window)
    assert selected(window) == ["ant-1.png", "ant-2.png", "new-0.png"]


def test_what_is_selected_stays_selected_when_other_samples_come_or_go(qtbot: QtBot, window: MainWindow) -> None:
    click(qtbot, window, 9)
    click(qtbot, window, 16, Held.ControlModifier)
    names = selected(window)
    page = window.label_page
    assert page.labeller.remove([page.model.sample_at(row_of(window, "ant-3.png")).id])
    assert selected(window) == names and current(window).name == names[-1]


# ---- menu and facts --------------------------------------------------------------------------------------------


def choose(qtbot: QtBot, window: MainWindow, *path: str) -> None:
    """Open the menu of the pictures in hand and choose the entry at `path`."""
    menu = window.label_page._menu.build()
    for text in path[:-1]:
        menu = next(action.menu() for action in menu.actions() if action.text() == text)
    next(action for action in menu.actions() if action.text().split("\t")[0] == path[-1]).trigger()


def test_the_menu_labels_pins_and_makes_examples(qtbot: QtBot, window: MainWindow) -> None:
    project, page = window.session.project, window.label_page
    click(qtbot, window, 0)
    choose(qtbot, window, "Label as", "bee")
    assert current(window).class_id == window.session.classes[1].id
    choose(qtbot, window, "Keep in the split", "Test")
    assert (current(window).pinned, current(window).split) == (True, Split.TEST)
    choose(qtbot, window, "Keep in the split", "Unpin")
    assert not current(window).pinned
    choose(qtbot, window, "Use as example of its class")
    assert list(project.class_examples()) == [window.session.classes[1].id]
    choose(qtbot, window, "Select all of this class")
    assert len(selected(window)) == 9
    choose(qtbot, window, "Take out of the project")
    assert page.model.rowCount() == 11


def test_the_menu_comes_at_the_pictures_and_copies_paths(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr("gui.pages.label_menu.QDesktopServices.openUrl", lambda url: shown.append(url.toLocalFile()))
    click(qtbot, window, 0)
    click(qtbot, window, 1, Held.ShiftModifier)
    gallery = window.label_page.gallery
    gallery.customContextMenuRequested.emit(gallery.visualRect(gallery.model().index(0, 0)).center())
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.close()
    choose(qtbot, window, "Copy path")
    assert [Path(line).name for line in QApplication.clipboard().text().splitlines()] == ["ant-0.png", "ant-1.png"]
    choose(qtbot, window, "Show in the file manager")
    assert shown == [current(window).folder]


def test_duplicates_take_the_class_that_most_of_them_have(qtbot: QtBot, window: MainWindow, project_folder: Path) -> None:
    ids = {sample.name: sample.id for sample in window.session.samples()}
    alike = ["ant-0.png", "ant-1.png", "bee-0.png", "new-0.png"]
    window.session.project.record(["near"], [(7, ids[name]) for name in alike])
    window.session.reload()
    click(qtbot, window, row_of(window, "new-0.png"))
    press(qtbot, window, "m")
    assert [on_disk(project_folder)[name] for name in alike] == ["ant"] * 4
    undo(qtbot, window)
    click(qtbot, window, row_of(window, "bee-0.png"))
    choose(qtbot, window, "Duplicates", "Give them the class of this picture")
    assert [on_disk(project_folder)[name] for name in alike] == ["bee"] * 4
    click(qtbot, window, row_of(window, "bee-5.png"))
    press(qtbot, window, "m")
    assert "No majority" in foot(window)


def test_the_inspector_tells_what_is_known_and_shows_duplicates(qtbot: QtBot, window: MainWindow) -> None:
    from engine.images.flags import BLURRY

    page, ids = window.label_page, {sample.name: sample.id for sample in window.session.samples()}
    columns = ["near", "quality", "frames", "camera", "taken"]
    rows = [(7, BLURRY, 3, "Ricoh GR", 0, ids["ant-0.png"]), (7, 0, 1, "", None, ids["bee-3.png"])]
    window.session.project.record(columns, rows)
    page.labeller.pin([ids["ant-0.png"]], Split.VALIDATION)
    window.session.reload()
    click(qtbot, window, 0)
    qtbot.waitUntil(lambda: bool(page.sample.facts.facts()))
    facts = {fact.name: fact.value for fact in page.sample.facts.facts()}
    assert facts["File"] == "ant-0.png" and facts["Size"].startswith("48 × 40 · ")
    assert (facts["Pages"], facts["Camera"], facts["Quality"]) == ("first of 3", "Ricoh GR", "blurry")
    assert facts["Split"] == "validation, pinned" and facts["Labelled"].startswith("from its folder · today")
    assert "1970" in facts["Taken"] or "70" in facts["Taken"]
    qtbot.mouseClick(page.sample.duplicates, Qt.MouseButton.LeftButton)
    assert page.model.rowCount() == 2 and selected(window) == ["ant-0.png"]


def test_pictures_dropped_on_a_class_get_it(qtbot: QtBot, window: MainWindow, project_folder: Path) -> None:
    click(qtbot, window, 16)
    window.label_page.classes.dropped.emit(window.session.classes[1])
    assert on_disk(project_folder)["new-0.png"] == "bee"
