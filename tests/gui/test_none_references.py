"""Painting must not eat references to None: PySide6 6.12.0 on Python 3.11 loses one a call and ends in a crash."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui import theme
from gui.gallery.gallery import Gallery
from gui.models.cell import Bar, Cell, CellRole, PictureKey
from gui.models.thumbnail_loader import ThumbnailLoader
from tests.conftest import striped_picture

pytestmark = [
    pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on"),
]

_FRAMES = 3000


class _Model(QAbstractListModel):
    def __init__(self, picture: Path) -> None:
        super().__init__()
        self._cell = Cell(PictureKey(picture), bars=(Bar("bee", "#E69F00", 0.7), Bar("ant", "#0072B2", 0.3)))

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 500

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        return self._cell if role == CellRole else None


def test_painting_thousands_of_frames_keeps_the_references_to_none(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    theme.apply(qapp, "light")
    loader = ThumbnailLoader()
    gallery = Gallery(loader)
    qtbot.addWidget(gallery)
    gallery.setModel(_Model(striped_picture(tmp_path / "a.png", 0, 0)))
    gallery.resize(420, 300)
    gallery.show()
    try:
        with qtbot.waitSignal(loader.loaded, timeout=5000):
            gallery.viewport().repaint()
        gallery.viewport().repaint()
        before = sys.getrefcount(None)
        for frame in range(_FRAMES):
            gallery.verticalScrollBar().setValue(frame % 50)
            gallery.viewport().repaint()
        assert sys.getrefcount(None) > before - 100
    finally:
        loader.shutdown()
