"""The list of changes beside the work: what it shows, how it follows, and going back and forth in it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from engine.project import changes
from engine.project.project import Project
from gui.dialogs.history_dialog import HistoryDialog
from gui.main_window import MainWindow
from gui.models.history_model import HereRole, HistoryModel, NewDayRole
from gui.session import Session
from gui.when import ago, day
from tests.gui.hands import Held, Key, click, on_disk, press, selected, undo


@pytest.fixture(autouse=True)
def opened(window: MainWindow, project_folder: Path) -> None:
    assert window.session.open(project_folder)


@pytest.fixture
def history(qtbot: QtBot, window: MainWindow) -> HistoryDialog:
    """Three labels were given to new-0, new-1 and new-2; the list is open."""
    for row in (16, 17, 18):
        click(qtbot, window, row)
        press(qtbot, window, "1" if row % 2 else "2")
    press(qtbot, window, Key.Key_H, Held.ControlModifier)
    dialog = window.findChild(HistoryDialog)
    assert dialog is not None and dialog.isVisible()
    return dialog


def texts(dialog: HistoryDialog) -> list[str]:
    return [dialog.model.index(row).data() for row in range(dialog.model.rowCount())]


def click_entry(qtbot: QtBot, dialog: HistoryDialog, row: int) -> None:
    place = dialog.list.visualRect(dialog.model.index(row)).bottomLeft() + QPoint(40, -8)
    qtbot.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=place)


def new_labels(folder: Path) -> list[str]:
    return [on_disk(folder)[f"new-{index}.png"] for index in range(3)]


def test_it_lists_the_newest_first_and_marks_where_one_is(history: HistoryDialog) -> None:
    assert texts(history)[:3] == ["Label 1 as bee", "Label 1 as ant", "Label 1 as bee"]
    assert texts(history)[3].startswith("Import")
    assert [history.model.index(row).data(HereRole) for row in range(3)] == [True, False, False]
    assert [history.model.index(row).data(NewDayRole) for row in range(3)] == [True, False, False]
    assert "2 steps" in history.model.index(2).data(Qt.ItemDataRole.ToolTipRole)


def test_a_click_goes_back_and_forth(qtbot: QtBot, window: MainWindow, history: HistoryDialog, project_folder: Path) -> None:
    click_entry(qtbot, history, 2)
    assert new_labels(project_folder) == ["bee", "", ""]
    qtbot.waitUntil(lambda: history.model.here() == 2)
    assert selected(window) == ["new-1.png", "new-2.png"]
    assert [history.model.entry(row).undone for row in range(3)] == [True, True, False]
    assert "Bring back" in history.model.index(0).data(Qt.ItemDataRole.ToolTipRole)
    click_entry(qtbot, history, 0)
    assert new_labels(project_folder) == ["bee", "ant", "bee"]
    before = window.session.history()
    qtbot.waitUntil(lambda: history.model.here() == 0)
    click_entry(qtbot, history, 0)
    assert window.session.history() == before


def test_back_to_the_beginning_and_back_again_by_keyboard(
    qtbot: QtBot, window: MainWindow, history: HistoryDialog, project_folder: Path
) -> None:
    qtbot.mouseClick(history.beginning, Qt.MouseButton.LeftButton)
    assert on_disk(project_folder) == {} and window.session.next_undo() is None
    qtbot.waitUntil(lambda: history.model.here() == history.model.rowCount())
    assert not history.beginning.isEnabled()
    history.list.setCurrentIndex(history.model.index(1))
    qtbot.keyClick(history.list, Key.Key_Return)
    assert new_labels(project_folder) == ["bee", "ant", ""]


def test_it_follows_the_work(qtbot: QtBot, window: MainWindow, history: HistoryDialog) -> None:
    tester = QAbstractItemModelTester(history.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    window.activateWindow()
    click(qtbot, window, 19)
    press(qtbot, window, "s")
    qtbot.waitUntil(lambda: texts(history)[0] == "Mark 1 as not sure")
    undo(qtbot, window)
    undo(qtbot, window)
    qtbot.waitUntil(lambda: history.model.here() == 2)
    press(qtbot, window, "1")
    qtbot.waitUntil(lambda: texts(history)[:2] == ["Label 1 as ant", "Label 1 as ant"] and history.model.here() == 0)
    assert len(texts(history)) == len(window.session.history())
    tester.deleteLater()


def test_the_foot_of_the_window_opens_it(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.mouseClick(window.task_bar._status, Qt.MouseButton.LeftButton)
    assert window.findChild(HistoryDialog).isVisible()
    window.session.close()
    assert window.findChild(HistoryDialog).model.rowCount() == 0


def test_a_long_history_is_read_as_one_scrolls(qtbot: QtBot, window: MainWindow) -> None:
    session = window.session
    first, second = session.classes
    ids = [sample.id for sample in session.samples()]
    for turn in range(700):
        session.project.apply(changes.label(session.project, [ids[turn % 20]], (first, second)[turn // 20 % 2]))
    window.show_history()
    dialog = window.findChild(HistoryDialog)
    assert dialog.model.rowCount() < 700

    def scrolled_to_the_end() -> bool:
        dialog.list.verticalScrollBar().setValue(dialog.list.verticalScrollBar().maximum())
        return not dialog.model.canFetchMore(dialog.model.index(-1))

    qtbot.waitUntil(scrolled_to_the_end)
    tester = QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert dialog.model.rowCount() == len(session.history(10_000))
    assert session.go_back_to(dialog.model.entry(650).id)
    qtbot.waitUntil(lambda: dialog.model.here() == 650)
    session.apply(changes.label(session.project, ids[:3], first))
    qtbot.waitUntil(lambda: dialog.model.here() == 0)
    assert [dialog.model.entry(row) for row in range(dialog.model.rowCount())] == session.history(10_000)
    tester.deleteLater()


def test_only_what_was_scrolled_to_is_read(qtbot: QtBot, window: MainWindow) -> None:
    session = window.session
    ids = [sample.id for sample in session.samples()]
    for turn in range(320):
        session.project.apply(changes.label(session.project, [ids[turn % 20]], session.classes[turn // 20 % 2]))
    model = HistoryModel(session)
    told = [model.rowCount()]
    model.rowsInserted.connect(lambda _, first, last: told.append(last - first + 1))
    model.rowsRemoved.connect(lambda _, first, last: told.append(first - last - 1))
    for _ in range(5):
        session.undo()
    session.apply(changes.label(session.project, ids[:3], session.classes[0]))
    model.refresh()
    shown = [model.entry(row) for row in range(model.rowCount())]
    assert shown == session.history(10_000)[: len(shown)]
    assert 290 < len(shown) == sum(told) < 320


def test_going_back_is_one_step_on_the_disk(project_folder: Path, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where one of the steps cannot be written, none is."""
    from engine.errors import StaleChange
    from engine.project import writing

    session, project = window.session, window.session.project
    for sample in session.samples()[16:]:
        project.apply(changes.label(project, [sample.id], session.classes[0]))
    before, recalled, write = on_disk(project_folder), [], writing.write

    def stumble(connection: object, edits: object) -> None:
        recalled.append(edits)
        if len(recalled) == 3:
            raise StaleChange()
        write(connection, edits)  # type: ignore[arg-type]

    monkeypatch.setattr(writing, "write", stumble)
    assert not session.go_back_to(0)
    assert on_disk(project_folder) == before and "changed" in window.message.text()


def test_days_and_minutes_are_told_as_people_do() -> None:
    noon = time.mktime((2026, 5, 20, 12, 0, 0, 0, 0, -1))
    assert (ago(noon - 20, noon), ago(noon - 150, noon)) == ("just now", "2 min ago")
    assert "9:00" in ago(noon - 3 * 3600, noon)
    assert (day(noon, noon), day(noon - 86_400, noon)) == ("Today", "Yesterday")
    assert "2026" in day(noon - 5 * 86_400, noon)


def test_without_a_project_there_is_no_history(qtbot: QtBot) -> None:
    session = Session(keeps_recent=False)
    assert session.history() == [] and not session.go_back_to(0)


def test_a_project_that_can_only_be_looked_at_is_not_turned_back(qtbot: QtBot, project_folder: Path, window: MainWindow) -> None:
    from gui.app import make_window

    second = make_window()
    qtbot.addWidget(second)
    second.session.open(project_folder)
    second.show_history()
    dialog = second.findChild(HistoryDialog)
    assert dialog.model.rowCount() and not dialog.list.isEnabled() and not dialog.beginning.isEnabled()
    second.close()
    with Project.open(project_folder) as project:
        assert project.next_undo() is not None
