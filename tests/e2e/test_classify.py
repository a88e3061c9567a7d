"""The command that classifies, as people type it: taken over, asked afresh, written, sorted, watched, refused."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from engine import cli
from engine.operations import sorting
from engine.operations.sorting import Sorted
from engine.progress import Operation
from engine.project.project import Project
from tests.conftest import ROOT, striped_picture
from tests.e2e.test_command_line import QUICK, fieldmark, told_and_done


@pytest.fixture(scope="module")
def insects(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A project with a model that tells ants from bees."""
    folder = tmp_path_factory.mktemp("insects")
    before = os.environ.get("FIELDMARK_HOME")
    os.environ["FIELDMARK_HOME"] = str(folder / "home")
    for kind, name in enumerate(("ant", "bee")):
        for index in range(16):
            striped_picture(folder / "set" / name / f"{index}.png", kind, index)
    fieldmark("import", folder / "insects.fieldmark", folder / "set")
    fieldmark("train", folder / "insects.fieldmark", *QUICK, "--seed", 3)
    yield folder / "insects.fieldmark"
    os.environ.pop("FIELDMARK_HOME") if before is None else os.environ.__setitem__("FIELDMARK_HOME", before)


@pytest.fixture
def project(insects: Path, tmp_path: Path) -> Path:
    """A copy of it without answers."""
    return Path(shutil.copytree(insects, tmp_path / "insects.fieldmark"))


@pytest.fixture
def new(tmp_path: Path) -> Path:
    for index in range(9):
        striped_picture(tmp_path / "new" / f"{index}.png", index % 2, 900 + index)
    (tmp_path / "new" / "broken.jpg").write_bytes(b"\xff\xd8 nothing")
    return tmp_path / "new"


def classified(*arguments: object, code: int = 0) -> dict[str, Any]:
    return fieldmark("classify", *arguments, "--runtime", "torch", code=code)


def test_answers_are_taken_over_unless_they_are_wanted_afresh(project: Path, new: Path) -> None:
    first = classified(project, new)
    assert (first["count"], first["asked"], first["unreadable"], first["complete"]) == (10, 10, 1, True)
    assert sum(first["classes"].values()) + first["unknown"] + first["unsure"] == 9 and first["runtime"]
    (broken,) = first["unreadable_files"]
    assert broken["path"] == str(new / "broken.jpg") and broken["reason"]
    striped_picture(new / "late.png", 0, 77)
    told, second = told_and_done("classify", project, new, "--runtime", "torch")
    assert second["asked"] == 1 and second["count"] == 11 and "10 answers of an earlier run are taken over" in told
    assert classified(project, new, "--resume")["asked"] == 0
    assert classified(project, new, "--fresh")["asked"] == 11
    assert Path(first["answers"]).parent == project / "answers"


def test_every_form_of_output_by_its_ending(project: Path, new: Path, tmp_path: Path) -> None:
    for ending in ("csv", "xlsx", "jsonl", "parquet", "html"):
        assert classified(project, new, "--out", tmp_path / f"out.{ending}", "--top", 2)["rows"] == 10
        assert (tmp_path / f"out.{ending}").stat().st_size > 100
    lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 10 and all(isinstance(json.loads(line), dict) for line in lines)


def test_a_threshold_makes_answers_unsure(project: Path, new: Path) -> None:
    assert classified(project, new, "--threshold", 0)["unsure"] == 0
    strict = classified(project, new, "--threshold", 1)
    assert strict["unsure"] + strict["unknown"] + sum(strict["classes"].values()) == 9 and strict["unsure"] > 0


def test_sorted_after_a_dry_run_and_taken_back(project: Path, new: Path, tmp_path: Path) -> None:
    before = {file.name: file.read_bytes() for file in new.iterdir()}
    dry = classified(project, new, "--sort-into", tmp_path / "sorted", "--move", "--dry-run")["sorted"]
    assert dry["dry_run"] and dry["pictures"] == 9 and {file.name for file in new.iterdir()} == before.keys()
    done = classified(project, new, "--sort-into", tmp_path / "sorted", "--move")["sorted"]
    assert done["pictures"] == 9 and done["folders"] == dry["folders"]
    assert [file.name for file in new.iterdir()] == ["broken.jpg"]
    assert sum(file.suffix == ".png" for file in (tmp_path / "sorted").rglob("*.png")) == 9
    fieldmark("sort", "undo", done["journal"])
    assert {file.name: file.read_bytes() for file in new.iterdir()} == before
    assert classified(project, new)["asked"] == 0
    assert fieldmark("sort", "undo", tmp_path / "sorted")["pictures"] == 0
    assert len(fieldmark("sort", "list")["sorts"]) == 1


