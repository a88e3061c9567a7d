"""Sorting from the window: a dry run before anything, then the sort, its undo, and what was broken off."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from engine.batch.answers import Answers
from engine.batch.sorting import refusals
from engine.batch.table import Thresholds
from engine.operations import sorting
from engine.progress import Operation, Progress, run
from gui.dialogs import sort_runner
from gui.dialogs.confirm_dialog import ConfirmDialog
from gui.dialogs.scope_box import Scopes
from gui.dialogs.sort_dialog import SortDialog
from gui.dialogs.sort_words import HOWS
from gui.dialogs.sorts_dialog import SortsDialog
from gui.jobs import Jobs
from tests.gui.answered import answered, tree

Left = Qt.MouseButton.LeftButton
LONG_MS = 30_000


@pytest.fixture
def answers(tmp_path: Path) -> Iterator[Answers]:
    with answered(tmp_path) as made:
        yield made


@pytest.fixture
def dialog(qtbot: QtBot, jobs: Jobs, answers: Answers, request: pytest.FixtureRequest) -> Iterator[SortDialog]:
    made = SortDialog(jobs, answers, Thresholds(0.8), scopes=request.param if hasattr(request, "param") else Scopes(6))
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.open()
    yield made
    made.done(0)


def check(qtbot: QtBot, dialog: SortDialog) -> None:
    qtbot.mouseClick(dialog.check_button, Left)
    qtbot.waitUntil(lambda: dialog.plan is not None and not dialog.progress.isVisible(), timeout=LONG_MS)


def click_and_wait(qtbot: QtBot, dialog: SortDialog | SortsDialog, button: object) -> str:
    """Press it; what is told when the work is over."""
    with qtbot.waitSignal(dialog.runner.ended, timeout=LONG_MS):
        qtbot.mouseClick(button, Left)
    message = dialog.outcome.message if isinstance(dialog, SortDialog) else dialog.message
    return message.text()


def test_nothing_can_be_sorted_before_the_dry_run(qtbot: QtBot, dialog: SortDialog, tmp_path: Path) -> None:
    before = tree(tmp_path / "card")
    assert not dialog.go_button.isEnabled() and dialog.check_button.isDefault()
    check(qtbot, dialog)
    rows = [[dialog.dry_run.table.item(row, column).text() for column in range(2)] for row in range(dialog.dry_run.table.rowCount())]
    assert sorted(rows) == [["ant", "1"], ["bee", "1"], ["unsure", "4"]]  # above 80 % are 0.95 and 0.85
    assert dialog.go_button.isEnabled() and dialog.go_button.text() == "Copy 6 pictures"
    assert "6 pictures into 3 folders" in dialog.dry_run.facts.text()
    assert not (tmp_path / "card-sorted").exists() and tree(tmp_path / "card") == before


def test_a_change_asks_for_another_dry_run(qtbot: QtBot, dialog: SortDialog) -> None:
    check(qtbot, dialog)
    dialog.form.threshold.setFocus()
    qtbot.keyClick(dialog.form.threshold, Qt.Key.Key_Down)
    assert dialog.plan is None and not dialog.go_button.isEnabled()
    dialog.form.threshold.setValue(60)
    qtbot.mouseClick(dialog.form.how.buttons["move"], Left)
    check(qtbot, dialog)
    assert dialog.go_button.text() == "Move 6 pictures"
    counts = {dialog.dry_run.table.item(row, 0).text(): dialog.dry_run.table.item(row, 1).text() for row in range(3)}
    assert counts == {"ant": "2", "bee": "2", "unsure": "2"}


def test_pictures_are_moved_and_brought_back_to_the_byte(qtbot: QtBot, dialog: SortDialog, tmp_path: Path) -> None:
    before = tree(tmp_path / "card")
    qtbot.mouseClick(dialog.form.how.buttons["move"], Left)
    check(qtbot, dialog)
    told = click_and_wait(qtbot, dialog, dialog.go_button)
    assert "6 pictures were moved into" in told and not tree(tmp_path / "card")
    assert (tmp_path / "card-sorted" / "ant" / "00.png").is_file() and not dialog.go_button.isEnabled()
    assert dialog.outcome.undo_button.isVisible() and not dialog.outcome.finish_button.isVisible()
    told = click_and_wait(qtbot, dialog, dialog.outcome.undo_button)
    assert "taken back: 6 pictures" in told
    assert tree(tmp_path / "card") == before and not (tmp_path / "card-sorted").exists()


def test_unsure_pictures_can_stay_where_they_are(qtbot: QtBot, dialog: SortDialog) -> None:
    qtbot.mouseClick(dialog.form.unsure_box, Left, pos=dialog.form.unsure_box.rect().center() - dialog.form.unsure_box.rect().topLeft())
    assert not dialog.form.unsure.isEnabled()
    check(qtbot, dialog)
    assert dialog.go_button.text() == "Copy 2 pictures" and "4 are unsure" in dialog.dry_run.facts.text()


def test_a_folder_without_a_name_cannot_be_checked_and_that_is_said(qtbot: QtBot, dialog: SortDialog) -> None:
    form = dialog.form
    assert not form.names_remark.isVisible() and not form.place_remark.isVisible() and not form.scope.isVisible()
    form.unknown.clear()
    assert not dialog.check_button.isEnabled() and form.names_remark.isVisible()
    qtbot.keyClicks(form.unknown, "rest")
    assert dialog.check_button.isEnabled() and not form.names_remark.isVisible()
    form.target.setText("somewhere")
    assert not dialog.check_button.isEnabled() and form.place_remark.isVisible()


@pytest.mark.parametrize("dialog", [Scopes(6, shown=[2, 3], selected=[5])], indirect=True)
def test_only_what_is_shown_is_sorted_unless_something_else_is_wished(qtbot: QtBot, dialog: SortDialog) -> None:
    check(qtbot, dialog)
    assert dialog.go_button.text() == "Copy 2 pictures"
    qtbot.keyClick(dialog.form.scope, Qt.Key.Key_End)
    assert dialog.plan is None and not dialog.go_button.isEnabled()
    check(qtbot, dialog)
    assert dialog.go_button.text() == "Copy 1 picture" and "1 picture into 1 folder." in dialog.dry_run.facts.text()
    qtbot.keyClick(dialog.form.scope, Qt.Key.Key_Home)
    check(qtbot, dialog)
    assert dialog.go_button.text() == "Copy 6 pictures"


def test_where_nothing_can_be_written_that_is_said_and_not_that_the_room_is_short(
    qtbot: QtBot, dialog: SortDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refusals, "is_writable", lambda folder: False)
    qtbot.mouseClick(dialog.check_button, Left)
    qtbot.waitUntil(dialog.outcome.message.isVisible, timeout=LONG_MS)
    assert "cannot be written to" in dialog.outcome.message.text() and dialog.plan is None


def test_only_what_stands_against_the_sort_is_red(qtbot: QtBot, dialog: SortDialog, tmp_path: Path) -> None:
    (tmp_path / "card" / "00.png").unlink()
    check(qtbot, dialog)
    view = dialog.dry_run
    assert dialog.plan is not None and not view.obstacle.isVisible()
    view.show_plan(replace(dialog.plan, free=0))
    assert view.obstacle.isVisible() and view.obstacle.property("kind") == "danger" and "only 0" in view.obstacle.text()
    assert view.facts.property("kind") != "danger" and "1 is no longer there" in view.facts.text()


def test_after_a_sort_close_leads_until_something_is_changed(qtbot: QtBot, dialog: SortDialog) -> None:
    check(qtbot, dialog)
    click_and_wait(qtbot, dialog, dialog.go_button)
    assert dialog.close_button.isDefault() and dialog.close_button.property("kind") == "primary"
    assert not dialog.dry_run.isVisible() and dialog.check_button.property("kind") == ""
    qtbot.keyClick(dialog.form.threshold, Qt.Key.Key_Down)
    assert dialog.check_button.isDefault() and dialog.check_button.property("kind") == "primary" and dialog.dry_run.isVisible()
    assert dialog.outcome.undo_button.isVisible()


def test_what_is_undone_among_the_earlier_sorts_is_told_no_longer(qtbot: QtBot, dialog: SortDialog, tmp_path: Path) -> None:
    check(qtbot, dialog)
    click_and_wait(qtbot, dialog, dialog.go_button)
    qtbot.mouseClick(dialog.earlier_button, Left)
    sorts = dialog.findChild(SortsDialog)
    qtbot.waitUntil(sorts.undo_button.isEnabled, timeout=LONG_MS)
    click_and_wait(qtbot, sorts, sorts.undo_button)
    assert not (tmp_path / "card-sorted").exists()
    qtbot.keyClick(sorts, Qt.Key.Key_Escape)
    assert not dialog.outcome.told and not dialog.outcome.undo_button.isVisible()
    assert dialog.check_button.isDefault() and dialog.dry_run.isVisible()


def test_the_pattern_shows_an_example_and_what_is_wrong(qtbot: QtBot, dialog: SortDialog) -> None:
    qtbot.waitUntil(lambda: "ant/00.png" in dialog.form.example.text(), timeout=LONG_MS)
    dialog.form.pattern.selectAll()
    qtbot.keyClicks(dialog.form.pattern, "{class}/{confidence}_{name}")
    assert dialog.form.example.text() == "Such as ant/0.950_00.png"
    qtbot.keyClicks(dialog.form.pattern, "{colour}")
    assert "{colour}" in dialog.form.example.text() and dialog.form.example.property("kind") == "danger"
    assert not dialog.check_button.isEnabled()


def test_what_vanished_is_named_and_stays_out(qtbot: QtBot, dialog: SortDialog, tmp_path: Path) -> None:
    (tmp_path / "card" / "00.png").unlink()
    check(qtbot, dialog)
    assert dialog.go_button.text() == "Copy 5 pictures"
    assert "1 is no longer there" in dialog.dry_run.facts.text() and "00.png" in dialog.dry_run.problems.text()


def half_sorted(answers: Answers, target: Path) -> None:
    """A sort by move that ended after its first file."""
    plan = run(sorting.plan_sort(answers, target, "move"))
    going = sorting.apply_sort(plan.journal)
    for progress in going:
        if progress.done:
            break
    going.close()


@pytest.mark.parametrize("way", ["finish", "undo"])
def test_a_sort_that_was_broken_off_is_offered(qtbot: QtBot, dialog: SortDialog, answers: Answers, tmp_path: Path, way: str) -> None:
    before = tree(tmp_path / "card")
    half_sorted(answers, tmp_path / "card-sorted")
    qtbot.mouseClick(dialog.check_button, Left)
    button = dialog.outcome.finish_button if way == "finish" else dialog.outcome.undo_button
    qtbot.waitUntil(button.isVisible, timeout=LONG_MS)
    assert "not finished" in dialog.outcome.message.text() and dialog.plan is None
    told = click_and_wait(qtbot, dialog, button)
    if way == "finish":
        assert "6 pictures were moved" in told and not tree(tmp_path / "card")
    else:
        assert tree(tmp_path / "card") == before


def test_while_it_sorts_the_dialog_can_be_put_away_and_comes_back(
    qtbot: QtBot, dialog: SortDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    apply, held = sorting.apply_sort, [True]

    def slowly(*arguments: object) -> Operation[sorting.Sorted]:
        while held[0]:
            yield Progress("", 1, 6)
            time.sleep(0.01)
        return (yield from apply(*arguments))  # type: ignore[arg-type]

    monkeypatch.setattr(sort_runner, "apply_sort", slowly)
    check(qtbot, dialog)
    qtbot.mouseClick(dialog.go_button, Left)
    qtbot.waitUntil(dialog.progress.isVisible, timeout=LONG_MS)
    assert not dialog.form.isEnabled() and dialog.close_button.text() == "Go on in the background"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    held[0] = False
    qtbot.waitUntil(dialog.isVisible, timeout=LONG_MS)
    assert "6 pictures were copied" in dialog.outcome.message.text()


def test_a_sort_that_is_stopped_can_be_gone_on_with(
    qtbot: QtBot, dialog: SortDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    apply = sorting.apply_sort

    def slowly(*arguments: object) -> Operation[sorting.Sorted]:
        going = apply(*arguments)  # type: ignore[arg-type]
        try:
            yield next(going)
            yield next(going)
            while True:
                yield Progress("", 1, 6)
                time.sleep(0.01)
        finally:
            going.close()

    monkeypatch.setattr(sort_runner, "apply_sort", slowly)
    check(qtbot, dialog)
    qtbot.mouseClick(dialog.go_button, Left)
    qtbot.waitUntil(lambda: "1 of 6" in dialog.progress.numbers.text(), timeout=LONG_MS)
    monkeypatch.setattr(sort_runner, "apply_sort", apply)
    qtbot.mouseClick(dialog.progress.stop_button, Left)
    qtbot.waitUntil(dialog.outcome.finish_button.isVisible, timeout=LONG_MS)
    assert "not finished" in dialog.outcome.message.text()
    assert "6 pictures were copied" in click_and_wait(qtbot, dialog, dialog.outcome.finish_button)
    assert len(tree(tmp_path / "card-sorted")) >= 6


def test_earlier_sorts_are_listed_taken_back_and_forgotten(
    qtbot: QtBot, jobs: Jobs, answers: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("one", "two"):
        run(sorting.apply_sort(run(sorting.plan_sort(answers, tmp_path / name, "copy")).journal))
    dialog = SortsDialog(jobs)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.table.rowCount() == 2, timeout=LONG_MS)
    assert dialog.card() is not None and not dialog.finish_button.isEnabled()
    row = next(row for row in range(2) if dialog.table.item(row, 1).text().endswith("one"))
    dialog.table.selectRow(row)
    assert "6 pictures are as they were" in click_and_wait(qtbot, dialog, dialog.undo_button)
    assert not (tmp_path / "one").exists() and (tmp_path / "two" / "ant").is_dir()
    qtbot.waitUntil(lambda: dialog.table.item(row, 4).text() == "taken back", timeout=LONG_MS)
    assert not dialog.undo_button.isEnabled()
    monkeypatch.setattr(ConfirmDialog, "exec", lambda self: 1)
    qtbot.mouseClick(dialog.forget_button, Left)
    qtbot.waitUntil(lambda: dialog.table.rowCount() == 1, timeout=LONG_MS)
    assert [card.target.name for card in sorting.journals()] == ["two"]
    dialog.done(0)


def test_every_way_of_the_engine_is_offered() -> None:
    assert tuple(HOWS) == sorting.HOW
