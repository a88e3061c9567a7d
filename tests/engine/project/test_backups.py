"""Copies of the database, the way back from them, and files of an older version."""

from __future__ import annotations

import json
import os
import sqlite3
import time
import zlib
from contextlib import closing
from pathlib import Path

import pytest

from engine.errors import BackupUnusable, ProjectDamaged, ProjectReadOnly, WriteFailed
from engine.project import backups, changes
from engine.project.backups import AUTOMATIC, Backup, back_up, back_up_if_due, restore, superfluous
from engine.project.project import Project
from engine.project.schema import FILE_NAME, MIGRATIONS, VERSION
from tests.engine.project.conftest import AddSamples


def test_a_backup_of_an_open_project_brings_back_what_was_there(project: Project, add: AddSamples) -> None:
    samples = add(["a", "b"], "ant")
    copy = back_up(project.folder)
    project.apply(changes.unlabel(project, [samples[0].id]))
    project.close()
    kept = restore(project.folder, copy)
    with Project.open(project.folder, to_write=True) as reopened:
        assert [each.class_id for each in reopened.samples()] == [1, 1]
    restore(project.folder, kept)
    with Project.open(project.folder, to_write=True) as reopened:
        assert [each.class_id for each in reopened.samples()] == [None, 1]
        assert reopened.undo() is not None


def test_nothing_is_restored_while_the_project_is_open(project: Project, add: AddSamples) -> None:
    add(["a"])
    copy = back_up(project.folder)
    with pytest.raises(ProjectReadOnly):
        restore(project.folder, copy)


def test_what_is_no_backup_is_refused_and_nothing_changes(project: Project, add: AddSamples, tmp_path: Path) -> None:
    add(["a"])
    project.close()
    (tmp_path / "text.db").write_text("hello")
    with closing(sqlite3.connect(tmp_path / "other.db")) as other:
        other.execute("CREATE TABLE t (a)")
    cut = tmp_path / "cut.db"
    cut.write_bytes((project.folder / FILE_NAME).read_bytes()[:5000])
    for file in (tmp_path / "text.db", tmp_path / "other.db", cut, tmp_path / "none.db"):
        with pytest.raises(BackupUnusable):
            restore(project.folder, file)
    with Project.open(project.folder) as reopened:
        assert len(reopened.samples()) == 1


def test_a_damaged_project_is_restored_and_its_bytes_are_kept(project: Project, add: AddSamples) -> None:
    add(["a"])
    copy = back_up(project.folder)
    project.close()
    (project.folder / FILE_NAME).write_bytes(b"damaged" * 1000)
    with pytest.raises(ProjectDamaged):
        Project.open(project.folder)
    kept = restore(project.folder, copy)
    assert kept.read_bytes() == b"damaged" * 1000
    with Project.open(project.folder) as reopened:
        assert len(reopened.samples()) == 1


def test_automatic_copies_come_when_due_and_only_after_changes(project: Project, add: AddSamples) -> None:
    add(["a"])
    assert back_up_if_due(project.folder) is not None
    assert back_up_if_due(project.folder) is None
    past = backups.backups(project.folder)[0].path
    past.rename(past.with_name("project-20200101-120000-auto.db"))
    assert back_up_if_due(project.folder) is not None
    future = time.time() + 100
    (copy,) = [each for each in backups.backups(project.folder) if "2020" not in each.path.name]
    copy.path.rename(copy.path.with_name(time.strftime("project-%Y%m%d-%H%M%S-auto.db", time.localtime(future))))
    assert back_up_if_due(project.folder, every=-1000) is None, "nothing was written since"


def test_old_automatic_copies_go_and_the_users_own_stay() -> None:
    now = time.time()
    made = [Backup(Path(f"{hours}"), now - hours * 3600, "manual" if hours % 48 == 0 else AUTOMATIC, 1) for hours in range(0, 24 * 40, 6)]
    gone = superfluous(made)
    kept = [each for each in made if each not in gone]
    assert all(each.reason == AUTOMATIC for each in gone)
    automatic = [each for each in kept if each.reason == AUTOMATIC]
    assert backups.NEWEST_KEPT < len(automatic) <= backups.NEWEST_KEPT + backups.DAYS_KEPT
    assert automatic[: backups.NEWEST_KEPT] == [each for each in made if each.reason == AUTOMATIC][: backups.NEWEST_KEPT]


def test_a_disk_that_refuses_the_copy_leaves_none_behind(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(source: object, target: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(WriteFailed, match="No space left"):
        back_up(project.folder)
    assert not list((project.folder / "backups").iterdir())


@pytest.fixture
def old_project(tmp_path: Path) -> Path:
    """A project as version 1 wrote it, with a label in its history in the form of that time."""
    folder = tmp_path / "old.fieldmark"
    folder.mkdir()
    edits = [["annotation", [1, 1], None, ["person", 5.0, None]]]
    with closing(sqlite3.connect(folder / FILE_NAME)) as old:
        old.executescript(MIGRATIONS[0])
        old.execute("INSERT INTO class VALUES (1, 'ant', '#0072B2', '1', 0)")
        old.execute("INSERT INTO sample VALUES (1, 'a.png', 1, 2, 'digest', 3, 4, 'train', 0)")
        old.execute("INSERT INTO annotation VALUES (1, 1, 'person', 5.0, NULL)")
        payload = zlib.compress(json.dumps(edits).encode())
        old.execute(
            "INSERT INTO history VALUES (1, 5.0, 'Label {count} as {name}', '{\"count\": 1, \"name\": \"ant\"}', ?, '', 0)", (payload,)
        )
        old.execute("PRAGMA user_version = 1")
        old.commit()
    return folder


def test_an_older_project_is_copied_then_brought_up_to_date(old_project: Path) -> None:
    with Project.open(old_project, to_write=True) as project:
        (sample,) = project.samples()
        assert (sample.class_id, sample.split, sample.unsure, sample.facts.frames) == (1, "train", False, 1)
        assert project.rows("PRAGMA user_version") == [(VERSION,)]
        assert project.undo() is not None and project.samples()[0].class_id is None
        assert project.redo() is not None and project.samples()[0].class_id == 1
    (copy,) = backups.backups(old_project)
    assert copy.reason == f"before-version-{VERSION}"
    with closing(sqlite3.connect(copy.path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)


def test_an_older_project_on_a_read_only_drive_says_that_it_must_be_copied(old_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.project.project._writable", lambda folder: False)
    with Project.open(old_project) as project:
        assert project.samples()[0].class_id == 1
