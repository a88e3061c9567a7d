"""Large pictures in threads: the latest wish first, its neighbours ahead, and a reason for what cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from gui.models.picture_loader import PictureLoader
from tests.conftest import striped_picture


@pytest.fixture
def pictures(tmp_path: Path) -> list[Path]:
    return [striped_picture(tmp_path / f"{number}.png", number, number, (300, 200)) for number in range(6)]


@pytest.fixture
def loader(qtbot: QtBot) -> Iterator[PictureLoader]:
    made = PictureLoader(longest=120)
    yield made
    made.shutdown()


class Heard:
    """What a loader said, in order."""

    def __init__(self, loader: PictureLoader) -> None:
        self.pictures: list[tuple[str, int]] = []
        self.reasons: list[tuple[str, str]] = []
        loader.loaded.connect(lambda path, image: self.pictures.append((path.name, image.width())))
        loader.detailed.connect(lambda path, image: self.pictures.append((path.name, image.width())))
        loader.failed.connect(lambda path, reason: self.reasons.append((path.name, reason)))


def kept(loader: PictureLoader) -> list[str]:
    return [path.name for path, _ in loader._kept]


def test_a_neighbour_is_there_at_once(qtbot: QtBot, loader: PictureLoader, pictures: list[Path]) -> None:
    heard = Heard(loader)
    loader.ask(pictures[1], [pictures[2], pictures[0]])
    assert heard.pictures == []
    qtbot.waitUntil(lambda: kept(loader) == ["1.png", "2.png", "0.png"])
    loader.ask(pictures[2], [pictures[3]])
    assert heard.pictures == [("1.png", 120), ("2.png", 120)]


def test_only_the_latest_wish_is_handed_out(qtbot: QtBot, loader: PictureLoader, pictures: list[Path]) -> None:
    heard = Heard(loader)
    for path in (*pictures, pictures[0], pictures[4]):
        loader.ask(path)
    qtbot.waitUntil(lambda: bool(heard.pictures) and not loader._reading)
    assert heard.pictures == [("4.png", 120)]
    loader.ask(pictures[5])
    loader.forget()
    qtbot.waitUntil(lambda: not loader._reading)
    assert len(heard.pictures) == 1


def test_what_was_given_up_and_is_wanted_again_is_read_after_all(qtbot: QtBot, loader: PictureLoader, pictures: list[Path]) -> None:
    heard = Heard(loader)
    for path in (pictures[0], pictures[1], pictures[2], pictures[0]):
        loader.ask(path)
    qtbot.waitUntil(lambda: heard.pictures == [("0.png", 120)])


def test_all_pixels_come_when_they_are_asked_for(qtbot: QtBot, loader: PictureLoader, pictures: list[Path]) -> None:
    heard = Heard(loader)
    loader.ask(pictures[0])
    qtbot.waitUntil(lambda: bool(heard.pictures))
    loader.ask_detail(pictures[0])
    qtbot.waitUntil(lambda: heard.pictures[1:] == [("0.png", 300)])


def test_a_broken_neighbour_says_so_only_when_it_is_its_turn(qtbot: QtBot, loader: PictureLoader, pictures: list[Path]) -> None:
    heard = Heard(loader)
    pictures[1].write_bytes(b"")
    loader.ask(pictures[0], [pictures[1], pictures[2]])
    qtbot.waitUntil(lambda: kept(loader) == ["0.png", "1.png", "2.png"])
    assert heard.reasons == []
    loader.ask(pictures[1])
    assert heard.reasons == [("1.png", "the file is empty")]


def test_memory_is_bounded_and_the_shown_picture_stays(qtbot: QtBot, loader: PictureLoader, monkeypatch: pytest.MonkeyPatch) -> None:
    reads: list[str] = []

    def read(path: Path, longest: int) -> tuple[QImage, str]:
        reads.append(path.name)
        return QImage(30, 30, QImage.Format.Format_RGB32), ""

    monkeypatch.setattr("gui.models.picture_loader._MEMORY", 2 * 30 * 30 * 4)
    monkeypatch.setattr("gui.models.picture_loader._answer", read)
    paths = [Path(f"{number}.png") for number in range(4)]
    loader.ask(paths[0], paths[1:])
    qtbot.waitUntil(lambda: not loader._reading and len(reads) == 4)
    assert kept(loader) == ["0.png", "1.png"]
    loader.ask(paths[3])
    qtbot.waitUntil(lambda: "3.png" in kept(loader))
    assert reads == ["0.png", "1.png", "2.png", "3.png", "3.png"]
