"""Explanations of pictures by one method or several, checked, for whole folders, as files; and the command that asks for them."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from engine import cli
from engine.classifier.learning.training import train
from engine.classifier.model.files import save
from engine.classifier.recipe import Recipe
from engine.classifier.saliency.methods import HEATMAP, METHODS, OVERLAY
from engine.classifier.saliency.verdict import Check, Masked
from engine.classifier.values import Example
from engine.errors import MethodUnsuitable, ModelMissing, OutputNotWritable, PictureUnreadable
from engine.operations.explaining import (
    Explanation,
    Unexplained,
    alarm,
    check_map,
    explain,
    save_saliency,
    side_by_side,
    write_overlay,
)
from engine.progress import run
from tests.conftest import striped_picture
from tests.engine.conftest import Told


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch.set_num_threads(1)
    folder = tmp_path_factory.mktemp("explaining")
    pictures = [
        Example(striped_picture(folder / "set" / f"{kind}-{index}.png", kind, 100 * kind + index), kind)
        for index in range(8)
        for kind in (0, 1)
    ]
    recipe = Recipe(preset="scratch", architecture="test_resnet", image_size=32, epochs=4, batch_size=8, learning_rate=0.005)
    save(run(train(recipe, ("ant", "bee"), pictures[4:], pictures[:4], device="cpu")), folder / "stripes")
    return folder / "stripes"


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    return striped_picture(tmp_path / "new" / "one.png", 0, 5, size=(120, 90))


def test_an_explanation_can_be_checked_at_once_or_later(model: Path, picture: Path) -> None:
    plain, checked = run(explain(model, picture)), run(explain(model, picture, checked=True))
    assert plain.check is None and isinstance(checked.check, Check)
    assert checked.check == run(check_map(model, picture, plain.saliency))
    assert checked.check.target == plain.saliency.target
    assert checked.check.before == pytest.approx(plain.prediction.probabilities[plain.saliency.target], abs=1e-4)
    assert plain.saliency.method == "gradcam" and plain.seconds > 0
    assert run(explain(model, picture, 1, "lime")).saliency.target == 1


def test_methods_side_by_side_come_one_after_the_other(model: Path, picture: Path) -> None:
    details: list[object] = []
    wanted = ("gradcam", "rollout", "occlusion")
    found = run(side_by_side(model, picture, None, wanted), lambda progress: details.append(progress.detail))
    assert [type(each) for each in found] == [Explanation, Unexplained, Explanation]
    shown = [each for each in details if each is not None]
    assert shown == list(found), "each is handed out as it is there"
    (refused,) = (each for each in found if isinstance(each, Unexplained))
    assert refused.method == "rollout" and "transformers" in " ".join(map(str, refused.reasons))
    assert len({each.saliency.target for each in found if isinstance(each, Explanation)}) == 1
    both: list[object] = []
    run(side_by_side(model, picture, 1, ("gradcam",), checked=True), lambda progress: both.append(progress.detail))
    maps = [each for each in both if isinstance(each, Explanation)]
    assert maps[0].check is None and maps[-1].check is not None, "the map does not wait for its check"


def test_what_cannot_be_explained_is_told(model: Path, picture: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelMissing):
        run(explain(tmp_path / "gone", picture))
    with pytest.raises(PictureUnreadable):
        run(explain(model, tmp_path / "gone.png"))
    with pytest.raises(PictureUnreadable):
        run(side_by_side(model, tmp_path / "gone.png", None, ("gradcam", "lime")))
    with pytest.raises(MethodUnsuitable):
        run(explain(model, picture, method="rollout"))


def test_maps_are_saved_once_and_made_again_when_the_picture_changes(model: Path, picture: Path, tmp_path: Path) -> None:
    other = striped_picture(tmp_path / "elsewhere" / "one.png", 1, 9)
    broken = tmp_path / "new" / "broken.jpg"
    broken.write_bytes(b"\xff\xd8 nothing")
    out, forms = tmp_path / "out", (OVERLAY, HEATMAP)
    first = run(save_saliency(model, [picture, broken, other], out, forms=forms))
    assert (first.written, first.skipped) == (2, 0) and [path for path, _ in first.failures] == [broken]
    files = sorted(out.iterdir())
    assert len(files) == 4 and all(file.name.startswith("one.gradcam.") for file in files), "two pictures of one name"
    for file in files:
        if file.suffix == ".npy":
            heat = np.load(file, allow_pickle=False)
            assert heat.dtype == np.float32 and 0 <= heat.min() < heat.max() <= 1
        else:
            with Image.open(file) as overlay:
                assert overlay.size in ((120, 90), (48, 40))
    assert (run(save_saliency(model, [picture, other], out, forms=forms))).skipped == 2
    later = files[0].stat().st_mtime + 10
    os.utime(picture, (later, later))
    again = run(save_saliency(model, [picture, other], out, forms=forms))
    assert (again.written, again.skipped) == (1, 1) and sorted(out.iterdir()) == files
    assert run(save_saliency(model, [picture], out, "layercam")).written == 1, "another method is another file"


def test_long_names_are_cut(model: Path, tmp_path: Path) -> None:
    picture = striped_picture(tmp_path / f"{'ü' * 120}.png", 0, 1)
    assert run(save_saliency(model, [picture], tmp_path / "out")).written == 1


def test_a_broken_off_saving_goes_on(model: Path, tmp_path: Path) -> None:
    paths = [striped_picture(tmp_path / "new" / f"{index}.png", index % 2, index) for index in range(5)]
    operation = save_saliency(model, paths, tmp_path / "out")
    for progress in operation:
        if progress.done == 2 and progress.total == 5:
            break
    operation.close()
    assert len(list((tmp_path / "out").iterdir())) == 2, "whole files, and nothing else"
    rest = run(save_saliency(model, paths, tmp_path / "out"))
    assert (rest.written, rest.skipped) == (3, 2)


def test_a_place_that_cannot_be_written_is_told(model: Path, picture: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutputNotWritable):
        run(save_saliency(model, [picture], tmp_path / "file"))
    explanation = run(explain(model, picture))
    for name in ("over.nonsense", "over"):
        with pytest.raises(OutputNotWritable):
            write_overlay(tmp_path / name, explanation)


def test_the_alarm_of_a_folder(model: Path, tmp_path: Path) -> None:
    paths = [striped_picture(tmp_path / "new" / f"{index}.png", index % 2, 40 + index) for index in range(4)]
    details: list[object] = []
    found = run(alarm(model, paths, most=3), lambda progress: details.append(progress.detail))
    assert len(found.masked) == 3 and [each for each in details if isinstance(each, Masked)] == list(found.masked)
    assert found.class_names == ("ant", "bee")


# ---- the command ---------------------------------------------------------------------------------------------


def test_one_picture_and_one_method_may_go_into_one_file(told: Told, model: Path, picture: Path, tmp_path: Path) -> None:
    outcome, said = told("explain", model, picture, "--out", tmp_path / "over.jpg", "--class", "bee", "--check")
    assert outcome["class"] == "bee" and outcome["method"] == "gradcam" and len(outcome["ranked"]) == 2
    assert outcome["files"] == [str(tmp_path / "over.jpg")] and (tmp_path / "over.jpg").is_file()
    assert outcome["check"]["shares"][0] == 0 and ("The map holds up" in said) == outcome["check"]["holds"]
    heat, _ = told("explain", model, picture, "--no-overlay", "--heatmap", "--out", tmp_path / "heat.npy")
    assert np.load(heat["files"][0], allow_pickle=False).ndim == 2


def test_folders_and_methods_go_into_a_folder(told: Told, model: Path, picture: Path, tmp_path: Path) -> None:
    (tmp_path / "new" / "broken.jpg").write_bytes(b"\xff\xd8 nothing")
    outcome, said = told("explain", model, tmp_path / "new", "--method", "gradcam,rollout,layercam", "--heatmap", "--out", tmp_path / "out")
    assert [each["method"] for each in outcome["maps"]] == ["gradcam", "layercam"]
    assert [Path(each["path"]).name for each in outcome["failures"]] == ["broken.jpg"] and "broken.jpg" in said
    assert "transformers" in said and len(list((tmp_path / "out").iterdir())) == 4


def test_several_maps_do_not_go_into_what_is_named_as_a_file(told: Told, model: Path, picture: Path, tmp_path: Path) -> None:
    outcome, _ = told("explain", model, picture, "--method", "gradcam,layercam", "--out", tmp_path / "both.png", code=3)
    assert outcome["error"] == "SettingInvalid" and not (tmp_path / "both.png").exists()
    told("explain", model, picture, "--method", "gradcam,layercam", "--out", tmp_path / "maps.v2")
    assert len(list((tmp_path / "maps.v2").iterdir())) == 2


def test_without_out_it_only_answers(told: Told, model: Path, picture: Path) -> None:
    outcome, said = told("explain", model, picture)
    assert outcome["files"] == [] and outcome["out"] is None
    assert "--out PLACE writes the evidence down; --check says whether to believe it" in said


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--method", "tea leaves"], 3),
        (["--class", "wasp"], 3),
        (["--method", "rollout"], 5),
        (["--heatmap", "--out", "over.png"], 3),
        (["--no-overlay", "--out", "over.png"], 3),
    ],
)
def test_wrong_wishes_are_told(told: Told, model: Path, picture: Path, arguments: list[str], code: int) -> None:
    outcome, _ = told("explain", model, picture, *arguments, code=code)
    assert outcome["exit_code"] == code


def test_an_empty_folder_is_told(told: Told, model: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert told("explain", model, tmp_path / "empty", code=3)[0]["error"] == "NoPictures"
    assert told("explain", model, tmp_path / "gone.png", code=3)[0]["error"] == "PictureUnreadable"


def test_the_alarm_from_the_command_line(told: Told, model: Path, tmp_path: Path) -> None:
    for index in range(4):
        striped_picture(tmp_path / "new" / f"{index}.png", index % 2, 60 + index)
    (tmp_path / "new" / "broken.jpg").write_bytes(b"\xff\xd8 nothing")
    outcome, said = told("explain", model, tmp_path / "new", "--alarm")
    assert outcome["judged"] + len(outcome["unexplained"]) == 4 and len(outcome["unreadable"]) == 1
    assert outcome["rings"] == ("Alarm" in said)


def test_the_help_names_every_method(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["explain", "--help"])
    shown = capsys.readouterr().out
    assert all(method in shown for method in METHODS)
