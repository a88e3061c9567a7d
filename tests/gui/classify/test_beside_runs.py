"""Runs that stop each other, cannot begin or are watched: what stays shown, what is said of which job, and for how long."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

import engine.operations.classifying as classifying
from engine.batch.answers import Answers
from engine.batch.job import JobResult, JobTally
from engine.classifier.model.card import ModelCard
from engine.errors import ModelDamaged, NoPictures
from engine.progress import EarlyEnd, Operation, Progress
from gui.classify.answer_pages import WATCHING
from gui.main_window import MainWindow
from gui.pages.classify_page import ClassifyPage
from tests.gui.classify import material
from tests.gui.classify.conftest import LONG_MS, settle
from tests.gui.training.test_kept import card_of

Show = Callable[[Answers], None]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files of the jobs that were asked, one picture at a time; "slow" ones give time to stop them."""
    files: list[Path] = []

    def run_job(answers: Answers, finish: EarlyEnd | None = None) -> Operation[JobResult]:
        files.append(answers.file)
        for waiting in answers.waiting(limit=1000):
            time.sleep(0.05 if "slow" in answers.file.name and len(files) == 1 else 0)
            material.answer(answers, waiting.id, 0, 0.9)
            yield Progress("Classifying", detail=_tally(answers))
        return JobResult(_tally(answers), answers.count(), 1.0, True)

    monkeypatch.setattr(classifying, "run_job", run_job)
    return files


def _tally(answers: Answers, away: tuple[Path, ...] = ()) -> JobTally:
    waiting = answers.waiting_count()
    return JobTally(answers.count() - waiting, 0, waiting, away=away)


