"""The arithmetic of the grid against a plain search over all its cards, with and without sections."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractItemView

from gui.gallery.grid_geometry import GAP, HEADER, GridGeometry
from gui.gallery.grid_moves import GridCursor
from gui.gallery.grid_scroll import Anchor, rows_in_view, scroll_to

Act = QAbstractItemView.CursorAction
Hint = QAbstractItemView.ScrollHint

PLAIN = GridGeometry(23, 500, 4, 110, 100)
SECTIONED = GridGeometry(23, 500, 4, 110, 100, sections=(5, 1, 0, 8, 9))
EMPTY_ENDS = GridGeometry(6, 500, 4, 110, 100, sections=(0, 6, 0))
GRIDS = pytest.mark.parametrize("grid", [PLAIN, SECTIONED, EMPTY_ENDS], ids=["plain", "sections", "empty ends"])


def rects(grid: GridGeometry) -> list[QRect]:
    return [grid.rect(row) for row in range(grid.count)]


@GRIDS
def test_cards_fill_lines_and_never_overlap_each_other_or_a_header(grid: GridGeometry) -> None:
    cards = rects(grid)
    headers = [grid.header_rect(section, 0) for section in range(len(grid.sections))]
    taken = cards + headers
    assert not [(a, b) for number, a in enumerate(taken) for b in taken[:number] if a.intersects(b)]
    assert max(card.bottom() for card in cards) < grid.height


def test_each_section_begins_a_new_line_below_its_header() -> None:
    for section in (0, 1, 3, 4):
        first = SECTIONED.rect(SECTIONED.rows_of(section).start)
        assert first.left() == SECTIONED.left(0)
        assert first.top() == SECTIONED.header_rect(section, 0).bottom() + 1 + GAP
    assert list(SECTIONED.rows_of(2)) == []


@GRIDS
def test_a_point_finds_the_card_that_contains_it(grid: GridGeometry) -> None:
    cards = rects(grid)
    for y in range(-20, grid.height + 40, 7):
        for x in range(0, grid.width, 9):
            point = QPoint(x, y)
            assert grid.row_at(point) == next((row for row, card in enumerate(cards) if card.contains(point)), -1)


@GRIDS
def test_rows_touching_a_strip_are_all_lines_of_which_a_pixel_lies_in_it(grid: GridGeometry) -> None:
    cards, rng = rects(grid), random.Random(3)
    for _ in range(400):
        top = rng.randint(-50, grid.height + 50)
        bottom = top + rng.randint(0, 400)
        expected = [row for row, card in enumerate(cards) if card.bottom() >= top and card.top() <= bottom]
        assert list(grid.rows_touching(top, bottom)) == expected


@GRIDS
def test_runs_inside_a_rectangle_are_the_cards_that_it_touches(grid: GridGeometry) -> None:
    cards, rng = rects(grid), random.Random(5)
    for _ in range(400):
        area = QRect(rng.randint(-20, 480), rng.randint(-20, grid.height), rng.randint(1, 500), rng.randint(1, 500))
        found = [row for run in grid.runs_inside(area) for row in run]
        assert found == [row for row, card in enumerate(cards) if card.intersects(area)]


def test_a_rectangle_over_the_full_width_is_one_run_across_sections() -> None:
    assert SECTIONED.runs_inside(QRect(0, 0, 500, SECTIONED.height)) == [range(23)]


def test_rows_between_two_cards_are_in_reading_order() -> None:
    centre = [card.center() for card in rects(SECTIONED)]
    assert SECTIONED.rows_between(centre[3], centre[11]) == range(3, 12)
    assert SECTIONED.rows_between(centre[11], centre[3]) == range(3, 12)
    assert SECTIONED.rows_between(QPoint(2, 2), centre[4]) == range(4, 5)
    assert not SECTIONED.rows_between(centre[4], QPoint(2, 2))


def test_the_header_at_the_top_sticks_until_the_next_one_pushes_it_out() -> None:
    second = SECTIONED.header_rect(1, 0).top()
    assert SECTIONED.header_rect(0, 30).top() == 30
    assert SECTIONED.header_rect(0, second - 10).top() == second - HEADER
    assert SECTIONED.header_rect(1, second - 10).top() == second
    assert list(SECTIONED.sections_touching(second - 10, second + 40)) == [0, 1]
    assert SECTIONED.section_at(second - 10, second - 10) == 0
    assert SECTIONED.section_at(second, second - 10) == 1
    assert SECTIONED.section_at(second + HEADER, second - 10) == -1
    assert PLAIN.section_at(5, 0) == -1


def test_a_section_is_found_at_its_own_header_only() -> None:
    for section in range(5):
        assert SECTIONED.section_at(SECTIONED.header_rect(section, 0).center().y(), 0) == section
    assert SECTIONED.section_at(SECTIONED.rect(0).top(), 0) == -1


def walk(grid: GridGeometry, row: int, *actions: QAbstractItemView.CursorAction, view: int = 350) -> list[int]:
    cursor, path = GridCursor(), []
    for action in actions:
        row = cursor.moved(grid, row, action, view)
        path.append(row)
    return path


def test_up_and_down_keep_the_column_across_short_lines() -> None:
    # lines: 0-3, 4 | 5 | | 6-9, 10-13 | 14-17, 18-21, 22
    assert walk(SECTIONED, 2, *[Act.MoveDown] * 7) == [4, 5, 8, 12, 16, 20, 22]
    assert walk(SECTIONED, 22, Act.MoveUp, Act.MoveUp) == [18, 14]
    assert walk(SECTIONED, 2, Act.MoveDown, Act.MoveDown, Act.MoveUp, Act.MoveUp) == [4, 5, 4, 2]
    assert walk(SECTIONED, 2, Act.MoveDown, Act.MoveRight, Act.MoveDown) == [4, 5, 6]


def test_the_ends_hold() -> None:
    assert walk(SECTIONED, 1, Act.MoveUp) == [1]
    assert walk(SECTIONED, 22, Act.MoveDown, Act.MoveRight, Act.MoveNext) == [22, 22, 22]
    assert walk(SECTIONED, 0, Act.MoveLeft, Act.MoveEnd, Act.MoveHome) == [0, 22, 0]


@GRIDS
def test_paging_always_moves_and_reaches_both_ends(grid: GridGeometry) -> None:
    for view in (50, 350, 5000):
        down = walk(grid, 0, *[Act.MovePageDown] * 30, view=view)
        assert down[-1] == grid.count - 1
        assert all(after > before or after == grid.count - 1 for before, after in zip([0, *down], down, strict=False))
        up = walk(grid, grid.count - 1, *[Act.MovePageUp] * 30, view=view)
        assert up[-1] == 0
        assert all(after < before or after == 0 for before, after in zip([grid.count - 1, *up], up, strict=False))


def test_a_page_is_as_many_whole_lines_as_the_view_shows() -> None:
    assert walk(PLAIN, 1, Act.MovePageDown, Act.MovePageUp, view=350) == [13, 1]


@GRIDS
def test_scrolling_to_a_card_shows_it_whole_below_the_header_that_sticks(grid: GridGeometry) -> None:
    for row in range(grid.count):
        for start in (0, 150, grid.height):
            for hint in (Hint.EnsureVisible, Hint.PositionAtTop, Hint.PositionAtBottom, Hint.PositionAtCenter):
                scrolled = min(max(0, grid.height - 300), max(0, scroll_to(grid, row, hint, start, 300)))
                card = grid.rect(row)
                assert card.top() >= scrolled + grid.header
                assert card.bottom() < scrolled + 300
    assert scroll_to(grid, 0, Hint.EnsureVisible, 10, 300) <= GAP


def test_scrolling_to_a_card_that_is_in_view_changes_nothing() -> None:
    assert scroll_to(SECTIONED, 8, Hint.EnsureVisible, 300, 400) == 300


def test_an_anchor_brings_its_card_back_to_where_it_was() -> None:
    scrolled = 420
    anchor = Anchor.of(SECTIONED, scrolled, 300)
    narrow = GridGeometry(23, 400, 3, 110, 90, sections=SECTIONED.sections)
    assert narrow.rect(anchor.row).top() - anchor.scroll_in(narrow) == SECTIONED.rect(anchor.row).top() - scrolled
    assert anchor.row == rows_in_view(SECTIONED, scrolled, 300).start


def test_nothing_has_no_height() -> None:
    empty = GridGeometry(0, 500, 4, 110, 100)
    assert empty.height == 0
    assert not empty.rows_touching(0, 1000)
    assert empty.row_at(QPoint(30, 30)) == -1
