"""Zooming, moving and the heatmap over a picture."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.widgets.image_view import ImageView

Left, NoKey = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def quarters() -> QImage:
    """200 x 200 px: red, green over blue, white."""
    image = QImage(200, 200, QImage.Format.Format_RGB32)
    for x, y, colour in ((0, 0, "#ff0000"), (100, 0, "#00ff00"), (0, 100, "#0000ff"), (100, 100, "#ffffff")):
        for row in range(y, y + 100):
            for column in range(x, x + 100):
                image.setPixelColor(column, row, QColor(colour))
    return image


@pytest.fixture
def view(qtbot: QtBot) -> ImageView:
    made = ImageView(placeholder="Choose a picture")
    qtbot.addWidget(made)
    made.resize(400, 200)
    made.set_image(quarters())
    made.show()
    qtbot.waitExposed(made)
    return made


def colour_at(view: ImageView, x: int, y: int) -> str:
    return view.grab().toImage().pixelColor(x, y).name()


def wheel(view: ImageView, at: QPoint, notches: int) -> None:
    position = QPointF(at)
    where = view.mapToGlobal(position)
    scroll, none = Qt.ScrollPhase.NoScrollPhase, Qt.MouseButton.NoButton
    QApplication.sendEvent(view, QWheelEvent(position, where, QPoint(), QPoint(0, 120 * notches), none, NoKey, scroll, False))


def test_the_whole_picture_is_shown_in_the_middle(view: ImageView) -> None:
    assert colour_at(view, 110, 20) == "#ff0000"
    assert colour_at(view, 290, 20) == "#00ff00"
    assert colour_at(view, 110, 180) == "#0000ff"
    assert colour_at(view, 20, 100) not in {"#ff0000", "#0000ff"}


def test_the_wheel_zooms_where_the_pointer_is(view: ImageView) -> None:
    wheel(view, QPoint(150, 50), 8)
    assert view.zoom > 3
    assert colour_at(view, 150, 50) == "#ff0000"
    assert colour_at(view, 390, 190) != "#ffffff"
    wheel(view, QPoint(150, 50), -30)
    assert view.zoom == 1
    assert colour_at(view, 290, 180) == "#ffffff"


def test_a_zoomed_picture_can_be_dragged_but_not_out_of_sight(view: ImageView) -> None:
    view.zoom_by(4)
    QTest.mousePress(view, Left, NoKey, QPoint(50, 50))
    QTest.mouseMove(view, QPoint(5000, 5000))
    QTest.mouseRelease(view, Left, NoKey, QPoint(5000, 5000))
    assert colour_at(view, 200, 100) == "#ff0000"
    assert colour_at(view, 5, 100) == "#ff0000"


def test_a_double_click_and_zero_show_the_whole_picture(view: ImageView) -> None:
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.zoom == pytest.approx(1.25)
    QTest.keyClick(view, Qt.Key.Key_0)
    assert view.zoom == 1
    QTest.keyClick(view, Qt.Key.Key_Plus)
    QTest.keyClick(view, Qt.Key.Key_Plus)
    QTest.keyClick(view, Qt.Key.Key_Minus)
    assert view.zoom == pytest.approx(1.25)
    QTest.mouseDClick(view, Left, NoKey, QPoint(200, 100))
    assert view.zoom == 1


def test_the_heatmap_lies_over_the_picture_as_strongly_as_asked(view: ImageView) -> None:
    black = QImage(2, 2, QImage.Format.Format_RGBA8888)
    black.fill(QColor(0, 0, 0, 255))
    view.set_overlay(black)
    view.set_overlay_opacity(1.0)
    assert colour_at(view, 290, 180) == "#000000"
    view.set_overlay_opacity(0.5)
    assert QColor(colour_at(view, 290, 180)).red() == pytest.approx(128, abs=2)
    view.set_overlay_opacity(0.0)
    assert colour_at(view, 290, 180) == "#ffffff"
    view.set_overlay_opacity(1.0)
    view.set_image(quarters())
    assert colour_at(view, 290, 180) == "#ffffff"


def test_without_a_picture_it_shows_its_placeholder_and_ignores_zooming(view: ImageView) -> None:
    view.set_image(None)
    before = view.grab().toImage()
    view.zoom_by(3)
    wheel(view, QPoint(10, 10), 3)
    assert view.zoom == 1
    view.set_placeholder("")
    assert view.grab().toImage() != before


def test_tiny_pictures_are_enlarged_with_their_pixels_kept(view: ImageView) -> None:
    board = QImage(2, 2, QImage.Format.Format_RGB32)
    board.fill(QColor("white"))
    board.setPixelColor(0, 0, QColor("black"))
    view.set_image(board)
    assert colour_at(view, 195, 95) == "#000000"
    assert colour_at(view, 205, 95) == "#ffffff"
