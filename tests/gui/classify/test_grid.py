"""The grid of answers: what a card shows, how answers are sorted, filtered and grouped, and how it fills while a job runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from engine.batch.answers import Answers
from engine.batch.table import UNKNOWN, UNREADABLE, UNSURE
from gui.main_window import MainWindow
from gui.models.cell import CellRole
from gui.pages.classify_page import ClassifyPage
from tests.gui.classify import material
from tests.gui.classify.conftest import LONG_MS, settle

Show = Callable[[Answers], None]


def ids(page: ClassifyPage) -> list[int]:
    return [page.model.id_at(row) for row in range(page.model.rowCount())]


def texts(page: ClassifyPage) -> list[str]:
    return [chip.shown_text().replace("\u00a0", " ") for chip in page.chips.shown]


def cell(page: ClassifyPage, id_: int):  # type: ignore[no-untyped-def] # a Cell
    return page.model.index(ids(page).index(id_)).data(CellRole)


def test_a_card_shows_the_classes_the_unknown_and_the_reason(page: ClassifyPage, show: Show, tmp_path: Path) -> None:
    show(material.job(tmp_path))
    assert page.model.rowCount() == 12
    first = cell(page, 1)
    assert [bar.name for bar in first.bars] == ["bee", "wasp", "ant"] and first.bars[0].colour == "#E69F00"
    assert first.bars[0].probability == pytest.approx(0.95, abs=1e-3)
    assert [bar.name for bar in cell(page, 10).bars][:2] == ["unknown", "bee"]
    assert cell(page, 12).failure == "The file is damaged" and not cell(page, 12).bars
    spoken = page.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "000.png, bee 95\u00a0%"
    badge, best = cell(page, 10).bars[:2]
    assert badge.badge and badge.probability != badge.probability and not best.badge
    assert page.model.index(9).data(Qt.ItemDataRole.AccessibleTextRole) == "009.png, unknown"


def test_chips_count_and_filter(qtbot: QtBot, page: ClassifyPage, show: Show, tmp_path: Path) -> None:
    show(material.job(tmp_path))
    assert texts(page) == ["All 12", "Unsure 1", "Unknown 1", "Unreadable 1", "ant 3", "bee 3", "wasp 3"]
    for number, wanted in ((4, {3, 6, 9}), (2, {10}), (3, {12}), (0, set(range(1, 13)))):
        qtbot.mouseClick(page.chips.shown[number], Qt.MouseButton.LeftButton)
        settle(qtbot, page)
        assert set(ids(page)) == wanted
        assert page.chips.shown[number].isChecked()


def test_what_has_no_room_is_under_more(qtbot: QtBot, page: ClassifyPage, show: Show, tmp_path: Path) -> None:
    names = tuple(f"a class with a rather long name {number}" for number in range(30))
    answers = material.made(tmp_path, 30, names=names)
    for id_ in range(1, 31):
        material.answer(answers, id_, id_ - 1, 0.9)
    show(answers)
    assert not page.chips.more.isHidden() and 2 <= len(page.chips.shown) < 10
    right = max(chip.geometry().right() for chip in (*page.chips.shown, page.chips.more))
    assert right < page.chips.width()
    window = page.window()
    window.resize(1100, 600)
    material.unreadable(answers, 1)
    page.desk.arranger.take_news()
    qtbot.waitUntil(lambda: texts(page)[:2] == ["All 30", "Unreadable 1"], timeout=LONG_MS)  # before the classes, of which there are many
    page.desk.arranger.want(decision=29)
    settle(qtbot, page)
    assert ids(page) == [30] and page.chips.more.isChecked() and page.chips.more.count == 1


def test_sorting_and_headers(qtbot: QtBot, page: ClassifyPage, show: Show, tmp_path: Path) -> None:
    show(material.job(tmp_path))
    menu = page.tools.sort_menu
    menu.choices[("confidence", False)].trigger()
    settle(qtbot, page)
    assert ids(page) == [*range(11, 0, -1), 12]  # what has no answer comes last
    page.tools.group_menu.choices["class"].trigger()
    settle(qtbot, page)
    assert [(each.title, each.count) for each in page.model.sections()] == [
        ("ant", 3),
        ("bee", 3),
        ("wasp", 3),
        ("Unknown", 1),
        ("Unsure", 1),
        ("Unreadable", 1),
    ]
    page.tools.group_menu.choices["folder"].trigger()
    settle(qtbot, page)
    assert {(each.title, each.count) for each in page.model.sections()} == {("card/day0", 6), ("card/day1", 6)}
    menu.choices[("novelty", True)].trigger()
    page.tools.group_menu.choices[""].trigger()
    settle(qtbot, page)
    assert ids(page)[0] == 10 and not page.model.sections()


def test_the_order_of_arrival_does_not_change_with_what_is_said(qtbot: QtBot, page: ClassifyPage, show: Show, tmp_path: Path) -> None:
    answers = material.job(tmp_path)
    answers.judge({3: "bee", 7: "wasp"})
    show(answers)  # reads everything anew
    assert ids(page) == list(range(1, 13))


def test_the_hand_keeps_its_pictures_when_the_order_changes(qtbot: QtBot, page: ClassifyPage, show: Show, tmp_path: Path) -> None:
    show(material.job(tmp_path))
    page.gallery.select_rows([range(2, 5)])
    page.gallery.selectionModel().setCurrentIndex(page.model.index(3), page.gallery.selectionModel().SelectionFlag.NoUpdate)
    page.desk.arranger.want(order="confidence", descending=False)
    settle(qtbot, page)
    assert sorted(page.hand.ids()) == [3, 4, 5] and page.model.id_at(page.hand.current_row()) == 4
    page.desk.arranger.want(decision=1)  # only one of them is still shown
    settle(qtbot, page)
    assert page.hand.ids() == [4]


def test_thresholds_decide_anew_at_once(qtbot: QtBot, page: ClassifyPage, show: Show, tmp_path: Path) -> None:
    show(material.job(tmp_path))
    assert page.desk.arranger.counts[UNSURE] == 1
    page.thresholds.confidence.box.setValue(70)
    qtbot.waitUntil(lambda: page.desk.arranger.counts[UNSURE] == 4, timeout=LONG_MS)
    page.thresholds.novelty.slider.setValue(1000)
    qtbot.waitUntil(lambda: page.desk.arranger.counts[UNKNOWN] == 0, timeout=LONG_MS)
    assert page.desk.arranger.counts[UNREADABLE] == 1 and page.desk.arranger.total == 12
    answers = page.desk.arranger.sheet.answers
    qtbot.waitUntil(lambda: answers.recall("thresholds") == '{"confidence": 0.7, "novelty": 1.0}', timeout=LONG_MS)
    page.desk.show(None)
    show(Answers(answers.file))
    assert page.thresholds.confidence.box.value() == 70 and page.desk.arranger.counts[UNSURE] == 5


def test_the_filter_narrows_and_says_when_nothing_is_left(qtbot: QtBot, page: ClassifyPage, show: Show, tmp_path: Path) -> None:
    show(material.job(tmp_path))
    panel = page.tools.filter
    qtbot.mouseClick(page.tools.filter_button, Qt.MouseButton.LeftButton)
    assert panel.isVisible() and panel.text.hasFocus()
    panel.ranges["confidence"].low.setValue(60)
    panel.ranges["confidence"].high.setValue(80)
    settle(qtbot, page)
    assert set(ids(page)) == {4, 5, 6, 7, 8}
    qtbot.keyClicks(panel.text, "day1")
    qtbot.waitUntil(lambda: set(ids(page)) == {4, 6, 8}, timeout=LONG_MS)
    assert page.tools.filter_button.isChecked()
    panel.text.selectAll()
    qtbot.keyClicks(panel.text, "nowhere")
    qtbot.waitUntil(lambda: page.model.rowCount() == 0, timeout=LONG_MS)
    panel.close()
    empty = page.middle.currentWidget()
    assert empty is page.middle_pages.no_matches
    qtbot.mouseClick(empty.primary, Qt.MouseButton.LeftButton)
    settle(qtbot, page)
    assert page.model.rowCount() == 12 and not page.tools.filter_button.isChecked()


def test_new_answers_go_to_the_end_and_wait_to_be_sorted(qtbot: QtBot, page: ClassifyPage, show: Show, tmp_path: Path) -> None:
    answers = material.made(tmp_path, 10)
    for id_ in (1, 2, 3):
        material.answer(answers, id_, 0, 0.6 + 0.1 * id_)
    show(answers)
    page.desk.arranger.want(order="confidence", descending=True)
    settle(qtbot, page)
    assert ids(page) == [3, 2, 1]
    page.gallery.select_row(1)
    material.answer(answers, 4, 0, 0.99)
    material.answer(answers, 5, 1, 0.95)
    page.desk.arranger.take_news()
    qtbot.waitUntil(lambda: page.model.rowCount() == 5, timeout=LONG_MS)
    assert ids(page) == [3, 2, 1, 4, 5] and page.hand.ids() == [2]
    assert page.chips.late.isVisible() and page.chips.late.text() == "2 new: sort again"
    assert texts(page)[0] == "All 5"
    qtbot.mouseClick(page.chips.late, Qt.MouseButton.LeftButton)
    settle(qtbot, page)
    assert ids(page) == [4, 5, 3, 2, 1] and page.hand.ids() == [2] and not page.chips.late.isVisible()


def test_new_answers_that_do_not_fit_the_filter_are_only_counted(qtbot: QtBot, page: ClassifyPage, show: Show, tmp_path: Path) -> None:
    answers = material.made(tmp_path, 10)
    material.answer(answers, 1, 0, 0.9)
    material.answer(answers, 2, 1, 0.9)
    show(answers)
    page.desk.arranger.want(decision=0, group="class")
    settle(qtbot, page)
    for id_ in range(3, 9):
        material.answer(answers, id_, id_ % 2, 0.9)
    page.desk.arranger.take_news()
    qtbot.waitUntil(lambda: page.model.rowCount() == 4, timeout=LONG_MS)
    assert ids(page) == [1, 4, 6, 8] and page.desk.arranger.counts == {0: 4, 1: 4}
    assert [(each.title, each.count) for each in page.model.sections()] == [("ant", 1), ("New", 3)]


def test_only_what_is_looked_at_is_read(qtbot: QtBot, page: ClassifyPage, show: Show, tmp_path: Path) -> None:
    names = material.NAMES
    answers = Answers.create(tmp_path / "many.answers", material.question(tmp_path, names))
    from engine.batch.answers import Finding, Found

    answers.expect([Found(str(tmp_path / "card" / f"{n}.jpg"), 1, n) for n in range(5000)])
    answers.put([Finding(n + 1, 1, n, material.shares(n % 3, 0.9)) for n in range(5000)])
    show(answers)
    assert page.model.rowCount() == 5000
    assert len(page.model._kept) < 1000
    page.gallery.scrollToBottom()
    qtbot.waitUntil(lambda: page.model.answer_at(4999) is not None, timeout=LONG_MS)
    assert len(page.model._kept) < 2000


def test_other_answers_take_the_place_of_those_shown(qtbot: QtBot, page: ClassifyPage, show: Show, tmp_path: Path) -> None:
    show(material.job(tmp_path, 12))
    page.gallery.select_row(4)
    show(material.job(tmp_path, 6, "other"))
    assert page.model.rowCount() == 6 and not page.hand.count()


def test_a_window_of_the_least_size_shows_all_buttons(
    qtbot: QtBot, page: ClassifyPage, show: Show, tmp_path: Path, window: MainWindow
) -> None:
    show(material.job(tmp_path))
    window.resize(1100, 600)
    page.gallery.select_row(2)
    buttons = page.desk.inspector.buttons
    for part in (buttons.accept, buttons.pick, buttons.unknown, page.thresholds.novelty):
        assert not part.visibleRegion().isEmpty() and part.visibleRegion().boundingRect() == part.rect()
    assert buttons.accept.y() == buttons.pick.y() == buttons.unknown.y()
    for widget in (page.chips, page.tools, page.export_button, page.sort_button, page.run_menu.button):
        assert widget.isVisible() and widget.geometry().right() < page.width()
    qtbot.waitUntil(lambda: texts(page)[:4] == ["All 12", "Unsure 1", "Unknown 1", "Unreadable 1"])
    assert page.sort_button.accessibleName() == "Sort files …" and not page.sort_button.icon().isNull()
