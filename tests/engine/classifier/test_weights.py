"""Weights packs are honoured or refused with a reason; downloads are in weights/test_downloading.py."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from engine.classifier.network import Network, create, pooled_features
from engine.classifier.recipe import Recipe
from engine.classifier.weights import locating
from engine.errors import ArchitectureUnknown, ArchitectureUnsupported, WeightsUnusable
from engine.progress import run
from tests.conftest import ROOT

PackMaker = Callable[..., Path]


def created(architecture: str, pack: Path | str, **changes: object) -> Network:
    return run(create(Recipe(architecture=architecture, weights=str(pack), **changes), 3))  # type: ignore[arg-type]


def test_a_pack_brings_its_tensors_and_its_normalization(weights_pack: PackMaker) -> None:
    pack = weights_pack()
    for name in ("test_resnet", "test_resnet.r160_in1k"):
        network = created(name, pack, image_size=64)
        stored = load_file(pack / "model.safetensors")
        layer = next(key for key in stored if key.startswith("layer1"))
        assert torch.equal(network.module.state_dict()[layer], stored[layer])
        assert (network.config.std, network.architecture) == ((0.25, 0.25, 0.25), "test_resnet")
    assert created("test_resnet", f"local-dir:{pack}").config.size == (48, 48)


def test_a_fixed_size_transformer_takes_the_picture_size_of_the_recipe(weights_pack: PackMaker) -> None:
    network = created("test_vit", weights_pack("test_vit"), image_size=96)
    assert network.config.size == (96, 96)
    assert network.model_args["img_size"] == 96


@pytest.mark.parametrize("missing", ["config.json", "model.safetensors"])
def test_a_pack_that_lacks_a_file(weights_pack: PackMaker, missing: str) -> None:
    pack = weights_pack()
    (pack / missing).unlink()
    with pytest.raises(WeightsUnusable, match=missing):
        created("test_resnet", pack)


@pytest.mark.parametrize(
    ("file", "content"), [("config.json", "{"), ("config.json", "[]"), ("model.safetensors", "junk"), ("model.safetensors", "")]
)
def test_a_pack_with_a_damaged_file(weights_pack: PackMaker, file: str, content: str) -> None:
    pack = weights_pack()
    (pack / file).write_text(content)
    with pytest.raises(WeightsUnusable, match="damaged"):
        created("test_resnet", pack)


def test_a_truncated_file(weights_pack: PackMaker) -> None:
    file = weights_pack() / "model.safetensors"
    file.write_bytes(file.read_bytes()[:-100])
    with pytest.raises(WeightsUnusable, match="damaged"):
        created("test_resnet", file.parent)


def test_a_pack_of_another_architecture(weights_pack: PackMaker) -> None:
    with pytest.raises(WeightsUnusable, match="made for test_vit"):
        created("test_resnet", weights_pack("test_vit"))


def test_tensors_that_do_not_fit_their_description(weights_pack: PackMaker) -> None:
    pack, other = weights_pack(), weights_pack("test_efficientnet")
    (pack / "model.safetensors").write_bytes((other / "model.safetensors").read_bytes())
    with pytest.raises(WeightsUnusable, match=r"missing|fit"):
        created("test_resnet", pack)


def test_a_missing_tensor_is_noticed(weights_pack: PackMaker) -> None:
    file = weights_pack() / "model.safetensors"
    tensors = load_file(file)
    del tensors["layer2.0.conv1.weight"]
    save_file(tensors, file)
    with pytest.raises(WeightsUnusable, match="missing, such as layer2"):
        created("test_resnet", file.parent)


def test_a_pack_cannot_point_elsewhere(weights_pack: PackMaker) -> None:
    pack = weights_pack()
    config = json.loads((pack / "config.json").read_text())
    config["model_args"] = {"checkpoint_path": "/etc/passwd", "pretrained_cfg_overlay": {"url": "http://example.invalid"}}
    config["pretrained_cfg"].update(hf_hub_id="some/where", source="hf-hub", custom_load=True, unknown_key=1)
    (pack / "config.json").write_text(json.dumps(config))
    assert created("test_resnet", pack).model_args == {}


@pytest.mark.parametrize("args", [["a"], {"no_such_argument": 1}])
def test_nonsense_arguments_in_a_pack(weights_pack: PackMaker, args: object) -> None:
    pack = weights_pack()
    config = json.loads((pack / "config.json").read_text())
    (pack / "config.json").write_text(json.dumps({**config, "model_args": args}))
    with pytest.raises(WeightsUnusable):
        created("test_resnet", pack)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(WeightsUnusable):
        created("test_resnet", tmp_path / "nowhere")


def test_a_cached_download_is_used_without_a_network(weights_pack: PackMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    file = str(weights_pack(classes=1000) / "model.safetensors")
    monkeypatch.setattr(locating.huggingface_hub, "try_to_load_from_cache", lambda *_: file)
    network = created("test_resnet", "pretrained")
    stored = load_file(file)
    name = next(name for name in stored if name.startswith("layer1"))
    assert torch.equal(network.module.state_dict()[name], stored[name])


def test_unknown_and_unsuitable_architectures() -> None:
    with pytest.raises(ArchitectureUnknown, match="resnet18"):
        created("resnet81", "none")
    with pytest.raises(ArchitectureUnknown, match="resnet18"):
        created("resnet18.no_such_tag", "none")
    with pytest.raises(ArchitectureUnsupported):
        created("vgg11", "none", preset="scratch", image_size=8)


@pytest.mark.parametrize("name", ["mobilenetv2_100", "mobilenetv2_035"])
def test_real_packs(shared_data: Path, name: str) -> None:
    network = created(name, shared_data / "weights" / name)
    assert network.model_args == {"pad_type": "same"}
    assert (network.config.mean, network.config.std) == ((0.5, 0.5, 0.5), (0.5, 0.5, 0.5))
    stored = load_file(shared_data / "weights" / name / "model.safetensors")
    assert torch.equal(network.module.state_dict()["conv_stem.weight"], stored["conv_stem.weight"])
    assert pooled_features(network.module, torch.zeros(1, 3, 64, 64)).shape == (1, 1280)


def test_downloads_tell_the_hub_nothing_about_the_user() -> None:
    program = "import engine.classifier, huggingface_hub.constants as hub; assert hub.HF_HUB_DISABLE_TELEMETRY"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("HF_")}
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
