"""The class picker: what letters find and in which order, and every way of choosing, making and leaving."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from engine.project.project import Project
from engine.project.sample import SampleClass
from gui import theme
from gui.classes.class_picker import ClassPicker
from gui.classes.class_rows import ClassRole
from gui.classes.class_search import ClassSearch
from tests.gui.classes.class_desk import Desk, make_desk, make_project, show

NAMES = {"fox": 4, "foxglove": 1, "red fox": 2, "red_wolf": 3, "firefox": 1, "f-o-x": 1, "Éland": 5, "裂纹": 6}


def search(*names: str) -> ClassSearch:
    return ClassSearch([SampleClass(number, name, "#000000", "", number) for number, name in enumerate(names)])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fox", ["fox", "foxglove", "red fox", "firefox", "f-o-x"]),  # exact, beginning, word, part, letters in order
        (" FOX ", ["fox", "foxglove", "red fox", "firefox", "f-o-x"]),
        ("re fo", ["red fox", "firefox"]),
        ("fo re", ["red fox"]),
        ("red-wolf", ["red_wolf"]),
        ("rw", ["red_wolf"]),
        ("rdx", ["red fox"]),
        ("xof", []),
        ("eland", ["Éland"]),
        ("纹", ["裂纹"]),
        ("f.*", []),
        ("", list(NAMES)),
    ],
)
def test_what_letters_find(text: str, expected: list[str]) -> None:
    assert [each.name for each in search(*NAMES).find(text)] == expected


@pytest.mark.parametrize("text", ["]", "[", "^", "\\", "-", "a]b", "^-]", "(", "*", "a" * 300, "😀", "\u0301"])
def test_odd_letters_are_letters(text: str) -> None:
    assert search("ant", "bee", f"x{text}y").find(text)[0].name in ("ant", f"x{text}y")  # a lone accent counts as nothing typed


def test_the_search_finds_what_the_plain_definition_finds(qapp: QApplication) -> None:
    chance = random.Random(5)
    names = ["".join(chance.choice("abcx ") for _ in range(chance.randint(1, 12))) for _ in range(5000)]
    known = search(*names)
    for text in ("a", "ab", "abc", "x b", "cxa", "aaaa", "bcx a"):
        expected = set()
        for number, name in enumerate(names):
            plain = iter(" ".join(name.split()))
            words = text.split()
            spaced = " " + " ".join(name.split())
            in_order = all(letter in plain for letter in text.replace(" ", ""))
            if in_order or all(f" {word}" in spaced for word in words):
                expected.add(number)
        assert {each.id for each in known.find(text)} == expected


def test_letter_by_letter_finds_the_same_as_all_at_once(qapp: QApplication) -> None:
    chance = random.Random(6)
    names = ["".join(chance.choice("abcx ") for _ in range(chance.randint(1, 12))) for _ in range(2000)]
    patient = search(*names)
    for text in ("a", "ab", "ab ", "ab c", "b", "bc", "bcx", "bc", "", "c", "x a"):
        assert patient.find(text) == search(*names).find(text)


# ---- the picker ------------------------------------------------------------------------------------------------


class Host(QWidget):
    """A window with a view, over which the picker lies; keys that reach it would label."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.view = QListView()
        self.view.setModel(desk.model)
        layout = QVBoxLayout(self)
        layout.addWidget(self.view)
        self.picker = ClassPicker(desk.session, desk.samples.counts, self)
        self.said: list[str] = []
        self.picker.chosen.connect(lambda each: self.said.append(f"= {each.name}"))
        self.picker.new_wanted.connect(lambda name: self.said.append(f"+ {name}"))
        self.picker.closed.connect(lambda: self.said.append("closed"))
        self.keys: list[int] = []
        self.resize(700, 520)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.keys.append(event.key())

    def rows(self) -> list[str]:
        rows = self.picker.rows
        return [rows.index(row).data() for row in range(rows.rowCount())]

    def type(self, qtbot: QtBot, text: str) -> None:
        qtbot.keyClicks(self.picker.line, text)

    def press(self, qtbot: QtBot, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        qtbot.keyClick(self.picker.line, key, keys)


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    theme.apply(qapp, "light")
    made = make_desk(make_project(tmp_path, NAMES))
    yield made
    made.session.close()


@pytest.fixture
def host(qtbot: QtBot, desk: Desk) -> Host:
    host = Host(desk)
    show(qtbot, host)
    host.view.setFocus()
    host.picker.popup_over(host.view)
    return host


def test_typing_narrows_and_enter_chooses(qtbot: QtBot, host: Host) -> None:
    assert host.picker.line.hasFocus() and host.rows() == list(NAMES)
    host.type(qtbot, "red")
    assert host.rows() == ["red fox", "red_wolf", "New class “red”"]
    host.press(qtbot, Qt.Key.Key_Down)
    host.press(qtbot, Qt.Key.Key_Return)
    assert host.said == ["closed", "= red_wolf"] and not host.picker.isVisible()
    assert host.view.hasFocus() and host.keys == []


def test_recent_classes_come_first(qtbot: QtBot, host: Host) -> None:
    for name in ("Éland", "red fox"):
        host.type(qtbot, name)
        host.press(qtbot, Qt.Key.Key_Return)
        host.picker.popup_over(host.view)
    assert host.rows()[:3] == ["red fox", "Éland", "fox"] and host.picker.line.text() == ""
    host.press(qtbot, Qt.Key.Key_Down)
    host.press(qtbot, Qt.Key.Key_Enter)
    assert host.said[-1] == "= Éland"
    host.desk.labeller.delete_class(host.desk.named("Éland"))
    host.picker.popup_over(host.view)
    assert host.rows()[:2] == ["red fox", "fox"]


def test_a_name_that_is_missing_is_offered_and_made(qtbot: QtBot, host: Host) -> None:
    host.type(qtbot, "  zebra  2 ")
    assert host.rows() == ["New class “zebra 2”"]
    assert host.picker.rows.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "New class “zebra 2”"
    host.picker.grab()
    host.press(qtbot, Qt.Key.Key_Return)
    assert host.said == ["closed", "+ zebra 2"]


def test_ctrl_enter_always_makes_one_but_never_a_second_of_the_same_name(qtbot: QtBot, host: Host) -> None:
    host.type(qtbot, "fo")
    host.press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert host.said == ["closed", "+ fo"]
    host.picker.popup_over(host.view)
    host.type(qtbot, "FOX")
    assert "New class “FOX”" not in host.rows()
    host.press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert host.said[2:] == ["closed", "= fox"]
    host.picker.popup_over(host.view)
    host.press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)  # nothing typed, nothing made
    assert len(host.said) == 4 and host.picker.isVisible()


