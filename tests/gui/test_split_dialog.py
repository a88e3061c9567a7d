"""The dialog shows how a project is split and what leaks, deals out by the plan in its form, and can be stopped."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from engine.errors import WriteFailed
from engine.operations import examining
from engine.operations.importing import import_folders
from engine.operations.splitting import plan_of
from engine.progress import run
from engine.project import changes
from engine.project.project import Project
from engine.project.sample import Split
from engine.splits.split import SplitPlan
from gui import theme
from gui.app import make_app
from gui.classes.colour_palette import COLOURS
from gui.dialogs.split_dialog import SplitDialog
from gui.widgets.split_table import SHARES, SIDES, CountsRole, side_colour
from tests.conftest import ROOT
from tests.engine.operations.conftest import scenes
from tests.gui.desk import LONG_MS, Desk, desk


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two classes of ten series of three pictures that look alike, two of the pictures pinned."""
    scenes(tmp_path / "set", {"ant": 10, "bee": 10}, alike=3)
    with Project.create(tmp_path / "insects") as project:
        run(import_folders(project, [tmp_path / "set"]))
        project.apply(changes.pin(project, [sample.id for sample in project.samples()[:2]], Split.TEST))
    return project.folder


@pytest.fixture
def table(qtbot: QtBot, folder: Path) -> Iterator[Desk]:
    with desk(qtbot) as made:
        assert made.session.open(folder)
        yield made


def opened(qtbot: QtBot, table: Desk) -> SplitDialog:
    dialog = SplitDialog(table.session, table.jobs, table)
    dialog.open()
    assert dialog.told.text() == "Counting …" and not dialog.notes.isVisible()
    qtbot.waitUntil(lambda: dialog.table.rows.rowCount() > 0, timeout=LONG_MS)
    return dialog


@pytest.fixture
def dialog(qtbot: QtBot, table: Desk) -> Iterator[SplitDialog]:
    made = opened(qtbot, table)
    yield made
    made.done(0)


def press(qtbot: QtBot, dialog: SplitDialog, anew: bool = False) -> None:
    qtbot.mouseClick(dialog.anew_button if anew else dialog.new_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.new_button.isEnabled(), timeout=LONG_MS)


def shown(dialog: SplitDialog) -> list[list[str | None]]:
    model = dialog.table.rows
    return [[model.index(row, column).data() for column in range(SHARES)] for row in range(model.rowCount())]


def sides(desk: Desk) -> Counter[Split]:
    return Counter(sample.split for sample in desk.session.samples())


def test_it_shows_what_is_and_that_pictures_must_be_examined(dialog: SplitDialog) -> None:
    assert shown(dialog) == [["ant", "–", "–", "2", "28"], ["bee", "–", "–", "–", "30"], ["All classes", "–", "–", "2", "58"]]
    assert "60 pictures were not examined" in dialog.notes.text() and "2 pictures are pinned" in dialog.notes.text()
    assert not dialog.told.isVisible() and not dialog.progress.isVisible()


def test_splitting_fills_the_table_tells_what_leaks_and_can_be_undone(qtbot: QtBot, table: Desk, dialog: SplitDialog) -> None:
    with qtbot.waitSignal(table.session.membership_changed, timeout=LONG_MS):
        press(qtbot, dialog)
    assert shown(dialog)[-1][0] == "All classes" and shown(dialog)[-1][4] == "–"
    assert sides(table)[Split.NONE] == 0 and "58 pictures were given a side" in dialog.message.text()
    assert "near-duplicate pairs on both sides; this one none." in dialog.told.text() and "not examined" not in dialog.notes.text()
    table.session.undo()
    assert sides(table) == {Split.NONE: 58, Split.TEST: 2}


def test_new_pictures_alone_move_nobody_and_anew_moves_all_but_pins(qtbot: QtBot, table: Desk, dialog: SplitDialog) -> None:
    press(qtbot, dialog)
    before = {sample.id: sample.split for sample in table.session.samples()}
    press(qtbot, dialog)
    assert "has its side already" in dialog.message.text()
    dialog.form.set_value(SplitPlan(seed=5))
    press(qtbot, dialog, anew=True)
    after = {sample.id: sample.split for sample in table.session.samples()}
    assert before != after and [after[id_] for id_ in list(after)[:2]] == [Split.TEST, Split.TEST]


