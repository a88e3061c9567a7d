"""The line of classes below a large picture: what fits, what is filled, what a click means."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine.project.sample import SampleClass
from gui.classes.class_strip import ClassStrip

RED, BLUE = "#C00000", "#0000C0"


def classes(count: int, name: str = "class {0}") -> list[SampleClass]:
    keys = "1234567890"
    return [SampleClass(n, name.format(n), RED if n % 2 else BLUE, keys[n] if n < 10 else "", n) for n in range(count)]


@pytest.fixture
def strip(qtbot: QtBot) -> ClassStrip:
    made = ClassStrip()
    qtbot.addWidget(made)
    made.resize(900, 30)
    made.show()
    qtbot.waitExposed(made)
    return made


def shown(strip: ClassStrip) -> list[str]:
    return [piece.text for _, piece in strip._placed]


def click(strip: ClassStrip, text: str) -> None:
    (rect,) = [rect for rect, piece in strip._placed if piece.text == text]
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=rect.center())


def test_few_classes_are_all_there_and_not_sure_last(strip: ClassStrip) -> None:
    strip.set_classes(classes(3))
    assert shown(strip) == ["class 0", "class 1", "class 2", "Not sure"]


def test_names_give_way_before_classes_do(strip: ClassStrip) -> None:
    strip.set_classes(classes(5, "a rather long name of a class {0}"))
    assert len(shown(strip)) == 6
    assert strip._placed[-1][0].right() < strip.width()


def test_of_many_classes_those_with_keys_and_the_present_one_are_shown(strip: ClassStrip, qtbot: QtBot) -> None:
    many = classes(5000)
    strip.set_classes([*many[10:], *many[:10]])
    strip.set_current(4321)
    names = shown(strip)
    assert names[0] == "class 0" and names[-3] == "class 4321" and names[-2].endswith("more")
    assert strip._placed[-1][0].right() < strip.width()
    with qtbot.waitSignal(strip.more_wanted, timeout=1000):
        click(strip, names[-2])


def test_the_present_class_is_filled_with_its_colour(strip: ClassStrip) -> None:
    strip.set_classes(classes(3))
    strip.set_current(1)

    def ground(place: int) -> QColor:
        rect = strip._placed[place][0]
        return QColor(strip.grab().toImage().pixelColor(rect.left() + 4, rect.center().y()))

    assert ground(1).name() == RED.lower() and ground(0).name() != BLUE.lower()
    assert strip.accessibleDescription() == "class 1"
    strip.set_current(None, unsure=True)
    assert ground(1).name() != RED.lower() and ground(3) != ground(0)
    assert strip.accessibleDescription() == "not sure"


def test_clicks_say_what_was_meant(strip: ClassStrip, qtbot: QtBot) -> None:
    strip.set_classes(classes(3))
    with qtbot.waitSignal(strip.chosen, timeout=1000) as chosen:
        click(strip, "class 2")
    assert chosen.args[0].id == 2
    with qtbot.waitSignal(strip.unsure_chosen, timeout=1000):
        click(strip, "Not sure")
    with qtbot.assertNotEmitted(strip.chosen):
        QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip.rect().topRight())