def test_escape_and_a_click_beside_it_leave_without_a_word(qtbot: QtBot, host: Host) -> None:
    host.type(qtbot, "fo")
    host.press(qtbot, Qt.Key.Key_Escape)
    assert host.said == ["closed"] and host.view.hasFocus()
    host.picker.popup_over(host.view)
    qtbot.mouseClick(host.picker, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert host.said == ["closed", "closed"]
    host.picker.popup_over(host.view)
    host.resize(600, 500)
    qtbot.waitUntil(lambda: len(host.said) == 3)


def test_a_click_on_a_row_chooses_it(qtbot: QtBot, host: Host) -> None:
    view = host.picker.view
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(host.picker.rows.index(2)).center())
    assert host.said == ["closed", "= red fox"]


def test_no_key_reaches_the_window_and_tab_stays(qtbot: QtBot, host: Host) -> None:
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_F5, Qt.Key.Key_1, Qt.Key.Key_PageDown, Qt.Key.Key_Delete):
        host.press(qtbot, key)
    assert host.keys == [] and host.picker.line.hasFocus() and host.picker.isVisible()


def test_it_opens_beside_the_cell_and_within_the_window(qtbot: QtBot, host: Host) -> None:
    def area(near: QRect | None = None) -> QRect:
        host.picker.popup_over(host.view, near)
        return host.picker.card.geometry()

    host.type(qtbot, "zebra")
    whole = host.rect()
    middle = area()
    assert abs(middle.center().x() - host.view.geometry().center().x()) <= 1 and whole.contains(middle)
    host.picker.line.setText("裂纹")
    assert host.picker.card.height() < middle.height() and host.picker.card.y() == middle.y()
    high = area(QRect(10, 0, 100, 30))
    assert high.top() > host.view.y() + 30 and whole.contains(high)
    low = area(QRect(600, 440, 60, 40))
    assert low.bottom() < host.view.y() + 440 and whole.contains(low)
    host.view.setCurrentIndex(host.desk.model.index(0))
    assert area().top() > host.view.mapTo(host, host.view.visualRect(host.view.currentIndex()).bottomLeft()).y()


def test_in_a_project_to_look_at_nothing_is_offered(qtbot: QtBot, tmp_path: Path) -> None:
    folder = make_project(tmp_path / "other", {"ant": 1})
    with Project.open(folder):
        desk = make_desk(folder)
        host = Host(desk)
        show(qtbot, host)
        host.picker.popup_over(host.view)
        host.type(qtbot, "bee")
        assert host.rows() == []
        host.press(qtbot, Qt.Key.Key_Return)
        host.press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert host.said == []
        desk.session.close()
        assert host.said == ["closed"]


def test_five_thousand_classes(qtbot: QtBot, tmp_path: Path) -> None:
    desk = make_desk(make_project(tmp_path / "other", {f"species {number:04}": 1 for number in range(5000)}))
    host = Host(desk)
    show(qtbot, host)
    host.picker.popup_over(host.view)
    assert host.picker.rows.rowCount() == 5000 and host.picker.card.height() < 480
    host.type(qtbot, "4321")
    assert host.rows() == ["species 4321", "New class “4321”"]
    host.press(qtbot, Qt.Key.Key_Return)
    assert host.said == ["closed", "= species 4321"]
    host.picker.popup_over(host.view)
    host.type(qtbot, "species")
    host.press(qtbot, Qt.Key.Key_Up)
    for _ in range(3):
        host.press(qtbot, Qt.Key.Key_Down)
    assert host.picker.view.currentIndex().data(ClassRole).name == "species 0003"
    host.picker.view.scrollToBottom()
    assert host.picker.view.indexAt(host.picker.view.viewport().rect().bottomLeft() - QPoint(-20, 4)).data() == "New class “species”"
    desk.session.close()


def test_counts_may_be_a_function(qtbot: QtBot, desk: Desk) -> None:
    picker = ClassPicker(desk.session, desk.model.count)
    qtbot.addWidget(picker)
    window = QLineEdit()
    window.resize(400, 300)
    show(qtbot, window)
    picker.popup_over(window)
    assert picker.rows.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "fox, 4 pictures, key 1"
