"""Curves, confidence bars and the confusion matrix."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui import theme
from gui.gallery.bar_row import percent_text
from gui.models.cell import Bar
from gui.widgets.chart import CurveChart
from gui.widgets.confidence_bars import ConfidenceBars
from gui.widgets.confusion_view import ConfusionView, cell_colour

NAMES = ("ant", "bee", "wasp")
MATRIX = ((71, 2, 1), (1, 64, 4), (0, 5, 2500))


@pytest.fixture
def chart(qtbot: QtBot) -> CurveChart:
    made = CurveChart("Accuracy", kind="percent")
    qtbot.addWidget(made)
    made.resize(400, 260)
    made.append(1, {"training": 0.5, "validation": 0.4})  # before pyqtgraph has been loaded
    made.show()
    qtbot.waitUntil(lambda: made.ready, timeout=20_000)
    return made


def test_points_that_came_before_the_plot_are_drawn(chart: CurveChart) -> None:
    chart.append(2, {"training": 0.6, "validation": 0.5})
    assert chart.points("training") == [(1, 0.5), (2, 0.6)]
    assert chart.points("validation") == [(1, 0.4), (2, 0.5)]


def test_drawing_changes_with_the_points_and_with_the_theme(chart: CurveChart, qapp: QApplication, qtbot: QtBot) -> None:
    empty = chart.grab().toImage()
    chart.append(2, {"training": 0.9, "validation": 0.7})
    qtbot.waitUntil(lambda: chart.grab().toImage() != empty, timeout=5000)
    drawn = chart.grab().toImage()
    theme.apply(qapp, "dark")
    assert chart.grab().toImage() != drawn


def test_what_is_not_a_number_is_left_out(chart: CurveChart) -> None:
    chart.append(2, {"training": float("nan"), "validation": 0.7})
    assert chart.points("training") == [(1, 0.5)]
    assert chart.points("validation")[-1] == (2, 0.7)


def test_curves_can_be_replaced_and_cleared(chart: CurveChart) -> None:
    chart.set_series({"training": ([1, 2, 3], [0.1, 0.2, 0.3])})
    assert chart.points("training")[-1] == (3, 0.3)
    assert chart.points("validation") == [(1, 0.4)]
    chart.clear()
    chart.set_span(20)
    assert chart.points("training") == chart.points("validation") == []
    chart.grab()


@pytest.mark.parametrize(
    ("probability", "text"), [(0, "0"), (0.004, "<1"), (0.005, "0"), (0.616, "62"), (0.99, "99"), (0.997, ">99"), (1, "100")]
)
def test_percents_never_claim_more_than_they_know(probability: float, text: str) -> None:
    assert percent_text(probability) == f"{text}\u00a0%"


def test_bars_show_five_and_say_them_aloud(qtbot: QtBot) -> None:
    bars = ConfidenceBars()
    qtbot.addWidget(bars)
    bars.set_bars([Bar(f"class {n}", "#0072B2", 0.5 / (n + 1)) for n in range(9)])
    assert len(bars.bars) == 5
    assert bars.accessibleDescription().startswith("class 0 50\u00a0%")
    five = bars.sizeHint().height()
    bars.set_bars([Bar("a name that is much too long for its place in the window", "#0072B2", 1.0)])
    assert bars.sizeHint().height() * 5 == five
    bars.resize(60, 20)
    bars.grab()


def test_bars_with_reserved_rows_keep_their_height(qtbot: QtBot) -> None:
    bars = ConfidenceBars(rows=3)
    qtbot.addWidget(bars)
    before = bars.sizeHint()
    bars.set_bars([Bar("bee", "#E69F00", 0.9)])
    assert bars.sizeHint() == before


@pytest.fixture
def confusion(qtbot: QtBot) -> ConfusionView:
    made = ConfusionView()
    qtbot.addWidget(made)
    made.set_matrix(NAMES, MATRIX)
    made.resize(420, 260)
    made.show()
    qtbot.waitExposed(made)
    return made


def first_cell(view: ConfusionView) -> QPoint:
    """A point within the cell (0, 0), found by what a click selects."""
    for x in range(0, 200, 10):
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(x, 50))
        if view.selected() == (0, 0):
            return QPoint(x + 10, 50)
    raise AssertionError("no cell")


def test_a_click_chooses_a_cell(confusion: ConfusionView, qtbot: QtBot) -> None:
    point = first_cell(confusion)
    with qtbot.waitSignal(confusion.cell_selected, timeout=1000) as chosen:
        QTest.mouseClick(confusion.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point + QPoint(0, 54))
    assert chosen.args == [1, 0]


def test_a_click_on_the_names_chooses_nothing(confusion: ConfusionView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(confusion.cell_selected):
        QTest.mouseClick(confusion.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(5, 60))


def test_the_arrows_move_within_the_matrix(confusion: ConfusionView) -> None:
    confusion.setFocus()
    keys = Qt.Key
    for key, place in (
        (keys.Key_Right, (0, 0)),
        (keys.Key_Right, (0, 1)),
        (keys.Key_Down, (1, 1)),
        (keys.Key_Left, (1, 0)),
        (keys.Key_Left, (1, 0)),
    ):
        QTest.keyClick(confusion, key)
        assert confusion.selected() == place
    assert confusion.accessibleDescription() == "bee taken for ant: 1"


def test_cells_are_told_in_words(confusion: ConfusionView) -> None:
    assert confusion.sentence(2, 1) == "wasp taken for bee: 5"
    assert confusion.sentence(2, 2) == "wasp rightly named: 2\u00a0500"


def test_many_classes_scroll_and_the_chosen_cell_comes_into_view(confusion: ConfusionView, qtbot: QtBot) -> None:
    names = [f"a class with a very long name {n}" for n in range(60)]
    confusion.set_matrix(names, [[1] * 60 for _ in names])
    assert confusion.selected() is None
    confusion.select(59, 59)
    assert confusion.verticalScrollBar().value() == pytest.approx(confusion.verticalScrollBar().maximum(), abs=8)
    assert confusion.horizontalScrollBar().value() > 0
    confusion.select(0, 0)
    assert confusion.verticalScrollBar().value() <= 4
    confusion.select(60, 0)
    assert confusion.selected() == (0, 0)


def test_an_empty_matrix_is_no_trouble(confusion: ConfusionView) -> None:
    confusion.set_matrix((), ())
    QTest.keyClick(confusion, Qt.Key.Key_Down)
    QTest.mouseClick(confusion.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(100, 100))
    confusion.grab()
    assert confusion.selected() is None


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_counts_can_be_read_on_every_shade(qapp: QApplication, scheme: str) -> None:
    theme.apply(qapp, scheme)
    for step in range(21):
        for right in (True, False):
            ground = cell_colour(step / 20, right)
            assert theme.contrast(theme.readable_on(ground), ground) >= 4.5
