"""Import and export as the window does them: asked, done, told, and looked through afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from engine.errors import Sentence
from engine.operations.import_report import KEPT, NOTE, UNREADABLE, Imported, Issue
from engine.project.project import Project
from gui.dialogs.export_dialog import ExportChoice, ExportDialog
from gui.dialogs.import_dialog import ImportDialog
from gui.dialogs.report_dialog import ReportDialog
from gui.transfers import Transfers
from tests.conftest import striped_picture
from tests.gui.desk import LONG_MS, Desk, button, desk, in_dialog


@pytest.fixture
def table(qtbot: QtBot) -> Iterator[Desk]:
    with desk(qtbot) as made:
        yield made


@pytest.fixture
def transfers(table: Desk) -> Transfers:
    made = Transfers(table.session, table.jobs, table, lambda name: table.session.create(Path(table.windowTitle()) / name))
    made.said.connect(table.say)
    return made


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    for kind, name in enumerate(("ant", "bee")):
        for index in range(3):
            striped_picture(tmp_path / "pictures" / name / f"{name}-{index}.png", kind, index)
    (tmp_path / "pictures" / "bee" / "broken.jpg").write_bytes(b"\xff\xd8\xff nothing more")
    (tmp_path / "pictures" / "notes.txt").write_text("not a picture")
    return tmp_path / "pictures"


def press_when_ready(qtbot: QtBot, dialog: QDialog, text: str) -> None:
    qtbot.waitUntil(button(dialog, text).isEnabled, timeout=LONG_MS)
    qtbot.mouseClick(button(dialog, text), Qt.MouseButton.LeftButton)


def test_dropped_folders_become_a_project_and_the_report_is_offered(
    qtbot: QtBot, table: Desk, transfers: Transfers, pictures: Path, tmp_path: Path
) -> None:
    table.setWindowTitle(str(tmp_path))  # where its projects are made
    in_dialog(lambda dialog: press_when_ready(qtbot, dialog, "Import"))
    with qtbot.waitSignal(transfers.import_ended, timeout=LONG_MS):
        transfers.import_paths([pictures])
    (notice,) = table.notices
    assert table.session.project.name == "pictures" and len(table.session.samples()) == 6
    assert notice.lines[0] == "6 pictures imported." and notice.kind == "warning" and "broken.jpg" in notice.lines[-1]
    qtbot.mouseClick(button(table.message, "Show report"), Qt.MouseButton.LeftButton)
    report = table.findChild(ReportDialog)
    assert {chip.text(): chip.count for chip in report.chips.values()} == {"All": 2, "Cannot be read": 1, "No picture": 1}
    report.close()


def test_a_cancelled_dialog_imports_nothing(qtbot: QtBot, table: Desk, transfers: Transfers, pictures: Path, project_folder: Path) -> None:
    table.session.open(project_folder)
    in_dialog(lambda dialog: press_when_ready(qtbot, dialog, "Cancel"))
    transfers.import_paths([pictures])
    assert not table.jobs.busy and len(table.session.samples()) == 20


def test_the_last_choice_is_offered_in_the_next_dialog(
    qtbot: QtBot, table: Desk, transfers: Transfers, pictures: Path, project_folder: Path
) -> None:
    table.session.open(project_folder)

    def choose_nobody(dialog: QDialog) -> None:
        assert isinstance(dialog, ImportDialog)
        dialog.by_nobody.setFocus()
        qtbot.keyClick(dialog.by_nobody, Qt.Key.Key_Space)
        press_when_ready(qtbot, dialog, "Import")

    in_dialog(choose_nobody)
    transfers.import_paths([pictures])
    table.wait(qtbot)
    seen: list[bool] = []

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, ImportDialog)
        seen.append(dialog.by_nobody.isChecked())
        dialog.reject()

    in_dialog(look)
    transfers.import_paths([pictures])
    assert seen == [True]
    assert [sample.class_id for sample in table.session.samples() if "pictures" in sample.file] == [None] * 6


def test_an_import_that_finds_nothing_new_says_so(qtbot: QtBot, table: Desk, transfers: Transfers, project_folder: Path) -> None:
    table.session.open(project_folder)
    transfers.start_import(table.session.project, [project_folder.parent / "labelled"])
    table.wait(qtbot)
    assert table.notices[-1].lines == ("Nothing new: all 16 pictures were here already.",)
    assert (table.notices[-1].kind, table.notices[-1].action) == ("success", "") and not transfers.has_report


def test_an_import_that_fails_tells_what_was_kept(
    qtbot: QtBot, table: Desk, transfers: Transfers, project_folder: Path, tmp_path: Path
) -> None:
    table.session.open(project_folder)
    with qtbot.waitSignal(transfers.import_ended, timeout=LONG_MS):
        transfers.start_import(table.session.project, [tmp_path / "gone"])
    assert "does not exist" in table.message.text() and "plug in the drive" in table.message.text()


def test_what_is_told_of_an_import(transfers: Transfers) -> None:
    bad = Issue(UNREADABLE, "/a/b.jpg", Sentence("it ends too early"))
    kept = Issue(KEPT, "/a/c.jpg", Sentence("it keeps its label"))
    outcome = Imported(imported=1200, known=3, relabelled=2, found_again=1, changed=4, unlabelled=5, issues=(bad, bad, kept))
    lines, kind = transfers.told(outcome)
    assert kind == "warning"
    assert [line.replace("\u00a0", " ") for line in lines] == [
        "1 200 pictures imported.",
        "3 were here already.",
        "2 that were here already got a class from the label file.",
        "1 had moved and were found again.",
        "4 have changed since they were imported; their labels were kept.",
        "5 of them have no label yet.",
        "2 cannot be read, the first: b.jpg (it ends too early).",
    ]
    refused, _ = transfers.told(Imported(imported=30, refused=20, issues=(kept,)))
    assert refused == ["30 pictures imported.", "20 labels name no class that can be used: see the report."]
    assert transfers.told(Imported(imported=2, unlabelled=2, issues=(kept,))) == (["2 pictures imported."], "success")


# ---- out -------------------------------------------------------------------------------------------------------


def test_the_selection_is_exported_and_its_folder_opened(
    qtbot: QtBot, table: Desk, transfers: Transfers, project_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table.session.open(project_folder)
    ids = [sample.id for sample in table.session.samples()]
    target = tmp_path / "out"

    def fill_in(dialog: QDialog) -> None:
        assert isinstance(dialog, ExportDialog)
        texts = [dialog.scope.itemText(row).replace("\u00a0", " ") for row in range(dialog.scope.count())]
        assert texts == ["All (20)", "Those that are shown (10)", "The selected ones (2)"]
        qtbot.keyClick(dialog.scope, Qt.Key.Key_End)
        dialog.target.selectAll()
        qtbot.keyClicks(dialog.target, str(target))
        press_when_ready(qtbot, dialog, "Export")

    in_dialog(fill_in)
    transfers.export(20, ids[:2], ids[:10])
    table.wait(qtbot)
    assert sorted(path.name for path in (target / "ant").iterdir()) == ["ant-0.png", "ant-1.png"]
    assert table.notices[-1].lines == (f"2 pictures are in {target}",)
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url))
    qtbot.mouseClick(button(table.message, "Open folder"), Qt.MouseButton.LeftButton)
    assert opened == [QUrl.fromLocalFile(str(target))] and not table.message.isVisible()


def test_an_export_is_continued_and_what_went_wrong_is_listed(
    qtbot: QtBot, table: Desk, transfers: Transfers, project_folder: Path, tmp_path: Path
) -> None:
    table.session.open(project_folder)
    project = table.session.project
    transfers.start_export(project, ExportChoice(tmp_path / "out"))
    table.wait(qtbot)
    (tmp_path / "labelled" / "ant" / "ant-0.png").unlink()
    transfers.start_export(project, ExportChoice(tmp_path / "out"))
    table.wait(qtbot)
    notice = table.notices[-1]
    assert notice.kind == "warning" and "19 of them were there already." in notice.lines and "ant-0.png" in notice.lines[-1]
    notice.act()
    report = table.findChild(ReportDialog)
    assert report.chips[NOTE].count == report.model.rowCount() >= 1
    report.close()


def test_a_table_is_written_and_can_be_read_again(
    qtbot: QtBot, table: Desk, transfers: Transfers, project_folder: Path, tmp_path: Path
) -> None:
    table.session.open(project_folder)
    transfers.start_export(table.session.project, ExportChoice(tmp_path / "labels.csv", "csv"))
    table.wait(qtbot)
    assert "20 pictures" in table.notices[-1].lines[0]
    table.session.close()
    table.session.create(tmp_path / "again")
    transfers.start_import(table.session.project, [tmp_path / "labels.csv"], labels=str(tmp_path / "labels.csv"))
    table.wait(qtbot)
    with Project.open(project_folder) as before:
        names = {each.id: each.name for each in before.classes()}
        expected = {sample.file: names.get(sample.class_id or 0) for sample in before.samples()}
    names = {each.id: each.name for each in table.session.classes}
    assert {sample.file: names.get(sample.class_id or 0) for sample in table.session.samples()} == expected


def test_a_folder_is_chosen_from_the_menu(
    qtbot: QtBot, table: Desk, transfers: Transfers, project_folder: Path, pictures: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table.session.open(project_folder)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(pictures))
    in_dialog(lambda dialog: press_when_ready(qtbot, dialog, "Import"))
    transfers.choose_folders()
    table.wait(qtbot)
    assert len(table.session.samples()) == 26
