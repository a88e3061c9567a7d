"""The whole job through the command line, as another process: words on stderr, one JSON object on stdout, telling exit codes."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from engine import cli
from engine.project.project import Project
from tests.conftest import ROOT, striped_picture

QUICK = ["--architecture", "test_resnet", "--preset", "scratch"]
QUICK += [
    part
    for field in ("image_size=32", "epochs=20", "batch_size=8", "learning_rate=0.005", "horizontal_flip=0")
    for part in ("--set", field)
]


def by_process(*arguments: object) -> dict[str, Any]:
    """Run a command as users do, in a process of its own, and return its one object."""
    command = [sys.executable, "-m", "gui.app", *map(str, arguments), "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=240, env={**os.environ, "COLUMNS": "200"})
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    (line,) = done.stdout.splitlines()
    return dict(json.loads(line))


def fieldmark(*arguments: object, code: int = 0) -> dict[str, Any]:
    """The same within this process, which has torch loaded: importing it anew takes most of a command's time."""
    return told_and_done(*arguments, code=code)[1]


def told_and_done(*arguments: object, code: int = 0) -> tuple[str, dict[str, Any]]:
    """What a command says to people, and its one object."""
    out, told = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(told), pytest.raises(SystemExit) as ended:
        cli.main([*map(str, arguments), "--json"])
    assert ended.value.code == code, f"{out.getvalue()}\n{told.getvalue()}"
    assert "Traceback" not in told.getvalue() and told.getvalue().strip()
    (line,) = out.getvalue().splitlines()
    return told.getvalue(), dict(json.loads(line))


@pytest.fixture(scope="module")
def home_of_module(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("job")


@pytest.fixture(scope="module")
def trained(home_of_module: Path) -> tuple[Path, Path]:
    """A project with a model, made by commands."""
    for kind, name in enumerate(("ant", "bee")):
        for index in range(16):
            striped_picture(home_of_module / "set" / name / f"{index}.png", kind, index)
    (home_of_module / "set" / "ant" / "cut.png").write_bytes((home_of_module / "set" / "ant" / "0.png").read_bytes()[:200])
    project = home_of_module / "insects.fieldmark"
    assert fieldmark("new", project)["project"] == str(project)
    imported = fieldmark("import", project, home_of_module / "set")
    assert (imported["imported"], imported["failed"], imported["skipped"]) == (32, 1, 0)
    outcome = by_process("train", project, *QUICK, "--seed", 3)
    assert set(outcome) >= {"model", "accuracy", "per_class", "seconds", "stop_reason"}
    assert outcome["accuracy"] >= 0.75 and outcome["stop_reason"] in ("finished", "early stop")
    return project, Path(outcome["model"])


def test_evaluation_reports_the_held_out_split(trained: tuple[Path, Path]) -> None:
    outcome = fieldmark("evaluate", trained[0], "--split", "test")
    assert outcome["split"] == "test" and outcome["count"] == 4
    assert 0 <= outcome["accuracy"] <= 1 and sum(map(sum, outcome["confusion"])) == 4


def test_classification_writes_a_row_for_each_picture(trained: tuple[Path, Path], tmp_path: Path) -> None:
    for index in range(5):
        striped_picture(tmp_path / "new" / f"{index}.png", index % 2, 900 + index)
    (tmp_path / "new" / "broken.jpg").write_bytes(b"\xff\xd8 nothing")
    outcome = by_process("classify", trained[1], tmp_path / "new", "--out", tmp_path / "out.csv")
    assert (outcome["count"], outcome["failed"]) == (6, 1) and outcome["images_per_second"] > 0
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0][:4] == ["path", "class", "confidence", "failure"]
    answers = {Path(row[0]).name: row[1] for row in rows[1:]}
    assert answers.pop("broken.jpg") == "" and set(answers.values()) <= {"ant", "bee"}


def test_explanation_writes_an_overlay(trained: tuple[Path, Path], tmp_path: Path) -> None:
    picture = striped_picture(tmp_path / "one.png", 0, 5, size=(120, 90))
    outcome = fieldmark("explain", trained[1], picture, "--out", tmp_path / "over.png", "--class", "bee")
    assert outcome["class"] == "bee" and len(outcome["ranked"]) == 2
    with Image.open(tmp_path / "over.png") as over, Image.open(picture) as plain:
        assert over.size == plain.size and over.convert("RGB").tobytes() != plain.convert("RGB").tobytes()


