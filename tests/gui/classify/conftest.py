"""The classify page of a real window, with answers that no model had to give."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from engine.batch.answers import Answers
from gui.main_window import CLASSIFY, MainWindow
from gui.pages.classify_page import ClassifyPage

LONG_MS = 30_000


@pytest.fixture
def page(window: MainWindow, project_folder: Path) -> ClassifyPage:
    window.session.open(project_folder)
    window.go(CLASSIFY)
    window.resize(1440, 900)
    return window.classify_page


@pytest.fixture
def show(qtbot: QtBot, page: ClassifyPage) -> Iterator[Callable[[Answers], None]]:
    """Has the page show answers, and waits until the cards are there."""

    def shown(answers: Answers) -> None:
        page.runs.show(answers.file)
        qtbot.waitUntil(lambda: page.desk.arranger.ready and page.desk.arranger.sheet.answers.file == answers.file, timeout=LONG_MS)
        settle(qtbot, page)

    yield shown
    page.desk.show(None)


def settle(qtbot: QtBot, page: ClassifyPage) -> None:
    """Until the grid shows what is wished for, and the first cards are read."""

    def is_there() -> bool:
        rows = page.model.rowCount()
        return page.desk.arranger.is_settled and (not rows or all(page.model.answer_at(row) for row in range(min(rows, 20))))

    qtbot.waitUntil(is_there, timeout=LONG_MS)
