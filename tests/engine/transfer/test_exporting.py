"""Class folders hold every picture once, however often they are exported, and nothing that was there is lost."""

from __future__ import annotations

import errno
import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.errors import FolderNotWritable, OutputNotWritable
from engine.progress import run
from engine.transfer.exporting import MAPPING, export_folders
from engine.transfer.folders import read_folders
from engine.transfer.placing import PLACERS
from engine.transfer.table import read_table
from engine.transfer.values import Entry, Row


@pytest.fixture
def rows(class_folders: Callable[..., Path]) -> list[Row]:
    root = class_folders({"ant": 3, "bee": 3})
    said = [
        ("ant", "train", False),
        ("ant", "test", False),
        ("", "train", False),
        ("bee", "validation", False),
        ("bee", "train", True),
        ("bee", "", False),
    ]
    pictures = sorted(root.rglob("*.png"))
    return [
        Row(path, name, split, "site", unsure, "person" if name else "", 1.25 if name else None, 0.5 if name else None)
        for path, (name, split, unsure) in zip(pictures, said, strict=True)
    ]


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()} - {MAPPING}


def told(problems: object) -> str:
    return "\n".join(map(str, problems))  # type: ignore[call-overload]


@pytest.mark.parametrize("how", ["copy", "hardlink", "symlink"])
def test_pictures_go_to_their_folders_and_come_back(rows: list[Row], tmp_path: Path, how: str) -> None:
    out = tmp_path / "out"
    exported = run(export_folders(rows, out, how))
    assert (exported.written, exported.kept, exported.problems, exported.mapping) == (6, 0, (), out / MAPPING)
    assert files(out) == {
        "train/ant/ant-000.png",
        "test/ant/ant-001.png",
        "train/_unlabelled/ant-002.png",
        "validation/bee/bee-000.png",
        "train/_unsure/bee-001.png",
        "bee/bee-002.png",
    }
    target = out / "train" / "ant" / "ant-000.png"
    assert target.read_bytes() == rows[0].path.read_bytes()
    assert target.stat().st_mtime_ns == rows[0].path.stat().st_mtime_ns
    assert (target.is_symlink(), target.samefile(rows[0].path)) == (how == "symlink", how != "copy")
    back = read_folders(out)
    assert Counter((entry.class_name, entry.split, entry.unsure) for entry in back.entries) == Counter(
        ("" if row.unsure else row.class_name, row.split, row.unsure) for row in rows
    )
    again = run(export_folders(rows, out, how))
    assert (again.written, again.kept, again.problems) == (0, 6, ())
    assert len(files(out)) == 6


def test_the_mapping_loses_nothing(rows: list[Row], tmp_path: Path) -> None:
    exported = run(export_folders(rows, tmp_path / "out", with_splits=False))
    assert "_unsure/bee-001.png" in files(tmp_path / "out")
    reading = read_table(exported.mapping)
    assert reading.problems == ()
    assert {entry.path.name: entry for entry in reading.entries} == {
        row.path.name: Entry(
            next((tmp_path / "out").rglob(row.path.name)),
            row.class_name,
            row.split,
            row.group,
            row.unsure,
            row.source,
            row.confidence,
            row.time,
        )
        for row in rows
    }
    assert exported.mapping.read_text(encoding="utf-8-sig").splitlines()[1].endswith(str(rows[0].path))


def test_pictures_of_one_name_stand_side_by_side_and_nothing_is_overwritten(tmp_path: Path) -> None:
    rows = []
    for index in range(4):
        path = tmp_path / f"card {index}" / ("IMG.jpg" if index != 2 else "img.JPG")
        path.parent.mkdir()
        path.write_bytes(b"same" if index < 2 else str(index).encode())
        rows.append(Row(path, "ant"))
    taken = tmp_path / "out" / "ant" / "IMG (3).jpg"
    taken.parent.mkdir(parents=True)
    taken.write_bytes(b"the user's own")
    expected = {"IMG.jpg": b"same", "IMG (2).jpg": b"same", "img (3).JPG": b"2", "IMG (3).jpg": b"the user's own", "IMG (4).jpg": b"3"}
    for written in (4, 0):
        assert run(export_folders(rows, tmp_path / "out")).written == written
        assert {path.name: path.read_bytes() for path in taken.parent.iterdir()} == expected


