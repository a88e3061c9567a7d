"""After a restart: the last answers are offered, what is incomplete says so, and what was watched is watched again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMenu
from pytestqt.qtbot import QtBot

import engine.operations.classifying as classifying
from engine.batch.answers import Answers
from engine.batch.job import JobResult, JobTally
from engine.operations.classifying import jobs_of, remember_watch
from engine.progress import EarlyEnd, Operation, Progress
from gui.main_window import CLASSIFY, MainWindow
from gui.pages.classify_page import ClassifyPage
from tests.gui.classify import material
from tests.gui.classify.conftest import LONG_MS, settle


def keep(folder: Path, answers: Answers) -> Path:
    """Put the job where those of the project in `folder` lie."""
    answers.question.model.mkdir(parents=True, exist_ok=True)
    answers.close()
    home = folder / "answers"
    home.mkdir(exist_ok=True)
    file = home / answers.file.name
    file.write_bytes(answers.file.read_bytes())
    return file


def opened(window: MainWindow, folder: Path) -> ClassifyPage:
    window.session.open(folder)
    window.go(CLASSIFY)
    window.resize(1440, 900)
    return window.classify_page


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files of the jobs that were gone on with; all that waits gets an answer at once."""
    files: list[Path] = []

    def run_job(answers: Answers, finish: EarlyEnd | None = None) -> Operation[JobResult]:
        files.append(answers.file)
        for waiting in answers.waiting():
            material.answer(answers, waiting.id, 0, 0.9)
        tally = JobTally(answers.count(), 0, 0)
        yield Progress("Classifying", 1, 1, tally)
        return JobResult(tally, answers.count(), 1.0, True)

    monkeypatch.setattr(classifying, "run_job", run_job)
    return files


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files of the jobs that are being watched, in which nothing arrives."""
    files: list[Path] = []

    def watch_job(answers: Answers) -> Operation[JobResult]:
        files.append(answers.file)
        try:
            while True:
                yield Progress("Waiting", detail=JobTally(answers.count(), 0, 0))
        finally:
            files.remove(answers.file)

    monkeypatch.setattr(classifying, "watch_job", watch_job)
    return files


def test_the_empty_page_offers_to_go_on(qtbot: QtBot, window: MainWindow, project_folder: Path, tmp_path: Path, asked: list[Path]) -> None:
    job = material.made(tmp_path, 6)
    material.answer(job, 1, 0, 0.9)
    file = keep(project_folder, job)
    page = opened(window, project_folder)
    button = page.middle_pages.no_answers.primary
    qtbot.waitUntil(lambda: button.text() == "Go on: card, 1 of 6", timeout=LONG_MS)
    page.middle_pages.show_state(True, False)  # as it is with a model
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.model.rowCount() == 6 and not page.runs.running, timeout=LONG_MS)
    assert asked == [file]


def test_the_empty_page_offers_the_last_answers_and_still_the_folder(
    qtbot: QtBot, window: MainWindow, project_folder: Path, tmp_path: Path, asked: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(project_folder, material.job(tmp_path))
    page = opened(window, project_folder)
    empty = page.middle_pages.no_answers
    qtbot.waitUntil(lambda: empty.primary.text() == "Show the last answers: card", timeout=LONG_MS)
    page.middle_pages.show_state(True, True)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    with qtbot.waitSignal(page.middle_pages.folder_wanted):
        qtbot.mouseClick(empty.secondary, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(empty.primary, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.model.rowCount() == 12, timeout=LONG_MS)
    assert not asked


def test_answers_that_are_not_complete_say_so_until_they_are(
    qtbot: QtBot, window: MainWindow, project_folder: Path, tmp_path: Path, asked: list[Path]
) -> None:
    job = material.made(tmp_path, 6)
    material.answer(job, 1, 0, 0.9)
    file = keep(project_folder, job)
    page = opened(window, project_folder)
    page.runs.show(file)
    qtbot.waitUntil(lambda: page.chips.left.isVisible() and page.model.rowCount() == 1, timeout=LONG_MS)
    assert page.chips.left.text() == "5 waiting: go on"
    qtbot.mouseClick(page.chips.left, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.model.rowCount() == 6 and not page.runs.running, timeout=LONG_MS)
    qtbot.waitUntil(lambda: not page.chips.left.isVisible(), timeout=LONG_MS)


def choose(qtbot: QtBot, page: ClassifyPage, place: int) -> None:
    qtbot.mouseClick(page.chips.watching, Qt.MouseButton.LeftButton)
    menu = page.chips.findChild(QMenu)
    assert isinstance(menu, QMenu)
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(menu.actions()[place]).center())


def test_watching_goes_on_after_a_restart_until_it_is_stopped(
    qtbot: QtBot, window: MainWindow, project_folder: Path, tmp_path: Path, watched: list[Path]
) -> None:
    job = material.job(tmp_path)
    remember_watch(job, True)
    file = keep(project_folder, job)
    page = opened(window, project_folder)
    qtbot.waitUntil(lambda: watched == [file] and page.chips.watching.isVisible(), timeout=LONG_MS)
    assert page.chips.watching.text() == "Watching card"
    page.runs.show(keep(project_folder, material.job(tmp_path, file="other")))
    qtbot.waitUntil(lambda: page.desk.arranger.sheet is not page.runs.watched and page.desk.arranger.ready, timeout=LONG_MS)
    choose(qtbot, page, 0)
    qtbot.waitUntil(lambda: page.desk.arranger.sheet is page.runs.watched, timeout=LONG_MS)
    settle(qtbot, page)
    window.session.close()
    qtbot.waitUntil(lambda: not watched, timeout=LONG_MS)
    assert [card.watched for card in jobs_of(file.parent) if card.file == file] == [True]
    opened(window, project_folder)
    qtbot.waitUntil(lambda: watched == [file] and page.chips.watching.isVisible(), timeout=LONG_MS)
    choose(qtbot, page, 1)
    qtbot.waitUntil(lambda: not watched and not page.runs.watching, timeout=LONG_MS)
    qtbot.waitUntil(lambda: not any(card.watched for card in jobs_of(file.parent)), timeout=LONG_MS)


def test_what_is_watched_needs_its_model(tmp_path: Path) -> None:
    job = material.job(tmp_path)
    remember_watch(job, True)
    job.close()
    assert [card.watched for card in jobs_of(tmp_path)] == [False]


def test_the_filter_tells_how_many_it_shows(qtbot: QtBot, page: ClassifyPage, show: Callable[[Answers], None], tmp_path: Path) -> None:
    show(material.job(tmp_path))
    page.tools.filter.open_below(page.tools)
    assert page.tools.filter._said.text() == "12 of 12"
    page.desk.arranger.want(confidence=(0.9, 1.0))
    qtbot.waitUntil(lambda: page.tools.filter._said.text() == "2 of 12", timeout=LONG_MS)
    page.tools.filter.close()
