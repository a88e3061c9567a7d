"""The commands around labels, as a person would chain them: import, examine, split, export, relink, check, backup, restore."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.project.project import Project
from tests.e2e.conftest import Fieldmark


@pytest.fixture
def birds(fieldmark: Fieldmark, class_folders: Callable[..., Path], tmp_path: Path) -> Path:
    root = class_folders({"ant": 6, "bee": 6})
    shutil.copy(root / "ant" / "ant-000.png", root / "bee" / "copy.png")
    assert fieldmark("import", tmp_path / "birds", root)["imported"] == 13
    return tmp_path / "birds.fieldmark"


def test_examine_finds_the_copy_and_its_conflict_and_split_keeps_them_together(fieldmark: Fieldmark, birds: Path) -> None:
    examined = fieldmark("examine", birds)
    assert examined["exact"] == {"groups": 1, "samples": 2} and examined["conflicts"] == 1
    fieldmark("split", birds, "--anew", "--seed", "3")
    with Project.open(birds) as project:
        sides = {sample.name: sample.split for sample in project.samples()}
    assert sides["ant-000.png"] == sides["copy.png"] and "" not in sides.values()


def test_labels_travel_through_every_form(fieldmark: Fieldmark, birds: Path, tmp_path: Path) -> None:
    for form in ("folders", "csv", "tsv", "jsonl", "label-studio", "cvat"):
        target = tmp_path / "out" / form
        target.parent.mkdir(exist_ok=True)
        written = fieldmark("export", birds, target, "--as", form)
        assert written["written"] == 13
        again = tmp_path / f"again-{form}"
        assert fieldmark("import", again, written["target"])["imported"] == 13
        with Project.open(again) as project:
            names = {each.id: each.name for each in project.classes()}
            assert sorted(names[sample.class_id] for sample in project.samples()) == ["ant"] * 6 + ["bee"] * 7


def test_a_moved_folder_is_missed_and_found(fieldmark: Fieldmark, birds: Path, tmp_path: Path) -> None:
    shutil.move(tmp_path / "pictures" / "ant", tmp_path / "ants elsewhere")
    checked = fieldmark("project", "check", birds)
    assert checked["sound"] and (checked["present"], checked["missing"]) == (7, 6)
    assert fieldmark("relink", birds, tmp_path / "ants elsewhere") == {"found": 6, "still_missing": 0}
    assert fieldmark("project", "check", birds)["missing"] == 0


def test_what_cannot_be_read_is_counted(fieldmark: Fieldmark, birds: Path, tmp_path: Path) -> None:
    picture = tmp_path / "pictures" / "ant" / "ant-001.png"
    content = picture.read_bytes()
    picture.write_bytes(content[:41] + bytes(len(content) - 241) + content[-200:])
    again = tmp_path / "again"
    assert fieldmark("import", again, tmp_path / "pictures")["imported"] == 13
    assert fieldmark("examine", again)["unreadable"] == 1
    checked = fieldmark("project", "check", again)
    assert (checked["present"], checked["unreadable"], checked["missing"]) == (13, 1, 0)


def test_a_backup_brings_labels_back(fieldmark: Fieldmark, birds: Path) -> None:
    backup = fieldmark("project", "backup", birds)["backup"]
    with Project.open(birds, to_write=True) as project:
        project.go_back_to(0)
    assert [each["reason"] for each in fieldmark("project", "restore", birds)["backups"]] == ["manual"]
    fieldmark("project", "restore", birds, Path(backup).name)
    with Project.open(birds) as project:
        assert len(project.samples()) == 13
    assert {each["reason"] for each in fieldmark("project", "restore", birds)["backups"]} == {"manual", "before-restore"}


def test_what_cannot_be_done_is_told_with_the_right_code(fieldmark: Fieldmark, birds: Path, tmp_path: Path) -> None:
    assert fieldmark("export", birds, tmp_path / "x", "--as", "excel", expect=3)["error"] == "SettingInvalid"
    assert fieldmark("project", "check", tmp_path / "none", expect=4)["error"] == "ProjectMissing"
    assert fieldmark("project", "restore", birds, tmp_path / "none.db", expect=4)["error"] == "BackupUnusable"
    assert fieldmark("relink", birds, tmp_path / "none", expect=3)["error"] == "FolderMissing"
    (birds / "project.db").write_bytes(b"no database" * 500)
    assert fieldmark("project", "check", birds, expect=4)["error"] == "ProjectDamaged"
