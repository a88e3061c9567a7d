"""Fetch pretrained weights from the model hub, or from the address that timm knows, into the store. Only when the user asked."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from safetensors import SafetensorError, safe_open

from engine.classifier.architectures.names import checked, known_to_timm, without_tag
from engine.classifier.weights import store
from engine.classifier.weights.downloading import Downloaded, Remote, download
from engine.classifier.weights.locating import Place, place_of
from engine.classifier.weights.packs import WEIGHTS_FILE, plain_cfg
from engine.classifier.weights.tensors import read_tensors, write_tensors
from engine.errors import (
    DownloadDamaged,
    Sentence,
    SettingInvalid,
    WeightsNotImported,
    WeightsUnknown,
    WeightsUnreachable,
    translate,
)
from engine.progress import Operation
from engine.settings import load_settings

HUB = "https://huggingface.co"
_OLDER_FILE = "pytorch_model.bin"  # what repositories held before safetensors
_NAMED_CHECKSUM = re.compile(r"-([0-9a-f]{8,64})\.[a-z]+$")  # torch's way to name a file after the start of its SHA-256


def hub_address() -> str:
    """The hub or its mirror: HF_ENDPOINT, as for the hub's own library, then the setting; raises `SettingInvalid`."""
    address = (os.environ.get("HF_ENDPOINT") or load_settings().hub_mirror or HUB).strip().rstrip("/")
    if not re.match(r"https?://[^/\s]+", address):
        raise SettingInvalid(value=address, field="hub_mirror", reason=translate("errors", "an address begins with https://"))
    return address


def fetch(name: str) -> Operation[store.StoredPack]:
    """Download the weights of `name`, by default those of timm's default tag, and keep them as a pack of the store.

    Raises `ArchitectureUnknown`, `WeightsUnreachable` or one of its kinds, `WeightsNotStored`.
    """
    place = place_of(checked(name))
    if place is None:
        raise WeightsUnknown(name=name, reason=translate("errors", "timm has no pretrained weights for it"))
    if os.environ.get("HF_HUB_OFFLINE", "").upper() in ("1", "ON", "YES", "TRUE"):
        raise WeightsUnreachable(name=name, reason=translate("errors", "HF_HUB_OFFLINE forbids it"))
    source, downloaded = yield from _downloaded(place)
    return _kept(place, source, downloaded)


def _downloaded(place: Place) -> Operation[tuple[str, Downloaded]]:
    """Where the file was found, for people, and the file."""
    if place.url:
        named = _NAMED_CHECKSUM.search(place.url)
        remote = Remote(place.name, place.url, named[1] if named else "")
        return place.url, (yield from download(remote, store.downloads_folder()))
    base = f"{hub_address()}/{place.repository}/resolve/main"
    try:
        found = yield from download(Remote(place.name, f"{base}/{place.file}"), store.downloads_folder())
    except WeightsUnknown:
        if place.file != WEIGHTS_FILE:
            raise
        found = yield from download(Remote(place.name, f"{base}/{_OLDER_FILE}"), store.downloads_folder())
    return f"huggingface.co/{place.repository}", found


def _kept(place: Place, source: str, downloaded: Downloaded) -> store.StoredPack:
    cfg = known_to_timm().get_pretrained_cfg(place.name)
    config: dict[str, Any] = {
        "architecture": without_tag(place.name),
        "num_classes": cfg.num_classes,
        "pretrained_cfg": plain_cfg(cfg.to_dict()),
        store.ORIGIN: {"source": source, "license": cfg.license or "", "checked": downloaded.checked},
    }
    pack = store.keep(place.name, config, lambda file: _place(downloaded, file, place.name))
    downloaded.file.unlink(missing_ok=True)
    downloaded.file.with_suffix(".lock").unlink(missing_ok=True)
    return pack


def _place(downloaded: Downloaded, target: Path, name: str) -> None:
    """Move a safetensors file to `target`, write the tensors of another one there; raises `DownloadDamaged` for what is neither."""
    try:
        with safe_open(downloaded.file, "pt") as tensors:
            tensors.keys()
    except (SafetensorError, OSError):
        try:
            tensors = read_tensors(downloaded.file)
        except WeightsNotImported as error:
            downloaded.file.unlink(missing_ok=True)
            text = translate("errors", "they are no weights ({reason})")
            raise DownloadDamaged(name=name, reason=Sentence(text, {"reason": error.facts["reason"]})) from error
        write_tensors(tensors.state, target)
        return
    os.replace(downloaded.file, target)
    target.chmod(0o644)
