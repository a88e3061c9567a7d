"""Folder names are classes and splits, in all the ways in which people arrange them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from engine.errors import FolderMissing
from engine.transfer.folders import has_class_folders, read_folders
from tests.conftest import striped_picture


def made(root: Path, *names: str) -> Path:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()
    return root


def places(root: Path, nested: str = "first") -> dict[str, tuple[str, str]]:
    return {
        entry.path.relative_to(root.resolve()).as_posix(): (entry.class_name, entry.split) for entry in read_folders(root, nested).entries
    }


def test_classes_and_splits_on_either_level(tmp_path: Path) -> None:
    root = made(tmp_path / "p", "train/ant/1.jpg", "Val/ant/2.jpg", "ant/test/3.jpg", "bee/4.jpg", "5.jpg", "test/6.jpg")
    assert places(root) == {
        "train/ant/1.jpg": ("ant", "train"),
        "Val/ant/2.jpg": ("ant", "validation"),
        "ant/test/3.jpg": ("ant", "test"),
        "bee/4.jpg": ("bee", ""),
        "5.jpg": ("", ""),
        "test/6.jpg": ("", "test"),
    }
    assert places(root / "train") == {"ant/1.jpg": ("ant", "train")}


@pytest.mark.parametrize(("nested", "name"), [("first", "mammal"), ("last", "fox"), ("path", "mammal - fox")])
def test_nested_classes(tmp_path: Path, nested: str, name: str) -> None:
    root = made(tmp_path / "p", "mammal/fox/1.jpg", "train/mammal/fox/2.jpg", "mammal/fox/val/3.jpg", "fish/4.jpg")
    assert places(root, nested) == {
        "mammal/fox/1.jpg": (name, ""),
        "train/mammal/fox/2.jpg": (name, "train"),
        "mammal/fox/val/3.jpg": (name, "validation"),
        "fish/4.jpg": ("fish", ""),
    }


def test_trains_beside_cars_are_a_class_and_tests_are_not(tmp_path: Path) -> None:
    assert places(made(tmp_path / "p", "train/1.jpg", "car/2.jpg")) == {"train/1.jpg": ("train", ""), "car/2.jpg": ("car", "")}
    assert places(made(tmp_path / "q", "test/1.jpg", "car/2.jpg")) == {"test/1.jpg": ("", "test"), "car/2.jpg": ("car", "")}
    assert places(made(tmp_path / "r", "train/train/1.jpg", "test/train/2.jpg")) == {
        "train/train/1.jpg": ("train", "train"),
        "test/train/2.jpg": ("train", "test"),
    }


def test_a_folder_without_folders_is_itself_the_class(tmp_path: Path) -> None:
    root = made(tmp_path / "ant", "1.jpg", "2.jpg")
    assert set(places(root).values()) == {("ant", "")}
    assert read_folders(root).kind == "pictures" and not has_class_folders(root)
    assert set(places(made(tmp_path / "val", "1.jpg")).values()) == {("", "validation")}
    single = read_folders(root / "1.jpg")
    assert [(entry.path, entry.class_name, entry.source) for entry in single.entries] == [(root / "1.jpg", "", "")]


def test_states_come_back_from_their_folders(tmp_path: Path) -> None:
    root = made(tmp_path / "p", "train/_unsure/1.jpg", "_unlabelled/2.jpg", "ant/3.jpg")
    entries = {entry.path.name: entry for entry in read_folders(root).entries}
    assert (entries["1.jpg"].unsure, entries["1.jpg"].class_name, entries["1.jpg"].split) == (True, "", "train")
    assert (entries["2.jpg"].unsure, entries["2.jpg"].class_name, entries["2.jpg"].source) == (False, "", "")
    assert entries["3.jpg"].source == "folder" and has_class_folders(root)


def test_names_that_cannot_be_classes_are_told_once_and_spellings_are_one(tmp_path: Path) -> None:
    root = made(tmp_path / "p", "a:b/1.jpg", "a:b/2.jpg", "Ant/3.jpg", "ant/4.jpg", " big   cat/5.jpg")
    reading = read_folders(root)
    assert [entry.class_name for entry in reading.entries] == ["big cat", "Ant", "", "", "Ant"]
    assert [str(problem) for problem in reading.problems] == [
        f"{root}/a:b: “a:b” cannot be the name of a class, but “a-b” can; its pictures stay unlabelled"
    ]


def test_pictures_are_told_by_content_where_their_names_do_not_say(class_folders: Callable[..., Path]) -> None:
    root = class_folders({"ant": 1})
    striped_picture(root / "ant" / "x.png", 0, 1).rename(root / "ant" / "picture.fcgi")
    made(root, "ant/readme.txt", "ant/.hidden.png", "broken.jpg")
    assert sorted(places(root)) == ["ant/ant-000.png", "ant/picture.fcgi", "broken.jpg"]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FolderMissing):
        read_folders(tmp_path / "none")
