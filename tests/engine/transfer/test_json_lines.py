"""JSON lines and lists of JSON objects; a line that is none costs nothing but itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.errors import LabelFileUnusable
from engine.transfer.json_lines import read_json_lines
from engine.transfer.values import Entry, Reading


def read(folder: Path, content: str | bytes) -> Reading:
    for name in ("a.jpg", "b.jpg", "c.jpg"):
        (folder / name).touch()
    file = folder / "labels.jsonl"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_json_lines(file)


def test_all_fields_are_read(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        '{"path": "a.jpg", "class": "ant", "split": "val", "group": 7, "source": "model", "time": 1.5, "confidence": 0.25}\n'
        '{"path": "b.jpg", "class": "", "unsure": true, "source": "person", "time": "2024-05-06T07:08:09.5Z"}\n',
    )
    assert reading.entries == (
        Entry(tmp_path / "a.jpg", "ant", "validation", "7", False, "model", 0.25, 1.5),
        Entry(tmp_path / "b.jpg", unsure=True, source="person", time=1714979289.5),
    )
    assert (reading.kind, reading.problems) == ("json_lines", ())


@pytest.mark.parametrize(
    "content",
    [
        '{"image": "a.jpg", "label": "ant", "id": 1}\n{"image": "b.jpg", "label": "bee", "id": 2}\n',
        '\n[{"filename": "a.jpg", "category": "ant"},\n {"filename": "b.jpg", "category": ["bee"]}]',
        '{"File Name": "a.jpg", "LABEL": "ant"}\r\n\r\n{"File Name": "b.jpg", "LABEL": "bee"}',
        '{"path": "a.jpg", "class": "ant"}\n{"path": "b.jpg", "class": "bee"}\n'.encode("utf-16"),
        '{"path": "a.jpg", "class": "ant", "note": "\u2028\x85"}\n{"path": "b.jpg", "class": "bee"}\n',
    ],
)
def test_other_names_and_forms(tmp_path: Path, content: str | bytes) -> None:
    reading = read(tmp_path, content)
    assert [(entry.path.name, entry.class_name) for entry in reading.entries] == [("a.jpg", "ant"), ("b.jpg", "bee")]
    assert reading.problems == ()


def test_what_is_wrong_with_a_line_is_told(tmp_path: Path) -> None:
    bad = [
        '{"path": "a.jpg", "class": ["ant", "bee"]}',
        '{"path": "a.jpg", "class"',
        "[1, 2]",
        "[" * 100_000,
        '{"class": "ant"}',
        '{"path": "b.jpg", "class": {"name": "x"}, "confidence": NaN, "time": 1e999}',
        '{"path": "b.jpg", "class": "bee", "group": ["x"], "source": 3}',
        '{"path": "c.jpg", "class": ' + "9" * 5000 + "}",
    ]
    reading = read(tmp_path, "\n".join(bad))
    found = {}
    for problem in reading.problems:
        found.setdefault(str(problem.place), []).append(problem.reason.told())
    assert "several classes: ant, bee; “ant” was taken" in found["line 1"][0]
    assert [found[f"line {number}"] for number in (2, 3, 4, 8)] == [["it is no JSON object"]] * 4
    assert found["line 5"] == ["it names no picture"]
    assert len(found["line 6"]) == 3
    assert [(entry.path.name, entry.class_name) for entry in reading.entries] == [("a.jpg", "ant"), ("b.jpg", "bee")]


@pytest.mark.parametrize("content", ['[{"path": "a.jpg"}', "[" * 100_000, b"[\xff\xfe\x81"])
def test_a_list_that_is_not_whole_is_refused(tmp_path: Path, content: str | bytes) -> None:
    with pytest.raises(LabelFileUnusable):
        read(tmp_path, content)
