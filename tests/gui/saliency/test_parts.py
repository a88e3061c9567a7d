"""The small parts: a choice of words, the modes, the classes, the plots."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.classifier.saliency.methods import METHODS
from engine.classifier.saliency.overlay import MODES
from engine.classifier.saliency.verdict import Check, Curves
from gui.app import make_app
from gui.saliency.check_plot import CheckPlot
from gui.saliency.class_choice import ClassChoice
from gui.saliency.layers import MEANINGS, OFF, WORDS
from gui.saliency.method_row import MethodRow
from gui.saliency.segments import Segments
from gui.saliency.words import curves_of, told_briefly


@pytest.fixture(autouse=True)
def app(qtbot: QtBot) -> Iterator[None]:
    make_app()
    yield


def test_the_modes_are_those_of_the_engine_and_off() -> None:
    assert set(WORDS) == set(MEANINGS) == {OFF, *MODES}


def test_every_method_has_its_pill(qtbot: QtBot) -> None:
    row = MethodRow()
    qtbot.addWidget(row)
    assert set(row.chips) == set(METHODS)


def test_the_arrow_keys_choose_among_words(qtbot: QtBot) -> None:
    segments = Segments("Size", {"s": "small", "l": "large", "h": "huge"})
    qtbot.addWidget(segments)
    segments.show()
    qtbot.waitExposed(segments)
    chosen: list[str] = []
    segments.chosen.connect(chosen.append)
    segments.buttons["s"].setFocus()
    qtbot.keyClick(segments.buttons["s"], Qt.Key.Key_Right)
    assert segments.key() == "l" and chosen == ["l"]
    segments.choose("h")
    assert segments.key() == "h" and chosen == ["l"]  # nobody chose that by hand


def test_the_answer_comes_first_then_the_next_probable_classes(qtbot: QtBot) -> None:
    names = [f"class {number}" for number in range(8)]
    shares = [0.02, 0.5, 0.05, 0.3, 0.04, 0.06, 0.02, 0.01]
    choice = ClassChoice()
    qtbot.addWidget(choice)
    choice.offer(names, (), shares, None)
    texts = [choice.itemText(row).split("   ")[0] for row in range(choice.count()) if choice.itemText(row)]
    assert texts[:5] == ["class 1", "class 3", "class 5", "class 2", "class 4"] and sorted(texts) == sorted(names)
    assert choice.currentText() == "class 1   50\u00a0%" and choice.target is None
    choice.offer(names, (), shares, 6)
    assert choice.currentText().startswith("class 6") and choice.target == 6
    choice.offer((), (), (), None)
    assert not choice.isEnabled()


def check(hottest: tuple[float, ...], moved: tuple[float, ...]) -> Check:
    return Check(1, (0.0, 0.3, 1.0), Curves(hottest, moved), Curves(hottest[::-1], moved[::-1]))


def test_the_curves_are_told_to_those_who_cannot_see_them(qtbot: QtBot) -> None:
    plot = CheckPlot()
    qtbot.addWidget(plot)
    plot.set_curves(curves_of(check((0.9, 0.1, 0.0), (0.9, 0.8, 0.0))))
    assert plot.accessibleDescription() == "Hottest part hidden: 33\u00a0%, 57\u00a0%; Only the hottest shown: 33\u00a0%, 57\u00a0%"
    plot.resize(plot.sizeHint())
    plot.show()
    QApplication.processEvents()
    picture = plot.grab().toImage()
    assert len({picture.pixel(x, y) for x in range(0, picture.width(), 2) for y in range(0, picture.height(), 2)}) > 3


def test_a_check_is_told_briefly() -> None:
    assert told_briefly(check((0.88, 0.09, 0.0), (0.88, 0.71, 0.0))).replace("\u00a0", " ") == "Holds up: → 18 %; moved: → 49 %"
    assert told_briefly(check((0.88, 0.8, 0.0), (0.88, 0.71, 0.0))).startswith("Explains nothing")
    assert told_briefly(check((0.88, 0.87, 0.0), (0.88, 0.87, 0.0))) == "Cannot be told"
