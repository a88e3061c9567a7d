"""The report of an import: opened with many lines, filtered, searched, kept."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from engine.errors import Sentence
from engine.operations.import_report import LABELS, NOTE, UNREADABLE, Issue
from gui.dialogs.report_dialog import ReportDialog
from gui.models.issue_model import PLACE, IssueModel


def issue(number: int, folder: Path) -> Issue:
    if number % 10 == 0:
        return Issue(LABELS, Sentence("row {number}", {"number": number}), Sentence("it names no picture"))
    kind = UNREADABLE if number % 2 else NOTE
    return Issue(kind, str(folder / f"{number:06}.jpg"), Sentence("it ends too early"))


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path) -> Iterator[ReportDialog]:
    made = ReportDialog([issue(number, tmp_path) for number in range(1000)])
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def test_chips_count_and_filter(qtbot: QtBot, dialog: ReportDialog) -> None:
    assert {kind: chip.count for kind, chip in dialog.chips.items()} == {"": 1000, LABELS: 100, UNREADABLE: 500, NOTE: 400}
    qtbot.mouseClick(dialog.chips[LABELS], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 100)
    assert dialog.model.index(1, PLACE).data() == "row 10"
    assert "100 of 1 000 lines" in dialog._count.text().replace("\u00a0", " ")
    qtbot.mouseClick(dialog.chips[""], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1000)


def test_the_search_looks_at_places_and_reasons(qtbot: QtBot, dialog: ReportDialog) -> None:
    qtbot.keyClicks(dialog.search, "Early 00012")
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 10)  # 12 and 121 to 129
    dialog.search.clear()
    qtbot.keyClicks(dialog.search, "label file")
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 100)


def test_what_is_shown_is_kept_as_a_table(qtbot: QtBot, dialog: ReportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    qtbot.mouseClick(dialog.chips[LABELS], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 100)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "kept"), ""))
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.message.isVisible, timeout=10_000)
    rows = list(csv.reader((tmp_path / "kept.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert len(rows) == 101 and rows[1] == ["Label file", "row 0", "it names no picture"]


def test_a_report_that_cannot_be_kept_is_told(qtbot: QtBot, dialog: ReportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "file" / "kept.csv"), ""))
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.message.isVisible, timeout=10_000)
    assert "cannot be written" in dialog.message.text() and "choose another place" in dialog.message.text()


def test_a_double_click_or_enter_opens_the_folder(
    qtbot: QtBot, dialog: ReportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url))
    for row in (0, 1):  # a row of the label file, then a picture that is no longer there
        place = dialog.table.visualRect(dialog.model.index(row, PLACE)).center()
        qtbot.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        qtbot.mouseDClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened == [QUrl.fromLocalFile(str(tmp_path))]
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    assert len(opened) == 2 and dialog.isVisible()
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.isVisible()


def test_a_hundred_thousand_lines_make_no_text_before_they_are_shown(qtbot: QtBot, tmp_path: Path) -> None:
    told = 0

    class Counted(Issue):
        def told(self, *arguments: object) -> tuple[str, str, str]:
            nonlocal told
            told += 1
            return super().told()

    dialog = ReportDialog([Counted(NOTE, str(tmp_path / f"{number}.jpg"), Sentence("x")) for number in range(100_000)])
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.grab()
    assert dialog.model.rowCount() == 100_000 and 0 < told < 2000
    dialog.table.scrollToBottom()
    assert dialog.model.index(99_999, PLACE).data().endswith("99999.jpg")
    dialog.close()


def test_every_cell_tells_the_whole_line_as_it_is_written(qtbot: QtBot) -> None:
    model = IssueModel([Issue(LABELS, "/a/<b>.jpg", Sentence("“{name}” is none", {"name": 'x "<i>"'}))])
    tips = {model.index(0, column).data(Qt.ItemDataRole.ToolTipRole) for column in range(model.columnCount())}
    assert tips == {"<p><b>/a/&lt;b&gt;.jpg</b></p><p>“x &quot;&lt;i&gt;&quot;” is none</p>"}
    assert model.index(0, PLACE).data() == "/a/<b>.jpg"
