"""Work that nobody asked for: behind the user's own, begun anew after it, and over when the window is."""

from __future__ import annotations

import threading
import time

import pytest
from pytestqt.qtbot import QtBot

from engine.progress import Operation, Progress
from gui import jobs as jobs_module
from gui.jobs import Jobs
from gui.tasks import Task, TaskLane


class Steps:
    """An operation that goes on until `may_end` is set; counts how often it was begun and cleaned up."""

    def __init__(self) -> None:
        self.begun = self.cleaned = 0
        self.may_end = threading.Event()

    def run(self) -> Operation[str]:
        self.begun += 1
        try:
            done = 0
            while not self.may_end.is_set():
                time.sleep(0.002)
                done += 1
                yield Progress("stepping", done, 0)
            return "whole"
        finally:
            self.cleaned += 1


def test_quiet_work_gives_way_and_begins_anew(qtbot: QtBot, jobs: Jobs) -> None:
    quiet, work, results = Steps(), Steps(), []
    jobs.quietly(quiet.run, results.append, "Looking")
    qtbot.waitUntil(lambda: quiet.begun == 1)
    jobs.start("Working", work.run, results.append)
    qtbot.waitUntil(lambda: quiet.cleaned == 1 and jobs.upkeep.current is None)
    assert work.begun == 1 and quiet.begun == 1 and results == []
    work.may_end.set()
    qtbot.waitUntil(lambda: quiet.begun == 2)
    quiet.may_end.set()
    qtbot.waitUntil(lambda: results == ["whole", "whole"])


def test_what_is_short_runs_beside_work_and_is_never_shown(qtbot: QtBot, jobs: Jobs) -> None:
    work, backup, results, shown = Steps(), Steps(), [], []
    backup.may_end.set()
    jobs.started.connect(lambda task: shown.append(task.title))
    jobs.start("Working", work.run, lambda _: None)
    jobs.quietly(backup.run, results.append)
    qtbot.waitUntil(lambda: results == ["whole"])
    assert jobs.busy and shown == ["Working"]
    work.may_end.set()


def test_the_same_work_waits_only_once(qtbot: QtBot, jobs: Jobs) -> None:
    work, quiet = Steps(), Steps()
    jobs.start("Working", work.run, lambda _: None)
    for _ in range(3):
        jobs.quietly(quiet.run, lambda _: None, "Looking")
    assert len(jobs.upkeep.waiting) == 1
    quiet.may_end.set()
    work.may_end.set()
    qtbot.waitUntil(lambda: quiet.begun == 1 and jobs.upkeep.current is None)
    assert jobs.upkeep.waiting == ()


def test_long_quiet_work_is_shown_while_nothing_else_is(qtbot: QtBot, jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs_module, "_SHOWN_AFTER", 0.05)
    quiet, work, shown = Steps(), Steps(), []
    jobs.started.connect(lambda task: shown.append(task.title))
    jobs.ended.connect(lambda: shown.append("–"))
    progress: list[Progress] = []
    jobs.progressed.connect(progress.append)
    jobs.quietly(quiet.run, lambda _: None, "Looking")
    qtbot.waitUntil(lambda: shown == ["Looking"] and bool(progress))
    jobs.start("Working", work.run, lambda _: None)
    assert shown == ["Looking", "Working"]
    work.may_end.set()
    qtbot.waitUntil(lambda: shown == ["Looking", "Working", "–", "Looking"])
    jobs.cancel_current()
    qtbot.waitUntil(lambda: shown[-1] == "–")
    assert jobs.upkeep.current is None and jobs.upkeep.waiting == ()  # whoever cancels it does not want it again at once


def test_short_quiet_work_with_a_title_is_not_shown(qtbot: QtBot, jobs: Jobs) -> None:
    quiet, shown = Steps(), []
    jobs.started.connect(shown.append)
    jobs.quietly(quiet.run, lambda _: None, "Looking")
    qtbot.waitUntil(lambda: quiet.begun == 1)
    quiet.may_end.set()
    qtbot.waitUntil(lambda: jobs.upkeep.current is None)
    assert shown == []


def test_its_failure_is_told_to_whoever_wants_to_know_it(qtbot: QtBot, jobs: Jobs) -> None:
    told: list[object] = []

    def failing() -> Operation[None]:
        yield Progress("soon")
        raise OSError("disk full")

    jobs.failed.connect(lambda error: told.append(("failed", str(error))))
    jobs.quietly(failing, lambda _: None)
    jobs.quietly(failing, lambda _: None, on_failure=lambda error: told.append(("own", str(error))))
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == [("failed", "disk full"), ("own", "disk full")]


def test_stopping_waits_for_all_lanes_and_starts_nothing_anew(qtbot: QtBot, jobs: Jobs) -> None:
    quiet, work = Steps(), Steps()
    jobs.quietly(quiet.run, lambda _: None, "Looking")
    qtbot.waitUntil(lambda: quiet.begun == 1)
    jobs.start("Working", work.run, lambda _: None)
    qtbot.waitUntil(lambda: work.begun == 1)
    jobs.stop()
    assert (quiet.cleaned, work.cleaned) == (1, 1)
    qtbot.wait(50)
    assert (quiet.begun, jobs.upkeep.current, jobs.upkeep.waiting) == (1, None, ())
    jobs.shutdown()
    jobs.quietly(quiet.run, lambda _: None, "Looking")
    assert jobs.upkeep.current is None


def test_a_lane_passes_over_a_task_that_was_cancelled_while_it_waited(qtbot: QtBot) -> None:
    lane, first, last = TaskLane(), Steps(), Steps()
    cancelled, done = Task("never", Steps().run), Task("last", last.run)
    for task in (Task("first", first.run), cancelled, done):
        lane.submit(task)
    cancelled.cancel()
    last.may_end.set()
    with qtbot.waitSignal(done.succeeded, timeout=5000):
        first.may_end.set()
    qtbot.waitUntil(lambda: lane.current is None)
