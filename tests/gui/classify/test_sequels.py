"""What is written out or sorted begins with what the page shows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from engine.batch.answers import Answers
from gui.dialogs.answers_dialog import AnswersDialog
from gui.dialogs.sort_dialog import SortDialog
from gui.pages.classify_page import ClassifyPage
from tests.gui.classify import material
from tests.gui.classify.conftest import settle

Left = Qt.MouseButton.LeftButton


@pytest.mark.parametrize(("dialog", "button"), [(AnswersDialog, "export_button"), (SortDialog, "sort_button")])
def test_what_a_filter_hides_is_not_meant(
    qtbot: QtBot, page: ClassifyPage, show: Callable[[Answers], None], tmp_path: Path, dialog: type, button: str
) -> None:
    def box(close: bool = True) -> tuple[list[str], tuple[int, ...] | None]:
        """What can be chosen from, and what is chosen at first."""
        qtbot.mouseClick(getattr(page, button), Left)
        opened = page.findChildren(dialog)[-1]
        scope = opened.form.scope
        found = [scope.itemText(row).partition(" (")[0] for row in range(scope.count())], scope.ids
        opened.reject()
        qtbot.waitUntil(lambda: not page.findChildren(dialog))
        return found

    with material.job(tmp_path) as answers:
        show(answers)
        assert box() == (["All"], None)
        page.desk.arranger.wish_for(text="00")
        settle(qtbot, page)
        shown = page.model.ids_of([range(page.model.rowCount())])
        assert 0 < len(shown) < 12
        qtbot.mouseClick(page.gallery.viewport(), Left, pos=page.gallery.visualRect(page.model.index(0, 0)).center())
        assert box() == (["All", "Those that are shown", "The selected ones"], tuple(shown))