def damage_card(model: Path) -> None:
    (model / "model.json").write_text("{ not json")


def damage_weights(model: Path) -> None:
    weights = model / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-100])


def lose_weights(model: Path) -> None:
    (model / "model.safetensors").unlink()


@pytest.mark.parametrize("damage", [damage_card, damage_weights, lose_weights])
def test_a_damaged_model_is_refused_in_words(trained: tuple[Path, Path], tmp_path: Path, damage: Callable[[Path], None]) -> None:
    import shutil

    copy = Path(shutil.copytree(trained[1], tmp_path / "copy"))
    damage(copy)
    striped_picture(tmp_path / "new" / "0.png", 0, 1)
    outcome = fieldmark("classify", copy, tmp_path / "new", code=5)
    assert outcome["error"] == "ModelDamaged" and "labels" in outcome["message"]


def empty_folder(path: Path) -> Path:
    path.mkdir(parents=True)
    return path


def test_bad_input_ends_with_words_and_the_right_code(trained: tuple[Path, Path], tmp_path: Path) -> None:
    project, model = trained
    assert fieldmark("import", project, tmp_path / "missing", code=3)["error"] == "FolderMissing"
    assert fieldmark("import", project, empty_folder(tmp_path / "empty"), code=3)["error"] == "NoPictures"
    assert fieldmark("classify", model, tmp_path / "empty", code=3)["error"] == "NoPictures"
    assert fieldmark("classify", tmp_path / "no-model", tmp_path / "empty", code=5)["error"] == "ModelMissing"
    assert fieldmark("train", tmp_path / "none.fieldmark", code=4)["error"] == "ProjectMissing"
    assert fieldmark("new", project, code=4)["error"] == "ProjectExists"
    assert fieldmark("train", project, "--set", "epochs=-1", code=3)["error"] == "SettingInvalid"
    assert fieldmark("train", project, "--set", "colour=red", code=3)["error"] == "SettingInvalid"
    unknown = fieldmark("train", project, "--architecture", "resnet_18", "--preset", "scratch", code=5)
    assert unknown["error"] == "ArchitectureUnknown" and "resnet18" in unknown["message"]
    unreachable = fieldmark("train", project, "--architecture", "resnet18", "--weights", "pretrained", "--preset", "instant", code=5)
    assert (
        unreachable["error"] == "WeightsUnreachable"
        and "weights pack" in unreachable["message"]
        and "from scratch" in unreachable["message"]
        and "--weights FOLDER" in unreachable["message"]
    )
    (failed,) = fieldmark("runs", project)["runs"]
    assert failed["state"] == "failed" and "could not be downloaded" in failed["message"]
    fieldmark("runs", "forget", project, failed["name"])
    not_a_pack = fieldmark("train", project, "--preset", "instant", "--weights", empty_folder(tmp_path / "pack"), code=5)
    assert not_a_pack["error"] == "WeightsUnusable"
    unused = fieldmark("train", project, "--preset", "scratch", "--weights", tmp_path / "pack", code=3)
    assert unused["error"] == "SettingInvalid" and "--preset instant" in unused["message"]


def test_a_project_that_got_nothing_is_not_left_behind(tmp_path: Path) -> None:
    fieldmark("import", tmp_path / "new.fieldmark", tmp_path / "missing", code=3)
    assert list(tmp_path.iterdir()) == []


def test_a_project_stands_for_its_newest_model_and_answers_promise_no_other_format(trained: tuple[Path, Path], tmp_path: Path) -> None:
    striped_picture(tmp_path / "new" / "0.png", 0, 1)
    assert fieldmark("classify", trained[0], tmp_path / "new")["count"] == 1
    assert fieldmark("classify", trained[0], tmp_path / "new", "--out", tmp_path / "x.doc", code=3)["error"] == "OutputNotWritable"
    assert (trained[1] / "model.safetensors").stat().st_mode & 0o444 == 0o444