def test_a_dry_run_says_all_that_stands_against_a_sort(
    project: Path, new: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    classified(project, new)
    (new / "again").mkdir()
    shutil.copy2(new / "0.png", new / "again" / "0.png")
    outcome = classified(project, new)
    assert (outcome["count"], outcome["missing"]) == (11, 0)
    (new / "1.png").unlink()
    outcome = classified(project, new, "--sort-into", tmp_path / "sorted", "--dry-run")
    assert (outcome["missing"], outcome["sorted"]["gone"], outcome["sorted"]["renamed"]) == (1, 1, 1) and outcome["sorted"]["fits"]
    capsys.readouterr()
    with pytest.raises(SystemExit):
        cli.main(["classify", str(project), str(new), "--sort-into", str(tmp_path / "sorted"), "--dry-run", "--runtime", "torch"])
    told = capsys.readouterr().err
    for words in ("1 pictures of earlier runs", "1 get a number", "1 are no longer there", "would be copied to", "MB are needed"):
        assert words in told, told
    assert fieldmark("sort", "list")["sorts"] == [] and not (tmp_path / "sorted").exists()


def test_where_nothing_can_be_sorted_no_sort_is_begun(project: Path, tmp_path: Path) -> None:
    (tmp_path / "junk").mkdir()
    (tmp_path / "junk" / "one.jpg").write_bytes(b"\xff\xd8")
    outcome = classified(project, tmp_path / "junk", "--sort-into", tmp_path / "sorted", "--move")["sorted"]
    assert (outcome["pictures"], outcome["unreadable"]) == (0, 1) and "journal" not in outcome
    assert fieldmark("sort", "list")["sorts"] == []


def test_a_sort_that_is_interrupted_says_how_far_it_came(project: Path, new: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    applying = sorting.apply_sort

    def interrupted(journal: Path, project: Project | None) -> Operation[Sorted]:
        operation = applying(journal, project)
        try:
            while (progress := next(operation)).done < 4:
                yield progress
            raise KeyboardInterrupt
        finally:
            operation.close()

    monkeypatch.setattr(sorting, "apply_sort", interrupted)
    outcome = classified(project, new, "--sort-into", tmp_path / "sorted", "--move", code=130)
    assert outcome["error"] == "Cancelled" and 4 <= outcome["done"] < outcome["pictures"] == 9
    assert f"{outcome['done']} of 9 pictures are in" in outcome["message"]
    assert fieldmark("sort", "undo", outcome["journal"])["pictures"] == outcome["done"]


def test_a_folder_is_no_file_for_answers(project: Path, new: Path, tmp_path: Path) -> None:
    assert classified(project, new, "--out", tmp_path, code=3)["error"] == "OutputNotWritable"
    assert not (project / "answers").exists()


def test_pictures_that_show_the_evidence(project: Path, new: Path, tmp_path: Path) -> None:
    outcome = classified(project, new, "--saliency", tmp_path / "maps")
    assert outcome["saliency"]["written"] == 9 and len(list((tmp_path / "maps").rglob("*.png"))) == 9


def test_the_pictures_of_a_project_that_have_no_class(project: Path, new: Path) -> None:
    fieldmark("import", project, new, "--labels", "none")
    outcome = classified(project, project)
    assert (outcome["count"], outcome["asked"]) == (9, 9)


def test_a_project_in_which_every_picture_has_a_class_is_told_so(project: Path) -> None:
    told = classified(project, project, code=3)
    assert told["error"] == "NothingUnlabelled" and "has a class already" in told["message"]


@pytest.mark.parametrize(
    "options",
    [
        ["--runtime", "fpga"],
        ["--precision", "best"],
        ["--views", "7"],
        ["--engine", "spark"],
        ["--engine", "ray"],
        ["--engine", "ray", "--out", "parts", "--watch"],
        ["--address", "auto"],
        ["--top", "0"],
        ["--threshold", "1.5"],
        ["--dry-run"],
        ["--move"],
        ["--sort-into", "x", "--move", "--copy"],
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_asked(project: Path, new: Path, options: list[str]) -> None:
    assert fieldmark("classify", project, new, *options, code=3)["error"] == "SettingInvalid"
    assert not (project / "answers").exists()


def test_folders_that_are_not_there_or_hold_nothing(project: Path, new: Path, tmp_path: Path) -> None:
    assert classified(project, new, tmp_path / "none", code=3)["error"] == "FolderMissing"
    (tmp_path / "empty").mkdir()
    assert classified(project, tmp_path / "empty", code=3)["error"] == "NoPictures"
    (tmp_path / "empty" / "only.jpg").write_bytes(b"\xff\xd8")
    outcome = classified(project, tmp_path / "empty")
    assert (outcome["count"], outcome["unreadable"], outcome["classes"]) == (1, 1, {"ant": 0, "bee": 0})


def test_a_model_of_a_newer_version_and_one_that_cannot_be_built_here(project: Path, new: Path) -> None:
    card = next((project / "models").iterdir()) / "model.json"
    stored = json.loads(card.read_text())
    card.write_text(json.dumps({**stored, "format": 99}))
    newer = classified(card.parent, new, code=5)
    assert newer["error"] == "ModelTooNew" and "newer Fieldmark" in newer["message"]
    card.write_text(json.dumps({**stored, "architecture": "resnet_of_the_future"}))
    unknown = classified(card.parent, new, code=5)
    assert "resnet_of_the_future" in unknown["message"] and unknown["error"] == "ModelDamaged"


@pytest.mark.skipif(sys.platform == "win32", reason="interrupts by signal")
def test_a_watch_ends_at_an_interrupt_and_writes_what_came(project: Path, new: Path, tmp_path: Path) -> None:
    command = ["classify", str(project), str(new), "--watch", "--runtime", "torch", "--out", str(tmp_path / "out.csv"), "--json"]
    watch = subprocess.Popen(
        [sys.executable, "-m", "gui.app", *command], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    arrived = threading.Event()
    for _ in range(1200):
        files = list((project / "answers").glob("*.answers"))
        if files and watch.poll() is None and count_in(files[0]) == 10:
            break
        arrived.wait(0.1)
    for _ in range(1200):
        if (tmp_path / "out.csv").exists():
            break
        arrived.wait(0.1)
    kept_up = len((tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines())
    watch.send_signal(signal.SIGINT)
    out, told = watch.communicate(timeout=120)
    assert watch.returncode == 0, told
    outcome = json.loads(out)
    assert kept_up == 11 and "10 pictures arrived, 10 in all" in told and "is kept up to date" in " ".join(told.split())
    assert outcome["count"] == 10 and len((tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines()) == 11


def count_in(file: Path) -> int:
    from engine.batch.answers import Answers

    with Answers(file) as answers:
        return answers.count() - answers.waiting_count()
