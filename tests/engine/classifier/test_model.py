"""Models on disk: what comes back is what was saved, and every kind of damage is told as damage."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from engine.classifier.inference import predict
from engine.classifier.learning.training import TrainedModel, train
from engine.classifier.model.card import list_models, read_card, too_new_models
from engine.classifier.model.files import LoadedModel, _sha256, load, save
from engine.classifier.sight.transforms import evaluation_transform
from engine.classifier.values import Example, Prediction
from engine.errors import ModelDamaged, ModelMissing, ModelTooNew
from engine.images.reader import read_image
from engine.progress import run
from tests.conftest import ROOT, striped_picture
from tests.engine.classifier.conftest import FROM_SCRATCH, NAMES

Pictures = tuple[list[Example], list[Example]]


def test_saved_and_loaded_it_answers_as_before(trained: TrainedModel, loaded: LoadedModel, examples: Pictures) -> None:
    transform = evaluation_transform(trained.config)
    path = examples[1][0].path
    with torch.inference_mode():
        before = trained.network(transform(read_image(path))[None]).double().softmax(1)[0].tolist()
    (after,) = run(predict(loaded, [path]))
    assert after.probabilities == pytest.approx(before, abs=1e-6)


def test_the_card_tells_all_of_the_run(trained: TrainedModel, model_folder: Path) -> None:
    card = read_card(model_folder)
    assert (card.name, card.class_names, card.architecture) == ("stripes-1", NAMES, "test_resnet")
    assert card.class_colours == ("#0072B2", "#E69F00", "#009E73")
    assert (card.metrics, card.curves, card.recipe, card.config) == (trained.validation, trained.curves, trained.recipe, trained.config)
    assert (card.training_count, card.validation_count, card.unreadable_count) == (36, 12, 0)


def test_reading_cards_does_not_load_torch() -> None:
    code = "import sys, engine.classifier.model.files, engine.classifier.saliency.overlay, engine.classifier.device\n"
    code += "import engine.classifier.architectures.names\n"
    code += "sys.exit(bool({'torch', 'timm', 'sklearn'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_a_model_without_validation_has_no_metrics(examples: Pictures, tmp_path: Path) -> None:
    card = save(run(train(replace(FROM_SCRATCH, epochs=1), NAMES, examples[0], [], device="cpu")), tmp_path / "plain")
    assert card.metrics is None
    assert math.isnan(card.curves[0].validation_accuracy)
    assert "NaN" not in (tmp_path / "plain" / "model.json").read_text()


def test_a_weights_pack_survives_the_round_trip(examples: Pictures, weights_pack: Callable[..., Path], tmp_path: Path) -> None:
    recipe = replace(FROM_SCRATCH, preset="instant", architecture="test_vit", weights=str(weights_pack("test_vit")), image_size=64)
    save(run(train(recipe, NAMES, *examples, device="cpu")), tmp_path / "vit")
    assert load(tmp_path / "vit", "cpu").card.model_args == {"img_size": 64}


def test_saving_again_replaces_and_leaves_nothing_behind(trained: TrainedModel, model_folder: Path) -> None:
    save(trained, model_folder)
    assert read_card(model_folder).class_colours == ()
    assert [path.name for path in model_folder.parent.iterdir()] == ["stripes-1"]


def test_models_are_listed_newest_first_and_others_skipped(trained: TrainedModel, tmp_path: Path) -> None:
    for name in ("one", "two"):
        save(trained, tmp_path / name)
    (tmp_path / "empty").mkdir()
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "model.json").write_text("{}")
    assert [card.name for card in list_models(tmp_path)] == ["two", "one"]
    assert list_models(tmp_path / "nowhere") == []


def test_models_of_a_newer_fieldmark_are_named(trained: TrainedModel, tmp_path: Path) -> None:
    for name in ("old", "new"):
        save(trained, tmp_path / name)
    card = tmp_path / "new" / "model.json"
    card.write_text(json.dumps({**json.loads(card.read_text()), "format": 99}))
    (tmp_path / "empty").mkdir()
    assert [card.name for card in list_models(tmp_path)] == ["old"] and too_new_models(tmp_path) == ["new"]
    with pytest.raises(ModelTooNew, match="Update Fieldmark"):
        load(tmp_path / "new")


def test_a_folder_without_a_card_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing):
        load(tmp_path)


@pytest.mark.parametrize("content", ["", "{", "[]", "3", "{}", '{"format": 1}', '{"format": "x"}', "\udcff"])
def test_a_damaged_card(model_folder: Path, content: str) -> None:
    (model_folder / "model.json").write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(ModelDamaged):
        load(model_folder)


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        ("format", 99, "newer"),
        ("architecture", "no_such_network", "knows no architecture named “no_such_network”\\. Its files"),
        ("architecture", "resnet18", "do not fit"),
        ("class_names", ["a", "b"], "colours"),
        ("model_args", {"no_such_argument": 1}, "do not fit"),
        ("input", {"size": [0, 0]}, "damaged"),
        ("recipe", {"epochs": -1}, "damaged"),
        ("metrics", {"accuracy": 1}, "damaged"),
    ],
)
def test_a_card_that_says_something_impossible(model_folder: Path, key: str, value: object, reason: str) -> None:
    card = json.loads((model_folder / "model.json").read_text())
    (model_folder / "model.json").write_text(json.dumps({**card, key: value}))
    with pytest.raises(ModelDamaged, match=reason):
        load(model_folder, "cpu")


def test_weights_that_are_missing_cut_short_or_changed(model_folder: Path) -> None:
    file = model_folder / "model.safetensors"
    content = file.read_bytes()
    for damaged in (content[: len(content) // 2], b"", content[:-1] + bytes([content[-1] ^ 1])):
        file.write_bytes(damaged)
        with pytest.raises(ModelDamaged, match="cut short or changed"):
            load(model_folder)
    file.unlink()
    with pytest.raises(ModelDamaged, match="missing"):
        load(model_folder)


def test_tensors_that_do_not_fit(model_folder: Path) -> None:
    file = model_folder / "model.safetensors"
    tensors = load_file(file)
    save_file({**tensors, "layer2.0.conv1.weight": torch.zeros(1)}, file)
    card = json.loads((model_folder / "model.json").read_text())
    (model_folder / "model.json").write_text(json.dumps({**card, "weights_sha256": _sha256(file)}))
    with pytest.raises(ModelDamaged, match="do not fit"):
        load(model_folder, "cpu")


def test_predictions_keep_their_order_around_bad_pictures(loaded: LoadedModel, examples: Pictures, tmp_path: Path) -> None:
    good = [example.path for example in examples[1]]
    paths = [tmp_path / "gone.jpg", *good[:5], tmp_path, *good[5:]]
    batches: list[tuple[Prediction, ...]] = []
    answers = run(predict(loaded, paths, batch_size=4), lambda progress: batches.append(progress.detail))  # type: ignore[arg-type]
    assert [answer.path for answer in answers] == paths
    assert [answer for batch in batches for answer in batch] == answers
    assert [bool(answer.failure) for answer in answers] == [path not in good for path in paths]
    assert all(sum(answer.probabilities) == pytest.approx(1) for answer in answers if not answer.failure)


def test_a_batch_of_one_and_of_many_agree(loaded: LoadedModel, tmp_path: Path) -> None:
    paths = [striped_picture(tmp_path / f"{seed}.png", seed, seed, (60 + seed, 40)) for seed in range(7)]
    one, many = run(predict(loaded, paths, batch_size=1)), run(predict(loaded, paths, batch_size=7))
    for single, together in zip(one, many, strict=True):
        assert single.probabilities == pytest.approx(together.probabilities, abs=1e-5)
    assert run(predict(loaded, [])) == []
