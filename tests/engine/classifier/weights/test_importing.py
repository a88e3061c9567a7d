"""Weights from files: unwrapped, prefixes taken off, the architecture found, the rest told; hostile ones refused."""

from __future__ import annotations

import argparse
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file
from torchvision.models import AlexNet as TorchvisionAlexNet

from engine.classifier.network import create
from engine.classifier.recipe import Recipe
from engine.classifier.weights import store
from engine.classifier.weights.importing import Imported, import_weights
from engine.classifier.weights.origin import origin_of
from engine.errors import ArchitectureUnknown, WeightsNotImported, WeightsNotStored
from engine.progress import run
from tests.engine.classifier.weights.conftest import network_state, write_config

FileMaker = Callable[..., Path]
Prefixed = Callable[[dict[str, torch.Tensor]], object]


@pytest.fixture(autouse=True)
def few_candidates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forty take seconds."""
    monkeypatch.setattr("engine.classifier.weights.matching._MOST_CANDIDATES", 5)


def imported(path: Path, architecture: str = "", **more: str) -> Imported:
    return run(import_weights(path, architecture, **more))


def prefixed(state: dict[str, torch.Tensor], prefix: str) -> dict[str, torch.Tensor]:
    return {f"{prefix}{name}": tensor for name, tensor in state.items()}


@pytest.mark.parametrize(
    "wrapped",
    [
        lambda state: state,
        lambda state: {"state_dict": prefixed(state, "module."), "epoch": 3, "optimizer": {"lr": 0.1}},
        lambda state: {"model": prefixed(state, "_orig_mod.module."), "args": argparse.Namespace(lr=0.1)},
        lambda state: {"model": prefixed(state, "backbone.") | {"decoder.weight": torch.ones(3, 3)}},
        lambda state: {"teacher": prefixed(state, "module.backbone.")},
        lambda state: {"state_dict": {"fc.weight": torch.zeros(1, 1)}, "state_dict_ema": state},
    ],
    ids=["plain", "data parallel", "compiled", "with a decoder", "distilled", "averaged"],
)
def test_what_trainers_leave(tensor_file: FileMaker, wrapped: Prefixed) -> None:
    state = network_state()
    found = imported(tensor_file("run.pth", wrapped(state)), "test_resnet")
    kept = load_file(found.pack.folder / "model.safetensors")
    assert torch.equal(kept["layer2.0.conv1.weight"], state["layer2.0.conv1.weight"])
    assert (found.pack.name, found.pack.architecture, found.missing) == ("test_resnet.run", "test_resnet", ())
    network = run(create(Recipe(architecture="test_resnet", weights=str(found.pack.folder), image_size=32), 3))
    assert torch.equal(network.module.state_dict()["conv1.0.weight"], state["conv1.0.weight"])


def test_what_did_not_fit_is_told(tensor_file: FileMaker) -> None:
    state = network_state()
    del state["fc.weight"]
    found = imported(tensor_file("run.pth", state | {"projector.0.weight": torch.ones(2, 2)}), "test_resnet")
    assert found.missing == ("fc.weight",)
    assert found.left_over == ("projector.0.weight",)
    assert found.matched == len([name for name in state if name != "projector.0.weight"])


def test_another_number_of_classes_is_kept(tensor_file: FileMaker) -> None:
    found = imported(tensor_file("five.pth", network_state(num_classes=5)), "test_resnet")
    config = json.loads((found.pack.folder / "config.json").read_text())
    assert (config["num_classes"], config["pretrained_cfg"]["num_classes"]) == (5, 5)
    for classes in (5, 3):
        run(create(Recipe(architecture="test_resnet", weights=str(found.pack.folder), image_size=32), classes))


@pytest.mark.parametrize("name", ["test_resnet.pth", "checkpoint.pth"])
def test_the_architecture_is_found(tensor_file: FileMaker, name: str) -> None:
    found = imported(tensor_file(name, {"state_dict": prefixed(network_state(), "module.")}))
    assert (found.pack.architecture, found.missing, found.left_over) == ("test_resnet", (), ())


def test_the_architecture_that_the_trainer_wrote_down(tensor_file: FileMaker) -> None:
    for number, content in enumerate(({"arch": "test_vit"}, {"args": argparse.Namespace(model_name="test_vit")})):
        file = tensor_file(f"x{number}.pth", {"state_dict": network_state("test_vit"), **content})
        assert imported(file).pack.architecture == "test_vit"


def test_several_architectures_that_fit_alike(tensor_file: FileMaker) -> None:
    with pytest.raises(WeightsNotImported, match=r"name one: .*tf_mobilenetv3_small_075"):
        imported(tensor_file("x.pth", network_state("mobilenetv3_small_075")))


def test_conversion_of_what_authors_published(tensor_file: FileMaker) -> None:
    """timm renames the tensors of the original ConvNeXt; its own conversion is used."""
    state = network_state("test_convnext")
    original = {_original_convnext(name): tensor for name, tensor in state.items()}
    assert set(original) != set(state)
    found = imported(tensor_file("convnext.pth", {"model": original}), "test_convnext")
    kept = load_file(found.pack.folder / "model.safetensors")
    assert all(torch.equal(kept[name], tensor) for name, tensor in state.items())


def _original_convnext(name: str) -> str:
    """The inverse of timm's renaming."""
    name = name.replace("stem.", "downsample_layers.0.") if name.startswith("stem.") else name
    if name.startswith("stages."):
        _, stage, *rest = name.split(".")
        if rest[0] == "downsample":
            return ".".join(["downsample_layers", stage, *rest[1:]])
        name = ".".join(["stages", stage, *rest[1:]])
    name = name.replace("conv_dw", "dwconv").replace("mlp.fc1", "pwconv1").replace("mlp.fc2", "pwconv2")
    return name.replace("head.fc", "head").replace("head.norm", "norm")


