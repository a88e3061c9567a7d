"""Real trainings in the real window: one after the other, paused, ended early, cancelled, and gone on with."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from engine.classifier.recipe import Recipe
from engine.operations.models import models_of
from engine.operations.runs import RunState, queue_run, runs_of
from gui.main_window import LABEL, MainWindow
from gui.pages.train_page import TrainPage
from tests.gui.training.trainings import ENDLESS, LONG_MS, QUICK, at_rest, begun, opened, train

Left = Qt.MouseButton.LeftButton


def names(page: TrainPage) -> list[str]:
    return [row.record.name for row in page.runs.rows]


def press(qtbot: QtBot, page: TrainPage, row: int, text: str) -> None:
    (button,) = [each for each in page.runs.rows[row].findChildren(QPushButton) if each.text() == text]
    page.scroller.ensureWidgetVisible(button)
    qtbot.mouseClick(button, Left)


def test_a_training_is_drawn_as_it_goes_and_leaves_a_model(qtbot: QtBot, window: MainWindow, project_folder: Path) -> None:
    page = opened(window, project_folder)
    assert not page.header.isVisible() and page.stage.shown() is not page.stage.live
    page.show_recipe(replace(QUICK, epochs=3))
    with qtbot.waitSignal(page.trained, timeout=LONG_MS):
        qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert page.header.isVisible() and page.train_button.text() == "Add to the queue"
        qtbot.waitUntil(lambda: page.stage.live.strip.isVisible(), timeout=LONG_MS)
    at_rest(qtbot, page)
    assert [x for x, _ in page.stage.live.curves.loss.points("training")] == [1, 2, 3]
    assert len(page.stage.live.strip.cells_right()) >= 2
    assert [card.name for card in page.models.cards()] == [models_of(window.session.project)[0].name]
    assert page.train_button.text() == "Train" and not page.header.isVisible() and page.runs.isHidden()
    assert page.preset_cards["scratch"].note() == "Seconds\n3 epochs, set by you"
    assert page.stage.shown() is page.stage.live and page.stage.head.name.text() == page.models.cards()[0].name


def test_pause_holds_it_and_the_task_bar_says_so(qtbot: QtBot, window: MainWindow, project_folder: Path) -> None:
    page = opened(window, project_folder)
    begun(qtbot, page)
    qtbot.mouseClick(page.header.pause_button, Left)
    assert page.queue.paused and page.header.facts().startswith("Paused")
    bar = {each.text() for each in window.task_bar.findChildren(QPushButton) if each.isVisible()}
    assert "Go on" in bar
    points = page.stage.live.curves.loss
    seen = [-2, -1]

    def still() -> bool:
        seen.append(len(points.points("training")))
        return seen[-1] == seen[-2] == seen[-3]

    qtbot.waitUntil(still, timeout=LONG_MS)
    window.task_bar.pause_requested.emit(False)
    assert not page.queue.paused and page.header.pause_button.text() == "Pause"
    qtbot.waitUntil(lambda: len(points.points("training")) > seen[-1], timeout=LONG_MS)
    qtbot.mouseClick(page.header.finish_button, Left)
    at_rest(qtbot, page)
    assert len(page.models.cards()) == 1 and window.session.project is not None and runs_of(window.session.project) == []


def test_ending_a_paused_training_keeps_its_best(qtbot: QtBot, window: MainWindow, project_folder: Path) -> None:
    page = opened(window, project_folder)
    begun(qtbot, page)
    page.header.pause_button.click()
    with qtbot.waitSignal(page.trained, timeout=LONG_MS) as trained:
        page.header.finish_button.click()
    assert len(trained.args[0].card.curves) >= 2
    at_rest(qtbot, page)


def test_others_wait_can_be_put_first_and_removed(qtbot: QtBot, window: MainWindow, project_folder: Path) -> None:
    page = opened(window, project_folder)
    begun(qtbot, page)
    for epochs in (1, 2, 3):
        page.show_recipe(replace(QUICK, epochs=epochs))
        qtbot.mouseClick(page.train_button, Left)
    assert names(page) == ["run-2", "run-3", "run-4"] and page.runs.isVisible()
    press(qtbot, page, 2, "Train next")
    assert names(page) == ["run-4", "run-2", "run-3"]
    press(qtbot, page, 1, "Remove")
    assert names(page) == ["run-4", "run-3"]
    with qtbot.waitSignals([page.trained] * 3, timeout=LONG_MS):
        page.header.finish_button.click()
    at_rest(qtbot, page)
    assert [len(card.curves) for card in page.models.cards()][:2] == [2, 3]


def test_a_cancelled_training_can_go_on_where_it_was(qtbot: QtBot, window: MainWindow, project_folder: Path) -> None:
    page = opened(window, project_folder)
    begun(qtbot, page)
    qtbot.mouseClick(page.header.cancel_button, Left)
    at_rest(qtbot, page)
    assert page.models.cards() == [] and page.runs.rows[0].record.state is RunState.INTERRUPTED
    done = page.runs.rows[0].record.epochs_done
    assert done >= 2
    press(qtbot, page, 0, "Go on where it was")
    assert page.queue.running.name == "run-1" and page.runs.isHidden()
    qtbot.waitUntil(lambda: page.stage.live.curves.loss.points("training")[-1:] > [(done + 1, 0)], timeout=LONG_MS)
    page.queue.finish()
    with qtbot.waitSignal(page.trained, timeout=LONG_MS) as trained:
        pass
    assert len(trained.args[0].card.curves) > done
    at_rest(qtbot, page)


def test_an_interrupted_training_can_give_its_best_or_be_forgotten(qtbot: QtBot, window: MainWindow, project_folder: Path) -> None:
    page = opened(window, project_folder)
    for text, models in (("Keep the best", 1), ("Forget", 1)):
        begun(qtbot, page)
        page.cancel()
        at_rest(qtbot, page)
        press(qtbot, page, 0, text)
        at_rest(qtbot, page)
        assert (names(page), len(page.models.cards())) == ([], models)


def test_what_was_cancelled_before_it_learned_anything_leaves_nothing(qtbot: QtBot, window: MainWindow, project_folder: Path) -> None:
    page = opened(window, project_folder)
    for cancel in (page.header.cancel_button.click, window.task_bar.cancel_requested.emit):
        page.show_recipe(ENDLESS)
        page.start()
        cancel()
        at_rest(qtbot, page)
        assert page.runs.rows == [] and list((project_folder / "models").glob("*")) == []
        assert page.stage.shown() is not page.stage.live


def test_closing_the_project_interrupts_and_opening_it_offers_to_go_on(qtbot: QtBot, window: MainWindow, project_folder: Path) -> None:
    page = opened(window, project_folder)
    begun(qtbot, page)
    page.show_recipe(QUICK)
    page.start()
    window.session.close()
    assert not window.jobs.busy and page.queue.running is None
    page = opened(window, project_folder)
    qtbot.waitUntil(lambda: "Unfinished trainings: run-1, run-2" in window.message.text())
    assert [row.record.state for row in page.runs.rows] == [RunState.INTERRUPTED, RunState.WAITING]
    assert not window.jobs.busy and page.runs.go_on_button.isVisible()
    (go_on,) = [each for each in window.message.findChildren(QPushButton) if each.text() == "Go on"]
    qtbot.mouseClick(go_on, Left)
    assert page.queue.running.name == "run-1" and names(page) == ["run-2"]
    qtbot.waitUntil(lambda: not page.stage.live.is_empty, timeout=LONG_MS)
    with qtbot.waitSignals([page.trained] * 2, timeout=LONG_MS):
        page.queue.finish()
    at_rest(qtbot, page)


def test_a_failed_run_says_why_and_stays_until_it_is_forgotten(qtbot: QtBot, window: MainWindow, project_folder: Path) -> None:
    page = opened(window, project_folder)
    page.show_recipe(Recipe(architecture="resnet18"))
    page.start()
    at_rest(qtbot, page)
    assert "could not be downloaded" in page.runs.rows[0].state.text()
    assert "Choose a weights pack …" in {each.text() for each in window.message.findChildren(QPushButton) if each.isVisible()}
    train(qtbot, page)
    assert names(page) == ["run-1"] and len(page.models.cards()) == 1
    press(qtbot, page, 0, "Forget")
    assert page.runs.rows == [] and runs_of(window.session.project) == []


def test_a_run_of_another_program_waits_until_somebody_wants_it(qtbot: QtBot, window: MainWindow, project_folder: Path) -> None:
    page = opened(window, project_folder)
    queue_run(window.session.project, QUICK)
    page.runs.refresh()
    assert page.runs.rows[0].state.text() == "has not begun"
    train(qtbot, page)
    assert names(page) == ["run-1"] and page.queue.running is None
    with qtbot.waitSignal(page.trained, timeout=LONG_MS):
        press(qtbot, page, 0, "Start")
    at_rest(qtbot, page)


def test_nothing_labelled_and_one_class_say_what_to_do(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.session.create(tmp_path / "void")
    page = window.train_page
    window.go(1)
    assert page.stage.empty.headline.text() == "Nothing is labelled yet"
    qtbot.mouseClick(page.stage.empty.secondary, Left)
    assert window.pages.currentIndex() == LABEL
    page.stage.show_labels(5, 1)
    assert page.stage.empty.headline.text() == "Only one class so far"
    page.stage.show_labels(5, 2)
    assert page.stage.empty.headline.text() == "Ready to train" and not page.stage.empty.secondary.isVisibleTo(page.stage.empty)
