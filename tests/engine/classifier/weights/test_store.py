"""The store of weights packs: what is in it, found by architecture, deleted; light to ask."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.classifier.recipe import Recipe
from engine.classifier.weights import store
from engine.classifier.weights.importing import import_weights
from engine.classifier.weights.origin import origin_of
from engine.errors import PackMissing, WeightsUnusable
from engine.paths import data_folder
from engine.progress import run
from tests.conftest import ROOT

PackMaker = Callable[..., Path]


def test_listed_found_and_deleted(weights_pack: PackMaker) -> None:
    assert store.packs() == ()
    for name in ("test_vit", "test_resnet"):
        run(import_weights(weights_pack(name)))
    (store.store_folder() / "notes").mkdir()
    (store.store_folder() / "broken").mkdir()
    (store.store_folder() / "broken" / "config.json").write_text("{")
    first, second = store.packs()
    assert [first.architecture, second.architecture] == ["test_resnet", "test_vit"]
    assert first.bytes == sum(file.stat().st_size for file in first.folder.iterdir())
    assert store.pack_for("test_vit") == second
    assert store.pack_for("test_vit.some_tag") is None
    assert store.pack_for("resnet18") is None
    store.delete(first.name)
    assert store.packs() == (second,)
    with pytest.raises(PackMissing, match=second.name):
        store.delete(first.name)


def test_packs_lie_in_the_data_folder(weights_pack: PackMaker) -> None:
    assert run(import_weights(weights_pack())).pack.folder.parent == data_folder() / "weights"


@pytest.mark.parametrize(
    ("name", "folder"),
    [("resnet18.a1_in1k", "resnet18.a1_in1k"), ("../../etc", "etc"), ("my weights/é", "my-weights-é"), ("..", "weights")],
)
def test_names_that_are_safe_folders(name: str, folder: str) -> None:
    assert store.safe_name(name) == folder


def test_the_origin_of_recipes(weights_pack: PackMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.classifier.weights.locating.huggingface_hub.try_to_load_from_cache", lambda *_: None)
    assert origin_of(Recipe(preset="scratch", architecture="resnet18")) is None
    not_yet = origin_of(Recipe(architecture="resnet18"))
    assert not_yet is not None and (not_yet.source, not_yet.license, not_yet.sha256) == ("timm/resnet18.a1_in1k", "apache-2.0", "")
    folder = weights_pack()
    own = origin_of(Recipe(weights=f"local-dir:{folder}"))
    assert own is not None and (own.source, own.license) == ("test_resnet", "")
    assert own.sha256 == store.sha256_of(folder / "model.safetensors")
    with pytest.raises(WeightsUnusable):
        origin_of(Recipe(weights=str(tmp_path / "nowhere")))


def test_a_cached_download_tells_its_checksum(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blob = tmp_path / ("ab" * 32)
    blob.write_bytes(b"x")
    link = tmp_path / "model.safetensors"
    link.symlink_to(blob)
    monkeypatch.setattr("engine.classifier.weights.locating.huggingface_hub.try_to_load_from_cache", lambda *_: str(link))
    origin = origin_of(Recipe(architecture="resnet18"))
    assert origin is not None and origin.sha256 == "ab" * 32


def test_the_store_and_the_catalogue_are_light() -> None:
    code = "import sys, engine.classifier.weights.store, engine.classifier.weights.origin, engine.classifier.architectures.catalogue as c\n"
    code += "import engine.operations.weights, engine.operations.architectures, engine.commands.weights\n"
    code += "c.search('resnet')\nsys.exit(bool({'torch', 'timm', 'numpy', 'huggingface_hub', 'truststore'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
