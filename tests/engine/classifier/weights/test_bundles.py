"""One zip of weights packs goes from one machine to another; a zip that is not what it says is refused."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.classifier.weights import bundles, store
from engine.classifier.weights.importing import import_weights
from engine.errors import OutputNotWritable, PackMissing, WeightsNotImported, WeightsNotStored
from engine.progress import run

PackMaker = Callable[..., Path]


@pytest.fixture
def two_packs(weights_pack: PackMaker) -> tuple[store.StoredPack, ...]:
    return tuple(run(import_weights(weights_pack(name))).pack for name in ("test_resnet", "test_vit"))


@pytest.fixture
def bundle(two_packs: tuple[store.StoredPack, ...], tmp_path: Path) -> Path:
    run(bundles.export_packs([], tmp_path / "all.zip"))
    return tmp_path / "all.zip"


def refill(bundle: Path, changes: dict[str, bytes | None], compression: int = zipfile.ZIP_STORED) -> Path:
    """`bundle` with members replaced, added, or (None) left out."""
    with zipfile.ZipFile(bundle) as archive:
        members: dict[str, bytes | None] = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(bundle, "w", compression) as archive:
        for name, content in (members | changes).items():
            if content is not None:
                archive.writestr(name, content)
    return bundle


def test_there_and_back(bundle: Path, two_packs: tuple[store.StoredPack, ...], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FIELDMARK_HOME", str(tmp_path / "other machine"))
    assert store.packs() == ()
    arrived = run(bundles.import_bundle(bundle))
    assert [(pack.name, pack.sha256) for pack in arrived] == [(pack.name, pack.sha256) for pack in two_packs]
    assert store.packs() == arrived
    assert run(bundles.import_bundle(bundle)) == arrived
    assert sorted(place.name for place in store.store_folder().iterdir()) == [pack.name for pack in arrived]


def test_some_by_name(two_packs: tuple[store.StoredPack, ...], tmp_path: Path) -> None:
    run(bundles.export_packs([two_packs[0].name], tmp_path / "one"))
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert {name.partition("/")[0] for name in archive.namelist()} == {two_packs[0].name}


def test_nothing_to_export(tmp_path: Path) -> None:
    with pytest.raises(PackMissing):
        run(bundles.export_packs([], tmp_path / "all.zip"))
    with pytest.raises(PackMissing, match="no stored weights named"):
        run(bundles.export_packs(["resnet18"], tmp_path / "all.zip"))


def test_a_cancelled_export_leaves_nothing(two_packs: tuple[store.StoredPack, ...], tmp_path: Path) -> None:
    operation = bundles.export_packs([], tmp_path / "out" / "all.zip")
    next(operation)
    operation.close()
    assert list((tmp_path / "out").iterdir()) == []


def test_a_place_that_cannot_be_written(two_packs: tuple[store.StoredPack, ...], tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputNotWritable):
        run(bundles.export_packs([], tmp_path / "file" / "all.zip"))


@pytest.mark.parametrize(
    "name",
    [
        "../evil/config.json",
        "/etc/config.json",
        "a/../../config.json",
        "C:/config.json",
        ".hidden/config.json",
        "a/b/config.json",
        "a/x.py",
    ],
)
def test_paths_that_lead_elsewhere(bundle: Path, name: str) -> None:
    with pytest.raises(WeightsNotImported, match="no part of a weights pack"):
        run(bundles.import_bundle(refill(bundle, {name: b"{}"})))


def test_changed_tensors(bundle: Path) -> None:
    with zipfile.ZipFile(bundle) as archive:
        name = next(name for name in archive.namelist() if name.endswith("safetensors"))
        content = bytearray(archive.read(name))
    content[-1] ^= 1
    with pytest.raises(WeightsNotImported, match="checksum differs"):
        run(bundles.import_bundle(refill(bundle, {name: bytes(content)})))


def test_half_a_pack_and_junk(bundle: Path, two_packs: tuple[store.StoredPack, ...]) -> None:
    name = f"{two_packs[0].name}/model.safetensors"
    with pytest.raises(WeightsNotImported, match=r"holds no model.safetensors"):
        run(bundles.import_bundle(refill(bundle, {name: None})))
    with pytest.raises(WeightsNotImported, match="is damaged"):
        run(bundles.import_bundle(refill(bundle, {name: b"junk"})))
    with pytest.raises(WeightsNotImported, match=r"config.json is damaged"):
        run(bundles.import_bundle(refill(bundle, {f"{two_packs[0].name}/config.json": b"[]"})))


def test_nothing_is_kept_of_a_refused_zip(
    bundle: Path, two_packs: tuple[store.StoredPack, ...], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("FIELDMARK_HOME", str(tmp_path / "other machine"))
    with pytest.raises(WeightsNotImported):
        run(bundles.import_bundle(refill(bundle, {f"{two_packs[1].name}/model.safetensors": b"junk"})))
    assert list(store.store_folder().iterdir()) == []


def test_a_zip_bomb(bundle: Path) -> None:
    with pytest.raises(WeightsNotImported, match="larger than the zip"):
        run(bundles.import_bundle(refill(bundle, {"big/config.json": bytes(5_000_000)}, zipfile.ZIP_DEFLATED)))
    with pytest.raises(WeightsNotImported, match="larger than the zip"):
        run(
            bundles.import_bundle(
                refill(bundle, {"big/config.json": b"{}", "big/model.safetensors": bytes(50_000_000)}, zipfile.ZIP_DEFLATED)
            )
        )


def test_a_damaged_and_an_empty_zip(bundle: Path, tmp_path: Path) -> None:
    content = bytearray(bundle.read_bytes())
    content[len(content) // 2] ^= 255
    bundle.write_bytes(content)
    with pytest.raises(WeightsNotImported, match="damaged"):
        run(bundles.import_bundle(bundle))
    with zipfile.ZipFile(tmp_path / "empty.zip", "w"):
        pass
    with pytest.raises(WeightsNotImported, match="empty"):
        run(bundles.import_bundle(tmp_path / "empty.zip"))


def test_no_room(bundle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = shutil.disk_usage
    monkeypatch.setattr(bundles.shutil, "disk_usage", lambda place: real(place)._replace(free=10))
    with pytest.raises(WeightsNotStored, match="MB are needed"):
        run(bundles.import_bundle(bundle))


def test_an_origin_that_is_no_dictionary(bundle: Path, two_packs: tuple[store.StoredPack, ...]) -> None:
    member = f"{two_packs[0].name}/config.json"
    config = json.loads((two_packs[0].folder / "config.json").read_text())
    arrived = run(bundles.import_bundle(refill(bundle, {member: json.dumps({**config, "fieldmark": "x"}).encode()})))
    assert arrived[0].sha256 == two_packs[0].sha256
