"""What a gallery asks the loader for, and what it paints when that comes: seen on the screen, which nothing else repaints."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPixmap
from pytestqt.qtbot import QtBot

from gui.gallery.gallery import Gallery
from gui.gallery.scaled_pixmaps import ScaledPixmaps
from gui.models.cell import Cell, PictureKey
from gui.models.thumbnail_loader import ThumbnailLoader
from tests.gui.widgets.conftest import CellModel

Keys = Callable[[int], list[PictureKey]]


class NotingLoader(ThumbnailLoader):
    """Remembers what views have said that they want."""

    def __init__(self) -> None:
        super().__init__()
        self.wishes: list[tuple[int, list[PictureKey], list[PictureKey]]] = []

    def focus(self, view: int, on_screen: Sequence[PictureKey], ahead: Sequence[PictureKey] = ()) -> None:
        self.wishes.append((view, list(on_screen), list(ahead)))
        super().focus(view, on_screen, ahead)


@pytest.fixture
def noting(qapp: object) -> Iterator[NotingLoader]:
    made = NotingLoader()
    yield made
    made.shutdown()


@pytest.fixture
def gallery(qtbot: QtBot, noting: NotingLoader, picture_keys: Keys) -> Iterator[Gallery]:
    """One hundred cards, five to a line, of pictures that are not there but for the first three."""
    made = Gallery(noting)
    keys = picture_keys(3)
    keys += [PictureKey(keys[0].path.with_name(f"none-{number}.png")) for number in range(97)]
    made.setModel(CellModel([Cell(key, "ant") for key in keys]))
    made.resize(900, 400)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    yield made


def keys_of(gallery: Gallery, rows: Sequence[int]) -> list[PictureKey]:
    cells = [gallery.cell_at(row) for row in rows]
    return [cell.picture for cell in cells if isinstance(cell, Cell)]


def settled(qtbot: QtBot, gallery: Gallery, noting: NotingLoader) -> tuple[list[PictureKey], list[PictureKey]]:
    """What the view wants once it has come to rest on what it shows now."""
    visible = keys_of(gallery, gallery.visible_rows())
    qtbot.waitUntil(lambda: bool(noting.wishes) and noting.wishes[-1][1] == visible, timeout=5000)
    return noting.wishes[-1][1:]


def test_a_view_at_rest_wants_its_screen_and_the_next_one(qtbot: QtBot, gallery: Gallery, noting: NotingLoader) -> None:
    visible = gallery.visible_rows()
    _, ahead = settled(qtbot, gallery, noting)
    assert ahead == keys_of(gallery, range(visible.stop, visible.stop + len(visible)))


def test_what_is_read_ahead_lies_where_the_scrolling_leads(qtbot: QtBot, gallery: Gallery, noting: NotingLoader) -> None:
    bar = gallery.verticalScrollBar()
    bar.setValue(1500)
    visible = gallery.visible_rows()
    assert settled(qtbot, gallery, noting)[1] == keys_of(gallery, range(visible.stop, visible.stop + len(visible)))
    bar.setValue(1400)
    visible = gallery.visible_rows()
    assert settled(qtbot, gallery, noting)[1] == keys_of(gallery, range(visible.start - 1, visible.start - 1 - len(visible), -1))


def test_at_the_end_there_is_nothing_ahead(qtbot: QtBot, gallery: Gallery, noting: NotingLoader) -> None:
    gallery.verticalScrollBar().setValue(gallery.verticalScrollBar().maximum())
    assert settled(qtbot, gallery, noting)[1] == []


def test_while_scrolling_goes_on_nothing_is_cancelled(qtbot: QtBot, gallery: Gallery, noting: NotingLoader) -> None:
    settled(qtbot, gallery, noting)
    said = len(noting.wishes)
    for step in range(5):
        gallery.verticalScrollBar().setValue(40 * step)
    assert len(noting.wishes) == said
    qtbot.waitUntil(lambda: len(noting.wishes) > said, timeout=5000)


def test_a_view_that_is_hidden_wants_nothing(qtbot: QtBot, gallery: Gallery, noting: NotingLoader) -> None:
    gallery.hide()
    view, on_screen, ahead = noting.wishes[-1]
    assert (on_screen, ahead) == ([], [])
    assert view == id(gallery)


def on_screen(gallery: Gallery) -> QImage:
    """The first card as the screen shows it, without having it painted anew."""
    return gallery.screen().grabWindow(gallery.winId()).toImage().copy(gallery.visualRect(gallery.model().index(0, 0)))


def painted(gallery: Gallery) -> QImage:
    return gallery.viewport().grab().toImage().copy(gallery.visualRect(gallery.model().index(0, 0)))


def test_a_card_is_painted_when_its_thumbnail_comes(qtbot: QtBot, gallery: Gallery, noting: NotingLoader) -> None:
    qtbot.waitUntil(lambda: noting.pixmap(keys_of(gallery, [0])[0]) is not None, timeout=5000)
    qtbot.waitUntil(lambda: on_screen(gallery) == painted(gallery), timeout=2000)


def test_a_card_drawn_in_haste_is_drawn_well_a_little_later(
    qtbot: QtBot, gallery: Gallery, noting: NotingLoader, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.waitUntil(lambda: on_screen(gallery) == painted(gallery) and noting.waiting == 0, timeout=5000)
    well = painted(gallery)
    refused: list[QSize] = []
    real = ScaledPixmaps.get

    def hurried(self: ScaledPixmaps, source: QPixmap, size: QSize, ratio: float) -> QPixmap | None:
        if len(refused) < 6:
            refused.append(size)
            return None
        return real(self, source, size, ratio)

    monkeypatch.setattr(ScaledPixmaps, "get", hurried)
    gallery.viewport().repaint()
    assert len(refused) == 3
    assert on_screen(gallery) != well
    qtbot.waitUntil(lambda: on_screen(gallery) == well, timeout=2000)