def test_a_safetensors_file_and_a_folder_with_one(tmp_path: Path) -> None:
    save_file(network_state(), tmp_path / "mine.safetensors")
    assert imported(tmp_path / "mine.safetensors", "test_resnet").pack.name == "test_resnet.mine"
    folder = tmp_path / "download"
    folder.mkdir()
    (tmp_path / "mine.safetensors").rename(folder / "model.safetensors")
    assert imported(folder, "test_resnet").pack.name == "test_resnet.download"


def test_a_pack_keeps_its_preprocessing_its_name_and_its_licence(weights_pack: Callable[..., Path]) -> None:
    folder = weights_pack()
    config = json.loads((folder / "config.json").read_text())
    config["pretrained_cfg"].update(tag="mine", license="mit", hf_hub_id="someone/mine", url="http://example.invalid/x")
    write_config(folder, **config)
    pack = imported(folder).pack
    assert (pack.name, pack.license, pack.source) == ("test_resnet.mine", "mit", "someone/mine")
    recipe = Recipe(architecture="test_resnet", weights=str(pack.folder))
    assert run(create(recipe, 3)).config.std == (0.25, 0.25, 0.25)
    origin = origin_of(recipe)
    assert origin is not None and (origin.license, origin.sha256) == ("mit", pack.sha256)
    assert "example.invalid" not in (pack.folder / "config.json").read_text()


