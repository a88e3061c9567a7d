"""A sort that is killed, or refused by the system, at each of its steps in turn: nothing is lost or doubled, and both ways lead on.

A death is played by a switch: from the n-th call on that changes anything, every such call raises, so that no cleaning up happens either.
"""

from __future__ import annotations

import errno
import functools
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from engine.batch.answers import Answers
from engine.batch.sorting import files
from engine.batch.sorting.journal import Journal
from engine.errors import FieldmarkError
from engine.operations.sorting import COPY, HARD_LINK, MOVE, SYMLINK, apply_sort, finish_sort, journals, plan_sort, undo_sort
from engine.progress import run
from tests.engine.batch.sorting.made import answered, contents, tree, write

SURE = {"a.jpg": (0.9, 0.1), "sub/a.jpg": (0.8, 0.2), "sub/b.jpg": (0.2, 0.8)}
CALLS = ("link", "unlink", "rename", "mkdir", "rmdir", "utime", "fsync", "symlink", "replace", "chmod")


class Killed(BaseException):
    """The process is no more."""


@dataclass
class Switch:
    """Counts calls that change something; from the `at`-th on they all raise `Killed`, or only that one an `OSError`.

    That comes `late` where the system has done what it was asked to, as network drives have it.
    """

    at: int = 10**9
    error: int = 0
    late: bool = False
    count: int = 0

    def pass_by(self, path: object = "") -> None:
        self.count += 1
        if self.error and self.count == self.at:
            raise OSError(self.error, os.strerror(self.error), str(path))
        if not self.error and self.count >= self.at:
            raise Killed


_QUICK = {"synchronous = FULL": "synchronous = OFF", "synchronous = NORMAL": "synchronous = OFF", "= WAL": "= MEMORY"}


class Unsynced(sqlite3.Connection):
    """Thousands of journals a minute: what a power cut would do to them is not played here."""

    def execute(self, statement: str, *arguments: Any) -> sqlite3.Cursor:
        for slow, quick in _QUICK.items():
            statement = statement.replace(slow, quick)
        return super().execute(statement, *arguments)


@pytest.fixture
def switch(monkeypatch: pytest.MonkeyPatch) -> Switch:
    switch = Switch()
    monkeypatch.setattr(sqlite3, "connect", functools.partial(sqlite3.connect, factory=Unsynced))

    def watched(call: Callable[..., Any], real: bool = True) -> Callable[..., Any]:
        def watching(*arguments: Any, **options: Any) -> Any:
            if switch.late:
                call(*arguments, **options)
            switch.pass_by(arguments[0])
            return None if switch.late or not real else call(*arguments, **options)

        return watching

    for name in CALLS:
        monkeypatch.setattr(os, name, watched(getattr(os, name), real=name != "fsync"))
    monkeypatch.setattr(shutil, "copystat", watched(shutil.copystat))
    monkeypatch.setattr(Answers, "moved", watched(Answers.moved))
    transaction = Journal.transaction

    @contextmanager
    def watching(self: Journal) -> Iterator[Any]:
        if not switch.error:
            switch.pass_by()
        with transaction(self) as connection:
            yield connection
            if not switch.error:
                switch.pass_by()  # written, and not yet on the disk

    monkeypatch.setattr(Journal, "transaction", watching)
    return switch


def _on_one_drive(monkeypatch: pytest.MonkeyPatch) -> None:
    pass


