"""Dragging a selection away: when a drag starts, what it carries, and what a click without moving still does."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QByteArray, QPoint, Qt
from PySide6.QtGui import QColor, QDrag, QFont, QPixmap
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui import theme
from gui.gallery.gallery import Gallery
from gui.gallery.gallery_drag import drag_pixmap
from gui.models.cell import SAMPLES_MIME, Cell, PictureKey
from gui.models.thumbnail_loader import ThumbnailLoader
from tests.gui.widgets.conftest import CellModel

Keys = Callable[[int], list[PictureKey]]
Left = Qt.MouseButton.LeftButton
NoKey, Ctrl = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def gallery(qtbot: QtBot, loader: ThumbnailLoader, picture_keys: Keys) -> Iterator[Gallery]:
    made = Gallery(loader)
    made.setModel(CellModel([Cell(key, "ant") for key in picture_keys(2)], 40))
    made.drags_samples = True
    made.resize(900, 600)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    yield made


@pytest.fixture
def drags(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], QByteArray, QPixmap]]:
    """What was dragged; a real drag would wait for a real pointer."""
    seen: list[tuple[list[str], QByteArray, QPixmap]] = []

    def note(drag: QDrag, actions: Qt.DropAction) -> Qt.DropAction:
        assert actions == Qt.DropAction.CopyAction
        seen.append((drag.mimeData().formats(), drag.mimeData().data(SAMPLES_MIME), drag.pixmap()))
        return Qt.DropAction.IgnoreAction

    monkeypatch.setattr(QDrag, "exec", note)
    return seen


def centre(gallery: Gallery, row: int) -> QPoint:
    return gallery.visualRect(gallery.model().index(row, 0)).center()


def sweep(gallery: Gallery, start: QPoint, end: QPoint, modifiers: Qt.KeyboardModifier = NoKey) -> None:
    QTest.mousePress(gallery.viewport(), Left, modifiers, start)
    for step in range(1, 5):
        QTest.mouseMove(gallery.viewport(), start + (end - start) * step / 4)
    QTest.mouseRelease(gallery.viewport(), Left, modifiers, end)


def rows(gallery: Gallery) -> list[int]:
    return [row for run in gallery.selected_runs() for row in run]


Drags = list[tuple[list[str], QByteArray, QPixmap]]


def test_moving_a_selected_card_drags_the_selection_which_stays(gallery: Gallery, drags: Drags) -> None:
    gallery.select_rows([range(2, 5), range(8, 9)])
    sweep(gallery, centre(gallery, 3), centre(gallery, 3) + QPoint(300, 40))
    ((formats, data, pixmap),) = drags
    assert formats == [SAMPLES_MIME]
    assert bytes(data.data()) == b"4"
    assert not pixmap.isNull()
    assert rows(gallery) == [2, 3, 4, 8]


def test_after_a_drag_the_next_press_begins_anew(gallery: Gallery, drags: Drags) -> None:
    gallery.select_rows([range(2, 5)])
    sweep(gallery, centre(gallery, 3), centre(gallery, 6))
    QTest.mouseClick(gallery.viewport(), Left, NoKey, centre(gallery, 6))
    assert rows(gallery) == [6]
    sweep(gallery, centre(gallery, 1), centre(gallery, 2))
    assert rows(gallery) == [1, 2]
    assert len(drags) == 1


def test_a_click_without_moving_reduces_the_selection_on_release(gallery: Gallery, drags: Drags) -> None:
    gallery.select_rows([range(5)])
    QTest.mousePress(gallery.viewport(), Left, NoKey, centre(gallery, 3))
    QTest.mouseMove(gallery.viewport(), centre(gallery, 3) + QPoint(1, 1))
    assert rows(gallery) == [0, 1, 2, 3, 4]
    QTest.mouseRelease(gallery.viewport(), Left, NoKey, centre(gallery, 3))
    assert rows(gallery) == [3]
    assert not drags


def test_control_takes_a_selected_card_off_and_drags_nothing(gallery: Gallery, drags: Drags) -> None:
    gallery.select_rows([range(5)])
    QTest.mouseClick(gallery.viewport(), Left, Ctrl, centre(gallery, 3))
    assert rows(gallery) == [0, 1, 2, 4]
    assert not drags


@pytest.mark.parametrize("start", [6, None], ids=["an unselected card", "the ground"])
def test_elsewhere_moving_spans_a_rubber_band(gallery: Gallery, drags: Drags, start: int | None) -> None:
    gallery.select_rows([range(3)])
    columns = gallery.columns
    corner = centre(gallery, start) if start else gallery.visualRect(gallery.model().index(6, 0)).topLeft() - QPoint(4, 4)
    sweep(gallery, corner, centre(gallery, columns + 7))
    expected = [row for row in range(40) if row // columns in (6 // columns, 6 // columns + 1) and 1 <= row % columns <= 2]
    assert rows(gallery) == expected
    assert not drags


def test_without_the_switch_a_selected_card_starts_a_rubber_band_too(gallery: Gallery, drags: Drags) -> None:
    gallery.drags_samples = False
    gallery.select_rows([range(3)])
    sweep(gallery, centre(gallery, 1), centre(gallery, 2))
    assert rows(gallery) == [1, 2]
    assert not drags


def test_a_double_click_on_one_of_many_opens_it(gallery: Gallery) -> None:
    opened: list[int] = []
    gallery.activated_sample.connect(lambda index: opened.append(index.row()))
    gallery.select_rows([range(5)])
    QTest.mouseClick(gallery.viewport(), Left, NoKey, centre(gallery, 3))
    QTest.mouseDClick(gallery.viewport(), Left, NoKey, centre(gallery, 3))
    assert opened == [3]


def swatch(colour: str) -> QPixmap:
    pixmap = QPixmap(160, 120)
    pixmap.fill(QColor(colour))
    return pixmap


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_the_first_picture_lies_on_top_and_more_of_them_are_seen_at_its_edge(ratio: float) -> None:
    image = drag_pixmap([swatch("#ff0000"), swatch("#00ff00"), swatch("#0000ff")], 3, QFont(), ratio).toImage()
    assert image.devicePixelRatio() == ratio
    assert image.pixelColor(round(40 * ratio), round(30 * ratio)).name() == "#ff0000"
    colours = {image.pixelColor(x, round(50 * ratio)).name() for x in range(image.width())}
    assert {"#ff0000", "#00ff00", "#0000ff"} <= colours


def test_the_number_stands_on_a_badge_that_is_not_cut(qapp: object) -> None:
    accent = theme.current().accent
    for count in (2, 7, 100_000):
        image = drag_pixmap([swatch("#ff0000")], count, QFont(), 1.0).toImage()
        edges = [image.pixelColor(x, y) for x in (0, image.width() - 1) for y in range(image.height())]
        edges += [image.pixelColor(x, image.height() - 1) for x in range(image.width())]
        assert accent not in {colour.name() for colour in edges}
        assert accent in {image.pixelColor(x, image.height() - 6).name() for x in range(image.width())}
    one = drag_pixmap([swatch("#ff0000")], 1, QFont(), 1.0).toImage()
    assert accent not in {one.pixelColor(x, y).name() for x in range(one.width()) for y in range(one.height())}


def test_a_drag_without_thumbnails_still_has_a_card(qapp: object) -> None:
    assert drag_pixmap([], 5, QFont(), 1.0).width() > 80