def test_an_imported_pack_is_what_pretrained_means_without_a_tag(
    weights_pack: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.classifier.weights.locating.huggingface_hub.try_to_load_from_cache", lambda *_: None)
    pack = imported(weights_pack(), name="our own", license="cc-by-4.0").pack
    assert pack.name == "our-own"
    network = run(create(Recipe(architecture="test_resnet"), 3))
    stored = load_file(pack.folder / "model.safetensors")
    assert torch.equal(network.module.state_dict()["conv1.0.weight"], stored["conv1.0.weight"])
    origin = origin_of(Recipe(architecture="test_resnet"))
    assert origin is not None and origin.license == "cc-by-4.0"


def test_a_backbone_with_holes(tensor_file: FileMaker) -> None:
    state = network_state()
    del state["layer3.0.conv1.weight"]
    with pytest.raises(WeightsNotImported, match=r"1 of \d+ tensors are missing .* layer3.0.conv1.weight"):
        imported(tensor_file("x.pth", state), "test_resnet")
    assert store.packs() == ()


def test_another_architecture(tensor_file: FileMaker) -> None:
    file = tensor_file("x.pth", network_state("test_vit"))
    with pytest.raises(WeightsNotImported, match="missing or of another shape"):
        imported(file, "test_resnet")
    with pytest.raises(ArchitectureUnknown):
        imported(file, "test_resnot")


def test_tensors_of_nothing_that_is_known(tensor_file: FileMaker) -> None:
    with pytest.raises(WeightsNotImported, match="no architecture fits it"):
        imported(tensor_file("x.pth", {"a.weight": torch.ones(3, 3), "b.weight": torch.ones(7)}))


class _Hostile:
    """Unpickled, it would make a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (str(self.folder),)


def test_a_program_in_a_file_is_not_run(tensor_file: FileMaker, tmp_path: Path) -> None:
    file = tensor_file("x.pth", {"state_dict": network_state(), "extra": _Hostile(tmp_path / "made")})
    with pytest.raises(WeightsNotImported, match="could be a program"):
        imported(file, "test_resnet")
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize("name", ["x.pth", "x.safetensors", "x.bin"])
def test_damaged_files(tmp_path: Path, name: str) -> None:
    for content in (b"", b"junk" * 100, b"PK\x03\x04 no zip"):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(WeightsNotImported, match="damaged"):
            imported(tmp_path / name, "test_resnet")


def test_a_truncated_file(tensor_file: FileMaker) -> None:
    file = tensor_file("x.pth", network_state())
    file.write_bytes(file.read_bytes()[:-3000])
    with pytest.raises(WeightsNotImported, match="damaged"):
        imported(file, "test_resnet")


def test_tensors_larger_than_their_file(tensor_file: FileMaker, tmp_path: Path) -> None:
    with pytest.raises(WeightsNotImported, match="larger than the file"):
        imported(tensor_file("x.pth", {"a.weight": torch.zeros(1).expand(100_000_000)}), "test_resnet")
    with zipfile.ZipFile(tmp_path / "bomb.pth", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("archive/data/0", bytes(10_000_000))
    with pytest.raises(WeightsNotImported, match="larger than the file"):
        imported(tmp_path / "bomb.pth", "test_resnet")


@pytest.mark.parametrize("content", [{"epoch": 3}, [1, 2], "text", {"state_dict": {}}])
def test_files_without_tensors(tensor_file: FileMaker, content: object) -> None:
    with pytest.raises(WeightsNotImported, match="no tensors"):
        imported(tensor_file("x.pth", content), "test_resnet")


def test_places_that_hold_no_weights(tmp_path: Path) -> None:
    with pytest.raises(WeightsNotImported, match="no such file"):
        imported(tmp_path / "nowhere")
    with pytest.raises(WeightsNotImported, match="holds 0 weights files"):
        imported(tmp_path)


def test_a_store_that_cannot_be_written(tensor_file: FileMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("engine.classifier.weights.tensors.save_file", full)
    with pytest.raises(WeightsNotStored, match="No space left on device"):
        imported(tensor_file("x.pth", network_state()), "test_resnet")
    assert [place.name for place in store.store_folder().iterdir()] == []


def test_half_precision_is_kept_and_can_be_used(tensor_file: FileMaker) -> None:
    state = {name: tensor.half() if tensor.is_floating_point() else tensor for name, tensor in network_state().items()}
    pack = imported(tensor_file("x.pth", state), "test_resnet").pack
    network = run(create(Recipe(architecture="test_resnet", weights=str(pack.folder), image_size=32), 3))
    assert network.module.state_dict()["conv1.0.weight"].dtype == torch.float32


def test_alexnet_of_torchvision_fits_as_it_is(tensor_file: FileMaker) -> None:
    torch.manual_seed(1)
    found = imported(tensor_file("alexnet-owt-7be5be79.pth", TorchvisionAlexNet().half().state_dict()))
    assert (found.pack.architecture, found.missing, found.left_over) == ("alexnet", (), ())
