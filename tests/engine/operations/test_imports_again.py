"""Importing once more: only what is new comes in, what moved is found again, what changed is noticed, nothing that is odd ends it."""

from __future__ import annotations

import csv
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from engine.operations.exporting import export
from engine.operations.import_report import CHANGED, FOLDER, KEPT, NO_PICTURE, NOTE, UNREADABLE, write_report
from engine.operations.importing import NONE, import_folders
from engine.operations.relinking import check_files, relink
from engine.progress import run
from engine.project import changes
from engine.project.project import Project
from engine.project.sample import Split
from tests.conftest import striped_picture


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "test") as project:
        yield project


def classes_of(project: Project) -> dict[str, str]:
    names = {each.id: each.name for each in project.classes()}
    return {sample.name: names.get(sample.class_id or 0, "") for sample in project.samples()}


def test_a_label_file_labels_what_is_there_and_keeps_what_a_person_said(project: Project, class_folders: Callable[..., Path]) -> None:
    root = class_folders({"ant": 2, "bee": 1})
    run(import_folders(project, [root / "ant"], NONE))
    first, second = project.samples()
    run(import_folders(project, [root / "bee"]))
    project.apply(changes.label(project, [first.id], project.classes()[0]))
    table = root / "labels.csv"
    table.write_text(f"path,label\nant/{first.name},wasp\nant/{second.name},wasp\nbee/bee-000.png,bee\n")
    outcome = run(import_folders(project, [root], str(table)))
    assert classes_of(project) == {first.name: "bee", second.name: "wasp", "bee-000.png": "bee"}
    assert (outcome.imported, outcome.relabelled, outcome.known) == (0, 1, 3)
    (kept,) = [issue for issue in outcome.issues if issue.kind == KEPT]
    assert kept.place == first.file and "bee" in str(kept.reason) and "wasp" in str(kept.reason)
    project.undo()
    assert classes_of(project)[second.name] == "" and [each.name for each in project.classes()] == ["bee"]


def test_moved_and_renamed_files_are_found_again_by_their_content(project: Project, class_folders: Callable[..., Path]) -> None:
    root = class_folders({"ant": 3})
    run(import_folders(project, [root]))
    shutil.move(root / "ant", root / "moved")
    (root / "moved" / "ant-000.png").rename(root / "moved" / "other name.png")
    outcome = run(import_folders(project, [root], NONE))
    assert (outcome.imported, outcome.found_again) == (0, 3)
    assert {sample.path.parent.name for sample in project.samples()} == {"moved"}
    assert classes_of(project) == {"other name.png": "ant", "ant-001.png": "ant", "ant-002.png": "ant"}
    assert outcome.kinds[CHANGED] == 3


def test_relink_searches_a_folder_and_undo_forgets_it(project: Project, class_folders: Callable[..., Path], tmp_path: Path) -> None:
    root = class_folders({"ant": 3, "bee": 2})
    run(import_folders(project, [root]))
    shutil.move(root, tmp_path / "new drive")
    (tmp_path / "new drive" / "ant" / "ant-002.png").unlink()
    checked = run(check_files(project))
    assert (checked.present, checked.missing, checked.changed) == (0, 5, 0)
    assert checked.missing_folders == ((str(root / "ant"), 3), (str(root / "bee"), 2))
    assert all(sample.facts.state for sample in project.samples())
    outcome = run(relink(project, [tmp_path / "new drive"]))
    assert (outcome.found, outcome.still_missing) == (4, 1)
    assert sum(sample.path.exists() for sample in project.samples()) == 4
    assert sum(bool(sample.facts.state) for sample in project.samples()) == 1
    project.undo()
    assert not any(sample.path.exists() for sample in project.samples())


def test_a_changed_file_is_noticed_and_keeps_its_label(project: Project, class_folders: Callable[..., Path]) -> None:
    root = class_folders({"ant": 2})
    run(import_folders(project, [root]))
    before = project.samples()[0]
    striped_picture(before.path, 2, 99)
    assert run(check_files(project)).changed == 1
    after = project.samples()[0]
    assert after.digest != before.digest and after.class_id == before.class_id and after.facts.state == 2
    assert str(project.next_undo()).startswith("Import"), "nobody has to undo what a file did"
    striped_picture(before.path, 1, 98)
    outcome = run(import_folders(project, [root]))
    assert (outcome.changed, outcome.imported) == (1, 0)