def _without_links(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on FAT."""

    def link(*_: Any, **__: Any) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", link)


def _across_drives(monkeypatch: pytest.MonkeyPatch) -> None:
    link = os.link

    def refusing(source: Any, target: Any, **options: Any) -> None:
        if Path(source).parent != Path(target).parent:
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
        link(source, target, **options)

    monkeypatch.setattr(os, "link", refusing)


WAYS = {
    "move": (MOVE, _on_one_drive),
    "move without links": (MOVE, _without_links),
    "move across drives": (MOVE, _across_drives),
    "copy": (COPY, _on_one_drive),
    "copy without links": (COPY, _without_links),
    "hard link": (HARD_LINK, _on_one_drive),
    "symlink": (SYMLINK, _on_one_drive),
}


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    how, prepare = WAYS[request.param]
    prepare(monkeypatch)  # before the switch, which counts around it
    return str(how)


class Scene:
    """Three pictures and a sidecar, classified, and the plan to sort them into a folder below theirs."""

    def __init__(self, folder: Path, how: str) -> None:
        self.folder, self.how = folder, how
        self.pictures = folder / "pictures"
        for number, name in enumerate(SURE):
            write(self.pictures / name, f"picture {name}".encode(), 1_600_000_000_000_000_000 + number)
        write(self.pictures / "a.xmp", b"sidecar")
        self.before, self.held = tree(self.pictures), contents(self.pictures)
        self.answers = answered(folder / "job.answers", self.pictures, SURE, ("ant", "bee"))
        self.journal = run(plan_sort(self.answers, self.pictures / "sorted", how)).journal

    def check_nothing_is_lost(self) -> None:
        assert set(contents(self.pictures)) >= set(self.held)

    def check_sorted(self) -> None:
        done = finish_sort(self.journal)
        result = run(done)
        assert (result.pictures, result.failed) == (3, 0), result.problems
        assert sorted(path.relative_to(self.pictures / "sorted").as_posix() for path in (self.pictures / "sorted").glob("*/*.jpg")) == [
            *("ant/a (2).jpg", "ant/a.jpg", "bee/b.jpg")
        ]
        assert not list(self.pictures.rglob("*.part"))
        sidecars = 1 if self.how == MOVE else 2 if self.how == COPY else 1
        doubled = 1 if self.how == MOVE else 2
        assert len(contents(self.pictures)) == 3 * doubled + sidecars
        if self.how == MOVE:
            assert contents(self.pictures) == self.held
            assert {answer.path.parent.parent.name for answer in self.answers.everything()} == {"sorted"}

    def check_undone(self) -> None:
        undone = run(undo_sort(self.journal))
        assert undone.kept == 0, undone.problems
        assert tree(self.pictures) == self.before
        assert {answer.path for answer in self.answers.everything()} == {self.pictures / name for name in SURE}

    def close(self) -> None:
        self.answers.close()


def _scenes(folder: Path, how: str, switch: Switch, step: int = 1) -> Iterator[tuple[int, Scene]]:
    for moment in range(1, 400, step):
        switch.at, switch.count = 10**9, 0
        scene = Scene(folder / str(moment), how)
        switch.count = 0
        yield moment, scene
        scene.close()
        for card in journals():
            card.file.unlink()


def _dies(operation: Any, switch: Switch, moment: int) -> bool:
    switch.at, switch.count = moment, 0
    try:
        run(operation)
    except Killed:
        return True
    finally:
        switch.at, switch.count = 10**9, 0
    return False


def test_a_sort_that_dies_at_any_step_can_be_finished_and_then_undone(way: str, switch: Switch, tmp_path: Path) -> None:
    for moment, scene in _scenes(tmp_path, way, switch):
        died = _dies(apply_sort(scene.journal), switch, moment)
        scene.check_nothing_is_lost()
        scene.check_sorted()
        scene.check_undone()
        if not died:
            break
    assert moment > 20


def test_a_sort_that_dies_at_any_step_can_be_undone(way: str, switch: Switch, tmp_path: Path) -> None:
    for moment, scene in _scenes(tmp_path, way, switch):
        died = _dies(apply_sort(scene.journal), switch, moment)
        if journals():  # else it died before it began
            scene.check_undone()
        if not died:
            break
    assert moment > 20


def test_an_undo_that_dies_at_any_step_can_go_either_way(way: str, switch: Switch, tmp_path: Path) -> None:
    for moment, scene in _scenes(tmp_path, way, switch):
        run(apply_sort(scene.journal))
        died = _dies(undo_sort(scene.journal), switch, moment)
        scene.check_nothing_is_lost()
        if died and moment % 2 and journals()[0].unfinished:
            scene.check_sorted()
        scene.check_undone()
        if not died:
            break
    assert moment > 15


def test_dying_twice_is_no_worse(way: str, switch: Switch, tmp_path: Path) -> None:
    for moment, scene in _scenes(tmp_path, way, switch, step=3):
        died = _dies(apply_sort(scene.journal), switch, moment)
        if journals():
            _dies(undo_sort(scene.journal), switch, 1 + (moment * 7) % 29)
            scene.check_nothing_is_lost()
            _dies(undo_sort(scene.journal), switch, 1 + (moment * 3) % 17)
            scene.check_undone()
        if not died:
            break


@pytest.mark.parametrize(("error", "late"), [(errno.EIO, False), (errno.ENOSPC, False), (errno.EIO, True), (errno.ENOENT, True)])
def test_a_step_that_the_system_refuses_is_told_and_loses_nothing(error: int, late: bool, way: str, switch: Switch, tmp_path: Path) -> None:
    told = 0
    for moment, scene in _scenes(tmp_path, way, switch, step=2):
        switch.at, switch.error, switch.late, switch.count = moment, error, late, 0
        try:
            told += bool(run(apply_sort(scene.journal)).problems)
        except FieldmarkError:
            told += 1
        reached = switch.count >= moment
        switch.error, switch.late, switch.at = 0, False, 10**9
        scene.check_nothing_is_lost()
        if journals():
            scene.check_sorted()
            scene.check_undone()
        if not reached:
            break
    assert told > 1


def test_a_cancel_leaves_whole_files_and_a_journal_that_goes_on(way: str, switch: Switch, tmp_path: Path) -> None:
    for moment, scene in _scenes(tmp_path, way, switch, step=2):
        operation = apply_sort(scene.journal)
        with suppress(StopIteration):
            for _ in range(moment):
                next(operation)
            operation.close()
            assert not list(scene.pictures.rglob("*.part"))
            scene.check_nothing_is_lost()
            if way == MOVE:
                assert contents(scene.pictures) == scene.held  # nothing is left at both places
            scene.check_sorted()
            scene.check_undone()
            continue
        break
    assert files.seen(scene.pictures / "sorted") is not None