def _fails(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def run_job(answers: Answers, finish: EarlyEnd | None = None) -> Operation[JobResult]:
        yield Progress("Looking for pictures")
        raise error

    monkeypatch.setattr(classifying, "run_job", run_job)


def _begun(qtbot: QtBot, page: ClassifyPage, tmp_path: Path) -> Answers:
    """A slow job that has some of its answers."""
    job = material.made(tmp_path, 60, file="slow")
    page.runs.go_on(job.file, "big")
    qtbot.waitUntil(lambda: page.model.rowCount() > 2, timeout=LONG_MS)
    return job


def test_what_was_stopped_is_told_only_while_it_is_shown(
    qtbot: QtBot, page: ClassifyPage, window: MainWindow, show: Show, tmp_path: Path, asked: list[Path]
) -> None:
    _begun(qtbot, page, tmp_path)
    qtbot.mouseClick(window.task_bar._cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "“big” was stopped. Answered and kept: " in window.message.text(), timeout=LONG_MS)
    show(material.job(tmp_path, file="other"))
    assert window.message.isHidden()


def test_a_run_that_stops_another_says_so_and_offers_it_when_it_is_done(
    qtbot: QtBot, page: ClassifyPage, window: MainWindow, tmp_path: Path, asked: list[Path]
) -> None:
    big = _begun(qtbot, page, tmp_path)
    small = material.made(tmp_path, 5, file="small")
    told: list[str] = []
    page.said.connect(lambda notice: told.append(" ".join(notice.lines)))
    page.runs.go_on(small.file, "small")
    qtbot.waitUntil(lambda: page.model.rowCount() == 5 and not page.runs.running, timeout=LONG_MS)
    assert told[0].startswith("“big” was stopped. Answered and kept: ") and " of 60. " in told[0]
    assert told[1].startswith("Answered: 5. “big” was stopped.")
    (action,) = (each for each in window.message.findChildren(QPushButton) if each.text() == "Go on")
    qtbot.mouseClick(action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.model.rowCount() == 60 and not page.runs.running, timeout=LONG_MS)
    assert asked == [big.file, small.file, big.file]


def test_the_same_job_started_again_is_not_said_to_be_stopped(
    qtbot: QtBot, page: ClassifyPage, window: MainWindow, tmp_path: Path, asked: list[Path]
) -> None:
    big = _begun(qtbot, page, tmp_path)
    page.runs.go_on(big.file, "big")
    qtbot.waitUntil(lambda: page.model.rowCount() == 60 and not page.runs.running, timeout=LONG_MS)
    assert window.message.text() == "Answered: 60."


def test_who_drops_during_a_run_is_told_what_it_stops(
    qtbot: QtBot, page: ClassifyPage, window: MainWindow, tmp_path: Path, asked: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    page.models.addItem("m", card_of((), 0.9, 0.9))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier

    def veil() -> str:
        window.dragEnterEvent(QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, buttons, keys))
        window._veil.hide()
        return window._veil._text

    assert veil() == "Drop to classify"
    _begun(qtbot, page, tmp_path)
    assert "“big” stops" in veil()


def test_a_job_that_finds_nothing_leaves_the_answers_that_are_shown(
    qtbot: QtBot, page: ClassifyPage, window: MainWindow, show: Show, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    show(material.job(tmp_path))
    _fails(monkeypatch, NoPictures(folder="a.txt"))
    page.runs.go_on(material.made(tmp_path, 0, file="empty").file, "a.txt")
    qtbot.waitUntil(lambda: "no picture" in window.message.text() and not page.runs.running, timeout=LONG_MS)
    settle(qtbot, page)
    assert page.model.rowCount() == 12 and page.title.text() == "card" and page.tools.isEnabled()
    qtbot.keyClick(page.gallery, Qt.Key.Key_Escape)
    assert window.message.isHidden()


def test_a_job_whose_model_cannot_be_used_is_not_offered_again(
    qtbot: QtBot, page: ClassifyPage, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = classifying.answers_home(window.session.project)
    home.mkdir()
    job = material.made(tmp_path, 6)
    job.question.model.mkdir(parents=True)
    job.close()
    file = home / job.file.name
    file.write_bytes(job.file.read_bytes())
    page.runs.list_earlier()
    empty = page.middle_pages.no_answers
    qtbot.waitUntil(lambda: empty.primary.text() == "Go on: card, 0 of 6", timeout=LONG_MS)
    _fails(monkeypatch, ModelDamaged(folder=tmp_path, reason="it is of no use"))
    page.runs.go_on(file, "card")
    qtbot.waitUntil(lambda: "it is of no use" in window.message.text(), timeout=LONG_MS)
    qtbot.waitUntil(lambda: empty.primary.text() == "Choose a folder …", timeout=LONG_MS)
    assert not page.tools.isEnabled() and not page.thresholds.isVisible()


def test_answers_of_another_model_than_the_chosen_one_say_so(
    qtbot: QtBot, page: ClassifyPage, show: Show, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted: list[tuple[str, tuple[Path, ...]]] = []
    monkeypatch.setattr(page.runs, "start", lambda card, places, asking, fresh: wanted.append((card.name, tuple(places))))
    cards = [_card("gone", "0" * 64), _card("Hym-1", "1" * 64)]
    job = Answers.create(tmp_path / "job.answers", material.question(tmp_path, sha256=cards[0].answers_sha256))
    material.expect(job, tmp_path, range(3))
    material.answer(job, 1, 0, 0.9)
    for card in cards:
        page.models.addItem(card.name, card)
    show(job)
    line = page.middle_pages.other_model
    assert page.card() is not None and line.isHidden()
    page.models.setFocus()
    qtbot.keyClick(page.models, Qt.Key.Key_Down)
    assert line.isVisible() and line.text() == "These are the answers of gone."
    (ask,) = (each for each in line.findChildren(QPushButton) if each.text() == "Ask Hym-1")
    qtbot.mouseClick(ask, Qt.MouseButton.LeftButton)
    assert wanted == [("Hym-1", job.question.sources)]
    qtbot.keyClick(page.models, Qt.Key.Key_Up)
    assert line.isHidden()


def _card(name: str, sha256: str) -> ModelCard:
    return replace(card_of((), 0.9, 0.9), name=name, sha256=sha256)


def test_a_watched_folder_says_that_nothing_came_yet_and_that_it_is_away(
    qtbot: QtBot, page: ClassifyPage, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    away: list[Path] = []

    def watch_job(answers: Answers) -> Operation[JobResult]:
        while True:
            time.sleep(0.01)
            yield Progress("Waiting", detail=_tally(answers, tuple(away)))

    monkeypatch.setattr(classifying, "watch_job", watch_job)
    (tmp_path / "inbox").mkdir()
    page.runs.watch(card_of((), 0.9, 0.9), (tmp_path / "inbox",), page.run_menu.asking)
    pages, chip = page.middle_pages, page.chips.watching
    qtbot.waitUntil(lambda: page.middle.currentIndex() == WATCHING, timeout=LONG_MS)
    assert pages.watching.headline.text() == "Watching inbox: nothing yet" and pages.watching.primary.isHidden()
    away.append(tmp_path / "inbox")
    qtbot.waitUntil(lambda: "“inbox” is being watched, but is not there" in window.message.text(), timeout=LONG_MS)
    assert chip.text() == "inbox is not there" and pages.watching.headline.text() == "inbox is not there at the moment"
    away.clear()
    qtbot.waitUntil(lambda: chip.text() == "Watching inbox" and window.message.isHidden(), timeout=LONG_MS)
    assert pages.watching.headline.text() == "Watching inbox: nothing yet"
    page.runs.stop_watching()
    qtbot.waitUntil(lambda: not page.runs.watching, timeout=LONG_MS)
