"""Folders come in with the labels and splits that their names say; what cannot be read is listed, not lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from engine.errors import FolderMissing, LabelFileUnusable, NoPictures
from engine.operations.exporting import export
from engine.operations.import_report import LABELS, NO_PICTURE, NOTE
from engine.operations.importing import import_folders
from engine.progress import run
from engine.project.project import Project
from engine.project.sample import Split
from engine.transfer.columns import Columns
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


def test_a_label_file_alone_has_no_folder_that_pictures_could_lie_outside_of(project: Project, tmp_path: Path) -> None:
    for name in ("one.png", "two.png"):
        striped_picture(tmp_path / "pictures" / name, 0, len(name))
    file = tmp_path / "labels" / "l.jsonl"
    file.parent.mkdir()
    file.write_text("".join(f'{{"path": "{tmp_path}/pictures/{name}.png", "class": "ant"}}\n' for name in ("one", "two")))
    outcome = run(import_folders(project, [file]))
    assert (outcome.imported, outcome.issues) == (2, ())
    (tmp_path / "elsewhere").mkdir()
    striped_picture(tmp_path / "elsewhere" / "three.png", 0, 9)
    outcome = run(import_folders(project, [tmp_path / "elsewhere"], labels=str(file)))
    assert ["outside of the chosen folders" in str(issue.reason) for issue in outcome.issues] == [True, True]


def test_a_table_that_is_itself_imported_is_told_of_once_with_its_columns(project: Project, tmp_path: Path) -> None:
    for name in ("one.png", "two.png"):
        striped_picture(tmp_path / name, 0, len(name) + ord(name[0]))
    table = tmp_path / "labels.csv"
    table.write_text('path,class,other\none.png,a?,ant\ntwo.png,"b""",bee\n')
    outcome = run(import_folders(project, [table], labels=str(table)))
    assert outcome.refused == 2 and classes_of(project) == {"one.png": "", "two.png": ""}
    assert [issue.kind for issue in outcome.issues] == [NOTE, LABELS, LABELS]
    assert str(outcome.issues[0].reason) == "Columns: picture = path, class = class"
    run(import_folders(project, [table], labels=str(table), columns=Columns(0, 2, has_header=True)))
    assert classes_of(project) == {"one.png": "ant", "two.png": "bee"}


def test_the_mapping_of_an_export_is_no_picture_that_fails(project: Project, class_folders: Callable[..., Path], tmp_path: Path) -> None:
    run(import_folders(project, [class_folders({"ant": 2, "bee": 2})]))
    run(export(project, tmp_path / "out", "folders"))
    assert (tmp_path / "out" / "fieldmark.csv").is_file()
    with Project.create(tmp_path / "again") as again:
        outcome = run(import_folders(again, [tmp_path / "out"]))
        assert (outcome.imported, outcome.skipped, outcome.issues) == (4, 0, ())
        (tmp_path / "out" / "fieldmark.csv").write_text("somebody,else\n")
        assert [issue.kind for issue in run(import_folders(again, [tmp_path / "out"])).issues] == [NO_PICTURE]


def test_pictures_in_folders_that_cannot_name_a_class_are_counted(project: Project, tmp_path: Path) -> None:
    for index in range(3):
        striped_picture(tmp_path / "in" / ("a?b" if index else "ant") / f"{index}.png", 0, index)
    outcome = run(import_folders(project, [tmp_path / "in"]))
    assert (outcome.refused, outcome.unlabelled) == (2, 2)
    assert "“a b” can; its pictures stay unlabelled" in str(outcome.issues[0].reason)
