"""Everything on the classify page with the keyboard alone: by Tab, by shortcuts that are told, and by a menu that tells the other keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from engine.batch.answers import UNKNOWN_VERDICT, Answers
from engine.project import class_changes
from gui.dialogs.answers_dialog import AnswersDialog
from gui.main_window import LABEL, MainWindow
from gui.pages.classify_page import ClassifyPage
from tests.gui.classify import material
from tests.gui.classify.conftest import LONG_MS
from tests.gui.classify.test_verdicts import said, verdicts

Show = Callable[[Answers], None]
CONTROL = Qt.KeyboardModifier.ControlModifier


def _by_tab(qtbot: QtBot, key: Qt.Key) -> list[QWidget]:
    """What Tab comes to from where the keys are, until it is back there."""
    start, found = QApplication.focusWidget(), []
    while len(found) < 80:
        qtbot.keyClick(QApplication.focusWidget(), key)
        found.append(QApplication.focusWidget())
        if found[-1] is start:
            return found
    raise AssertionError("Tab goes round in circles")


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab])
def test_tab_comes_to_everything_in_the_order_in_which_it_stands(
    qtbot: QtBot, page: ClassifyPage, window: MainWindow, show: Show, tmp_path: Path, key: Qt.Key
) -> None:
    show(material.job(tmp_path))
    window.activateWindow()
    page.gallery.select_row(0)
    page.setFocus()
    assert page.gallery.hasFocus()
    found = _by_tab(qtbot, key)
    if key == Qt.Key.Key_Backtab:
        found = found[-2::-1]
    bar = [*page.chips.shown, *([] if page.chips.more.isHidden() else [page.chips.more])]
    bar += [*page.tools.buttons, page.export_button, page.sort_button]
    buttons = page.desk.inspector.buttons
    places = [found.index(each) for each in (buttons.accept, buttons.pick, buttons.unknown, *bar)]
    assert places == sorted(places)
    window.go(LABEL)
    assert window.label_page.gallery.hasFocus()
    assert window.label_page.search in _by_tab(qtbot, key)


def test_shortcuts_open_the_filter_the_export_of_answers_and_the_menu_of_classify(
    qtbot: QtBot, page: ClassifyPage, window: MainWindow, show: Show, tmp_path: Path
) -> None:
    show(material.job(tmp_path))
    for button, keys in ((page.tools.filter_button, "(Ctrl+F)"), (page.run_menu.button, "(F5)")):
        assert button.toolTip().endswith(keys)
    qtbot.keyClick(page.gallery, Qt.Key.Key_F, CONTROL)
    qtbot.waitUntil(page.tools.filter.isVisible)
    qtbot.keyClick(page.tools.filter, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not page.tools.filter_button.isChecked())
    qtbot.keyClick(page.gallery, Qt.Key.Key_E, CONTROL)
    (dialog,) = page.findChildren(AnswersDialog)
    assert dialog.isVisible()
    dialog.reject()
    opened: list[str] = []
    page.run_menu.button.setEnabled(True)
    menu = page.run_menu.button.menu()
    menu.aboutToShow.connect(lambda: opened.append("menu"))
    qtbot.keyClick(page.gallery, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: bool(opened))
    menu.close()


def _menu(page: ClassifyPage, row: int) -> QMenu:
    """The menu that a right click on a card opens."""
    viewport = page.gallery.viewport()
    place = page.gallery.visualRect(page.model.index(row)).center()
    QApplication.sendEvent(viewport, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, viewport.mapToGlobal(place)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def _choose(menu: QMenu, qtbot: QtBot, text: str) -> None:
    action = next(each for each in menu.actions() if each.text().split("\t")[0] == text)
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())


def test_the_menu_of_the_cards_says_verdicts_and_tells_their_keys(
    qtbot: QtBot, page: ClassifyPage, window: MainWindow, show: Show, tmp_path: Path
) -> None:
    answers = material.job(tmp_path)
    show(answers)
    bee = next(each for each in window.session.classes if each.name == "bee")
    window.session.apply(class_changes.set_shortcut(window.session.project, bee, "b"))
    page.gallery.select_rows([range(3, 5)])
    menu = _menu(page, 3)
    shown = dict(each.text().split("\t") for each in menu.actions() if "\t" in each.text())
    assert shown == {
        "Correct": "Return",
        "Unknown": "U",
        "Take back what was said": "Backspace",
        "Large view": "Space",
        "Select all with this answer": "G",
    }
    classes = next(each.menu() for each in menu.actions() if each.menu())
    assert [each.text() for each in classes.actions()[:3]] == ["ant\t1", "bee\tB", "wasp"]
    menu.close()
    page.gallery.select_row(9)  # of which the first line says so already
    menu = _menu(page, 9)
    shown = dict(each.text().split("\t") for each in menu.actions() if "\t" in each.text())
    assert "Correct" not in shown and shown["Unknown"] == "Return"
    menu.close()
    page.gallery.select_rows([range(3, 5)])
    menu = _menu(page, 3)
    _choose(menu, qtbot, "Unknown")
    said(qtbot, page, answers, dict.fromkeys((4, 5), UNKNOWN_VERDICT))
    page.gallery.select_row(7)
    next(each for each in _menu(page, 7).actions() if each.menu()).menu().actions()[2].trigger()
    QApplication.activePopupWidget().close()
    said(qtbot, page, answers, {4: UNKNOWN_VERDICT, 5: UNKNOWN_VERDICT, 8: "wasp"})


def test_without_a_card_in_hand_there_is_no_menu(page: ClassifyPage, show: Show, tmp_path: Path) -> None:
    show(material.job(tmp_path))
    viewport = page.gallery.viewport()
    QApplication.sendEvent(viewport, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(5, 5), viewport.mapToGlobal(QPoint(5, 5))))
    assert QApplication.activePopupWidget() is None


def test_what_cannot_be_read_keeps_being_counted_so(qtbot: QtBot, page: ClassifyPage, show: Show, tmp_path: Path) -> None:
    answers = material.job(tmp_path)
    show(answers)
    buttons = page.desk.inspector.buttons
    page.gallery.select_row(11)
    qtbot.waitUntil(lambda: not buttons.unknown.isEnabled(), timeout=LONG_MS)
    assert not buttons.accept.isEnabled() and not buttons.pick.isEnabled()
    with qtbot.waitSignal(page.told):
        qtbot.keyClick(page.gallery, Qt.Key.Key_U)
    assert verdicts(answers)[12] is None and page.hand.current_row() == 11
    page.gallery.select_rows([range(9, 12)])
    assert buttons.unknown.isEnabled()
    with qtbot.waitSignal(page.told):
        qtbot.mouseClick(buttons.unknown, Qt.MouseButton.LeftButton)
    said(qtbot, page, answers, {10: UNKNOWN_VERDICT, 11: UNKNOWN_VERDICT})


def test_the_button_says_what_enter_says_and_leaves_the_keys_to_the_grid(
    qtbot: QtBot, page: ClassifyPage, window: MainWindow, show: Show, tmp_path: Path
) -> None:
    answers = material.job(tmp_path)
    show(answers)
    window.activateWindow()
    page.gallery.setFocus()
    buttons = page.desk.inspector.buttons
    page.gallery.select_row(8)
    qtbot.waitUntil(lambda: buttons.accept.isEnabled() and bool(page.desk.inspector.bars.bars), timeout=LONG_MS)
    places = [each.x() for each in (buttons.accept, buttons.pick, buttons.unknown)]
    assert buttons.accept.text() == "Correct ⏎"
    page.gallery.select_row(9)
    qtbot.waitUntil(lambda: buttons.accept.text() == "Unknown ⏎", timeout=LONG_MS)
    assert [each.x() for each in (buttons.accept, buttons.pick, buttons.unknown)] == places
    qtbot.mouseClick(buttons.accept, Qt.MouseButton.LeftButton)
    said(qtbot, page, answers, {10: UNKNOWN_VERDICT})
    assert page.gallery.hasFocus()
    qtbot.mouseClick(buttons.pick, Qt.MouseButton.LeftButton)
    qtbot.keyClick(page.desk.naming._picker.line, Qt.Key.Key_Escape)
    assert page.gallery.hasFocus()


def test_the_answer_stands_above_its_evidence_and_both_fit_into_a_low_window(
    qtbot: QtBot, page: ClassifyPage, window: MainWindow, show: Show, tmp_path: Path
) -> None:
    inspector = page.desk.inspector
    assert not inspector.head.isVisible() and inspector.saliency.picture.placeholder() == "The picture in hand, with its evidence"
    show(material.job(tmp_path))
    assert inspector.verdict.text() == "Click a picture to see its answer." and inspector.head.isVisible()
    page.gallery.select_row(0)
    qtbot.waitUntil(lambda: bool(inspector.bars.bars), timeout=LONG_MS)
    place = inspector.saliency.y()
    assert inspector.verdict.y() < place and inspector.saliency.picture.height() > 200
    page.gallery.select_row(9)
    qtbot.waitUntil(lambda: len(inspector.bars.bars) == 4, timeout=LONG_MS)
    assert inspector.saliency.y() == place  # a badge needs no more room
    window.resize(1100, 680)
    qtbot.waitUntil(lambda: inspector.saliency.picture.height() == 120)
