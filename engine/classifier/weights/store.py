"""Where weights packs live on this machine: one folder a pack, whether it was downloaded or imported. Light to import."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.classifier.weights.packs import CONFIG_FILE, WEIGHTS_FILE, read_pack
from engine.errors import PackMissing, WeightsNotStored, WeightsUnusable
from engine.paths import data_folder, write_atomically

ORIGIN = "fieldmark"  # the key of config.json under which we say where a pack came from
_CHUNK = 2**20


@dataclass(frozen=True)
class StoredPack:
    """A pack of the store. `name` is that of its folder, `bytes` its size on the disk.

    `source` says where it came from and `license` under which terms; "" is unknown. `sha256` is that of its tensors' file.
    """

    folder: Path
    name: str
    architecture: str
    source: str
    license: str
    sha256: str
    bytes: int


def store_folder() -> Path:
    return data_folder() / "weights"


def downloads_folder() -> Path:
    """What has arrived of downloads that broke off."""
    return store_folder() / ".downloads"


def packs() -> tuple[StoredPack, ...]:
    """The packs of the store, sorted by name; what is no pack is left out."""
    places = sorted(store_folder().iterdir()) if store_folder().is_dir() else []
    found = (stored_pack(place) for place in places if place.is_dir() and not place.name.startswith("."))
    return tuple(pack for pack in found if pack is not None)


def stored_pack(folder: Path) -> StoredPack | None:
    """The facts of the pack in `folder`, or None if that is none."""
    try:
        config = read_pack(folder)
        size = sum(file.stat().st_size for file in folder.iterdir())
    except (WeightsUnusable, OSError):
        return None
    source, license, sha256 = told_origin(config)
    return StoredPack(folder, folder.name, str(config["architecture"]), source, license, sha256, size)


def told_origin(config: dict[str, Any]) -> tuple[str, str, str]:
    """Source, licence and SHA-256 as a pack's config.json tells them; "" where it does not."""
    own, cfg = config.get(ORIGIN), config.get("pretrained_cfg", config)
    own, cfg = (own if isinstance(own, dict) else {}), (cfg if isinstance(cfg, dict) else {})
    source = own.get("source") or cfg.get("hf_hub_id") or cfg.get("url") or ""
    return str(source), str(own.get("license") or cfg.get("license") or ""), str(own.get("sha256") or "")


def pack_named(name: str) -> StoredPack:
    """The pack of that name; raises `PackMissing`."""
    found = {pack.name: pack for pack in packs()}
    if name not in found:
        raise PackMissing(name=name, names=", ".join(found) or "–")
    return found[name]


def pack_for(architecture: str) -> StoredPack | None:
    """A pack of that architecture; with a tag only the one of that very name."""
    plain, _, tag = architecture.partition(".")
    fitting = [pack for pack in packs() if pack.architecture.partition(".")[0] == plain]
    return next((pack for pack in fitting if pack.name == architecture or not tag), None)


def delete(name: str) -> StoredPack:
    """Delete the pack of that name; raises `PackMissing`, `WeightsNotStored` if the system does not let us."""
    pack = pack_named(name)
    try:
        shutil.rmtree(pack.folder)
    except OSError as error:
        raise WeightsNotStored(name=name, folder=pack.folder, reason=error.strerror or str(error)) from error
    return pack


def keep(name: str, config: dict[str, Any], write: Callable[[Path], object]) -> StoredPack:
    """Make the pack `name`, in the place of an older one: `write` writes the tensors to the path that it is given.

    It is made beside its place and renamed, so that there is never half a pack. Raises `WeightsNotStored`.
    """
    place = store_folder() / safe_name(name)
    try:
        store_folder().mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=store_folder(), prefix=".new-", ignore_cleanup_errors=True) as temporary:
            made = Path(temporary) / "pack"
            made.mkdir()
            write(made / WEIGHTS_FILE)
            told = config.get(ORIGIN)
            origin = {**(told if isinstance(told, dict) else {}), "sha256": sha256_of(made / WEIGHTS_FILE)}
            config = {**config, ORIGIN: origin}
            write_atomically(made / CONFIG_FILE, json.dumps(config, indent=2, ensure_ascii=False))
            if place.exists():
                os.replace(place, Path(temporary) / "replaced")
            os.replace(made, place)
    except OSError as error:
        raise WeightsNotStored(name=name, folder=place.parent, reason=error.strerror or str(error)) from error
    pack = stored_pack(place)
    if pack is None:
        raise WeightsUnusable(folder=place, name=name, reason="config.json")
    return pack


def safe_name(name: str) -> str:
    """A name that can be a folder on every system and is not hidden."""
    return re.sub(r"[^\w.+-]+", "-", name).strip(".-") or "weights"


def sha256_of(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as source:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
