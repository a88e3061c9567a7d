"""The grid of pictures through real mouse and keyboard events."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui import theme
from gui.gallery.gallery import Gallery
from gui.models.cell import Bar, Cell, PictureKey
from gui.models.thumbnail_loader import ThumbnailLoader
from tests.gui.widgets.conftest import CellModel

Keys = Callable[[int], list[PictureKey]]
Shift, Ctrl, NoKey = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
Left = Qt.MouseButton.LeftButton


class Page(QWidget):
    """Stands for the page around the gallery and notes the keys that reach it."""

    def __init__(self, gallery: Gallery) -> None:
        super().__init__()
        self.texts: list[str] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(gallery)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.texts.append(event.text())


@pytest.fixture
def gallery(qtbot: QtBot, loader: ThumbnailLoader, picture_keys: Keys) -> Iterator[Gallery]:
    """1000 cards of 3 pictures, 5 to a row."""
    made = Gallery(loader)
    cells = [
        Cell(key, f"class {number}", "#E69F00", number == 1, "87%" if number == 1 else "") for number, key in enumerate(picture_keys(3))
    ]
    made.setModel(CellModel(cells, 1000))
    page = Page(made)
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()
    qtbot.waitExposed(page)
    made.setFocus()
    made.setCurrentIndex(QModelIndex())
    made.clearSelection()
    yield made


def centre(gallery: Gallery, row: int) -> QPoint:
    return gallery.visualRect(gallery.model().index(row, 0)).center()


def click(gallery: Gallery, row: int, modifiers: Qt.KeyboardModifier = NoKey) -> None:
    QTest.mouseClick(gallery.viewport(), Left, modifiers, centre(gallery, row))


def selected(gallery: Gallery) -> list[int]:
    return sorted(index.row() for index in gallery.selectionModel().selectedIndexes())


def test_a_row_of_cards_fills_the_width_evenly(gallery: Gallery) -> None:
    for width in (500, 733, 900, 1101):
        gallery.window().resize(width, 700)
        rects = [gallery.visualRect(gallery.model().index(row, 0)) for row in range(gallery.columns)]
        gaps = {right.left() - left.right() for left, right in pairwise(rects)}
        assert max(gaps) - min(gaps) <= 1
        assert len({rect.width() for rect in rects}) == 1
        assert rects[0].left() == 16
        assert 0 <= gallery.viewport().width() + 12 - rects[-1].right() - 16 <= gallery.columns


def test_the_size_of_the_cards_is_kept_within_its_bounds_and_keeps_the_place(gallery: Gallery) -> None:
    gallery.verticalScrollBar().setValue(8000)
    first = gallery.visible_rows().start
    gallery.set_cell_size(10_000)
    assert gallery.cell_size == 320
    assert gallery.columns == 2
    assert abs(gallery.visible_rows().start - first) < 5
    gallery.set_cell_size(1)
    assert gallery.cell_size == 96
    assert first in gallery.visible_rows()


def test_a_click_chooses_one_and_control_adds(gallery: Gallery) -> None:
    click(gallery, 3)
    assert selected(gallery) == [3]
    click(gallery, 7, Ctrl)
    click(gallery, 3, Ctrl)
    assert selected(gallery) == [7]
    click(gallery, 8)
    assert selected(gallery) == [8]


def test_shift_selects_in_reading_order_across_rows(gallery: Gallery) -> None:
    click(gallery, 3)
    click(gallery, 11, Shift)
    assert selected(gallery) == list(range(3, 12))
    click(gallery, 1, Shift)
    assert selected(gallery) == [1, 2, 3]


def test_the_rubber_band_selects_a_rectangle(gallery: Gallery) -> None:
    columns, view = gallery.columns, gallery.viewport()
    start = gallery.visualRect(gallery.model().index(1, 0)).topLeft() - QPoint(4, 4)
    end = centre(gallery, columns + 2)
    QTest.mousePress(view, Left, NoKey, start)
    for step in range(1, 6):
        QTest.mouseMove(view, start + (end - start) * step / 5)
    assert selected(gallery) == [1, 2, columns + 1, columns + 2]
    QTest.mouseRelease(view, Left, NoKey, end)
    assert selected(gallery) == [1, 2, columns + 1, columns + 2]
    click(gallery, 0)
    assert selected(gallery) == [0]


def test_a_trembling_shift_click_does_not_turn_into_a_rubber_band(gallery: Gallery) -> None:
    click(gallery, 0)
    where = centre(gallery, 8)
    QTest.mousePress(gallery.viewport(), Left, Shift, where)
    QTest.mouseMove(gallery.viewport(), where + QPoint(2, 1))
    QTest.mouseRelease(gallery.viewport(), Left, Shift, where + QPoint(2, 1))
    assert selected(gallery) == list(range(9))


def test_a_click_beside_the_cards_clears_the_selection(gallery: Gallery) -> None:
    click(gallery, 2)
    QTest.mouseClick(gallery.viewport(), Left, NoKey, QPoint(3, 3))
    assert selected(gallery) == []


def test_the_keyboard_moves_by_cards_rows_and_screens(gallery: Gallery) -> None:
    columns = gallery.columns
    click(gallery, 0)
    for key, row in (
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_Down, 1 + columns),
        (Qt.Key.Key_Left, columns),
        (Qt.Key.Key_Up, 0),
        (Qt.Key.Key_Up, 0),
        (Qt.Key.Key_End, 999),
        (Qt.Key.Key_Down, 999),
        (Qt.Key.Key_Home, 0),
    ):
        QTest.keyClick(gallery, key)
        assert gallery.currentIndex().row() == row
        assert row in gallery.visible_rows()
    QTest.keyClick(gallery, Qt.Key.Key_PageDown)
    assert gallery.currentIndex().row() % columns == 0
    assert gallery.currentIndex().row() >= 2 * columns


def test_shift_and_arrows_extend_the_selection(gallery: Gallery) -> None:
    columns = gallery.columns
    click(gallery, 2)
    QTest.keyClick(gallery, Qt.Key.Key_Right, Shift)
    QTest.keyClick(gallery, Qt.Key.Key_Down, Shift)
    assert selected(gallery) == list(range(2, 4 + columns))
    QTest.keyClick(gallery, Qt.Key.Key_Up, Shift)
    assert selected(gallery) == [2, 3]


def test_select_all_is_quick_for_many_rows(gallery: Gallery) -> None:
    gallery.setModel(CellModel([Cell(PictureKey(gallery.model().cells[0].picture.path))], 100_000))
    gallery.setFocus()
    QTest.keyClick(gallery, Qt.Key.Key_A, Ctrl)
    assert gallery.selectionModel().selection().count() == 1
    assert gallery.selectionModel().isRowSelected(99_999, QModelIndex())


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_space_and_enter_open_the_current_picture(qtbot: QtBot, gallery: Gallery, key: Qt.Key) -> None:
    click(gallery, 4)
    with qtbot.waitSignal(gallery.activated_sample, timeout=1000) as opened:
        QTest.keyClick(gallery, key)
    assert opened.args[0].row() == 4


def test_a_double_click_opens_once(gallery: Gallery) -> None:
    opened: list[int] = []
    gallery.activated_sample.connect(lambda index: opened.append(index.row()))
    QTest.mouseClick(gallery.viewport(), Left, NoKey, centre(gallery, 6))
    QTest.mouseDClick(gallery.viewport(), Left, NoKey, centre(gallery, 6))
    assert opened == [6]


def test_letters_and_digits_go_to_the_page_and_move_nothing(gallery: Gallery) -> None:
    page = gallery.parent()
    assert isinstance(page, Page)
    click(gallery, 2)
    QTest.keyClicks(gallery, "c1L")
    QTest.keyClick(gallery, Qt.Key.Key_Delete)
    assert page.texts[:3] == ["c", "1", "L"]
    assert len(page.texts) == 4
    assert selected(gallery) == [2]


def test_changed_rows_are_painted_anew(qtbot: QtBot, gallery: Gallery) -> None:
    model = gallery.model()
    assert isinstance(model, CellModel)
    qtbot.waitUntil(lambda: dominant_hues(gallery) != set(), timeout=5000)
    before = gallery.grab().toImage()
    model.cells[0] = Cell(model.cells[0].picture, "another name", "#0072B2")
    model.dataChanged.emit(model.index(0, 0), model.index(0, 0))
    qtbot.waitUntil(lambda: gallery.grab().toImage() != before, timeout=2000)


def dominant_hues(gallery: Gallery) -> set[str]:
    """Which channel leads in the middle of each of the first three cards, once they show pictures."""
    image = gallery.viewport().grab().toImage()
    found = set()
    for row in range(3):
        rect = gallery.visualRect(gallery.model().index(row, 0))
        colour = mean_colour(image, rect.center().x(), rect.top() + rect.height() // 3)
        if colour.saturation() > 40:
            found.add("rgb"[max(range(3), key=lambda part, c=colour: c.getRgb()[part])])
    return found


def mean_colour(image: QImage, x: int, y: int) -> QColor:
    patch = image.copy(x - 30, y - 20, 60, 40)
    return patch.scaled(1, 1, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation).pixelColor(0, 0)


def test_pictures_appear_when_they_have_been_loaded(qtbot: QtBot, gallery: Gallery) -> None:
    qtbot.waitUntil(lambda: dominant_hues(gallery) == {"r", "g", "b"}, timeout=5000)


def test_a_selected_card_has_an_accent_frame(gallery: Gallery) -> None:
    click(gallery, 1)
    image = gallery.viewport().grab().toImage()
    rect = gallery.visualRect(gallery.model().index(1, 0))
    assert image.pixelColor(rect.center().x(), rect.top()).name() == theme.LIGHT.accent
    other = gallery.visualRect(gallery.model().index(0, 0))
    assert image.pixelColor(other.center().x(), other.top()).name() != theme.LIGHT.accent


def test_bars_make_room_for_themselves(gallery: Gallery) -> None:
    height = gallery.visualRect(gallery.model().index(0, 0)).height()
    gallery.set_bar_rows(3)
    assert gallery.visualRect(gallery.model().index(0, 0)).height() > height
    gallery.set_bar_rows(0)
    assert gallery.visualRect(gallery.model().index(0, 0)).height() == height


def test_every_kind_of_card_can_be_painted_at_every_size(gallery: Gallery, picture_keys: Keys) -> None:
    key = picture_keys(1)[0]
    bars = tuple(Bar(f"a rather long class name {n}", "#0072B2", share) for n, share in enumerate((0.9961, 0.0039, 0.0)))
    cells = [
        Cell(key),
        Cell(key, bars=bars),
        Cell(key, failure="it is not a picture in a known format"),
        Cell(key, "x" * 200, "#009E73", True, "87%"),
    ]
    gallery.setModel(CellModel(cells, 40))
    images = set()
    for size in (96, 160, 320):
        gallery.set_cell_size(size)
        images.add(gallery.grab().toImage().size().width())
        assert not gallery.grab().isNull()
    assert len(images) == 1


def test_an_empty_model_is_no_trouble(gallery: Gallery) -> None:
    gallery.setModel(CellModel([], 0))
    QTest.keyClick(gallery, Qt.Key.Key_Down)
    QTest.keyClick(gallery, Qt.Key.Key_Space)
    QTest.keyClick(gallery, Qt.Key.Key_A, Ctrl)
    assert list(gallery.visible_rows()) == []
    assert not gallery.indexAt(QPoint(50, 50)).isValid()


def test_removed_rows_take_their_cards_with_them(gallery: Gallery, qtbot: QtBot) -> None:
    model = gallery.model()
    assert isinstance(model, CellModel)
    gallery.verticalScrollBar().setValue(gallery.verticalScrollBar().maximum())
    model.beginRemoveRows(QModelIndex(), 10, 999)
    model.count = 10
    model.endRemoveRows()
    qtbot.waitUntil(lambda: list(gallery.visible_rows()) == list(range(10)), timeout=2000)
    assert gallery.verticalScrollBar().maximum() == 0


def test_a_hundred_thousand_rows_are_laid_out_and_resized(gallery: Gallery) -> None:
    gallery.setModel(CellModel(gallery.model().cells, 100_000))
    for width in range(600, 700, 10):
        gallery.window().resize(width, 500)
    gallery.scrollTo(gallery.model().index(99_999, 0))
    assert 99_999 in gallery.visible_rows()
    assert gallery.visualRect(gallery.model().index(99_999, 0)).bottom() < gallery.viewport().height()


def accented(gallery: Gallery, row: int) -> QImage:
    rect = gallery.visualRect(gallery.model().index(row, 0))
    return gallery.viewport().grab().toImage().copy(rect)


def test_marks_lie_at_the_top_right_of_the_picture_and_are_three_at_most(
    gallery: Gallery, picture_keys: Keys, loader: ThumbnailLoader
) -> None:
    key = picture_keys(1)[0]
    marks = ("warning", "check", "info", "search")
    gallery.setModel(
        CellModel(
            [Cell(key, "ant"), Cell(key, "ant", marks=marks[:1]), Cell(key, "ant", marks=marks[:3]), Cell(key, "ant", marks=marks)], 4
        )
    )
    gallery.visible_rows()
    plain, one, three, four = (accented(gallery, row) for row in range(4))
    assert three == four
    widths = []
    for marked in (one, three):
        differing = [(x, y) for x in range(plain.width()) for y in range(plain.height()) if plain.pixel(x, y) != marked.pixel(x, y)]
        left, right = min(x for x, _ in differing), max(x for x, _ in differing)
        assert min(y for _, y in differing) > 7
        assert max(y for _, y in differing) < 40
        assert plain.width() - 15 < right < plain.width() - 7
        widths.append(right - left)
    assert widths[0] < widths[1] < plain.width() // 2


def test_a_picture_that_failed_keeps_its_reason_free_of_marks(gallery: Gallery, picture_keys: Keys) -> None:
    key = picture_keys(1)[0]
    cells = [Cell(key, "ant", failure="it is damaged"), Cell(key, "ant", failure="it is damaged", marks=("warning",))]
    gallery.setModel(CellModel(cells, 2))
    gallery.visible_rows()
    assert accented(gallery, 0) == accented(gallery, 1)


def test_an_unsure_card_has_a_dashed_square_and_no_question_mark(gallery: Gallery, picture_keys: Keys) -> None:
    key = picture_keys(1)[0]
    cells = [
        Cell(key, "ant", "#0072B2"),
        Cell(key, "ant", "#0072B2", unsure=True),
        Cell(key, "ant", "#0072B2", suggested=True),
        Cell(key, "ant", unsure=True),
    ]
    gallery.setModel(CellModel(cells, 4))
    gallery.visible_rows()
    sure, unsure, suggested, colourless = (caption(gallery, row) for row in range(4))
    assert inked(sure, "#0072B2") > inked(unsure, "#0072B2") > 0
    assert inked(colourless, "#0072B2") == 0
    assert colourless != unsure
    assert extent(unsure) == extent(colourless) < extent(suggested)


def caption(gallery: Gallery, row: int) -> QImage:
    card = accented(gallery, row)
    return card.copy(4, card.height() - 26, card.width() - 8, 22)


def inked(image: QImage, colour: str) -> int:
    return sum(image.pixelColor(x, y).name() == colour.lower() for x in range(image.width()) for y in range(image.height()))


def extent(image: QImage) -> int:
    """How far to the right anything is drawn."""
    ground = image.pixel(image.width() - 1, 0)
    return max(x for x in range(image.width()) for y in range(image.height()) if image.pixel(x, y) != ground)
