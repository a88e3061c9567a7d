"""The import command says which columns of a table it used, and takes others."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import cli
from engine.project.project import Project
from tests.conftest import striped_picture


@pytest.fixture
def table(tmp_path: Path) -> Path:
    for index in range(4):
        striped_picture(tmp_path / "pictures" / f"{index}.png", 0, index)
    rows = "".join(f"{index}.png;{('ant', 'bee')[index % 2]};{('x', 'y')[index // 2]}\n" for index in range(4))
    (tmp_path / "pictures" / "labels.csv").write_text(f"Dateiname;Art (deutsch);Ort\n{rows}")
    return tmp_path / "pictures" / "labels.csv"


def told(capsys: pytest.CaptureFixture[str], *arguments: object, code: int = 0) -> str:
    with pytest.raises(SystemExit) as ended:
        cli.main([*map(str, arguments)])
    assert ended.value.code == code
    return capsys.readouterr().err


def classes(folder: Path) -> list[str]:
    with Project.open(folder) as project:
        return sorted(each.name for each in project.classes())


def test_the_columns_are_told_and_others_offered(capsys: pytest.CaptureFixture[str], table: Path, tmp_path: Path) -> None:
    text = told(capsys, "import", tmp_path / "p.fieldmark", table.parent, "--labels", table)
    assert "Columns: picture = Dateiname, class = Art (deutsch)" in text and "--columns path=NAME,class=NAME" in text
    assert classes(tmp_path / "p.fieldmark") == ["ant", "bee"]


@pytest.mark.parametrize("chosen", ["class=Ort", "path=1,class=3"])
def test_other_columns_are_taken(capsys: pytest.CaptureFixture[str], table: Path, tmp_path: Path, chosen: str) -> None:
    text = told(capsys, "import", tmp_path / "p.fieldmark", table, "--columns", chosen)
    assert "class = Ort" in text and "--columns" not in text
    assert classes(tmp_path / "p.fieldmark") == ["x", "y"]


def test_columns_that_are_not_there_are_refused(capsys: pytest.CaptureFixture[str], table: Path, tmp_path: Path) -> None:
    assert "no column Foo" in told(capsys, "import", tmp_path / "p.fieldmark", table, "--columns", "class=Foo", code=3)
    assert "only a table" in told(capsys, "import", tmp_path / "p.fieldmark", table.parent, "--columns", "class=1", code=3)
    assert not (tmp_path / "p.fieldmark").exists()


def test_the_forms_of_an_export_are_whole_words_in_its_help(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    with pytest.raises(SystemExit):
        cli.main(["export", "--help"])
    assert "label-studio" in capsys.readouterr().out
