"""What a training says, drawn: curves, validation pictures, plan and notices; fed by hand and counted."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.classifier.recipe import Recipe
from engine.classifier.values import EpochReport, Glimpse, Notice, Plan, Prediction, Reason, StepReport
from engine.errors import Sentence
from engine.operations.runs import RunRecord, RunState
from engine.progress import Progress
from gui import theme
from gui.models.thumbnail_loader import ThumbnailLoader
from gui.training.live_view import LiveView
from gui.training.run_header import RunHeader
from tests.conftest import striped_picture

NAMES, COLOURS = ("ant", "bee", "wasp"), ("#0072B2", "#E69F00", "#009E73")


def epoch(number: int, validation: float = 0.6) -> EpochReport:
    return EpochReport(number, 1 / number, 0.5, 0.9 / number, validation, 0.001, 80.0, balanced_accuracy=0.4, stage="all layers")


def report(detail: object) -> Progress:
    return Progress("Training", 3, 10, detail)


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication) -> Iterator[LiveView]:
    theme.apply(qapp, "light")
    loader = ThumbnailLoader()
    made = LiveView(loader)
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.show()
    made.begin(NAMES, COLOURS, Recipe(preset="finetune"))
    qtbot.waitUntil(lambda: made.curves.loss.ready and made.curves.rate.ready, timeout=20_000)
    yield made
    loader.shutdown()


def test_steps_and_epochs_become_curves(view: LiveView) -> None:
    for step in (0.25, 0.5, 0.75):
        view.take(report(StepReport(step, 2 - step, 0.01 * step, 80)))
    view.take(report(epoch(1)))
    assert view.curves.loss.points("running") == [(0.25, 1.75), (0.5, 1.5), (0.75, 1.25)]
    assert view.curves.loss.points("validation") == [(1, 0.9)]
    assert view.curves.accuracy.points("balanced") == [(1, 0.4)]
    assert [x for x, _ in view.curves.rate.points("rate")] == [0.25, 0.5, 0.75, 1]
    view.begin(NAMES, COLOURS, Recipe(preset="finetune"))
    assert view.curves.loss.points("running") == [] and view.is_empty


def test_a_thousand_reports_at_once_are_drawn_together(view: LiveView, qtbot: QtBot) -> None:
    drawn: list[int] = []
    curve = view.curves.loss._curves["running"]
    curve.sigPlotChanged.connect(lambda _: drawn.append(len(curve.getData()[0])))
    for step in range(1000):
        view.take(report(StepReport(step / 100, 1.0, 0.01, 80)))
    assert drawn == []
    qtbot.waitUntil(lambda: drawn != [], timeout=5000)
    assert drawn == [1000]


def test_what_was_not_measured_is_not_drawn(view: LiveView) -> None:
    view.take(report(epoch(1, validation=math.nan)))
    assert view.curves.accuracy.points("validation") == [] and view.curves.accuracy.points("training") == [(1, 0.5)]


def test_validation_pictures_show_the_true_class_and_its_rival(view: LiveView, qtbot: QtBot, tmp_path: Path) -> None:
    paths = [striped_picture(tmp_path / f"{number}.png", number, number) for number in range(3)]
    wrong = Prediction(paths[1], (0.7, 0.2, 0.1))
    seen = (Prediction(paths[0], (0.9, 0.06, 0.04)), wrong, Prediction(paths[2], failure="it is damaged"))
    view.take(report(Glimpse(1, seen, (0, 1, 2))))
    assert view.strip.isVisible() and view.strip.cells_right() == [True, False, False]
    assert view.strip.accessibleDescription() == "✓ ant 90\u00a0%, bee 6\u00a0%; ✗ bee 20\u00a0%, ant 70\u00a0%; ✗ "
    before = view.strip.grab().toImage()
    better = Prediction(paths[1], (0.1, 0.85, 0.05))
    view.take(report(Glimpse(2, (seen[0], better, seen[2]), (0, 1, 2))))
    assert view.strip.cells_right() == [True, True, False]
    qtbot.waitUntil(lambda: view.strip.grab().toImage() != before, timeout=5000)
    view.resize(400, 800)
    view.strip.grab()


def test_the_plan_is_told_with_its_reasons(view: LiveView) -> None:
    reasons = (Reason("batch_size", 16, Sentence("it fits {count} times", {"count": 3})), Reason("balance", "sampler", Sentence("uneven")))
    view.take(report(Plan(Recipe(preset="finetune", epochs=20, batch_size=16), reasons)))
    assert view.plan.lines() == ["Batch size: 16 it fits 3 times", "Class balance: Show rare classes more often uneven"]
    assert view._plan_card.head.text() == "Plan: 2 decisions, with their reasons" and not view.plan.isVisible()
    view._plan_card.head.click()
    assert view.plan.isVisible()
    view.take(report(Notice(Sentence("Less memory than hoped."))))
    view.take(report(Notice(Sentence("Less memory than hoped."))))
    assert view.plan.lines()[0] == "Less memory than hoped." and len(view.plan.lines()) == 3
    for number in range(50):
        view.take(report(Notice(Sentence("Notice {number}", {"number": number}))))
    assert len(view.plan.lines()) < 20


@pytest.fixture
def header(qtbot: QtBot, tmp_path: Path) -> RunHeader:
    made = RunHeader()
    qtbot.addWidget(made)
    made.resize(900, 100)
    made.show()
    made.begin(RunRecord(tmp_path, "run-7", Recipe(preset="finetune"), RunState.RUNNING, ""))
    return made


def test_the_header_tells_epoch_speed_and_memory(header: RunHeader) -> None:
    header.update_progress(Progress("Loading the network"))
    assert header.facts() == "Loading the network"
    header.set_epochs(20)
    header.update_progress(report(StepReport(3.4, 0.5, 0.001, 212.4, memory=3_100_000_000)))
    assert header.facts() == "epoch 4 of 20 · 212 pictures/s · 3.1 GB on the graphics card"
    header.update_progress(report(epoch(20)))
    assert header.facts().startswith("epoch 20 of 20 · 80 pictures/s · all layers")


def test_the_header_offers_to_go_on_when_paused(header: RunHeader, qtbot: QtBot) -> None:
    with qtbot.waitSignal(header.pause_wanted) as wanted:
        header.pause_button.click()
    assert wanted.args == [True]
    header.set_paused(True)
    assert header.pause_button.text() == "Go on" and header.facts().startswith("Paused")
    with qtbot.waitSignal(header.pause_wanted) as wanted:
        header.pause_button.click()
    assert wanted.args == [False]
    with qtbot.waitSignal(header.cancel_wanted):
        header.cancel_button.click()
    assert header.facts().startswith("Cancelling") and not header.finish_button.isEnabled()


def test_cancel_promises_only_what_is_kept(header: RunHeader) -> None:
    assert "it is forgotten" in header.cancel_button.toolTip()
    header.update_progress(Progress("Loading the network"))
    assert "it is forgotten" in header.cancel_button.toolTip()
    header.update_progress(report(StepReport(0.1, 0.5, 0.001, 80.0)))
    assert "can go on from there later" in header.cancel_button.toolTip()


def test_a_linear_head_draws_no_curves(view: LiveView) -> None:
    view.begin(NAMES, COLOURS, Recipe(preset="instant", epochs=4))
    assert not view.curves.isVisible() and not view.result.isVisible()
