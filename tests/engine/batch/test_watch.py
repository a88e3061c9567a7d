"""A watched folder: what arrives is classified, what is still being written waits, a restart goes on."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from engine.batch.answers import Answers, Found, State
from engine.batch.job import JobTally, held
from engine.batch.watch import AWAY, WAITING, Settling, watch
from engine.errors import JobBusy
from engine.progress import EarlyEnd, Progress
from engine.progress import run as ran
from tests.engine.batch.asking import Reader, picture, question, ready, said

_ROUNDS = 2000  # signs of life that a test waits for at most


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    old(picture(tmp_path / "in" / "0.jpg"))
    return tmp_path / "in"


@pytest.fixture
def answers(folder: Path, tmp_path: Path) -> Iterator[Answers]:
    with Answers.create(tmp_path / "one.answers", question(folder)) as answers:
        yield answers


def old(file: Path) -> Path:
    os.utime(file, (1, 1))
    return file


def until(operation: Iterator[Progress], reached: Callable[[Progress], object]) -> Progress:
    for _ in range(_ROUNDS):
        progress = next(operation)
        if reached(progress):
            return progress
    raise AssertionError("it never came")


def answered(count: int) -> Callable[[Progress], object]:
    return lambda progress: isinstance(progress.detail, JobTally) and progress.detail.answered == count and progress.stage == WAITING


def test_what_arrives_is_classified_and_a_restart_goes_on(answers: Answers, folder: Path) -> None:
    reader = Reader()
    with closing(watch(answers, ready(reader), every=0.01)) as watching:
        until(watching, answered(1))
        for index in range(1, 4):
            old(picture(folder / "new" / f"{index}.jpg", "bee"))
        until(watching, answered(4))
    old(picture(folder / "late.jpg"))
    with Answers(answers.file) as again, closing(watch(again, ready(reader), every=0.01)) as watching:
        until(watching, answered(5))
    assert len(reader.read) == len(set(reader.read)) == 5


def test_an_empty_folder_is_waited_for(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    answers = Answers.create(tmp_path / "one.answers", question(tmp_path / "in"))
    with answers, closing(watch(answers, ready(Reader()), every=0.01)) as watching:
        until(watching, lambda progress: progress.stage == WAITING)
        old(picture(tmp_path / "in" / "first.jpg"))
        until(watching, answered(1))


def test_a_file_that_is_being_written_waits(answers: Answers, folder: Path) -> None:
    growing = picture(folder / "growing.jpg", "an")
    later = time.time() + 3600
    os.utime(growing, (later, later))
    with closing(watch(answers, ready(Reader()), every=0.01, settle=3600)) as watching:
        until(watching, answered(1))
        for _ in range(5):
            assert next(watching).detail.answered == 1  # type: ignore[union-attr]
        old(picture(growing, "ant"))
        until(watching, answered(2))
    assert said(answers)["growing.jpg"] == "ant"


def test_settled_by_its_own_time_or_since_it_was_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = 1000.0
    monkeypatch.setattr(time, "time", lambda: moment)
    monkeypatch.setattr(time, "monotonic", lambda: moment)
    settling = Settling(2.0)

    def settled(size: int, modified: float) -> bool:
        return settling.is_settled(Found("/x.jpg", size, int(modified * 1e9)))

    assert settled(1, 997.5) and not settled(1, 999.0)
    assert not settled(1, 5000.0)  # the clock of the drive is ahead
    moment += 1.5
    assert not settled(1, 5000.0)
    assert not settled(2, 5000.0)  # it has grown
    moment += 1.5
    assert not settled(2, 5000.0)
    moment += 1.0
    assert settled(2, 5000.0)


def test_a_source_that_goes_away_for_a_while(answers: Answers, folder: Path, tmp_path: Path) -> None:
    with closing(watch(answers, ready(Reader()), every=0.01)) as watching:
        until(watching, answered(1))
        folder.rename(tmp_path / "unplugged")
        progress = until(watching, lambda progress: progress.stage == AWAY)
        assert progress.detail.away == (folder,)  # type: ignore[union-attr]
        old(picture(tmp_path / "unplugged" / "new.jpg"))
        (tmp_path / "unplugged").rename(folder)
        until(watching, answered(2))
    assert answers.counts()[State.GONE] == 0


def test_it_ends_when_it_is_wished_and_holds_the_job_meanwhile(answers: Answers) -> None:
    finish = EarlyEnd()
    watching = watch(answers, ready(Reader()), every=0.01, finish=finish)
    until(watching, answered(1))
    with Answers(answers.file) as other, pytest.raises(JobBusy), held(other):
        pass
    finish.wish()
    result = ran(watching)
    assert result.complete and result.asked == 1
    with held(answers):
        pass


def test_it_rests_between_two_looks(answers: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr("engine.batch.watch.time.sleep", slept.append)
    with closing(watch(answers, ready(Reader()), every=60)) as watching:
        until(watching, answered(1))
        for _ in range(10):
            next(watching)
    assert len(slept) >= 10 and set(slept) <= {0.0, 0.2}  # the first is that of the reader
