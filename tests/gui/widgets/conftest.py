"""A dressed application, a loader that is shut down, a model of cards, and a check that no thread outlives its test."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication

from gui import theme
from gui.models.cell import Cell, CellRole, PictureKey
from gui.models.thumbnail_loader import ThumbnailLoader
from tests.conftest import striped_picture


class CellModel(QAbstractListModel):
    """Rows of given cells; `count` may be larger, then they repeat."""

    def __init__(self, cells: list[Cell], count: int = 0) -> None:
        super().__init__()
        self.cells = cells
        self.count = count or len(cells)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return self.count

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        cell = self.cells[index.row() % len(self.cells)]
        if role == CellRole:
            return cell
        return cell.caption if role == Qt.ItemDataRole.AccessibleTextRole else ""


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    before = set(threading.enumerate())
    theme.apply(qapp, "light")
    yield
    assert not [thread for thread in threading.enumerate() if thread not in before and not isinstance(thread, threading._DummyThread)]


@pytest.fixture
def loader(qapp: QApplication) -> Iterator[ThumbnailLoader]:
    made = ThumbnailLoader()
    yield made
    made.shutdown()


@pytest.fixture
def picture_keys(tmp_path: Path) -> Callable[[int], list[PictureKey]]:
    def make(count: int) -> list[PictureKey]:
        return [PictureKey(striped_picture(tmp_path / f"{number}.png", number, number, (160, 120))) for number in range(count)]

    return make
