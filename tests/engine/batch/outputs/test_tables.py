"""Tables: the same answers in each of them, read again by other readers."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pyarrow.parquet
import pytest

from engine.batch.answers import Answers
from engine.batch.outputs import FORMS, write
from engine.batch.outputs import workbook as workbook_module
from engine.batch.outputs.rows import Job
from engine.batch.outputs.workbook import refuse_too_large
from engine.batch.table import Thresholds
from engine.errors import OutputHeldOpen, OutputNotWritable, SettingInvalid, SheetTooSmall
from engine.progress import run
from tests.engine.batch.outputs.conftest import Make

WORDS = ["ant", "=bee", "unsure", "unknown", "1", "wasp", "unknown", None]
DECISIONS = ["class", "class", "unsure", "unknown", "class", "class", "unknown", "unreadable"]
SOURCES = ["model", "model", "model", "model", "person", "person", "person", None]
CONFIDENCES = [0.9, 0.8, 0.4, 0.7, 0.1, None, 0.97, None]
LIMITS = Thresholds(0.5, 0.99)


def csv_rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def sheet_rows(file: Path) -> list[list[str | float | None]]:
    """The cells of the first sheet, read from its XML."""
    space = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    with zipfile.ZipFile(file) as opened:
        sheet = ElementTree.fromstring(opened.read("xl/worksheets/sheet1.xml"))
    assert not sheet.findall(".//m:f", space)  # no formulas
    assert not sheet.findall(".//m:hyperlink", space)
    rows = []
    for row in sheet.findall(".//m:row", space):
        cells: dict[str, str | float | None] = {}
        for cell in row.findall("m:c", space):
            text = "".join(each.text or "" for each in cell.iter(f"{{{space['m']}}}t"))
            number = cell.find("m:v", space)
            column = re.sub(r"\d", "", cell.get("r", ""))
            cells[column] = text if cell.get("t") == "inlineStr" else float(number.text or "") if number is not None else None
        rows.append([cells.get(chr(ord("A") + place)) for place in range(17)])
    return rows


def test_csv_says_what_became_of_every_picture(answers: Answers, tmp_path: Path) -> None:
    file = tmp_path / "new folder" / "answers.csv"
    written = run(write(answers, file, LIMITS, top=2))
    rows = csv_rows(file)
    assert written.rows == len(rows) == 8 and written.form == "csv" and written.file == file
    assert list(rows[0])[:4] == ["path", "class", "confidence", "failure"]
    assert list(rows[0])[-7:] == ["class_1", "confidence_1", "class_2", "confidence_2", "p_ant", "p_=bee", "p_1"]
    assert [row["class"] or None for row in rows] == [word and word.replace("=", "'=") for word in WORDS]
    assert [row["decision"] for row in rows] == DECISIONS
    assert [row["source"] or None for row in rows] == SOURCES
    assert [float(row["confidence"]) if row["confidence"] else None for row in rows] == pytest.approx(CONFIDENCES, abs=1e-6)
    assert (rows[2]["class_1"], rows[2]["class_2"], rows[2]["p_1"]) == ("ant", "'=bee", "0.250000")
    assert rows[-1]["failure"] == "it is damaged" and rows[-1]["p_ant"] == "" and rows[-1]["path"].endswith("z<script>&'.jpg")


def test_no_cell_of_a_csv_is_calculated_by_a_spreadsheet(make: Make, tmp_path: Path) -> None:
    names = ("=1+1", "+cmd", "-2", "@sum", "\tx")
    answers = make({tmp_path / 'a\n,".png': ([0.9, 0.02, 0.03, 0.04, 0.01], 0.0, "")}, names)
    run(write(answers, tmp_path / "a.csv", LIMITS, top=5))
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as opened:
        cells = [cell for row in csv.reader(opened) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert "'=1+1" in cells and str(tmp_path / 'a\n,".png') in cells


def test_workbook_holds_the_same_as_the_csv(answers: Answers, tmp_path: Path) -> None:
    run(write(answers, tmp_path / "a.xlsx", LIMITS))
    run(write(answers, tmp_path / "a.csv", LIMITS))
    head, *rows = sheet_rows(tmp_path / "a.xlsx")
    expected = csv_rows(tmp_path / "a.csv")
    assert head == list(expected[0])
    for cells, row in zip(rows, expected, strict=True):
        for cell, text in zip(cells, row.values(), strict=True):
            if isinstance(cell, float):
                assert cell == pytest.approx(float(text), abs=1e-6)
            else:
                assert (cell or "") == text.removeprefix("'")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as opened:
        sheet = opened.read("xl/worksheets/sheet1.xml").decode()
        about = opened.read("xl/worksheets/sheet2.xml").decode()
    assert 'state="frozen"' in sheet and "<autoFilter" in sheet
    assert "ab" * 32 in about


def test_workbook_refuses_what_no_sheet_holds_and_offers_csv(
    answers: Answers, make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.xlsx"
    file.write_text("older")
    refuse_too_large(Job(answers.question, LIMITS, 3, 1_048_575))
    with pytest.raises(SheetTooSmall, match="CSV"):
        refuse_too_large(Job(answers.question, LIMITS, 3, 1_048_576))
    with pytest.raises(SheetTooSmall):
        refuse_too_large(Job(make({}, tuple(map(str, range(17_000)))).question, LIMITS, 3, 1))
    monkeypatch.setattr(workbook_module, "MOST_ROWS", 8)
    with pytest.raises(SheetTooSmall):
        run(write(answers, file, LIMITS))
    assert file.read_text() == "older" and not list(tmp_path.glob(".*"))


def test_json_lines_hold_every_key_and_the_names_as_they_are(answers: Answers, tmp_path: Path) -> None:
    run(write(answers, tmp_path / "a.jsonl", LIMITS, top=1))
    rows = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["class"] for row in rows] == WORDS
    assert [row["decision"] for row in rows] == DECISIONS
    assert [row["source"] for row in rows] == SOURCES
    assert rows[1]["top"] == [{"class": "=bee", "confidence": 0.8}]
    assert rows[1]["probabilities"] == {"ant": 0.1, "=bee": 0.8, "1": 0.1}
    assert rows[-1]["probabilities"] is None and rows[6]["novelty"] is None
    assert len({tuple(row) for row in rows}) == 1


def test_parquet_has_its_documented_columns(answers: Answers, tmp_path: Path) -> None:
    run(write(answers, tmp_path / "a.parquet", LIMITS))
    table = pyarrow.parquet.read_table(tmp_path / "a.parquet")
    assert table.column_names == [
        *("path", "class", "confidence", "failure", "margin", "novelty", "decision", "source", "top", "probabilities"),
    ]
    assert table["class"].to_pylist() == WORDS
    assert table["confidence"].to_pylist() == pytest.approx(CONFIDENCES)
    assert table["probabilities"].to_pylist()[0] == pytest.approx([0.9, 0.06, 0.04])
    assert table["probabilities"].to_pylist()[-1] is None
    facts = json.loads(table.schema.metadata[b"fieldmark"])
    assert facts["classes"] == ["ant", "=bee", "1"] and facts["thresholds"] == {"confidence": 0.5, "novelty": 0.99}


def test_only_the_pictures_that_are_asked_for(answers: Answers, tmp_path: Path) -> None:
    ids = [row[0] for row in answers.rows("SELECT id FROM picture WHERE answer = 0 ORDER BY id DESC")]
    assert run(write(answers, tmp_path / "a.csv", LIMITS, ids=ids)).rows == len(ids)
    paths = dict(answers.rows("SELECT id, path FROM picture"))
    assert [row["path"] for row in csv_rows(tmp_path / "a.csv")] == [paths[id_] for id_ in ids]


@pytest.mark.parametrize("ending", sorted({form.ending for form in FORMS.values()} - {""}))
def test_a_cancelled_file_leaves_what_was_there(answers: Answers, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"a{ending}"
    file.write_text("older")
    writing = write(answers, file, LIMITS)
    next(writing)
    next(writing)
    writing.close()
    assert file.read_text() == "older" and [each.name for each in tmp_path.glob("*a.*")] == [file.name]


def test_a_file_that_another_program_holds_is_told_so(answers: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.csv"
    file.write_text("older")

    def held(source: str, target: Path) -> None:
        raise PermissionError(13, "Permission denied", str(target))

    monkeypatch.setattr("engine.batch.outputs.placing.os.replace", held)
    with pytest.raises(OutputHeldOpen, match="Close it in Excel"):
        run(write(answers, file, LIMITS))
    assert file.read_text() == "older" and not list(tmp_path.glob(".a.csv*"))


def test_a_full_disk_leaves_what_was_there(answers: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("engine.batch.outputs.placing.os.fsync", full)
    for ending in (".csv", ".xlsx", ".parquet", ".html"):
        with pytest.raises(OutputNotWritable, match="No space left"):
            run(write(answers, tmp_path / f"a{ending}", LIMITS))
    assert not list(tmp_path.glob("*a.*"))


def test_refused_before_anything_is_written(answers: Answers, tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "file").write_text("")
    for file in (tmp_path / "a.docx", tmp_path / "folder.csv", tmp_path / "file" / "a.csv"):
        with pytest.raises(OutputNotWritable):
            run(write(answers, file, LIMITS))
    with pytest.raises(SettingInvalid):
        run(write(answers, tmp_path / "a.csv", LIMITS, form="docx"))
    with pytest.raises(SettingInvalid):
        run(write(answers, tmp_path / "a.csv", LIMITS, top=0))
