"""Work that a page needs to show itself: beside everything else, the latest alone or one after the other."""

from __future__ import annotations

import threading

from pytestqt.qtbot import QtBot

from engine.progress import Operation, Progress
from gui.jobs import Jobs

LONG_MS = 20_000


def held(gate: threading.Event, result: int) -> Operation[int]:
    while not gate.wait(0.01):
        yield Progress("")
    return result


def test_the_latest_takes_the_place_of_those_before(qtbot: QtBot) -> None:
    jobs, gate, results = Jobs(), threading.Event(), []
    for number in range(5):
        jobs.beside("table", lambda number=number: held(gate, number), results.append)
    gate.set()
    qtbot.waitUntil(lambda: results == [4], timeout=LONG_MS)
    jobs.shutdown()


def test_in_turn_nothing_is_left_out_and_other_lanes_go_on(qtbot: QtBot) -> None:
    jobs, gate, results, others = Jobs(), threading.Event(), [], []
    for number in range(4):
        jobs.beside("verdicts", lambda number=number: held(gate, number), results.append, in_turn=True)
    jobs.beside("table", lambda: at_once(7), others.append)
    qtbot.waitUntil(lambda: others == [7], timeout=LONG_MS)
    assert not results and not jobs.busy
    gate.set()
    qtbot.waitUntil(lambda: results == [0, 1, 2, 3], timeout=LONG_MS)
    jobs.shutdown()


def at_once(result: int) -> Operation[int]:
    yield Progress("")
    return result


def test_stopping_ends_them_too(qtbot: QtBot) -> None:
    jobs, results, ended = Jobs(), [], []
    jobs.beside("table", lambda: held(threading.Event(), 1), results.append, on_end=lambda: ended.append(True))
    jobs.stop()
    assert ended == [True] and not results
    jobs.shutdown()
