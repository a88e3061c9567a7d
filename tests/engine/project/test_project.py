"""Edits through the one door: labels, classes, undo across restarts, read-only and newer projects."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from engine.errors import (
    ClassNameTaken,
    ClassNameUnusable,
    ProjectDamaged,
    ProjectExists,
    ProjectMissing,
    ProjectReadOnly,
    ProjectTooNew,
    StaleChange,
)
from engine.project import changes, class_changes
from engine.project.project import Project
from engine.project.sample import Split
from engine.project.schema import FILE_NAME
from tests.engine.project.conftest import AddSamples


def labels(project: Project) -> dict[str, str | None]:
    names = {each.id: each.name for each in project.classes()}
    return {sample.path.name: names.get(sample.class_id or 0) for sample in project.samples()}


def test_labels_replace_each_other_and_undo_goes_back_step_by_step(project: Project, add: AddSamples) -> None:
    samples = add(["a", "b", "c"])
    for name in ("ant", "bee"):
        project.apply(class_changes.add_class(project, name)[0])
    ant, bee = project.classes()
    project.apply(changes.label(project, [samples[0].id, samples[1].id], ant))
    changed = project.apply(changes.label(project, [samples[1].id], bee))
    assert labels(project) == {"a": "ant", "b": "bee", "c": None}
    assert changed.sample_ids == {samples[1].id} and not changed.classes
    assert str(project.next_undo()) == "Label 1 as bee"

    project.undo()
    assert labels(project) == {"a": "ant", "b": "ant", "c": None}
    project.undo()
    assert labels(project) == {"a": None, "b": None, "c": None}
    project.redo()
    project.redo()
    assert labels(project) == {"a": "ant", "b": "bee", "c": None}
    assert project.redo() is None


def test_the_history_survives_a_restart(project: Project, add: AddSamples) -> None:
    samples = add(["a"], "ant")
    project.apply(changes.unlabel(project, [samples[0].id]))
    project.close()
    with Project.open(project.folder) as again:
        assert labels(again) == {"a": None}
        again.undo()
        assert labels(again) == {"a": "ant"}


def test_an_import_in_batches_is_undone_at_once_and_comes_back(project: Project, add: AddSamples) -> None:
    add(["a", "b"], "ant", batch="one")
    add(["c"], "bee", batch="one")
    project.undo()
    assert project.samples() == [] and project.classes() == []
    project.redo()
    assert labels(project) == {"a": "ant", "b": "ant", "c": "bee"}


def test_a_picture_taken_out_can_be_imported_again(project: Project, add: AddSamples) -> None:
    samples = add(["a"], "ant")
    project.apply(changes.remove_samples(project, [samples[0].id]))
    assert project.samples() == []
    add(["a"], "bee", batch="second")
    assert labels(project) == {"a": "bee"}
    project.undo()
    project.undo()
    assert labels(project) == {"a": "ant"}


def test_deleting_a_class_and_undoing_brings_its_labels_back(project: Project, add: AddSamples) -> None:
    add(["a", "b"], "ant")
    project.apply(class_changes.delete_class(project, project.classes()[0]))
    assert project.classes() == [] and labels(project) == {"a": None, "b": None}
    project.undo()
    assert labels(project) == {"a": "ant", "b": "ant"}


def test_classes_are_renamed_recoloured_and_reordered(project: Project) -> None:
    for name in ("ant", "bee", "wasp"):
        project.apply(class_changes.add_class(project, name)[0])
    ant, bee, wasp = project.classes()
    assert [each.shortcut for each in (ant, bee, wasp)] == ["1", "2", "3"]
    assert len({each.colour for each in (ant, bee, wasp)}) == 3
    project.apply(class_changes.rename_class(project, ant, "  fire   ant "))
    project.apply(class_changes.recolour_class(bee, "#123456"))
    project.apply(class_changes.reorder_classes(project, [wasp.id, ant.id, bee.id]))
    assert [(each.name, each.shortcut) for each in project.classes()] == [("wasp", "1"), ("fire ant", "2"), ("bee", "3")]
    assert project.classes()[2].colour == "#123456"
    with pytest.raises(ClassNameTaken):
        class_changes.add_class(project, "BEE")
    with pytest.raises(ClassNameUnusable):
        class_changes.rename_class(project, bee, "a/b")


def test_a_stale_change_is_refused_whole(project: Project, add: AddSamples) -> None:
    samples = add(["a", "b"], "ant")
    stale = changes.unlabel(project, [sample.id for sample in samples])
    project.apply(changes.unlabel(project, [samples[1].id]))
    with pytest.raises(StaleChange):
        project.apply(stale)
    assert labels(project) == {"a": "ant", "b": None}


def test_splits_are_changes_too(project: Project, add: AddSamples) -> None:
    samples = add(["a", "b"], "ant")
    project.apply(changes.set_splits(project, {samples[0].id: Split.TEST}))
    assert [sample.split for sample in project.samples()] == [Split.TEST, Split.NONE]
    project.undo()
    assert [sample.split for sample in project.samples()] == [Split.NONE, Split.NONE]


def test_a_second_opening_is_read_only_until_the_first_closes(project: Project, add: AddSamples) -> None:
    samples = add(["a"], "ant")
    with Project.open(project.folder) as second:
        assert not second.writable and "another window" in second.read_only_reason
        assert labels(second) == {"a": "ant"}
        with pytest.raises(ProjectReadOnly, match="nothing was lost"):
            second.apply(changes.unlabel(second, [samples[0].id]))
    with pytest.raises(ProjectReadOnly):
        Project.open(project.folder, to_write=True)
    project.close()
    with Project.open(project.folder, to_write=True) as third:
        assert third.writable


def test_other_threads_write_through_the_same_project(project: Project, add: AddSamples) -> None:
    add(["a"])
    worker = threading.Thread(target=add, args=(["b"], "ant"))
    worker.start()
    worker.join()
    assert labels(project) == {"a": None, "b": "ant"}


def test_projects_move_together_with_the_pictures_beside_them(project: Project, add: AddSamples, tmp_path: Path) -> None:
    add(["pictures/a"])
    project.close()
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    project.folder.rename(moved / project.folder.name)
    with Project.open(moved / project.folder.name) as again:
        assert [sample.path for sample in again.samples()] == [moved / "pictures" / "a"]


def test_what_is_no_usable_project_says_so_and_stays_as_it_is(project: Project, tmp_path: Path) -> None:
    with pytest.raises(ProjectMissing):
        Project.open(tmp_path / "nothing")
    with pytest.raises(ProjectExists):
        Project.create(project.folder)
    project.close()
    database = project.folder / FILE_NAME
    with sqlite3.connect(database) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(ProjectTooNew, match="newer Fieldmark"):
        Project.open(project.folder)
    database.write_bytes(b"not a database at all, but long enough to be looked at" * 40)
    before = database.read_bytes()
    with pytest.raises(ProjectDamaged):
        Project.open(project.folder)
    assert database.read_bytes() == before


def test_a_read_only_folder_can_be_looked_at(project: Project, add: AddSamples, monkeypatch: pytest.MonkeyPatch) -> None:
    add(["a"], "ant")
    project.close()
    # as root, permission bits forbid nothing: stand in for the drive that refuses
    monkeypatch.setattr("engine.project.project._writable", lambda folder: False)
    with Project.open(project.folder) as again:
        assert labels(again) == {"a": "ant"} and "read-only" in again.read_only_reason


def test_what_a_killed_process_left_in_the_log_is_seen_on_a_read_only_drive(
    project: Project, add: AddSamples, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(["a"], "ant")
    drive = tmp_path / "drive" / project.folder.name
    drive.mkdir(parents=True)
    for name in (FILE_NAME, f"{FILE_NAME}-wal"):  # as they lie while the other process has not folded the log in
        (drive / name).write_bytes((project.folder / name).read_bytes())
    monkeypatch.setattr("engine.project.project._writable", lambda folder: False)
    with Project.open(drive) as again:
        assert labels(again) == {"a": "ant"} and not again.writable
    assert sorted(path.name for path in drive.iterdir()) == [FILE_NAME, f"{FILE_NAME}-wal"]
