"""Find the pretrained weights of an architecture on this machine: in the store, or in the cache of the hub's own library."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import huggingface_hub

from engine.classifier.architectures.names import known_to_timm, without_tag
from engine.classifier.weights import store
from engine.classifier.weights.packs import WEIGHTS_FILE


@dataclass(frozen=True)
class Located:
    """A safetensors file, and the weights pack that it belongs to, if any."""

    file: Path
    pack: Path | None = None


@dataclass(frozen=True)
class Place:
    """Where the weights `name`, tag included, are offered: on the hub, or at an address of their own."""

    name: str
    repository: str
    file: str
    url: str


def place_of(name: str) -> Place | None:
    """Where timm says that the weights of `name` are; None if there are none. `name` without a tag means timm's default."""
    cfg = known_to_timm().get_pretrained_cfg(name)
    if cfg is None or not (cfg.hf_hub_id or cfg.url):
        return None
    full = f"{without_tag(name)}.{cfg.tag}" if cfg.tag else name
    return Place(full, cfg.hf_hub_id or "", cfg.hf_hub_filename or WEIGHTS_FILE, "" if cfg.hf_hub_id else cfg.url)


def located(name: str) -> Located | None:
    """The weights for "pretrained": those of timm's name in the store, then in the hub's cache.

    A name without a tag is content with any pack of the store for its architecture: somebody put it there to be used.
    """
    place = place_of(name)
    pack = store.pack_for(place.name) if place else None
    if pack is None and place is not None and place.repository:
        cached = huggingface_hub.try_to_load_from_cache(place.repository, place.file)
        if isinstance(cached, str):
            return Located(Path(cached))
    pack = pack or store.pack_for(name)
    return Located(pack.folder / WEIGHTS_FILE, pack.folder) if pack else None