def test_the_form_is_the_plan_and_it_is_remembered(qtbot: QtBot, table: Desk, dialog: SplitDialog) -> None:
    dialog.form.set_value(SplitPlan(train=50, validation=50, test=0, near=False))
    press(qtbot, dialog)
    assert set(sides(table)) == {Split.TRAIN, Split.VALIDATION, Split.TEST}  # the pins
    assert sides(table)[Split.TEST] == 2
    assert plan_of(table.session.project) == SplitPlan(train=50, validation=50, test=0, near=False)
    dialog.done(0)
    assert opened(qtbot, table).form.value() == SplitPlan(train=50, validation=50, test=0, near=False)


def test_another_plan_is_held_against_the_split_without_writing(qtbot: QtBot, table: Desk, dialog: SplitDialog) -> None:
    press(qtbot, dialog)
    told = dialog.told.text()
    dialog.form.set_value(SplitPlan(train=40, validation=30, test=30))
    qtbot.waitUntil(lambda: dialog.told.text() != told, timeout=LONG_MS)
    assert plan_of(table.session.project) == SplitPlan()


def test_escape_stops_what_runs_and_closes_only_then(
    qtbot: QtBot, table: Desk, dialog: SplitDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(examining, "_BATCH", 1)
    qtbot.mouseClick(dialog.new_button, Qt.MouseButton.LeftButton)
    assert dialog.close_button.text() == "Stop" and not dialog.form.isEnabled() and not dialog.anew_button.isEnabled()
    qtbot.waitUntil(lambda: dialog.stage.text() == "Examining pictures" and dialog.progress.maximum() == 60, timeout=LONG_MS)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: dialog.new_button.isEnabled(), timeout=LONG_MS)
    assert dialog.isVisible() and sides(table)[Split.NONE] == 58 and dialog.close_button.text() == "Close"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_what_fails_is_told_in_the_dialog(qtbot: QtBot, dialog: SplitDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*arguments: object) -> None:
        raise WriteFailed(reason="No space left on device")

    monkeypatch.setattr(Project, "record", refused)
    press(qtbot, dialog)
    assert "could not be saved: No space left on device" in dialog.message.text()


def test_a_project_that_may_only_be_looked_at_is_not_split(qtbot: QtBot, folder: Path) -> None:
    with Project.open(folder, to_write=True), desk(qtbot) as second:
        assert second.session.open(folder)
        dialog = opened(qtbot, second)
        assert not dialog.new_button.isEnabled() and not dialog.anew_button.isEnabled()
        assert shown(dialog)[0][0] == "ant"
        dialog.done(0)


def test_the_bars_are_painted_in_proportion(qtbot: QtBot, dialog: SplitDialog) -> None:
    press(qtbot, dialog)
    model = dialog.table.rows
    last = model.index(model.rowCount() - 1, SHARES)
    counts = last.data(CountsRole)
    row = dialog.table.viewport().grab(dialog.table.visualRect(last)).toImage()
    colours = Counter(row.pixelColor(x, row.height() // 2).name() for x in range(row.width()))
    painted = [colours[side_colour(side).name()] for side in SIDES[:3]]
    expected = [count * sum(painted) / sum(counts) for count in counts[:3]]
    assert painted == pytest.approx(expected, abs=4) and min(painted) > 0
    assert last.data(Qt.ItemDataRole.ToolTipRole).startswith("Training ")


def test_the_sides_can_be_told_apart_and_look_like_no_class(qtbot: QtBot) -> None:
    for scheme in ("light", "dark"):
        theme.apply(make_app(), scheme)
        sides = {side_colour(side).name() for side in SIDES}
        assert len(sides) == len(SIDES) and not sides & {colour.lower() for colour in COLOURS}
        assert all(theme.contrast(side_colour(side), QColor(theme.current().surface)) > 1.4 for side in SIDES)
    make_app()


def test_parts_that_are_no_hundred_percent_are_told(dialog: SplitDialog) -> None:
    assert not dialog.shares.isVisible() and dialog.form.field("train").text() == "70\u00a0%"
    dialog.form.field("train").setValue(90)
    assert dialog.shares.isVisible()
    assert dialog.shares.text().replace("\u00a0", " ") == "Together they are 120 %, so they are taken as 75 / 12.5 / 12.5 %."
    dialog.form.field("train").setValue(70)
    assert not dialog.shares.isVisible()


def test_it_opens_without_loading_what_is_heavy() -> None:
    program = "import sys, gui.dialogs.split_dialog; print([name for name in ('numpy', 'PIL', 'torch') if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip() == "[]"