def test_train_and_validation_folders_are_honoured_by_default(tmp_path: Path) -> None:
    for side, first in (("train", 0), ("val", 50)):
        for kind, name in enumerate(("ant", "bee")):
            striped_picture(tmp_path / "set" / side / name / "0.png", kind, first)
    fieldmark("import", tmp_path / "sides.fieldmark", tmp_path / "set")
    with Project.open(tmp_path / "sides.fieldmark") as project:
        assert sorted(sample.split.value for sample in project.samples()) == ["train", "train", "validation", "validation"]


def test_one_class_and_a_lone_sample(tmp_path: Path) -> None:
    for index in range(3):
        striped_picture(tmp_path / "one" / "ant" / f"{index}.png", 0, index)
    fieldmark("import", tmp_path / "one.fieldmark", tmp_path / "one")
    assert fieldmark("train", tmp_path / "one.fieldmark", *QUICK, code=3)["error"] == "TooFewClasses"
    striped_picture(tmp_path / "one" / "bee" / "0.png", 1, 9)
    fieldmark("import", tmp_path / "one.fieldmark", tmp_path / "one")
    outcome = fieldmark("train", tmp_path / "one.fieldmark", *QUICK)
    assert any("bee" in note and "only one" in note for note in outcome["notes"])


def test_instant_with_a_real_weights_pack(shared_data: Path, tmp_path: Path) -> None:
    project = tmp_path / "bugs.fieldmark"
    imported = fieldmark("import", project, shared_data / "hymenoptera", "--labels", "folders", "--split", "folders")
    assert imported["imported"] >= 397
    outcome = fieldmark("train", project, "--preset", "instant", "--weights", shared_data / "weights" / "mobilenetv2_100")
    assert outcome["accuracy"] >= 0.95


def test_recipes_are_saved_compared_handed_on_and_trained_by(trained: tuple[Path, Path], tmp_path: Path) -> None:
    project, model = trained
    saved = fieldmark("recipe", "save", "quick", "--from", model, "--set", "epochs=1", "--set", "mixup=0.2")
    assert "epochs 1" in saved["in_words"] and "mixup 0.2" in saved["in_words"]
    assert fieldmark("recipe", "diff", "quick", model)["differences"] == {"epochs": [1, 20], "mixup": [0.2, 0.0]}
    exported = tmp_path / "quick.recipe.json"
    fieldmark("recipe", "export", "quick", exported)
    exported.write_text(json.dumps({**json.loads(exported.read_text()), "from_the_future": 1}))
    told, imported = told_and_done("recipe", "import", exported, "--name", "again")
    assert "from_the_future" in told and "from_the_future" in imported["notes"][0]
    fieldmark("recipe", "rename", "again", "other")
    assert list(fieldmark("recipe", "list")["recipes"]) == ["other", "quick"]
    assert fieldmark("recipe", "show", "other")["recipe"]["epochs"] == 1
    fieldmark("recipe", "delete", "other")
    assert fieldmark("recipe", "delete", "other", code=3)["error"] == "RecipeMissing"
    assert fieldmark("train", project, "--recipe", "nowhere", code=3)["error"] == "RecipeMissing"
    fields = {each["name"]: each for each in fieldmark("recipe", "fields")["fields"]}
    assert fields["mixup"]["high"] == 2 and fields["mixup"]["needs"]["preset"]
    outcome = fieldmark("train", project, "--recipe", "quick")
    assert fieldmark("recipe", "diff", "quick", outcome["model"])["differences"] == {}
    assert fieldmark("recipe", "diff", "quick", project)["differences"] == {}


def test_training_shows_its_plan_and_its_epochs_and_what_has_no_effect(trained: tuple[Path, Path]) -> None:
    project = trained[0]
    told, _ = told_and_done("train", project, *QUICK, "--set", "epochs=2", "--set", "folds=3", "--subject", "digits")
    assert "“folds” has no effect with preset scratch" in told
    assert "epoch   1 · loss" in told and "epoch   2 · loss" in told
    assert fieldmark("recipe", "show", project)["recipe"]["horizontal_flip"] == 0
    assert fieldmark("train", project, "--subject", "cats", code=3)["error"] == "SettingInvalid"


