"""What the window does for an open project without being asked, on real files and a real database."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from engine.errors import ProjectDamaged, WriteFailed
from engine.operations.examining import unmeasured
from engine.project import changes
from engine.project.backups import AUTOMATIC, back_up, backups
from engine.project.project import Project
from engine.project.sample import CHANGED, MISSING, PRESENT
from gui import backup_keeper
from gui.dialogs.backups_dialog import BackupsDialog
from gui.dialogs.confirm_dialog import ConfirmDialog
from gui.dialogs.missing_dialog import MissingDialog
from gui.upkeep import Upkeep
from tests.conftest import striped_picture
from tests.gui.desk import LONG_MS, Desk, button, desk, in_dialog


@pytest.fixture
def table(qtbot: QtBot) -> Iterator[Desk]:
    with desk(qtbot) as made:
        yield made


@pytest.fixture
def upkeep(table: Desk) -> Upkeep:
    made = Upkeep(table.session, table.jobs, table)
    made.said.connect(table.say)
    return made


@pytest.fixture
def opened(table: Desk, upkeep: Upkeep, project_folder: Path) -> Upkeep:
    """The project is open; nothing begins before a test says so."""
    assert table.session.open(project_folder)
    upkeep.soon.stop()
    return upkeep


def states(table: Desk) -> list[int]:
    return [sample.facts.state for sample in table.session.samples()]


def plain(notice_lines: tuple[str, ...]) -> str:
    return " ".join(notice_lines).replace("\u00a0", " ")


# ---- on its own ------------------------------------------------------------------------------------------------


def test_opening_a_project_sets_it_going(qtbot: QtBot, table: Desk, upkeep: Upkeep, project_folder: Path) -> None:
    upkeep.soon.setInterval(1)
    table.session.open(project_folder)
    assert upkeep.backups.timer.isActive() and upkeep.backups.timer.interval() == 30 * 60 * 1000
    qtbot.waitUntil(lambda: not unmeasured(table.session.project), timeout=LONG_MS)
    table.wait(qtbot)
    assert [each.reason for each in backups(project_folder)] == [AUTOMATIC]
    assert table.notices == [] and table.errors == []
    table.session.close()
    assert not upkeep.soon.isActive() and not upkeep.backups.timer.isActive()


def test_a_project_that_can_only_be_looked_at_is_left_alone(qtbot: QtBot, table: Desk, upkeep: Upkeep, project_folder: Path) -> None:
    with Project.open(project_folder):
        table.session.open(project_folder)
        assert not table.session.writable and not upkeep.soon.isActive()
        upkeep.look_after()
        assert table.jobs.upkeep.current is None


def test_examining_measures_once_and_refreshes_once(qtbot: QtBot, table: Desk, opened: Upkeep) -> None:
    refreshed: list[int] = []
    table.session.membership_changed.connect(lambda: refreshed.append(1))
    opened.examine()
    table.wait(qtbot)
    assert unmeasured(table.session.project) == [] and len(refreshed) == 1
    opened.examine()
    table.wait(qtbot)
    assert len(refreshed) == 1


def test_examining_that_was_interrupted_is_finished_later(qtbot: QtBot, table: Desk, opened: Upkeep) -> None:
    project = table.session.project
    opened.examine()
    table.wait(qtbot)
    project.remember("examined", "")  # as if it had been stopped before it compared the pictures
    refreshed: list[int] = []
    table.session.membership_changed.connect(lambda: refreshed.append(1))
    opened.examine()
    table.wait(qtbot)
    assert project.recall("examined") == "whole" and len(refreshed) == 1


# ---- missing and changed files -----------------------------------------------------------------------------------


def test_all_files_there_is_not_worth_a_word(qtbot: QtBot, table: Desk, opened: Upkeep) -> None:
    refreshed: list[int] = []
    table.session.membership_changed.connect(lambda: refreshed.append(1))
    opened.check_files()
    table.wait(qtbot)
    assert table.notices == [] and refreshed == []


def test_missing_pictures_are_told_and_found_in_another_folder(
    qtbot: QtBot, table: Desk, opened: Upkeep, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "elsewhere").mkdir()
    shutil.move(tmp_path / "labelled", tmp_path / "elsewhere" / "moved")
    opened.check_files()
    table.wait(qtbot)
    assert "16 of 20 pictures are not where they were. Your labels are safe" in plain(table.notices[-1].lines)
    assert states(table).count(MISSING) == 16
    qtbot.mouseClick(button(table.message, "Find them …"), Qt.MouseButton.LeftButton)
    dialog = table.findChild(MissingDialog)
    assert dialog.isVisible() and not dialog.isModal()
    rows = [[dialog.table.item(row, column).text() for column in (0, 1)] for row in range(dialog.table.rowCount())]
    assert rows == [[str(tmp_path / "labelled" / name), "8"] for name in ("ant", "bee")]
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "elsewhere"))
    qtbot.mouseClick(dialog.find_button, Qt.MouseButton.LeftButton)
    assert not dialog.find_button.isEnabled() and not dialog.again_button.isEnabled()
    table.wait(qtbot)
    assert "16 pictures were found again." in plain(table.notices[-1].lines)
    assert states(table).count(MISSING) == 0 and all(Path(sample.file).exists() for sample in table.session.samples())
    assert "All pictures are there" in dialog._headline.text() and dialog.later_button.text() == "Close"
    qtbot.mouseClick(dialog.later_button, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()


def test_a_folder_without_them_is_told_and_another_try_is_possible(
    qtbot: QtBot, table: Desk, opened: Upkeep, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.move(tmp_path / "labelled" / "ant", tmp_path / "gone")
    opened.check_files()
    table.wait(qtbot)
    opened.show_missing()
    dialog = table.findChild(MissingDialog)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "new"))
    qtbot.mouseClick(dialog.find_button, Qt.MouseButton.LeftButton)
    table.wait(qtbot)
    assert "None of the missing pictures is in this folder." in plain(table.notices[-1].lines)
    assert dialog.find_button.isEnabled()
    shutil.move(tmp_path / "gone", tmp_path / "labelled" / "ant")
    qtbot.mouseClick(dialog.again_button, Qt.MouseButton.LeftButton)
    table.wait(qtbot)
    assert "All pictures are there" in dialog._headline.text() and set(states(table)) == {PRESENT}


def test_a_cancelled_search_gives_the_dialog_back(
    qtbot: QtBot, table: Desk, opened: Upkeep, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.move(tmp_path / "labelled", tmp_path / "gone")
    opened.check_files()
    table.wait(qtbot)
    opened.show_missing()
    dialog = table.findChild(MissingDialog)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "nowhere"))
    qtbot.mouseClick(dialog.find_button, Qt.MouseButton.LeftButton)  # fails: there is no such folder
    table.wait(qtbot)
    assert "does not exist" in table.message.text() and dialog.find_button.isEnabled()


def test_changed_files_are_told_once_and_can_be_shown(qtbot: QtBot, table: Desk, opened: Upkeep, tmp_path: Path) -> None:
    for index in range(3):
        striped_picture(tmp_path / "labelled" / "ant" / f"ant-{index}.png", 2, 500 + index)
    searched: list[str] = []
    opened.search_wanted.connect(searched.append)
    opened.check_files()
    table.wait(qtbot)
    assert "3 files changed since they were imported." in plain(table.notices[-1].lines)
    assert states(table).count(CHANGED) == 3
    qtbot.mouseClick(button(table.message, "Show them"), Qt.MouseButton.LeftButton)
    assert searched == ["is:changed"]
    opened.check_files()
    table.wait(qtbot)
    assert len(table.notices) == 1


def test_closing_the_project_closes_its_dialogs(qtbot: QtBot, table: Desk, opened: Upkeep, tmp_path: Path) -> None:
    shutil.move(tmp_path / "labelled", tmp_path / "gone")
    opened.check_files()
    table.wait(qtbot)
    opened.show_missing()
    opened.backups.show()
    table.session.close()
    assert not [each for each in table.findChildren(QDialog) if each.isVisible()]


def test_a_disk_that_refuses_is_told_in_words_that_fit(qtbot: QtBot, table: Desk, opened: Upkeep) -> None:
    opened._on_upkeep_failed(WriteFailed(reason="No space left on device"))
    assert "could not be saved: No space left on device" in plain(table.notices[-1].lines)
    assert "Your labels are saved." in table.notices[-1].lines


# ---- backups -----------------------------------------------------------------------------------------------------


def confirm(qtbot: QtBot, text: str) -> None:
    def press(dialog: QDialog) -> None:
        assert isinstance(dialog, ConfirmDialog) and "kept as a backup" in dialog.sentence.text()
        qtbot.mouseClick(button(dialog, text), Qt.MouseButton.LeftButton)

    in_dialog(press)


def relabel_everything(table: Desk) -> None:
    project, (ant, _) = table.session.project, table.session.classes
    ids = [sample.id for sample in table.session.samples()]
    assert table.session.apply(changes.label(project, ids, ant))


def count_of(table: Desk, name: str) -> int:
    (found,) = [each for each in table.session.classes if each.name == name]
    return table.session.project.class_counts()[found.id]


def test_a_backup_is_made_and_gone_back_to(qtbot: QtBot, table: Desk, opened: Upkeep, project_folder: Path) -> None:
    opened.backups.show()
    dialog = table.findChild(BackupsDialog)
    assert dialog.table.rowCount() == 0 and not dialog.restore_button.isEnabled()
    qtbot.mouseClick(dialog.make_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.table.rowCount() == 1, timeout=LONG_MS)
    assert dialog.table.item(0, 1).text() == "Made by hand" and "today" in dialog.table.item(0, 0).text()
    relabel_everything(table)
    assert count_of(table, "ant") == 20
    confirm(qtbot, "Cancel")
    qtbot.mouseClick(dialog.restore_button, Qt.MouseButton.LeftButton)
    assert dialog.isVisible() and count_of(table, "ant") == 20
    confirm(qtbot, "Go back")
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    table.wait(qtbot)
    assert table.session.project.folder == project_folder and count_of(table, "ant") == 8
    assert "The state before is kept as a backup." in table.notices[-1].lines
    assert "before-restore" in {each.reason for each in backups(project_folder)}


def test_a_backup_that_cannot_be_used_leaves_the_project_as_it_was(qtbot: QtBot, table: Desk, opened: Upkeep, project_folder: Path) -> None:
    back_up(project_folder)
    (backup,) = backups(project_folder)
    backup.path.write_bytes(b"no database")
    opened.backups.restore(project_folder, backup)
    table.wait(qtbot)
    assert "cannot be used" in plain(table.notices[-1].lines) and "The project is as it was." in table.notices[-1].lines
    assert table.session.project.folder == project_folder and count_of(table, "bee") == 8


def test_a_damaged_project_offers_its_backups(qtbot: QtBot, table: Desk, upkeep: Upkeep, project_folder: Path) -> None:
    back_up(project_folder)
    (project_folder / "project.db").write_bytes(b"damaged" * 1000)
    assert not table.session.open(project_folder)
    assert isinstance(table.errors[-1], ProjectDamaged)
    qtbot.waitUntil(lambda: bool(table.notices))
    assert "is damaged" in plain(table.notices[-1].lines)
    qtbot.mouseClick(button(table.message, "Go back to a backup …"), Qt.MouseButton.LeftButton)
    dialog = table.findChild(BackupsDialog)
    assert not dialog.make_button.isVisible() and dialog.restore_button.isEnabled()
    confirm(qtbot, "Go back")
    qtbot.mouseClick(dialog.restore_button, Qt.MouseButton.LeftButton)
    table.wait(qtbot)
    assert table.session.project.folder == project_folder and len(table.session.samples()) == 20


def test_a_damaged_project_without_backups_offers_nothing(qtbot: QtBot, table: Desk, upkeep: Upkeep, project_folder: Path) -> None:
    (project_folder / "project.db").write_bytes(b"damaged" * 1000)
    assert not table.session.open(project_folder)
    qtbot.wait(20)
    assert table.notices == [] and not upkeep.backups.offer_restore(project_folder)


def test_automatic_backups_are_made_only_when_due(qtbot: QtBot, table: Desk, opened: Upkeep, project_folder: Path) -> None:
    for _ in range(2):
        opened.backups.back_up_quietly()
        table.wait(qtbot)
    assert len(backups(project_folder)) == 1
    relabel_everything(table)
    os.utime(project_folder / "project.db")
    opened.backups.back_up_quietly(0)
    table.wait(qtbot)
    assert len(backups(project_folder)) == 2


def test_a_backup_that_fails_is_told(qtbot: QtBot, table: Desk, opened: Upkeep, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> Path:
        raise WriteFailed(reason="No space left on device")

    monkeypatch.setattr(backup_keeper, "back_up_if_due", full)
    opened.backups.back_up_quietly()
    table.wait(qtbot)
    assert "No backup could be made: No space left on device" in table.message.text()
    assert "Your labels are saved in the project itself." in table.message.text()
