"""Selections by runs of rows: what pages ask of a gallery, also for a hundred thousand pictures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.gallery.gallery import Gallery
from gui.gallery.gallery_selection import inverted, merged
from gui.models.cell import Cell, PictureKey
from gui.models.thumbnail_loader import ThumbnailLoader
from tests.gui.widgets.conftest import CellModel

ROWS = 100_000


@pytest.fixture
def gallery(qtbot: QtBot, loader: ThumbnailLoader, tmp_path: Path) -> Iterator[Gallery]:
    made = Gallery(loader)
    made.setModel(CellModel([Cell(PictureKey(tmp_path / "none.png"), failure="not there")], ROWS))
    made.resize(700, 500)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    yield made


def test_runs_are_merged_where_they_touch_or_overlap() -> None:
    assert merged([range(5, 7), range(2), range(2, 3), range(6, 9), range(4, 4)]) == [range(3), range(5, 9)]


def test_inverted_runs_are_the_gaps_between_them() -> None:
    assert inverted([range(2, 4), range(8, 10)], 10) == [range(2), range(4, 8)]
    assert inverted([], 3) == [range(3)]
    assert inverted([range(3)], 3) == []
    assert inverted([], 0) == []
    assert inverted([range(5)], 3) == []


def test_rows_are_selected_in_place_of_what_was(gallery: Gallery) -> None:
    gallery.select_rows([range(5, 8)])
    gallery.select_rows(iter([range(20, 22), range(10, 11)]))
    assert gallery.selected_runs() == [range(10, 11), range(20, 22)]
    gallery.select_rows([])
    assert gallery.selected_runs() == []


def test_rows_that_are_not_there_are_left_out(gallery: Gallery) -> None:
    gallery.select_rows([range(ROWS - 1, ROWS), range(ROWS, ROWS + 5)])
    assert gallery.selected_runs() == [range(ROWS - 1, ROWS)]


def test_the_selection_is_inverted(gallery: Gallery) -> None:
    gallery.select_rows([range(1, ROWS - 1)])
    gallery.invert_selection()
    assert gallery.selected_runs() == [range(1), range(ROWS - 1, ROWS)]
    gallery.clearSelection()
    gallery.invert_selection()
    assert gallery.selected_runs() == [range(ROWS)]
    gallery.invert_selection()
    assert gallery.selected_runs() == []


def test_thousands_of_single_rows_are_selected_and_inverted(gallery: Gallery) -> None:
    gallery.selectAll()
    gallery.select_rows(range(row, row + 1) for row in range(0, 20_000, 2))
    assert len(gallery.selected_runs()) == 10_000
    gallery.invert_selection()
    runs = gallery.selected_runs()
    assert sum(map(len, runs)) == ROWS - 10_000
    assert runs[0] == range(1, 2)
    assert runs[-1] == range(19_999, ROWS)


def test_a_selection_tells_only_what_is_new(qtbot: QtBot, gallery: Gallery) -> None:
    gallery.select_rows([range(10)])
    with qtbot.waitSignal(gallery.selectionModel().selectionChanged, timeout=1000) as changed:
        gallery.select_rows([range(12)])
    (added,) = (changed.args[0].at(number) for number in range(changed.args[0].count()))
    assert (added.top(), added.bottom()) == (10, 11)
    with qtbot.assertNotEmitted(gallery.selectionModel().selectionChanged):
        gallery.select_rows([range(12)])


def test_one_row_is_selected_made_current_and_shown(gallery: Gallery) -> None:
    gallery.selectAll()
    gallery.select_row(70_000)
    assert gallery.selected_runs() == [range(70_000, 70_001)]
    assert gallery.currentIndex().row() == 70_000
    assert 70_000 in gallery.visible_rows()
    QTest.keyClick(gallery, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert gallery.selected_runs() == [range(70_000, 70_002)]
    gallery.select_row(ROWS)
    assert gallery.currentIndex().row() == 70_001


def test_selecting_before_there_is_a_model_is_no_trouble(qtbot: QtBot, loader: ThumbnailLoader) -> None:
    bare = Gallery(loader)
    qtbot.addWidget(bare)
    bare.select_rows([range(3)])
    bare.invert_selection()
    bare.selectAll()
    bare.select_row(0)
    assert bare.selected_runs() == []
    assert bare.currentIndex() == QModelIndex()
