"""What an import would find, told before it starts."""

from __future__ import annotations

import json
import struct
from dataclasses import replace
from pathlib import Path

import pytest

from engine.errors import LabelFileUnusable
from engine.operations import import_preview
from engine.operations.import_preview import LabelsSeen, TableSeen, foresee, look_up, see_label_file
from engine.operations.importing import import_folders
from engine.progress import run
from engine.project.project import Project
from engine.transfer.columns import Columns
from engine.transfer.folders import NESTED
from tests.conftest import DATA, striped_picture


def test_the_classes_are_those_that_an_import_makes(tmp_path: Path) -> None:
    root = tmp_path / "animals"
    for place in ("train/mammal/fox", "train/mammal/badger", "test/bird/owl", "train/bird", ".hidden/x", "old.fieldmark/y"):
        striped_picture(root / place / "a.png", 0, len(place))
    (root / "train" / "empty").mkdir()
    seen = run(foresee([root]))
    assert seen.has_splits and seen.complete
    for number, nested in enumerate(NESTED):
        with Project.create(tmp_path / f"p{number}") as project:
            run(import_folders(project, [root], nested=nested))
            assert sorted(seen.classes[nested]) == sorted(each.name for each in project.classes())


def test_files_are_told_apart(tmp_path: Path) -> None:
    picture = striped_picture(tmp_path / "a.png", 0, 1)
    table, digits, packed = tmp_path / "labels.csv", tmp_path / "t10k-images-idx3-ubyte", tmp_path / "set.zip"
    table.write_text("file,class\na.png,x\n")
    digits.write_bytes(struct.pack(">4I", 0x803, 1, 2, 2) + bytes(4))
    packed.write_bytes(b"PK\x03\x04")
    seen = run(foresee([picture, table, digits, packed, tmp_path / "gone"]))
    assert (seen.label_files, seen.arrays, set(seen.unusable)) == ((table,), (digits,), {packed, tmp_path / "gone"})
    assert not seen.classes and not seen.has_splits


def test_a_look_has_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(6):
        striped_picture(tmp_path / "many" / f"c{number}" / "a.png", 0, number)
    monkeypatch.setattr(import_preview, "_MOST_FOLDERS", 4)
    seen = run(foresee([tmp_path / "many"]))
    assert not seen.complete and seen.classes["first"] == ("c0", "c1", "c2")
    assert not run(foresee([tmp_path / "many"], seconds=-1)).complete


def test_a_link_in_a_circle_is_not_followed(tmp_path: Path) -> None:
    striped_picture(tmp_path / "set" / "ant" / "a.png", 0, 1)
    (tmp_path / "set" / "again").symlink_to(tmp_path / "set")
    assert run(foresee([tmp_path / "set"])).classes["path"] == ("ant",)


def test_a_table_is_seen_with_its_rows(tmp_path: Path) -> None:
    for number in range(3):
        striped_picture(tmp_path / "pictures" / "deep" / f"{number}.png", number, number)
    rows = ["name;species", *(f"{number}.png;oak" for number in range(60)), "", '"a ""quoted""\nname";ash']
    file = tmp_path / "labels.csv"
    file.write_text("\n".join(rows))
    seen = run(see_label_file(file, [tmp_path / "pictures"]))
    assert isinstance(seen, TableSeen)
    assert seen.rows == 62 and len(seen.all_rows) == 21 and seen.all_rows[0] == ("name", "species")
    assert run(look_up(seen, seen.preview.guessed)) == (3, 17)
    assert run(look_up(seen, Columns(1))) == (0, 62)
    assert run(look_up(seen, replace(seen.preview.guessed, has_header=False))) == (3, 17)


def test_a_folder_column_is_part_of_the_path(tmp_path: Path) -> None:
    striped_picture(tmp_path / "north" / "1.png", 0, 1)
    file = tmp_path / "labels.csv"
    file.write_text("folder,file,class\nnorth,1.png,oak\nsouth,1.png,ash\n")
    seen = run(see_label_file(file, [tmp_path / "nowhere"]))
    assert run(look_up(seen, Columns(1, 2, folder=0, has_header=True))) == (1, 1)


def test_pictures_that_only_later_rows_name_are_found(tmp_path: Path) -> None:
    striped_picture(tmp_path / "here.png", 0, 1)
    file = tmp_path / "labels.csv"
    file.write_text("file,class\n" + "gone.png,oak\n" * 50 + "here.png,ash\n" * 3)
    seen = run(see_label_file(file, []))
    assert isinstance(seen, TableSeen) and run(look_up(seen, seen.preview.guessed)) == (1, 50)
    assert not run(foresee([file])).fruitless


def test_texts_that_name_no_picture_are_told_apart(tmp_path: Path) -> None:
    striped_picture(tmp_path / "a.png", 0, 1)
    table, licence, note = tmp_path / "labels.csv", tmp_path / "LICENSE", tmp_path / "NOTE"
    table.write_text("file,class\na.png,x\n")
    licence.write_text("Use, reproduction,\nand distribution\n")
    note.write_text("thanks\n")
    seen = run(foresee([table, licence, note]))
    assert (seen.label_files, seen.fruitless, tuple(seen.unusable)) == ((table, licence), (licence,), (note,))


def test_other_label_files_are_summed_up(tmp_path: Path) -> None:
    striped_picture(tmp_path / "0.png", 0, 0)
    file = tmp_path / "labels.json"
    file.write_text(json.dumps([{"file": f"{number}.png", "class": f"c{number}"} for number in range(3)]))
    assert run(see_label_file(file, [])) == LabelsSeen("json_lines", 3, 1, 3, 2)


def test_a_file_that_says_nothing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "labels.csv").write_text("one\ntwo\n")
    striped_picture(tmp_path / "a.png", 0, 1)
    for name in ("labels.csv", "a.png"):
        with pytest.raises(LabelFileUnusable):
            run(see_label_file(tmp_path / name, []))


def test_real_sets_are_recognised(shared_data: Path) -> None:
    seen = run(foresee([DATA / "hymenoptera", DATA / "mnist"]))
    assert set(seen.classes["first"]) == {"ants", "bees", *map(str, range(10))}
    assert seen.has_splits and seen.complete and not seen.arrays
