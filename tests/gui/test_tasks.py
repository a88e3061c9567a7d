"""Operations in their thread: progress, outcome, cancelling, and one after another in a lane."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from engine.errors import NoPictures
from engine.progress import Operation, Progress
from gui.tasks import Task, TaskLane


class Recorder:
    """What a task told, in order."""

    def __init__(self, task: Task) -> None:
        self.told: list[tuple[str, object]] = []
        self.progress: list[Progress] = []
        task.progressed.connect(self.progress.append)
        task.succeeded.connect(lambda result: self.told.append(("succeeded", result)))
        task.failed.connect(lambda error: self.told.append(("failed", error)))
        task.cancelled.connect(lambda: self.told.append(("cancelled", None)))
        task.ended.connect(lambda: self.told.append(("ended", None)))


def counting(count: int, pause: float = 0.0) -> Operation[int]:
    for number in range(count):
        time.sleep(pause)
        yield Progress("counting", number + 1, count)
    return count


@pytest.fixture
def lane(qtbot: QtBot) -> Iterator[TaskLane]:
    made = TaskLane()
    yield made
    assert made.shutdown(5000)


def test_a_task_runs_elsewhere_and_hands_back_its_result(qtbot: QtBot) -> None:
    threads: list[int] = []

    def where() -> Operation[str]:
        threads.append(threading.get_ident())
        yield Progress("looking")
        return "here"

    task = Task("Where", where)
    told = Recorder(task)
    with qtbot.waitSignal(task.ended, timeout=5000):
        task.start()
    assert told.told == [("succeeded", "here"), ("ended", None)]
    assert threads != [threading.get_ident()]
    assert not task.running


def test_plain_progress_is_thinned_but_the_last_one_arrives(qtbot: QtBot) -> None:
    task = Task("Count", lambda: counting(20_000))
    told = Recorder(task)
    with qtbot.waitSignal(task.ended, timeout=10_000):
        task.start()
    assert told.progress[-1].done == 20_000
    assert len(told.progress) < 200
    assert [p.done for p in told.progress] == sorted(p.done for p in told.progress)


def test_progress_is_shown_at_most_about_twenty_times_a_second(qtbot: QtBot) -> None:
    task = Task("Count", lambda: counting(300, 0.002))
    times: list[float] = []
    task.progressed.connect(lambda _progress: times.append(time.monotonic()))
    with qtbot.waitSignal(task.ended, timeout=10_000):
        task.start()
    assert len(times) <= 22 * (times[-1] - times[0]) + 3


def test_every_detail_arrives_in_order(qtbot: QtBot) -> None:
    def detailed() -> Operation[None]:
        for number in range(3000):
            yield Progress("plain", number)
            if number % 3 == 0:
                yield Progress("detail", number, detail=number)

    task = Task("Details", detailed)
    told = Recorder(task)
    with qtbot.waitSignal(task.ended, timeout=10_000):
        task.start()
    assert [p.detail for p in told.progress if p.detail is not None] == list(range(0, 3000, 3))


@pytest.mark.parametrize("error", [NoPictures(folder="x"), ZeroDivisionError("oops"), SystemExit(3), GeneratorExit()])
def test_no_failure_is_lost(qtbot: QtBot, error: BaseException) -> None:
    def failing() -> Operation[None]:
        yield Progress("soon")
        raise error

    task = Task("Fail", failing)
    told = Recorder(task)
    with qtbot.waitSignal(task.ended, timeout=5000):
        task.start()
    assert told.told == [("failed", error), ("ended", None)]


def test_a_failure_to_start_is_told_as_well(qtbot: QtBot) -> None:
    def start() -> Operation[None]:
        raise ImportError("no torch")

    task = Task("Import", start)
    told = Recorder(task)
    with qtbot.waitSignal(task.ended, timeout=5000):
        task.start()
    assert [kind for kind, _ in told.told] == ["failed", "ended"]


def test_cancelling_closes_the_operation_in_its_own_thread(qtbot: QtBot) -> None:
    cleaned: list[int] = []

    def endless() -> Operation[None]:
        try:
            while True:
                time.sleep(0.001)
                yield Progress("on and on")
        finally:
            cleaned.append(threading.get_ident())

    task = Task("Endless", endless)
    told = Recorder(task)
    with qtbot.waitSignal(task.progressed, timeout=5000):
        task.start()
    with qtbot.waitSignal(task.ended, timeout=5000):
        task.cancel()
    assert told.told == [("cancelled", None), ("ended", None)]
    assert len(cleaned) == 1
    assert cleaned[0] != threading.get_ident()


def test_a_pause_holds_the_operation_between_two_steps(qtbot: QtBot) -> None:
    steps: list[int] = []

    def stepping() -> Operation[str]:
        for number in range(10_000):
            steps.append(number)
            time.sleep(0.001)
            yield Progress("stepping", number, 10_000)
            if finish.is_set():
                break
        return "done"

    finish = threading.Event()
    task = Task("Stepping", stepping, can_pause=True)
    told = Recorder(task)
    changes: list[bool] = []
    task.paused_changed.connect(changes.append)
    with qtbot.waitSignal(task.progressed, timeout=5000):
        task.start()
    task.pause()
    seen = [-1]

    def at_rest() -> bool:
        seen.append(len(steps))
        return seen[-1] == seen[-2]

    qtbot.waitUntil(at_rest, timeout=5000)
    assert task.paused and told.told == []
    before = len(steps)
    with qtbot.waitSignal(task.progressed, timeout=5000):
        task.resume()
        qtbot.waitUntil(lambda: len(steps) > before, timeout=5000)
    finish.set()
    qtbot.waitUntil(lambda: task.over, timeout=5000)
    assert told.told == [("succeeded", "done"), ("ended", None)] and changes == [True, False]


def test_a_paused_task_can_be_cancelled(qtbot: QtBot) -> None:
    task = Task("Count", lambda: counting(10_000, 0.001), can_pause=True)
    told = Recorder(task)
    with qtbot.waitSignal(task.progressed, timeout=5000):
        task.start()
    task.pause()
    with qtbot.waitSignal(task.ended, timeout=5000):
        task.cancel()
    assert told.told == [("cancelled", None), ("ended", None)] and not task.paused


def test_what_must_not_stop_half_way_cannot_be_paused(qtbot: QtBot) -> None:
    task = Task("Count", lambda: counting(3))
    task.pause()
    assert not task.paused
    with qtbot.waitSignal(task.succeeded, timeout=5000):
        task.start()


def test_a_failure_while_cleaning_up_is_told(qtbot: QtBot) -> None:
    def untidy() -> Operation[None]:
        try:
            while True:
                time.sleep(0.001)
                yield Progress("on and on")
        finally:
            raise OSError("disk full")

    task = Task("Untidy", untidy)
    told = Recorder(task)
    with qtbot.waitSignal(task.progressed, timeout=5000):
        task.start()
    with qtbot.waitSignal(task.ended, timeout=5000):
        task.cancel()
    assert [kind for kind, _ in told.told] == ["failed", "ended"]


def test_a_task_cancelled_before_its_start_never_runs(qtbot: QtBot) -> None:
    ran: list[bool] = []

    def never() -> Operation[None]:
        ran.append(True)
        yield Progress("never")

    task = Task("Never", never)
    told = Recorder(task)
    task.cancel()
    task.start()
    task.cancel()
    assert told.told == [("cancelled", None), ("ended", None)]
    assert ran == []


def test_waiting_delivers_what_is_left(qtbot: QtBot) -> None:
    task = Task("Count", lambda: counting(50))
    told = Recorder(task)
    task.start()
    assert task.wait(5000)
    assert told.told == [("succeeded", 50), ("ended", None)]
    assert told.progress[-1].done == 50
    slow = Task("Slow", lambda: counting(100, 0.01))
    slow.start()
    assert not slow.wait(1)
    slow.cancel()
    assert slow.wait(5000)


def test_a_forgotten_task_still_comes_to_its_end(qtbot: QtBot) -> None:
    ended: list[bool] = []
    task = Task("Forgotten", lambda: counting(20, 0.005))
    task.ended.connect(lambda: ended.append(True))
    task.start()
    del task
    qtbot.waitUntil(lambda: ended == [True], timeout=5000)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere threads share the priority of their process")
def test_the_work_and_what_it_starts_step_behind_the_window(qtbot: QtBot) -> None:
    found: list[int] = []

    def look() -> None:
        found.append(os.getpriority(os.PRIO_PROCESS, threading.get_native_id()))

    def working() -> Operation[None]:
        yield Progress("looking")
        look()
        helper = threading.Thread(target=look)
        helper.start()
        helper.join()

    task = Task("working", working)
    with qtbot.waitSignal(task.ended):
        task.start()
    look()
    working_at, helping_at, window = found
    assert working_at == helping_at == min(19, window + 5)


def test_a_lane_runs_one_task_at_a_time_in_order(qtbot: QtBot, lane: TaskLane) -> None:
    running: list[str] = []
    most: list[int] = []

    def named(name: str) -> Operation[None]:
        running.append(name)
        most.append(len(running))
        yield Progress(name)
        time.sleep(0.01)
        running.remove(name)

    tasks = [Task(name, lambda name=name: named(name)) for name in "abc"]
    ended: list[str] = []
    for task in tasks:
        task.ended.connect(lambda title=task.title: ended.append(title))
        lane.submit(task)
    assert lane.current is tasks[0]
    assert lane.waiting == (tasks[1], tasks[2])
    qtbot.waitUntil(lambda: lane.current is None, timeout=5000)
    assert ended == ["a", "b", "c"]
    assert max(most) == 1


def test_a_failed_task_does_not_stop_the_lane(qtbot: QtBot, lane: TaskLane) -> None:
    def failing() -> Operation[None]:
        yield Progress("soon")
        raise ValueError

    good = Task("good", lambda: counting(3))
    lane.submit(Task("bad", failing))
    with qtbot.waitSignal(good.succeeded, timeout=5000):
        lane.submit(good)


def test_cancelling_all_reaches_those_that_wait(qtbot: QtBot, lane: TaskLane) -> None:
    tasks = [Task(name, lambda: counting(10_000, 0.001)) for name in "ab"]
    told = [Recorder(task) for task in tasks]
    for task in tasks:
        lane.submit(task)
    lane.cancel_all()
    qtbot.waitUntil(lambda: lane.current is None, timeout=5000)
    assert all(recorder.told == [("cancelled", None), ("ended", None)] for recorder in told)


def test_a_closed_lane_cancels_what_is_submitted(qtbot: QtBot, lane: TaskLane) -> None:
    busy = Task("busy", lambda: counting(10_000, 0.001))
    lane.submit(busy)
    assert lane.shutdown(5000)
    assert not busy.running
    late = Task("late", lambda: counting(1))
    told = Recorder(late)
    lane.submit(late)
    assert told.told == [("cancelled", None), ("ended", None)]
