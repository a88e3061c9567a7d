"""Headers over the pictures, through real events: what they select, how they stick, and how keys cross them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.gallery.gallery import Gallery
from gui.gallery.grid_geometry import HEADER
from gui.models.cell import Cell, PictureKey, Section
from gui.models.thumbnail_loader import ThumbnailLoader
from tests.gui.widgets.conftest import CellModel

Keys = Callable[[int], list[PictureKey]]
Left = Qt.MouseButton.LeftButton
NoKey, Ctrl, Shift = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class SectionModel(CellModel):
    """As many rows as its sections count."""

    def __init__(self, cells: list[Cell], sections: Sequence[Section]) -> None:
        super().__init__(cells, sum(section.count for section in sections))
        self.said: Sequence[Section] = sections

    def sections(self) -> Sequence[Section]:
        return self.said


@pytest.fixture
def gallery(qtbot: QtBot, loader: ThumbnailLoader, picture_keys: Keys) -> Iterator[Gallery]:
    """Sections of 7, 3, 0 and 90 cards, 5 to a line."""
    made = Gallery(loader)
    sections = (Section("plant 1", 7, "#E69F00"), Section("plant 2", 3), Section("nothing", 0), Section("plant 3", 90))
    made.setModel(SectionModel([Cell(key, "ant") for key in picture_keys(2)], sections))
    made.resize(900, 600)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.setFocus()
    assert made.columns == 5
    yield made


def rect(gallery: Gallery, row: int) -> QRect:
    return gallery.visualRect(gallery.model().index(row, 0))


def header_above(gallery: Gallery, row: int) -> QPoint:
    """A point on the header over the section that begins with `row`."""
    return rect(gallery, row).topLeft() - QPoint(-40, 30)


def rows(gallery: Gallery) -> list[int]:
    return [row for run in gallery.selected_runs() for row in run]


def test_each_section_begins_below_its_header(gallery: Gallery) -> None:
    assert rect(gallery, 0).top() > HEADER
    assert rect(gallery, 7).left() == rect(gallery, 0).left()
    assert rect(gallery, 7).top() - rect(gallery, 5).bottom() > HEADER
    assert not gallery.indexAt(header_above(gallery, 7)).isValid()


def test_a_click_on_a_header_selects_its_pictures_and_control_adds(gallery: Gallery) -> None:
    QTest.mouseClick(gallery.viewport(), Left, NoKey, header_above(gallery, 7))
    assert rows(gallery) == [7, 8, 9]
    assert gallery.currentIndex().row() == 7
    QTest.mouseClick(gallery.viewport(), Left, Ctrl, header_above(gallery, 0))
    assert rows(gallery) == list(range(10))
    QTest.mouseClick(gallery.viewport(), Left, NoKey, header_above(gallery, 0))
    assert rows(gallery) == list(range(7))


def test_a_header_without_pictures_changes_nothing(gallery: Gallery) -> None:
    gallery.select_row(3)
    QTest.mouseClick(gallery.viewport(), Left, NoKey, header_above(gallery, 10) - QPoint(0, HEADER + 12))
    assert rows(gallery) == [3]


def test_moving_from_a_header_spans_no_rubber_band(gallery: Gallery) -> None:
    start = header_above(gallery, 7)
    QTest.mousePress(gallery.viewport(), Left, NoKey, start)
    for step in range(1, 6):
        QTest.mouseMove(gallery.viewport(), start + QPoint(40, 60) * step)
    QTest.mouseRelease(gallery.viewport(), Left, NoKey, start + QPoint(200, 300))
    assert rows(gallery) == [7, 8, 9]


def test_shift_after_a_click_on_a_header_selects_from_its_first_picture(gallery: Gallery) -> None:
    QTest.mouseClick(gallery.viewport(), Left, NoKey, header_above(gallery, 7))
    QTest.mouseClick(gallery.viewport(), Left, Shift, rect(gallery, 11).center())
    assert rows(gallery) == [7, 8, 9, 10, 11]


def test_the_header_sticks_while_its_pictures_scroll_and_can_still_be_clicked(gallery: Gallery) -> None:
    gallery.verticalScrollBar().setValue(rect(gallery, 30).top())
    before = gallery.verticalScrollBar().value()
    assert rect(gallery, 10).top() < 0
    QTest.mouseClick(gallery.viewport(), Left, NoKey, QPoint(60, HEADER // 2))
    assert rows(gallery) == list(range(10, 100))
    assert gallery.verticalScrollBar().value() == before


def test_a_card_beneath_the_sticking_header_is_neither_hit_nor_called_visible(gallery: Gallery) -> None:
    gallery.verticalScrollBar().setValue(rect(gallery, 30).bottom() - HEADER + 2)
    assert rect(gallery, 30).bottom() < HEADER
    assert not gallery.indexAt(rect(gallery, 30).bottomLeft() + QPoint(20, -3)).isValid()
    assert gallery.visible_rows().start == 35


def test_keys_cross_sections_and_what_they_reach_is_in_view(gallery: Gallery) -> None:
    gallery.select_row(3)
    for key, row in (
        (Qt.Key.Key_Down, 6),
        (Qt.Key.Key_Down, 9),
        (Qt.Key.Key_Down, 13),
        (Qt.Key.Key_Down, 18),
        (Qt.Key.Key_Up, 13),
        (Qt.Key.Key_Up, 9),
        (Qt.Key.Key_Up, 6),
        (Qt.Key.Key_Up, 3),
        (Qt.Key.Key_End, 99),
        (Qt.Key.Key_Home, 0),
    ):
        QTest.keyClick(gallery, key)
        assert gallery.currentIndex().row() == row
        assert rect(gallery, row).top() >= HEADER
        assert rect(gallery, row).bottom() < gallery.viewport().height()
    assert gallery.verticalScrollBar().value() == 0


def test_shift_and_down_select_in_reading_order_across_a_header(gallery: Gallery) -> None:
    gallery.select_row(5)
    QTest.keyClick(gallery, Qt.Key.Key_Down, Shift)
    QTest.keyClick(gallery, Qt.Key.Key_Down, Shift)
    assert rows(gallery) == [5, 6, 7, 8, 9, 10]


def test_the_place_is_kept_when_the_window_becomes_narrower(gallery: Gallery) -> None:
    gallery.verticalScrollBar().setValue(rect(gallery, 40).top() - 100)
    first = gallery.visible_rows().start
    below = rect(gallery, first).top()
    gallery.resize(620, 600)
    assert gallery.columns == 3
    assert first in gallery.visible_rows()
    assert rect(gallery, first).top() == below


def model_of(gallery: Gallery) -> SectionModel:
    model = gallery.model()
    assert isinstance(model, SectionModel)
    return model


def test_other_sections_come_with_the_next_change_of_the_model(gallery: Gallery) -> None:
    model = model_of(gallery)
    model.said = (Section("all", 100),)
    model.dataChanged.emit(model.index(0), model.index(0))
    assert rect(gallery, 7).left() != rect(gallery, 0).left()
    QTest.mouseClick(gallery.viewport(), Left, NoKey, QPoint(60, HEADER // 2))
    assert rows(gallery) == list(range(100))


def test_headers_go_and_come_with_a_reset(gallery: Gallery) -> None:
    model = model_of(gallery)
    for sections, top in (((), 16), ((Section("all", 100),), HEADER + 12)):
        model.beginResetModel()
        model.said = sections
        model.endResetModel()
        gallery.visible_rows()
        assert rect(gallery, 0).top() == top


def test_sections_that_do_not_fit_the_rows_are_not_shown(gallery: Gallery) -> None:
    model = model_of(gallery)
    model.beginResetModel()
    model.said = (Section("too few", 50),)
    model.endResetModel()
    gallery.visible_rows()
    assert rect(gallery, 0).top() == 16


def test_rows_that_are_removed_leave_their_section(gallery: Gallery) -> None:
    model = model_of(gallery)
    model.beginRemoveRows(QModelIndex(), 0, 4)
    model.count = 95
    model.said = (Section("plant 1", 2), *model.said[1:])
    model.endRemoveRows()
    gallery.visible_rows()
    assert rect(gallery, 2).left() == rect(gallery, 0).left()
    assert rect(gallery, 2).top() > rect(gallery, 0).bottom() + HEADER


def test_a_header_shows_its_title_and_follows_the_pointer(gallery: Gallery) -> None:
    def strip() -> QImage:
        return gallery.viewport().grab().toImage().copy(0, 0, 300, HEADER)

    plain = strip()
    QTest.mouseMove(gallery.viewport(), QPoint(60, HEADER // 2))
    assert strip() != plain
    QTest.mouseMove(gallery.viewport(), QPoint(3, 300))
    assert strip() == plain
    model_of(gallery).said = (Section("another title", 7), *model_of(gallery).said[1:])
    gallery.model().dataChanged.emit(gallery.model().index(0, 0), gallery.model().index(0, 0))
    assert strip() != plain


def test_scrolling_leaves_the_same_picture_as_painting_all(qtbot: QtBot, gallery: Gallery, loader: ThumbnailLoader) -> None:
    def on_screen() -> QImage:
        qtbot.wait(30)
        return gallery.screen().grabWindow(gallery.winId()).toImage()

    qtbot.waitUntil(lambda: all(loader.pixmap(cell.picture) for cell in model_of(gallery).cells), timeout=5000)
    qtbot.wait(100)
    for step in (37, 200, 130, -90, 500, -3, -400):
        gallery.verticalScrollBar().setValue(gallery.verticalScrollBar().value() + step)
        scrolled = on_screen()
        assert len({scrolled.pixel(60, y) for y in range(scrolled.height())}) > 10
        gallery.viewport().update()
        assert on_screen() == scrolled


def test_a_hundred_thousand_rows_in_five_thousand_sections_are_laid_out(gallery: Gallery) -> None:
    sections = tuple(Section(f"folder {number}", 20) for number in range(5000))
    gallery.setModel(SectionModel(model_of(gallery).cells, sections))
    for width in range(600, 900, 50):
        gallery.resize(width, 500)
    gallery.scrollTo(gallery.model().index(99_999, 0))
    assert 99_999 in gallery.visible_rows()
    assert rect(gallery, 99_980).left() == rect(gallery, 0).left()
