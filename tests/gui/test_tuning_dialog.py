"""The dialog searches in the background, shows trials as they come, can be closed meanwhile, and hands out the best recipe."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from engine.classifier.learning.search_space import Choices, Span, domain_of, suggested_space, tunable
from engine.classifier.learning.trials import TrialReport, TrialState, Tuning, best_of
from engine.classifier.recipe import PRESETS, Recipe
from engine.errors import Sentence
from engine.operations.importing import import_folders
from engine.operations.tuning import JOURNAL_FILE, tune_project
from engine.progress import run
from engine.project.project import Project
from gui import theme
from gui.app import make_app
from gui.dialogs.tuning_dialog import TuningDialog
from gui.tuning.domain_editors import ChoicesEditor, SpanEditor
from gui.tuning.field_list import FieldList
from gui.tuning.trial_model import FIELDS, NUMBER, SCORE, STATE
from gui.tuning.trial_plot import BEHIND, BEST, DONE, LINE, TrialPlot
from gui.tuning.trial_table import TrialTable
from gui.tuning.tuner import Tuner
from tests.conftest import ROOT
from tests.gui.desk import LONG_MS, Desk, button, desk, in_dialog

RECIPE = Recipe(preset="scratch", architecture="test_resnet", image_size=32, epochs=1, batch_size=8, learning_rate=1e-3)
SPACE = {"learning_rate": Span(1e-4, 1e-1, log=True), "optimizer": Choices(("adamw", "sgd"))}


@pytest.fixture
def ready() -> None:
    """Torch is there: its first import may take longer than a whole search."""
    import torch

    from engine.classifier.device import preload

    preload()
    torch.set_num_threads(1)


@pytest.fixture
def folder(ready: None, class_folders: Callable[..., Path], tmp_path: Path) -> Path:
    with Project.create(tmp_path / "birds") as project:
        run(import_folders(project, [class_folders({"ant": 12, "bee": 12})]))
    return project.folder


@pytest.fixture
def table(qtbot: QtBot, folder: Path) -> Iterator[Desk]:
    with desk(qtbot) as made:
        assert made.session.open(folder)
        yield made


@pytest.fixture
def tuner(table: Desk) -> Tuner:
    return Tuner(table.session, table.jobs, table)


def opened(qtbot: QtBot, table: Desk, tuner: Tuner, recipe: Recipe = RECIPE) -> TuningDialog:
    dialog = TuningDialog(tuner, recipe, table)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: table.jobs.questions.current is None, timeout=LONG_MS)
    return dialog


def only(dialog: TuningDialog, *names: str) -> None:
    for name, row in dialog.fields.rows.items():
        row.box.setChecked(name in names)


def pressed(qtbot: QtBot, dialog: TuningDialog, text: str) -> None:
    qtbot.mouseClick(button(dialog, text), Qt.MouseButton.LeftButton)


def rows(table: TrialTable) -> list[list[str]]:
    model = table.model()
    return [[model.index(row, column).data() for column in range(model.columnCount())] for row in range(model.rowCount())]


# ---- the dialog --------------------------------------------------------------------------------------------


def test_a_search_runs_shows_its_trials_and_gives_the_best(qtbot: QtBot, table: Desk, tuner: Tuner) -> None:
    dialog = opened(qtbot, table, tuner)
    assert dialog.nothing.isVisible() and not dialog.use_button.isEnabled() and not dialog.stop_button.isVisible()
    only(dialog, "learning_rate", "optimizer")
    dialog.trials.setValue(3)
    pressed(qtbot, dialog, "Start")
    assert dialog.stop_button.isVisible() and not dialog.fields.isEnabled() and not dialog.use_button.isEnabled()
    qtbot.waitUntil(lambda: not tuner.running, timeout=LONG_MS)
    qtbot.waitUntil(lambda: tuner.earlier != [], timeout=LONG_MS)
    shown = rows(dialog.table)
    assert [row[NUMBER] for row in shown] == ["1", "2", "3"] and {row[STATE] for row in shown} == {"finished"}
    assert shown[0][FIELDS:] == ["0.001", "AdamW"] or shown[0][FIELDS:] == ["AdamW", "0.001"]
    assert all(row[SCORE].endswith("%") for row in shown) and "(all trials made)" in dialog.message.text()
    assert dialog.earlier.currentText().startswith("tuning-1 · today") and dialog.start_button.text() == "Go on"
    best = tuner.best
    assert best is not None
    pressed(qtbot, dialog, "Use the best")
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.chosen == (RECIPE if best.as_is else replace(RECIPE, **best.values))


def test_it_can_be_closed_and_opened_again_while_it_runs(qtbot: QtBot, table: Desk, tuner: Tuner) -> None:
    dialog = opened(qtbot, table, tuner)
    only(dialog, "learning_rate")
    pressed(qtbot, dialog, "Start")
    qtbot.waitUntil(lambda: len(tuner.trials) >= 2, timeout=LONG_MS)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible() and tuner.running
    again = opened(qtbot, table, tuner)
    assert len(rows(again.table)) >= 2 and again.stop_button.isVisible() and not again.earlier.isEnabled()
    pressed(qtbot, again, "Stop")
    assert again.stage.text() == "Ending …" and not again.stop_button.isEnabled()
    qtbot.waitUntil(lambda: not tuner.running, timeout=LONG_MS)
    assert "stopped by you" in again.message.text() and again.use_button.isEnabled()


def test_an_earlier_search_is_shown_and_goes_on(qtbot: QtBot, folder: Path, table: Desk, tuner: Tuner) -> None:
    table.session.close()
    with Project.open(folder, to_write=True) as project:
        run(tune_project(project, RECIPE, SPACE, 0, trials=2))
    assert table.session.open(folder)
    dialog = opened(qtbot, table, tuner, Recipe())
    dialog.earlier.setCurrentIndex(1)
    dialog.earlier.activated.emit(1)
    assert set(dialog.fields.rows) == set(SPACE) and not dialog.fields.rows["optimizer"].editor.isEnabled()
    assert len(rows(dialog.table)) == 2 and dialog.use_button.isEnabled()
    dialog.trials.setValue(1)
    pressed(qtbot, dialog, "Go on")
    qtbot.waitUntil(lambda: not tuner.running, timeout=LONG_MS)
    assert len(rows(dialog.table)) == 3 and tuner.name == "tuning-1"
    dialog.earlier.setCurrentIndex(0)
    dialog.earlier.activated.emit(0)
    assert dialog.nothing.isVisible() and "views" in dialog.fields.rows and dialog.start_button.text() == "Start"


def test_an_earlier_search_is_deleted_after_a_question(qtbot: QtBot, folder: Path, table: Desk, tuner: Tuner) -> None:
    assert table.session.project is not None
    run(tune_project(table.session.project, RECIPE, SPACE, 0, trials=1))
    dialog = opened(qtbot, table, tuner)
    assert not dialog.delete_button.isEnabled()
    dialog.earlier.setCurrentIndex(1)
    dialog.earlier.activated.emit(1)
    in_dialog(lambda asked: qtbot.mouseClick(button(asked, "Delete"), Qt.MouseButton.LeftButton))
    qtbot.mouseClick(dialog.delete_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: table.jobs.questions.current is None, timeout=LONG_MS)
    assert not (folder / "tuning" / "tuning-1").exists() and dialog.earlier.count() == 1 and dialog.nothing.isVisible()


def test_a_damaged_search_is_told_and_cannot_go_on(qtbot: QtBot, folder: Path, table: Desk, tuner: Tuner) -> None:
    (folder / "tuning" / "tuning-4").mkdir(parents=True)
    (folder / "tuning" / "tuning-4" / JOURNAL_FILE).write_text("no journal\n")
    dialog = opened(qtbot, table, tuner)
    dialog.earlier.setCurrentIndex(1)
    dialog.earlier.activated.emit(1)
    assert "tuning-4 cannot be used: it is damaged" in dialog.message.text()
    assert not dialog.start_button.isEnabled() and dialog.delete_button.isEnabled()


def test_what_fails_is_told(qtbot: QtBot, table: Desk, tuner: Tuner, tmp_path: Path) -> None:
    (tmp_path / "pack").mkdir()
    dialog = opened(qtbot, table, tuner, replace(RECIPE, preset="finetune", weights=str(tmp_path / "pack")))
    pressed(qtbot, dialog, "Start")
    qtbot.waitUntil(lambda: not tuner.running, timeout=LONG_MS)
    assert "cannot be used" in dialog.message.text() and dialog.start_button.isEnabled() and not table.errors


def test_a_project_that_closes_ends_it(qtbot: QtBot, table: Desk, tuner: Tuner) -> None:
    dialog = opened(qtbot, table, tuner)
    pressed(qtbot, dialog, "Start")
    qtbot.waitUntil(lambda: len(tuner.trials) >= 1, timeout=LONG_MS)
    table.session.close()
    assert not tuner.running and tuner.trials == {} and dialog.nothing.isVisible() and not dialog.start_button.isEnabled()


def test_one_that_waits_is_taken_off_the_queue(qtbot: QtBot, table: Desk, tuner: Tuner) -> None:
    import threading

    from engine.progress import Operation, Progress

    go = threading.Event()

    def long() -> Operation[None]:
        while not go.wait(0.01):
            yield Progress("")

    table.jobs.start("other", long, lambda _: None)
    dialog = opened(qtbot, table, tuner)
    pressed(qtbot, dialog, "Start")
    assert dialog.stage.text() == "Waiting for other work to end"
    pressed(qtbot, dialog, "Stop")
    assert not tuner.running and not dialog.stop_button.isVisible()
    go.set()
    table.wait(qtbot)


def test_a_project_that_may_only_be_looked_at_is_not_searched(qtbot: QtBot, folder: Path) -> None:
    with Project.open(folder, to_write=True), desk(qtbot) as second:
        assert second.session.open(folder)
        assert not opened(qtbot, second, Tuner(second.session, second.jobs, second)).start_button.isEnabled()


def test_it_opens_without_loading_what_is_heavy() -> None:
    program = (
        "import sys, gui.dialogs.tuning_dialog; "
        "print([name for name in ('numpy', 'PIL', 'torch', 'optuna', 'pyqtgraph', 'sklearn') if name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip() == "[]"


# ---- the fields --------------------------------------------------------------------------------------------


@pytest.fixture
def fields(qtbot: QtBot) -> FieldList:
    make_app()
    made = FieldList()
    qtbot.addWidget(made)
    made.resize(344, 500)
    made.show()
    return made


@pytest.mark.parametrize("preset", PRESETS)
def test_what_is_offered_and_ticked_is_the_usual(fields: FieldList, preset: str) -> None:
    recipe = Recipe(preset=preset, architecture="resnet18")
    fields.offer(recipe)
    assert set(fields.rows) == {option.name for option, _ in tunable(recipe)}
    assert fields.space() == suggested_space(recipe) and fields.complaint() == ""
    for row in fields.rows.values():
        row.box.setChecked(True)
    assert fields.space() == {option.name: domain_of(recipe, option.name) for option, _ in tunable(recipe)}


def test_ranges_are_typed_and_wrong_ones_marked(qtbot: QtBot, fields: FieldList) -> None:
    fields.offer(Recipe(preset="finetune"))
    editor = fields.rows["learning_rate"].editor
    assert isinstance(editor, SpanEditor)
    editor.low.clear()
    with qtbot.waitSignal(fields.edited):
        qtbot.keyClicks(editor.low, "1e-6")
    assert fields.space()["learning_rate"] == Span(1e-6, 3e-3, log=True) and not editor.low.property("invalid")
    editor.high.setText("many")
    assert editor.high.property("invalid") and "a number is needed" in fields.complaint() and editor.high.toolTip()
    fields.rows["learning_rate"].box.setChecked(False)
    assert fields.complaint() == "" and not editor.isEnabled() and not editor.high.property("invalid")


def test_choices_are_ticked_in_a_menu_that_stays(qtbot: QtBot, fields: FieldList) -> None:
    fields.offer(Recipe(preset="finetune"))
    row = fields.rows["optimizer"]
    row.box.setChecked(True)
    editor = row.editor
    assert isinstance(editor, ChoicesEditor) and editor.text_shown().startswith("AdamW, Adam, ") and editor.text().startswith("adamw|adam|")
    menu = editor.menu()
    menu.popup(editor.mapToGlobal(editor.rect().bottomLeft()))
    for action in menu.actions()[2:]:
        menu.setActiveAction(action)
        qtbot.keyClick(menu, Qt.Key.Key_Space)
    assert menu.isVisible() and editor.text() == "adamw|adam" and fields.space()["optimizer"] == Choices(("adamw", "adam"))
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(menu.actions()[1]).center())
    assert menu.isVisible() and editor.text() == "adamw"
    menu.close()
    menu.actions()[0].setChecked(False)
    assert fields.complaint() != ""


def test_nothing_ticked_is_told(fields: FieldList) -> None:
    fields.offer(Recipe())
    for row in fields.rows.values():
        row.box.setChecked(False)
    assert fields.complaint() == "Choose at least one field."


# ---- the table and the plot --------------------------------------------------------------------------------


def trials() -> list[TrialReport]:
    scores = [0.6, 0.8, 0.7, None, 0.75]
    states = [TrialState.COMPLETE, TrialState.COMPLETE, TrialState.PRUNED, TrialState.FAILED, TrialState.RUNNING]
    rates = [0.0, 1e-3, 1e-2, 1e-4, 3e-3]
    message = Sentence("it broke off ({details})", {"details": "full"})
    return [
        TrialReport(
            number, {"learning_rate": rate, "optimizer": "adamw"}, state, score, 61.0, 3, message if score is None else None, number == 0
        )
        for number, (score, state, rate) in enumerate(zip(scores, states, rates, strict=True))
    ]


def test_the_table_marks_the_best_sorts_and_says_why_one_failed(qtbot: QtBot) -> None:
    make_app()
    table = TrialTable()
    qtbot.addWidget(table)
    made = trials()
    table.trials.set_trials(made, SPACE, "accuracy", best_of(made, "accuracy"))
    assert rows(table)[0] == ["1", "60.0 %", "finished", "1 min", "automatic", "AdamW"] and rows(table)[3][SCORE] == "–"
    model = table.model()
    assert model.index(1, NUMBER).data(Qt.ItemDataRole.AccessibleTextRole) == "2, the best"
    assert (
        model.index(1, SCORE).data(Qt.ItemDataRole.FontRole).bold() or model.index(1, SCORE).data(Qt.ItemDataRole.FontRole).weight() > 500
    )
    assert model.index(3, STATE).data(Qt.ItemDataRole.ToolTipRole) == "it broke off (full)"
    table.sort_by(SCORE)
    assert [row[NUMBER] for row in rows(table)] == ["4", "1", "3", "5", "2"] and "↑" in model.headerData(SCORE, Qt.Orientation.Horizontal)
    table.sort_by(SCORE)
    assert rows(table)[0][NUMBER] == "2"
    table.selectRow(4)
    chosen = table.selected()
    assert chosen is not None and chosen.number == 3
    better = replace(made[4], state=TrialState.COMPLETE, score=0.9)
    table.trials.put(better, better)
    table.trials.put(replace(better, number=5, score=0.1), better)
    assert rows(table)[0][:2] == ["5", "90.0 %"] and len(rows(table)) == 6


def test_the_plot_shows_trials_in_turn_and_by_field(qtbot: QtBot) -> None:
    make_app()
    plot = TrialPlot()
    qtbot.addWidget(plot)
    plot.resize(600, 300)
    plot.show()
    made = trials()
    tuning = Tuning(RECIPE, SPACE, "accuracy", 0.0, "", tuple(made))
    plot.show_tuning(tuning, made, best_of(made, "accuracy"))
    qtbot.waitUntil(lambda: plot.ready, timeout=LONG_MS)
    assert plot.points(DONE) == [(1, 0.6)] and plot.points(BEST) == [(2, 0.8)] and plot.points(BEHIND) == [(3, 0.7), (5, 0.75)]
    assert plot.points(LINE) == [(1, 0.6), (2, 0.8)]
    plot.axis.setCurrentIndex(1)
    assert plot.points(DONE) == [] and plot.points(BEST) == [(pytest.approx(-3), 0.8)] and plot.points(LINE) == []
    plot.axis.setCurrentIndex(2)
    assert plot.points(DONE) == [(0, 0.6)]
    plot.show_tuning(replace(tuning, metric="loss"), made, best_of(made, "loss"))
    assert plot.points(BEST) == [(0, 0.6)]
    for scheme in ("dark", "light"):
        theme.apply(make_app(), scheme)
        assert plot.grab().toImage().pixelColor(2, 2).isValid()
    make_app()