def test_runs_wait_in_a_queue_are_listed_trained_and_forgotten(trained: tuple[Path, Path]) -> None:
    project = trained[0]
    quick = (*QUICK, "--set", "epochs=1")
    names = [fieldmark("train", project, *quick, "--seed", seed, "--queue")["run"] for seed in (1, 2, 3)]
    listed = fieldmark("runs", project)["runs"]
    assert [(each["name"], each["state"]) for each in listed] == [(name, "waiting") for name in names]
    fieldmark("runs", "forget", project, names[1])
    assert fieldmark("runs", "forget", project, names[1], code=4)["error"] == "RunMissing"
    outcome = fieldmark("train", project, "--resume")
    assert len(outcome["models"]) == 2
    assert fieldmark("runs", "list", project)["runs"] == []
    assert fieldmark("train", project, "--resume", code=4)["error"] == "NoRunLeft"


def test_a_model_is_handed_on_as_a_file(trained: tuple[Path, Path], tmp_path: Path) -> None:
    file = fieldmark("model", "export", trained[1], tmp_path / "insects")["file"]
    striped_picture(tmp_path / "new" / "0.png", 0, 1)
    assert by_process("classify", file, tmp_path / "new")["count"] == 1
    assert fieldmark("evaluate", trained[0], "--model", file)["count"] == 4
    assert fieldmark("explain", file, tmp_path / "new" / "0.png", "--out", tmp_path / "o.png")["class"] in ("ant", "bee")
    assert "## Intended use" in fieldmark("model", "card", file, "--out", tmp_path / "card.md")["card"]
    assert (tmp_path / "card.md").read_text(encoding="utf-8").startswith("# ")
    project = tmp_path / "other.fieldmark"
    fieldmark("new", project)
    assert fieldmark("model", "import", project, file)["name"] == trained[1].name
    assert fieldmark("model", "rename", project, trained[1].name, "bugs")["name"] == "bugs"
    fieldmark("model", "delete", project, "bugs")
    assert fieldmark("model", "list", project) == {"models": [], "deleted": ["bugs"]}
    fieldmark("model", "restore", project, "bugs")
    fieldmark("model", "delete", project, "bugs", "--for-good")
    assert fieldmark("model", "list", project) == {"models": [], "deleted": []}
    Path(file).write_bytes(b"PK\x03\x04")
    assert fieldmark("classify", file, tmp_path / "new", code=5)["error"] == "ModelDamaged"


def interrupted(project: Path, times: int) -> tuple[int, str]:
    """The exit code and words of a long training that Ctrl+C was pressed in after its first epoch."""
    arguments = ["train", str(project), *QUICK, "--set", "epochs=1000", "--set", "patience=0", "--json"]
    command = [sys.executable, "-m", "gui.app", *arguments]
    worker = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert worker.stdout is not None and worker.stderr is not None
    told = ""
    while "epoch   1" not in told:
        told += worker.stderr.readline()
    worker.send_signal(signal.SIGINT)
    if times > 1:
        while "Ctrl+C again" not in told:
            told += worker.stderr.readline()
        worker.send_signal(signal.SIGINT)
    out, rest = worker.communicate(timeout=120)
    return worker.returncode, told + rest + out


@pytest.mark.skipif(sys.platform == "win32", reason="interrupts by signal")
def test_one_interrupt_keeps_the_best(trained: tuple[Path, Path]) -> None:
    code, told = interrupted(trained[0], 1)
    assert code == 0 and "stopped by you" in told
    assert fieldmark("runs", trained[0])["runs"] == []


@pytest.mark.skipif(sys.platform == "win32", reason="interrupts by signal")
def test_two_interrupts_stop_at_once_and_can_be_resumed(trained: tuple[Path, Path]) -> None:
    code, told = interrupted(trained[0], 2)
    runs = fieldmark("runs", trained[0])["runs"]
    if code == 0:  # the end that the first one asked for came before the second
        assert runs == [] and "stopped by you" in told
        return
    assert code == 130 and "--resume goes on with it" in told
    (record,) = runs
    assert record["state"] == "interrupted" and record["can_keep_best"]
    outcome = fieldmark("train", trained[0], "--run", record["name"], "--keep-best")
    assert outcome["stop_reason"] == "stopped by you" and fieldmark("runs", trained[0])["runs"] == []
