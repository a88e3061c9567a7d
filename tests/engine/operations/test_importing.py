"""Folders come in with the labels and splits that their names say; what cannot be read is listed, not lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from engine.errors import FolderMissing, LabelFileUnusable, NoPictures
from engine.operations.importing import import_folders
from engine.progress import run
from engine.project.project import Project
from engine.project.sample import Split
from tests.conftest import striped_picture


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "test") as project:
        yield project


def classes_of(project: Project) -> dict[str, str]:
    names = {each.id: each.name for each in project.classes()}
    return {sample.path.name: names.get(sample.class_id or 0, "") for sample in project.samples()}


def test_folder_names_become_classes(project: Project, class_folders: Callable[..., Path]) -> None:
    root = class_folders({"ant": 3, "bee": 2})
    (root / "ant" / "notes.txt").write_text("not a picture")
    (root / "bee" / "broken.jpg").write_bytes(b"\xff\xd8 broken")
    outcome = run(import_folders(project, [root]))
    assert (outcome.imported, outcome.skipped, outcome.classes) == (5, 1, 2)
    assert [Path(issue.place).name for issue in outcome.failed] == ["broken.jpg"] and str(outcome.failed[0].reason)
    assert Counter(classes_of(project).values()) == {"ant": 3, "bee": 2}


def test_the_same_folder_again_adds_only_what_is_new(project: Project, class_folders: Callable[..., Path]) -> None:
    root = class_folders({"ant": 3, "bee": 2})
    run(import_folders(project, [root]))
    striped_picture(root / "ant" / "late.png", 0, 77)
    outcome = run(import_folders(project, [root]))
    assert (outcome.imported, outcome.skipped) == (1, 5)
    project.undo()
    assert len(project.samples()) == 5


def test_train_and_validation_folders_are_honoured_when_asked(project: Project, class_folders: Callable[..., Path]) -> None:
    root = class_folders({"ant": 2, "bee": 2}, name="set/train").parent
    class_folders({"ant": 1, "bee": 1}, name="set/val", seed=50)
    run(import_folders(project, [root], split="folders"))
    assert Counter(sample.split for sample in project.samples()) == {Split.TRAIN: 4, Split.VALIDATION: 2}
    assert {each.name for each in project.classes()} == {"ant", "bee"}


def test_without_labels_nothing_is_labelled(project: Project, class_folders: Callable[..., Path]) -> None:
    run(import_folders(project, [class_folders({"ant": 2})], labels="none"))
    assert project.classes() == [] and len(project.samples()) == 2


def test_one_folder_a_class_and_a_loose_folder(project: Project, class_folders: Callable[..., Path], tmp_path: Path) -> None:
    root = class_folders({"ant": 2, "bee": 2})
    run(import_folders(project, [root / "ant", root / "bee"]))
    assert Counter(classes_of(project).values()) == {"ant": 2, "bee": 2}


@pytest.mark.parametrize("text", ["path,label\n{0},heron\n{1},stork\n", "{0};heron\n{1};stork\n", "label\tfile\nheron\t{0}\nstork\t{1}\n"])
def test_a_label_file_names_the_classes(project: Project, tmp_path: Path, text: str) -> None:
    for index, name in enumerate(("one.png", "two.png", "three.png")):
        striped_picture(tmp_path / "pictures" / name, index, index)
    table = tmp_path / "pictures" / "labels.csv"
    table.write_text(text.format("one.png", "two.png"))
    run(import_folders(project, [tmp_path / "pictures"], labels=str(table)))
    assert classes_of(project) == {"one.png": "heron", "two.png": "stork", "three.png": ""}


def test_a_label_file_that_names_no_picture_is_refused_and_windows_paths_are_found(project: Project, tmp_path: Path) -> None:
    striped_picture(tmp_path / "pictures" / "sub" / "one.png", 0, 1)
    wrong, windows = tmp_path / "wrong.csv", tmp_path / "windows.csv"
    wrong.write_text("path,label\nzz1.jpg,heron\nzz2.jpg,stork\n")
    windows.write_text("RelativePath;Species\nsub\\one.png;heron\n")
    with pytest.raises(LabelFileUnusable, match=r"none of its 2 rows .* zz2\.jpg"):
        run(import_folders(project, [tmp_path / "pictures"], labels=str(wrong)))
    assert run(import_folders(project, [tmp_path / "pictures"], labels=str(windows))).unlabelled == 0
    assert classes_of(project) == {"one.png": "heron"}


def test_what_cannot_be_imported_says_so(project: Project, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / "a.txt").write_text("a")
    (tmp_path / "bad.csv").write_text("only one column\n")
    for folder in ("empty", "text"):
        with pytest.raises(NoPictures):
            run(import_folders(project, [tmp_path / folder]))
    with pytest.raises(FolderMissing, match="does not exist"):
        run(import_folders(project, [tmp_path / "missing"]))
    with pytest.raises(LabelFileUnusable):
        run(import_folders(project, [tmp_path / "empty"], labels=str(tmp_path / "bad.csv")))
    assert project.samples() == []


def test_a_cancelled_import_keeps_what_was_done(
    project: Project, class_folders: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.operations.importing._LARGEST_BATCH", 4)
    root = class_folders({"ant": 10})
    operation = import_folders(project, [root])
    while next(operation).done < 8:
        pass
    operation.close()
    assert len(project.samples()) == 8
    assert run(import_folders(project, [root])).imported == 2
