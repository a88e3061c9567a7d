"""Jobs on the classify page: what is said while they run and after, going on, earlier ones, comparing, heatmaps, and empty pages."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

import engine.operations.classifying as classifying
import engine.operations.comparing as comparing
import engine.operations.heatmaps as heatmaps
from engine.batch.answers import Answers
from engine.batch.compare import compared
from engine.batch.job import JobResult, JobTally
from engine.batch.table import UNKNOWN, Thresholds
from engine.classifier.asking import Asking
from engine.errors import NoPictures
from engine.operations import unknowns
from engine.operations.classifying import JobCard
from engine.operations.heatmaps import SmallHeatmap
from engine.progress import EarlyEnd, Operation, Progress
from gui.classify.comparing import Comparing
from gui.main_window import MainWindow
from gui.models.cell import CellRole, PictureKey
from gui.pages.classify_page import ClassifyPage
from tests.gui.classify import material
from tests.gui.classify.conftest import LONG_MS, settle

Show = Callable[[Answers], None]


def tally(answers: Answers) -> JobTally:
    waiting = answers.waiting_count()
    return JobTally(answers.count() - waiting, 0, waiting, 238.4, "torch")


def pretend(monkeypatch: pytest.MonkeyPatch, pause: float = 0.0) -> None:
    """Jobs are answered by a stand-in, one picture at a time."""

    def run_job(answers: Answers, finish: EarlyEnd | None = None) -> Operation[JobResult]:
        for waiting in answers.waiting(limit=1000):
            time.sleep(pause)
            material.answer(answers, waiting.id, waiting.id % 3, 0.9)
            done = answers.count() - answers.waiting_count()
            yield Progress("Classifying", done, answers.count(), tally(answers))
        return JobResult(tally(answers), answers.count(), 1.0, True)

    monkeypatch.setattr(classifying, "run_job", run_job)


def pretend_likeness(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two groups are alike, whatever the features say."""

    def group_unknown(answers: Answers, ids: Sequence[int]) -> Operation[tuple[tuple[int, ...], ...]]:
        yield Progress("Putting together")
        return ((1, 4, 7), (2, 5))

    monkeypatch.setattr(unknowns, "group_unknown", group_unknown)


def go_on(page: ClassifyPage, answers: Answers) -> None:
    page.runs.go_on(answers.file, "card")


