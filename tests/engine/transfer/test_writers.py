"""What is written reads again as exactly the same, as far as the form can hold it."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from engine.errors import OutputNotWritable
from engine.transfer.cvat import read_cvat
from engine.transfer.json_lines import read_json_lines
from engine.transfer.label_studio import read_label_studio
from engine.transfer.table import preview, read_table
from engine.transfer.tool_writers import write_cvat, write_label_studio
from engine.transfer.values import Entry, Row
from engine.transfer.writers import write_json_lines, write_table

NAMES = (
    "plain.jpg",
    "sub/with space.jpg",
    'co,mm;a "quoted"\ttab.png',
    "鹿/Käfer’s.webp",
    " led and trailed ",
    "line\nbreak.jpg",
    "=1+2.jpg",
)


@pytest.fixture
def rows(tmp_path: Path) -> list[Row]:
    """Rows with everything that can be said, of odd names, some of them outside of the folder that is written to."""
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    said = [
        Row(Path(), "ant", "train", "site 1", False, "person", 1700000000.123456, 0.1 + 0.2, "ab" * 16, 640, 480),
        Row(Path(), "甲虫; „groß“", "validation", "", False, "model", 0.1, 1.0),
        Row(Path(), "", "test", "=cmd", True, "person", 12345.678901),
        Row(Path(), "x, y", "", "a\tb", False, "file", None, 0.0),
        Row(Path(), "7", "", "north", True, "folder", 1e-9, 1 / 3),
        Row(Path()),
        Row(Path(), "-", "train", source="file"),
    ]
    made = []
    for index, (name, row) in enumerate(zip(NAMES, said, strict=True)):
        path = (outside if index in (1, 3) else inside) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        made.append(replace(row, path=path))
    return made


def entries(rows: list[Row]) -> list[Entry]:
    return [Entry(row.path, row.class_name, row.split, row.group, row.unsure, row.source, row.confidence, row.time) for row in rows]


@pytest.mark.parametrize(
    ("name", "write", "read"),
    [
        ("labels.csv", write_table, read_table),
        ("labels.tsv", write_table, read_table),
        ("labels.jsonl", write_json_lines, read_json_lines),
        ("tasks.json", write_label_studio, read_label_studio),
    ],
)
def test_nothing_is_lost_on_the_way(
    rows: list[Row], tmp_path: Path, name: str, write: Callable[..., None], read: Callable[..., object]
) -> None:
    file = tmp_path / "inside" / name
    write(file, rows)
    reading = read(file)
    assert reading.problems == ()
    assert list(reading.entries) == entries(rows)
    text = file.read_text(encoding="utf-8-sig")
    assert str(tmp_path / "inside") not in text and str(tmp_path / "outside") in text
    assert not [each for each in (tmp_path / "inside").iterdir() if each.name.endswith(".part")]


def test_cvat_keeps_class_split_source_and_doubt(rows: list[Row], tmp_path: Path) -> None:
    file = tmp_path / "inside" / "annotations.xml"
    assert write_cvat(file, rows) == ()
    kept = [
        replace(entry, group="", time=None, confidence=None, source={"folder": "file"}.get(entry.source, entry.source))
        for entry in entries(rows)
    ]
    reading = read_cvat(file)
    assert list(reading.entries) == kept and reading.problems == ()
    root_text = file.read_text(encoding="utf-8")
    assert '<image id="0" name="plain.jpg" subset="train" width="640" height="480">' in root_text


def test_cvat_leaves_out_what_xml_cannot_name(tmp_path: Path) -> None:
    rows = [Row(tmp_path / "bell\a.jpg", "ant"), Row(tmp_path / "a.jpg", "ant")]
    (tmp_path / "a.jpg").touch()
    problems = write_cvat(tmp_path / "a.xml", rows)
    assert [problem.place for problem in problems] == [str(tmp_path / "bell\a.jpg")]
    assert [entry.path.name for entry in read_cvat(tmp_path / "a.xml").entries] == ["a.jpg"]


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_names_that_are_not_utf8_survive(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.jpg"))
    path.touch()
    for name, write, read in (("a.csv", write_table, read_table), ("a.jsonl", write_json_lines, read_json_lines)):
        write(tmp_path / name, [Row(path, "ant", source="file")])
        assert read(tmp_path / name).entries == (Entry(path, "ant", source="file"),)


def test_spreadsheets_see_utf8_and_paths_may_be_relative_to_another_folder(rows: list[Row], tmp_path: Path) -> None:
    file = tmp_path / "elsewhere" / "labels.csv"
    write_table(file, rows, beside=tmp_path)
    assert file.read_bytes().startswith(
        b"\xef\xbb\xbfpath,class,split,group,unsure,source,time,confidence,digest,width,height,pinned\r\ninside/plain.jpg,ant"
    )
    assert list(read_table(file, [tmp_path]).entries) == entries(rows)
    shown = preview(file)
    assert shown.guessed.said == {
        "class_name": 1,
        "split": 2,
        "group": 3,
        "unsure": 4,
        "source": 5,
        "time": 6,
        "confidence": 7,
        "pinned": 11,
    }


@pytest.mark.parametrize("write", [write_table, write_json_lines, write_label_studio, write_cvat])
def test_a_place_that_cannot_be_written_to(tmp_path: Path, write: Callable[..., object]) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputNotWritable):
        write(tmp_path / "file" / "labels", [Row(tmp_path / "a.jpg", "ant")])
