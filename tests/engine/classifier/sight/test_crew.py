"""Threads ahead of who asks: the order of the pictures, a drive that does not answer, and an end to all of it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from engine.classifier.sight import crew
from engine.classifier.sight.crew import Seen, seen
from engine.errors import PictureUnreadable
from engine.images.failures import DRIVE_FAILS

PATIENCE = 0.3
VIEW = np.zeros((1, 4, 4, 3), np.uint8)


class Drive:
    """Files of a drive some of which do not answer until it is released."""

    def __init__(self, *stalled: str) -> None:
        self.stalled = stalled
        self.released = threading.Event()
        self.asked: list[str] = []

    def look(self, path: Path) -> np.ndarray:
        self.asked.append(path.name)
        if path.name in self.stalled:
            self.released.wait()
        if path.name == "bad":
            raise PictureUnreadable(path=path, reason="the file is damaged")
        return VIEW + int(path.stem) if path.stem.isdigit() else VIEW


@pytest.fixture
def drive() -> Iterator[Callable[..., Drive]]:
    drives: list[Drive] = []

    def make(*stalled: str) -> Drive:
        drives.append(Drive(*stalled))
        return drives[-1]

    yield make
    for each in drives:
        each.released.set()
    for thread in decoding():
        thread.join(5)
    assert not decoding()


def decoding() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "decoding"]


def numbered(count: int, folder: str = "pictures") -> list[Path]:
    return [Path(folder) / f"{number}.png" for number in range(count)]


def all_seen(paths: list[Path], drive: Drive, threads: int = 2, ahead: int = 8) -> list[Seen]:
    return list(seen(paths, drive.look, threads, ahead, PATIENCE))


def test_all_come_in_their_order_with_the_reasons_of_those_that_fail(drive: Callable[..., Drive]) -> None:
    paths = [*numbered(30), Path("bad"), *numbered(5)]
    found = all_seen(paths, drive())
    assert [each.place for each in found] == list(range(36))
    assert [each.place for each in found if each.views is None] == [30]
    assert found[30].failure == "the file is damaged"
    assert found[7].views is not None and found[7].views.max() == 7
    assert not decoding()


def test_only_so_many_are_read_ahead(drive: Callable[..., Drive]) -> None:
    taken: list[int] = []

    def endless() -> Iterator[Path]:
        for number in range(10**9):
            taken.append(number)
            yield Path(f"{number % 200}.png")

    with closing(seen(endless(), drive().look, 2, 8)) as source:
        for place in range(100):
            assert next(source).place == place
            assert len(taken) <= place + 1 + 8
    assert not decoding()


@pytest.mark.parametrize("stalled", [["0.png"], ["3.png", "4.png", "5.png"], ["19.png"]])
def test_a_drive_that_does_not_answer_holds_up_nothing_else(drive: Callable[..., Drive], stalled: list[str]) -> None:
    slow = drive(*stalled)
    found = all_seen(numbered(20), slow)
    assert sorted(each.place for each in found) == list(range(20))
    assert [(f"{each.place}.png", each.failure) for each in found if each.views is None] == [(name, DRIVE_FAILS) for name in stalled]
    quick = [each.place for each in found if each.views is not None]
    assert quick == sorted(quick)


def test_a_slow_picture_comes_late_but_comes(drive: Callable[..., Drive], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "_SOON", 0.05)
    slow = drive("1.png")
    with closing(seen(numbered(12), slow.look, 1, 4, patience=60)) as source:
        order = [next(source).place for _ in range(11)]
        slow.released.set()
        order += [each.place for each in source]
    assert order == [0, *range(2, 12), 1]


def test_a_folder_that_went_silent_is_not_asked_for_every_picture(drive: Callable[..., Drive]) -> None:
    names = [f"{number}.png" for number in range(40)]
    slow = drive(*names)
    found = all_seen(numbered(40), slow, ahead=4)
    assert [each.failure for each in found] == [DRIVE_FAILS] * 40
    assert len(slow.asked) < 20
    mixed = [path for pair in zip(numbered(40), numbered(60, "elsewhere")[40:], strict=False) for path in pair]
    assert {each.failure for each in all_seen(mixed, slow, ahead=4) if mixed[each.place].parent.name == "elsewhere"} == {""}


def test_more_stuck_threads_than_allowed_still_come_to_an_end(drive: Callable[..., Drive], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "_MOST_STUCK", 2)
    slow = drive(*(f"{number}.png" for number in range(6)))
    paths = [Path(f"folder-{number}") / f"{number}.png" for number in range(9)]
    found = all_seen(paths, slow)
    assert {each.place: bool(each.failure) for each in found} == {place: place < 6 for place in range(9)}


def test_what_else_goes_wrong_is_raised_and_ends_the_threads() -> None:
    def look(path: Path) -> np.ndarray:
        raise ZeroDivisionError(path.name)

    with pytest.raises(ZeroDivisionError, match=r"0\.png"):
        list(seen(numbered(5), look, 2, 4))
    assert not decoding()


def test_what_goes_wrong_with_the_paths_is_raised_too(drive: Callable[..., Drive]) -> None:
    def broken() -> Iterator[Path]:
        yield Path("0.png")
        raise OSError("the list ends here")

    with pytest.raises(OSError, match="the list ends here"):
        list(seen(broken(), drive().look, 2, 4))
    assert not decoding()


def test_closing_leaves_the_stuck_to_themselves_and_does_not_wait_for_them(drive: Callable[..., Drive]) -> None:
    slow = drive("2.png")
    source = seen(numbered(1000), slow.look, 2, 4, patience=60)
    assert [next(source).place for _ in range(2)] == [0, 1]
    source.close()
    left = decoding()
    assert len(left) <= 1 and all(thread.daemon for thread in left)
    assert len(slow.asked) < 20
    slow.released.set()
    until = time.monotonic() + 10
    while decoding() and time.monotonic() < until:
        time.sleep(0.01)


def test_no_pictures_at_all(drive: Callable[..., Drive]) -> None:
    assert all_seen([], drive()) == []