def test_a_file_that_was_only_touched_is_the_same(project: Project, class_folders: Callable[..., Path]) -> None:
    root = class_folders({"ant": 1})
    run(import_folders(project, [root]))
    os.utime(project.samples()[0].path, (1, 1))
    assert run(check_files(project)).present == 1
    assert project.samples()[0].facts.state == 0


@pytest.mark.skipif(sys.platform == "win32", reason="links and such names need other systems")
def test_whatever_a_folder_holds_the_rest_goes_on(project: Project, class_folders: Callable[..., Path], tmp_path: Path) -> None:
    root = class_folders({"ant": 1})
    (root / "loop").symlink_to(root)
    (root / "dangling.jpg").symlink_to(root / "nothing")
    Path(os.fsdecode(os.fsencode(root / "ant") + b"/caf\xe9.png")).write_bytes((root / "ant" / "ant-000.png").read_bytes())
    (root / "ant" / "empty.jpg").touch()
    (root / "ant" / "notes.txt").write_text("hello")
    striped_picture(root / ("x" * 150) / ("y" * 150) / "deep.png", 0, 5)
    (root / "bee?").mkdir()
    striped_picture(root / "bee?" / "b.png", 1, 3)
    Image.new("RGB", (8, 8)).save(root / "ant" / "pages.tif", save_all=True, append_images=[Image.new("RGB", (8, 8), "red")] * 2)
    outcome = run(import_folders(project, [root]))
    assert classes_of(project) == {"ant-000.png": "ant", "deep.png": "x" * 150, "b.png": "", "pages.tif": "ant"}
    reasons = {kind: [str(issue.reason) for issue in outcome.issues if issue.kind == kind] for kind in outcome.kinds}
    assert len(reasons[FOLDER]) == 3 and any("bee?" in reason for reason in reasons[FOLDER])
    assert reasons[UNREADABLE] == ["the file is empty"]
    assert len(reasons[NO_PICTURE]) == 1
    assert "3 pages" in reasons[NOTE][0]
    write_report(tmp_path / "report.csv", outcome.issues)
    with (tmp_path / "report.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == 1 + len(outcome.issues)


@pytest.mark.parametrize("form", ["folders", "csv", "tsv", "jsonl"])
def test_what_goes_out_comes_in_again_with_nothing_lost(
    project: Project, class_folders: Callable[..., Path], tmp_path: Path, form: str
) -> None:
    root = class_folders({"ant": 3, "bee": 3})
    run(import_folders(project, [root]))
    ids = [sample.id for sample in project.samples()]
    _, bee = project.classes()
    project.apply(changes.label(project, ids[:1], bee))
    project.apply(changes.mark_unsure(project, ids[1:2]))
    project.apply(changes.unlabel(project, ids[5:]))
    project.apply(changes.pin(project, ids[2:3], Split.TEST))
    project.apply(changes.set_groups(project, {ids[0]: "plant 7"}))
    target = tmp_path / "out" / ("pictures" if form == "folders" else f"labels.{form}")
    target.parent.mkdir()
    run(export(project, target, form, with_splits=True))
    with Project.create(tmp_path / "again") as again:
        if form == "folders":
            run(import_folders(again, [target], str(target / "fieldmark.csv"), split="folders"))
        else:
            run(import_folders(again, [target]))

        def said(of: Project) -> dict[str, tuple[object, ...]]:
            names = {each.id: each.name for each in of.classes()}
            times = of.annotated()
            return {
                each.name: (
                    names.get(each.class_id or 0),
                    each.split,
                    each.source,
                    each.unsure,
                    each.pinned,
                    each.group,
                    times.get(each.id),
                )
                for each in of.samples()
            }

        assert said(again) == said(project)
