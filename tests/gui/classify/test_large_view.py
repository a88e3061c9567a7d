"""The large view over the classify page: from picture to picture, and a word on each, without closing it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from engine.batch.answers import UNKNOWN_VERDICT, Answers
from gui.pages.classify_page import ClassifyPage
from gui.saliency.large import LargeSaliency
from tests.gui.classify import material
from tests.gui.classify.conftest import LONG_MS
from tests.gui.classify.test_verdicts import said
from tests.gui.training.test_kept import card_of

Show = Callable[[Answers], None]
Key = Qt.Key


@pytest.fixture
def answers(tmp_path: Path, show: Show) -> Answers:
    made = material.job(tmp_path)
    show(made)
    return made


@pytest.fixture
def large(qtbot: QtBot, page: ClassifyPage, answers: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LargeSaliency]:
    """Opened by Space over three selected pictures."""
    card = replace(card_of((), 0.9, 0.9), folder=tmp_path / "m", class_names=material.NAMES, class_colours=material.COLOURS)
    monkeypatch.setattr(page.sequels, "_card", lambda: card)
    page.gallery.select_rows([range(3)])
    page.gallery.setFocus()
    qtbot.keyClick(page.gallery, Key.Key_Space)
    (made,) = page.findChildren(LargeSaliency)
    yield made
    for each in page.findChildren(LargeSaliency):  # unless it is closed, and gone
        each.close()


def shows(qtbot: QtBot, large: LargeSaliency, name: str, words: str) -> None:
    qtbot.waitUntil(lambda: large.path.name == name and words in large.head.place.text(), timeout=LONG_MS)


def test_the_arrows_go_through_the_grid(qtbot: QtBot, page: ClassifyPage, large: LargeSaliency) -> None:
    shows(qtbot, large, "000.png", "1 of 12 · bee 95")
    qtbot.keyClick(large, Key.Key_Left)
    qtbot.keyClick(large, Key.Key_Right)
    shows(qtbot, large, "001.png", "2 of 12")
    qtbot.mouseClick(large.head.after_button, Qt.MouseButton.LeftButton)
    shows(qtbot, large, "002.png", "3 of 12")
    for _ in range(12):
        qtbot.keyClick(large, Key.Key_Right)
    shows(qtbot, large, "011.png", "12 of 12")
    assert not large.head.after_button.isEnabled() and large.head.before_button.isEnabled()
    assert page.hand.current_row() == 11


def test_a_word_is_about_the_one_that_is_shown_and_leads_on(
    qtbot: QtBot, page: ClassifyPage, answers: Answers, large: LargeSaliency
) -> None:
    qtbot.keyClick(large, Key.Key_U)
    shows(qtbot, large, "001.png", "2 of 12")
    qtbot.keyClick(large.tiles[0].view, Key.Key_Return)
    shows(qtbot, large, "002.png", "3 of 12")
    said(qtbot, page, answers, {1: UNKNOWN_VERDICT, 2: "wasp"})
    qtbot.keyClick(large, Key.Key_G)
    assert page.hand.count() == 1, "nobody would see what is selected"
    qtbot.keyClick(large, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    said(qtbot, page, answers, {1: UNKNOWN_VERDICT})
    shows(qtbot, large, "001.png", "2 of 12")
    qtbot.keyClick(large, Key.Key_Left)
    shows(qtbot, large, "000.png", "unknown")


def test_a_class_is_named_over_the_picture(qtbot: QtBot, page: ClassifyPage, answers: Answers, large: LargeSaliency) -> None:
    for name, wanted in (("wasp", {1: "wasp"}), ("beetle", {1: "wasp", 2: "beetle"})):
        qtbot.keyClick(large, Key.Key_L)
        picker = page.desk.naming._made()
        assert picker.isVisible() and picker.window() is large
        qtbot.keyClicks(picker.line, name)
        qtbot.keyClick(picker.line, Key.Key_Return)
        said(qtbot, page, answers, wanted)  # type: ignore[arg-type]
    large.close()
    assert page.desk.naming._made().window() is page.window()
    page.gallery.setFocus()
    qtbot.keyClick(page.gallery, Key.Key_L)
    assert page.desk.naming._made().isVisible(), "it outlives the view"