def test_a_changed_class_leaves_a_word_about_the_old_file_and_other_exports_stay_in_the_mapping(rows: list[Row], tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(export_folders(rows[:3], out))
    moved = Row(rows[0].path, "bee", "train")
    exported = run(export_folders([moved, *rows[3:]], out))
    assert f"{out}/train/ant/ant-000.png: it is left from an earlier export; the picture is now in {out}/train/bee" in told(
        exported.problems
    )
    assert len(read_table(exported.mapping).entries) == 7


def test_class_names_that_no_folder_can_have_everywhere_are_made_safe(class_folders: Callable[..., Path], tmp_path: Path) -> None:
    picture = next(class_folders({"x": 1}).rglob("*.png"))
    names = ["CON", "nul.old", "dots..", "a/b", "a:b", "_unsure", "train", "fine"]
    exported = run(export_folders([Row(picture, name) for name in names], tmp_path / "out"))
    assert {path.name for path in (tmp_path / "out").iterdir()} - {MAPPING} == {
        "CON_",
        "nul.old_",
        "dots__",
        "a_b",
        "a_b (2)",
        "_unsure (2)",
        "train (2)",
        "fine",
    }
    assert len(exported.problems) == 7 and "class CON: its folder is called “CON_”" in told(exported.problems)
    assert {line.split(",")[1] for line in exported.mapping.read_text(encoding="utf-8-sig").splitlines()[1:]} == set(names)


def test_what_cannot_be_exported_is_told_and_keeps_its_label(rows: list[Row], tmp_path: Path) -> None:
    gone = Row(tmp_path / "gone.jpg", "ant", source="person")
    exported = run(export_folders([gone, *rows], tmp_path / "out"))
    assert exported.written == 6 and "gone.jpg: it was not exported: No such file" in told(exported.problems)
    assert any(entry.path == gone.path and entry.class_name == "ant" for entry in read_table(exported.mapping).entries)


def test_links_that_cannot_be_made_become_copies(rows: list[Row], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(source: Path, target: Path) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setitem(PLACERS, "hardlink", refuse)
    exported = run(export_folders(rows, tmp_path / "out", "hardlink"))
    assert exported.written == 6 and "6 pictures were copied" in told(exported.problems)
    assert not (tmp_path / "out" / "train" / "ant" / "ant-000.png").samefile(rows[0].path)


def test_a_cancelled_export_leaves_whole_files_and_goes_on(rows: list[Row], tmp_path: Path) -> None:
    operation = export_folders(rows, tmp_path / "out")
    progress = [next(operation) for _ in range(4)]
    operation.close()
    assert [(each.done, each.total) for each in progress] == [(0, 6), (1, 6), (2, 6), (3, 6)]
    assert len(files(tmp_path / "out")) == 3
    assert (run(export_folders(rows, tmp_path / "out")).kept, len(files(tmp_path / "out"))) == (3, 6)


def test_a_full_disk_ends_it_and_leaves_no_half_file(rows: list[Row], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def half(source: Path, target: Path) -> None:
        target.write_bytes(b"half")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("engine.transfer.placing.shutil.copyfile", half)
    with pytest.raises(OutputNotWritable, match="No space left"):
        run(export_folders(rows, tmp_path / "out"))
    assert files(tmp_path / "out") == set()


def test_a_folder_that_cannot_be_made(rows: list[Row], tmp_path: Path) -> None:
    (tmp_path / "out").write_text("in the way")
    with pytest.raises(FolderNotWritable):
        run(export_folders(rows, tmp_path / "out"))


def test_exporting_onto_itself_changes_nothing(class_folders: Callable[..., Path]) -> None:
    root = class_folders({"ant": 2})
    rows = [Row(entry.path, entry.class_name) for entry in read_folders(root, "last").entries]
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*.png")}
    assert {row.class_name for row in rows} == {"ant"}
    assert run(export_folders(rows, root)).kept == 2
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*.png")} == before