def test_a_job_fills_the_grid_and_says_how_it_went(
    qtbot: QtBot, page: ClassifyPage, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(monkeypatch, 0.05)
    answers = material.made(tmp_path, 20)
    go_on(page, answers)
    qtbot.waitUntil(lambda: 0 < page.model.rowCount() < 20 and "238 images/s" in window.task_bar._numbers.text(), timeout=LONG_MS)
    assert window.task_bar.isVisible()
    qtbot.waitUntil(lambda: page.model.rowCount() == 20 and not page.runs.running, timeout=LONG_MS)
    assert "Answered: 20." in window.message.text()
    settle(qtbot, page)
    assert [page.model.id_at(row) for row in range(20)] == list(range(1, 21))


def test_until_the_first_answer_the_page_says_what_is_done(
    qtbot: QtBot, page: ClassifyPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(monkeypatch)
    answering, loaded = classifying.run_job, threading.Event()

    def run_job(answers: Answers, finish: EarlyEnd | None = None) -> Operation[JobResult]:
        while not loaded.wait(0.02):
            yield Progress("Loading the model")
        return (yield from answering(answers, finish))

    monkeypatch.setattr(classifying, "run_job", run_job)
    go_on(page, material.made(tmp_path, 3))
    qtbot.waitUntil(lambda: page.middle_pages.busy.headline.text() == "Loading the model …", timeout=LONG_MS)
    assert page.middle_pages.busy.isVisible()
    loaded.set()
    qtbot.waitUntil(lambda: page.model.rowCount() == 3 and not page.runs.running, timeout=LONG_MS)
    assert page.middle_pages.busy.headline.text() == "Opening the answers …"


def test_cancelling_keeps_what_came_and_offers_to_go_on(
    qtbot: QtBot, page: ClassifyPage, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(monkeypatch, 0.05)
    answers = material.made(tmp_path, 40)
    go_on(page, answers)
    qtbot.waitUntil(lambda: page.model.rowCount() > 2, timeout=LONG_MS)
    qtbot.mouseClick(window.task_bar._cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.runs.running and "“card” was stopped." in window.message.text(), timeout=LONG_MS)
    kept = answers.count() - answers.waiting_count()
    assert 2 < kept < 40
    qtbot.waitUntil(lambda: page.model.rowCount() == kept, timeout=LONG_MS)
    pretend(monkeypatch)
    window.message.action_clicked.emit()
    qtbot.waitUntil(lambda: page.model.rowCount() == 40 and not page.runs.running, timeout=LONG_MS)


def test_an_empty_folder_is_told_and_the_page_says_what_to_do(
    qtbot: QtBot, page: ClassifyPage, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run_job(answers: Answers) -> Operation[JobResult]:
        yield Progress("Looking for pictures")
        raise NoPictures(folder=tmp_path)

    monkeypatch.setattr(classifying, "run_job", run_job)
    go_on(page, material.made(tmp_path, 0))
    qtbot.waitUntil(lambda: "no picture" in window.message.text(), timeout=LONG_MS)
    qtbot.waitUntil(lambda: page.middle.currentWidget() in (page.middle_pages.no_model, page.middle_pages.no_answers), timeout=LONG_MS)


def test_only_unreadable_ones_show_their_reasons(
    qtbot: QtBot, page: ClassifyPage, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run_job(answers: Answers) -> Operation[JobResult]:
        for id_ in range(1, 4):
            material.unreadable(answers, id_)
            yield Progress("Classifying", id_, 3, JobTally(0, id_, 3 - id_))
        return JobResult(JobTally(0, 3, 0), 3, 1.0, True)

    monkeypatch.setattr(classifying, "run_job", run_job)
    go_on(page, material.made(tmp_path, 3))
    qtbot.waitUntil(lambda: page.model.rowCount() == 3 and "Of 3 pictures, none" in window.message.text(), timeout=LONG_MS)


def test_earlier_jobs_are_listed_and_an_interrupted_one_goes_on(
    qtbot: QtBot, page: ClassifyPage, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(monkeypatch)
    home = classifying.answers_home(window.session.project)
    home.mkdir()
    answers = material.made(tmp_path, 6)
    material.answer(answers, 1, 0, 0.9)
    answers.remember("began", "2026-01-02T10:00:00+00:00")
    answers.question.model.mkdir(parents=True)
    answers.close()
    (home / "one.answers").write_bytes(answers.file.read_bytes())
    with qtbot.waitSignal(page.runs.listed) as listed:
        page.run_menu.about_to_show.emit()
    (card,) = listed.args[0]
    assert isinstance(card, JobCard) and card.interrupted
    (action,) = page.run_menu.earlier.actions()
    assert action.text().startswith("card · gone · 1 of 6")
    action.trigger()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1 and "Waiting for an answer: 5" in window.message.text(), timeout=LONG_MS)
    window.message.action_clicked.emit()
    qtbot.waitUntil(lambda: page.model.rowCount() == 6, timeout=LONG_MS)


def test_comparing_shows_only_where_two_models_differ(
    qtbot: QtBot, page: ClassifyPage, window: MainWindow, show: Show, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = material.job(tmp_path), material.job(tmp_path, file="second")
    material.answer(second, 3, 2, 0.8)
    material.answer(second, 5, 0, 0.7)
    material.answer(second, 7, 1, 0.65, novelty=0.995)

    def compare_with(answers: Answers, card: object, thresholds: Thresholds) -> Operation[object]:
        yield Progress("Comparing")
        return compared(answers, second, thresholds.novelty)

    monkeypatch.setattr(comparing, "compare_with", compare_with)
    show(first)
    page.comparing.start(_Card())  # type: ignore[arg-type] # only its name is asked for
    qtbot.waitUntil(lambda: page.model.rowCount() == 3, timeout=LONG_MS)
    settle(qtbot, page)
    assert "A ant → B wasp (1)" in window.message.text() and "A bee → B unknown (1)" in window.message.text()
    assert "B second model" in page.chips.comparison.toolTip() and " · A gone · B " in page.chips.comparison.text()
    assert ["A · bee", "B · unknown"] in [[bar.name for bar in page.model.index(row).data(CellRole).bars] for row in range(3)]
    page.thresholds.novelty.box.setValue(99.9)  # nothing is unknown any more: compared anew
    qtbot.waitUntil(lambda: page.model.rowCount() == 2, timeout=LONG_MS)
    settle(qtbot, page)
    assert isinstance(page.comparing, Comparing) and page.chips.comparison.text().replace("\u00a0", " ").startswith("Differ 2 of 11")
    bars = [[bar.name for bar in page.model.index(row).data(CellRole).bars] for row in range(2)]
    assert sorted(bars) == [["A · ant", "B · wasp"], ["A · wasp", "B · ant"]]
    qtbot.mouseClick(page.chips.comparison, Qt.MouseButton.LeftButton)
    settle(qtbot, page)
    assert page.model.rowCount() == 12 and not page.chips.comparison.isVisible()


class _Card:
    name = "second model"


def test_heat_lies_over_the_card_under_the_pointer_or_over_all(
    qtbot: QtBot, page: ClassifyPage, show: Show, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []

    def found(folder: Path, paths: Sequence[Path], opacity: float = 0.7) -> Operation[int]:
        for number, path in enumerate(paths, 1):
            asked.append(path)
            yield Progress("Heat", number, len(paths), SmallHeatmap(path, 2, 2, bytes((255, 0, 0, 255)) * 4))
        return len(paths)

    monkeypatch.setattr(heatmaps, "heatmaps", found)
    answers = material.job(tmp_path)
    show(answers)
    page.desk.heated.set_model(tmp_path)
    keys = [PictureKey(each.path) for each in answers.read(range(1, 12))]
    qtbot.waitUntil(lambda: all(page.desk.heated.pixmap(key) for key in keys), timeout=LONG_MS)
    plain = page.desk.heated.pixmap(keys[3])
    point = page.gallery.visualRect(page.model.index(3)).center()
    qtbot.mouseMove(page.gallery.viewport(), point)
    qtbot.waitUntil(lambda: asked == [keys[3].path], timeout=LONG_MS)
    qtbot.waitUntil(lambda: _is_red(page, keys[3]), timeout=LONG_MS)
    assert not _is_red(page, keys[2]) and plain is not None
    qtbot.mouseMove(page.gallery.viewport(), page.gallery.visualRect(page.model.index(5)).center())
    qtbot.waitUntil(lambda: not _is_red(page, keys[3]), timeout=LONG_MS)
    before = page.desk.heated.pixmap(keys[2])
    qtbot.mouseClick(page.tools.heat_button, Qt.MouseButton.LeftButton)
    waiting = page.desk.heated.pixmap(keys[2])
    assert before is not None and waiting is not None and waiting.toImage() != before.toImage() and not _is_red(page, keys[2]), "it waits"
    qtbot.waitUntil(lambda: all(_is_red(page, key) for key in keys), timeout=LONG_MS)
    assert len(asked) == len(set(asked))


def _is_red(page: ClassifyPage, key: PictureKey) -> bool:
    pixmap = page.desk.heated.pixmap(key)
    assert pixmap is not None
    return pixmap.toImage().pixelColor(4, 4).getRgb()[:3] == (255, 0, 0)


def test_how_to_ask_is_a_form_of_what_is_declared(qtbot: QtBot, page: ClassifyPage) -> None:
    assert page.run_menu.asking == Asking()
    page.run_menu.options.form.set_value(replace(Asking(), precision="fast", mirrored=True))
    assert page.run_menu.asking == Asking(precision="fast", mirrored=True)


def test_alike_pictures_come_under_headers_and_get_a_class(
    qtbot: QtBot, page: ClassifyPage, show: Show, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend_likeness(monkeypatch)
    answers = material.job(tmp_path)
    show(answers)
    page.tools.group_menu.choices["alike"].trigger()
    qtbot.waitUntil(lambda: len(page.model.sections()) == 3 and page.desk.arranger.is_settled, timeout=LONG_MS)
    assert [(each.title, each.count) for each in page.model.sections()] == [
        ("Alike, group 1", 3),
        ("Alike, group 2", 2),
        ("Like no other", 7),
    ]
    assert sorted(page.model.ids_of([range(3)])) == [1, 4, 7]
    page.gallery.visible_rows()
    qtbot.mouseClick(page.gallery.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(120, 18))
    assert sorted(page.hand.ids()) == [1, 4, 7]
    page.hand.correct("moth")
    qtbot.waitUntil(lambda: [each.verdict for each in answers.read([1, 4, 7, 2])] == ["moth", "moth", "moth", None], timeout=LONG_MS)
    assert np.array_equal(page.model.rows[:3], np.array([0, 3, 6]))


def test_a_group_that_got_its_class_leaves_what_is_unknown(
    qtbot: QtBot, page: ClassifyPage, show: Show, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend_likeness(monkeypatch)
    answers = material.job(tmp_path)
    for id_ in (1, 2, 4, 5, 7):
        material.answer(answers, id_, id_ % 3, 0.9, 0.999)
    show(answers)
    page.desk.arranger.want(decision=UNKNOWN)
    settle(qtbot, page)
    page.tools.group_menu.choices["alike"].trigger()
    qtbot.waitUntil(lambda: len(page.model.sections()) == 3 and page.desk.arranger.is_settled, timeout=LONG_MS)
    page.gallery.select_rows([range(3)])
    page.hand.correct("moth")
    qtbot.waitUntil(lambda: len(page.model.sections()) == 2, timeout=LONG_MS)
    settle(qtbot, page)
    assert [each.title for each in page.model.sections()] == ["Alike, group 2", "Like no other"] and page.model.rowCount() == 3
    qtbot.keyClick(page.gallery, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.model.rowCount() == 6, timeout=LONG_MS)


def test_without_a_model_the_page_leads_to_training(qtbot: QtBot, page: ClassifyPage) -> None:
    assert page.middle.currentWidget() is page.middle_pages.no_model and not page.run_menu.button.isEnabled()
    with qtbot.waitSignal(page.train_wanted):
        qtbot.mouseClick(page.middle_pages.no_model.primary, Qt.MouseButton.LeftButton)
