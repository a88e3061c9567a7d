"""The rail, the task bar, and the small parts of the pages."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from engine.errors import NoPictures
from engine.progress import Progress
from gui.widgets.parts import Card, Chip, EmptyState, MessageBar, PresetCard, SectionLabel, grouped
from gui.widgets.rail import Rail
from gui.widgets.spin_boxes import DoubleSpinBox, SpinBox
from gui.widgets.task_bar import TaskBar, WorkClock, duration_text

Left = Qt.MouseButton.LeftButton


def visible_texts(widget: QWidget) -> list[str]:
    shown = [part for kind in (QLabel, QPushButton) for part in widget.findChildren(kind)]
    return [part.text() for part in shown if part.isVisibleTo(widget) and part.text()]


@pytest.fixture
def rail(qtbot: QtBot) -> Rail:
    made = Rail()
    qtbot.addWidget(made)
    made.resize(72, 400)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_the_rail_tells_which_page_was_chosen(rail: Rail, qtbot: QtBot) -> None:
    assert rail.current() == 0
    with qtbot.waitSignal(rail.page_selected, timeout=1000) as chosen:
        QTest.mouseClick(rail.button(2), Left)
    assert chosen.args == [2]
    assert rail.current() == 2
    assert "Ctrl+3" in rail.button(2).toolTip()


def test_the_rail_is_moved_through_by_keyboard(rail: Rail) -> None:
    chosen: list[int] = []
    rail.page_selected.connect(chosen.append)
    rail.button(0).setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up):
        QTest.keyClick(rail.focusWidget() or rail, key)
    assert chosen == [1, 2, 1, 0]


def test_marking_a_page_tells_nobody(rail: Rail, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(rail.page_selected):
        rail.set_current(3)
    assert rail.current() == 3


@pytest.fixture
def bar(qtbot: QtBot) -> TaskBar:
    made = TaskBar()
    qtbot.addWidget(made)
    made.resize(900, 36)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_an_idle_task_bar_shows_its_status_alone(bar: TaskBar) -> None:
    bar.set_status("All changes saved")
    assert visible_texts(bar) == ["All changes saved"]
    assert bar.height() == 36


def test_a_running_task_shows_counts_and_can_be_cancelled_once(bar: TaskBar, qtbot: QtBot) -> None:
    bar.show_task("Embedding pictures")
    bar.update_progress(Progress("Embedding pictures", 9612, 13344))
    assert "9\u00a0612 of 13\u00a0344" in visible_texts(bar)
    progress = bar.findChild(QProgressBar)
    assert (progress.value(), progress.maximum()) == (9612, 13344)
    (button,) = [each for each in bar.findChildren(QPushButton) if each.text() == "Cancel"]
    with qtbot.waitSignal(bar.cancel_requested, timeout=1000):
        QTest.mouseClick(button, Left)
    with qtbot.assertNotEmitted(bar.cancel_requested):
        QTest.mouseClick(button, Left)
    bar.finish("Cancelled")
    assert visible_texts(bar) == ["Cancelled"]
    bar.show_task("Again")
    assert button.isEnabled()


def test_a_task_that_can_pause_offers_it_and_says_so(bar: TaskBar, qtbot: QtBot) -> None:
    bar.show_task("Importing")
    assert "Pause" not in visible_texts(bar)
    bar.show_task("Training", can_pause=True)
    (pause,) = [each for each in bar.findChildren(QPushButton) if each.text() == "Pause"]
    with qtbot.waitSignal(bar.pause_requested, timeout=1000) as wished:
        QTest.mouseClick(pause, Left)
    assert wished.args == [True]
    bar.set_paused(True)
    bar.update_progress(Progress("Training", 3, 9))
    assert {"Paused", "Go on"} <= set(visible_texts(bar))
    with qtbot.waitSignal(bar.pause_requested, timeout=1000) as wished:
        QTest.mouseClick(pause, Left)
    assert wished.args == [False]
    bar.set_paused(False)
    bar.update_progress(Progress("Training", 4, 9))
    assert "4 of 9" in visible_texts(bar)[1]


def test_a_clock_of_work_leaves_pauses_out(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("gui.widgets.task_bar.time.monotonic", lambda: now[0])
    clock = WorkClock()
    for passes, stopped in ((2, True), (50, True), (1, False), (3, False)):
        now[0] += passes
        clock.set_stopped(stopped)
    assert clock() == 105.0


def test_the_stage_is_named_when_it_says_more_than_the_title(bar: TaskBar) -> None:
    bar.show_task("Training")
    bar.update_progress(Progress("Loading weights"))
    assert "Loading weights" in visible_texts(bar)
    assert bar.findChild(QProgressBar).maximum() == 0


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.2, "1 s"), (41, "41 s"), (60, "1 min"), (108, "1 min 40 s"), (299, "4 min 50 s"), (1500, "25 min"), (7800, "2 h 10 min")],
)
def test_durations_are_told_as_people_tell_them(seconds: float, text: str) -> None:
    assert duration_text(seconds) == text


def test_a_chip_is_toggled_and_shows_its_count(qtbot: QtBot) -> None:
    chip = Chip("Unlabelled", 812)
    qtbot.addWidget(chip)
    chip.show()
    assert chip.shown_text() == "Unlabelled 812"
    width = chip.sizeHint().width()
    QTest.mouseClick(chip, Left)
    assert chip.isChecked()
    assert chip.sizeHint().width() == width
    chip.set_count(13344)
    assert chip.accessibleName() == "Unlabelled 13\u00a0344"
    assert chip.sizeHint().width() > width
    chip.set_count(None)
    assert chip.shown_text() == "Unlabelled"


def test_numbers_are_grouped() -> None:
    assert [grouped(n) for n in (0, 999, 1000, 1234567)] == ["0", "999", "1\u00a0000", "1\u00a0234\u00a0567"]


def test_an_empty_page_offers_what_to_do(qtbot: QtBot) -> None:
    empty = EmptyState("picture", "No pictures yet", "Drop a folder anywhere.", "Add a folder …")
    qtbot.addWidget(empty)
    empty.resize(600, 400)
    empty.show()
    assert visible_texts(empty) == ["No pictures yet", "Drop a folder anywhere.", "Add a folder …"]
    with qtbot.waitSignal(empty.primary_clicked, timeout=1000):
        QTest.mouseClick(empty.primary, Left)
    empty.set_texts("Nothing found", secondary="Clear the search")
    assert visible_texts(empty) == ["Nothing found", "Clear the search"]
    with qtbot.waitSignal(empty.secondary_clicked, timeout=1000):
        QTest.mouseClick(empty.secondary, Left)


def test_a_message_tells_what_was_kept_and_goes_when_dismissed(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    message = MessageBar()
    QVBoxLayout(page).addWidget(message)
    page.resize(600, 200)
    page.show()
    assert not message.isVisible()
    message.show_message(NoPictures(folder="<b>odd</b>").sentences(), "error", "Choose another …")
    assert message.isVisible()
    assert message.text().startswith("There is no picture in <b>odd</b>. Nothing was changed.")
    with qtbot.waitSignal(message.action_clicked, timeout=1000):
        QTest.mouseClick(message.findChild(QPushButton), Left)
    with qtbot.waitSignal(message.dismissed, timeout=1000):
        QTest.mouseClick(message.findChild(QToolButton), Left)
    assert not message.isVisible()


def test_presets_exclude_each_other_by_mouse_and_arrows(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    row = QHBoxLayout(page)
    cards = [PresetCard("Instant", "About 6 s"), PresetCard("Fine-tune", "About 4 min"), PresetCard("Thorough", "Long " * 40)]
    for card in cards:
        row.addWidget(card)
    page.resize(700, 200)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    QTest.mouseClick(cards[0], Left, Qt.KeyboardModifier.NoModifier, QPoint(cards[0].width() - 5, cards[0].height() - 5))
    assert [card.isChecked() for card in cards] == [True, False, False]
    cards[0].setFocus()
    QTest.keyClick(cards[0], Qt.Key.Key_Right)
    assert [card.isChecked() for card in cards] == [False, True, False]
    assert len({card.height() for card in cards}) == 1
    assert cards[1].accessibleDescription() == "About 4 min"


def test_a_card_loses_its_head_with_its_title(qtbot: QtBot) -> None:
    card = Card("Runs")
    qtbot.addWidget(card)
    card.body.addWidget(SectionLabel("Classes"))
    card.show()
    assert visible_texts(card) == ["Runs", "Classes"]
    card.set_title("")
    assert visible_texts(card) == ["Classes"]


@pytest.mark.parametrize("kind", [SpinBox, DoubleSpinBox])
def test_the_wheel_turns_a_number_only_with_the_focus(qtbot: QtBot, kind: type[SpinBox] | type[DoubleSpinBox]) -> None:
    box = kind()
    qtbot.addWidget(box)
    assert box.focusPolicy() == Qt.FocusPolicy.StrongFocus
    box.show()
    qtbot.waitExposed(box)
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Up)
    assert box.value() == 1
