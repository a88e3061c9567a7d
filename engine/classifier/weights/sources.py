"""Where pretrained weights come from: the hub, if it can be reached in seconds, or a weights pack on the disk.

Either way they end as one safetensors file; nothing is ever unpickled.
"""

from __future__ import annotations

import dataclasses
import os
import socket
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import huggingface_hub
import timm
from huggingface_hub import constants
from safetensors import SafetensorError, safe_open
from timm.models import PretrainedCfg
from torch import nn

from engine.classifier.architectures.names import without_tag
from engine.classifier.background import waited
from engine.classifier.recipe import PRETRAINED, Recipe
from engine.classifier.weights.packs import CONFIG_FILE, WEIGHTS_FILE, read_pack
from engine.errors import Sentence, WeightsUnreachable, WeightsUnusable, translate
from engine.progress import Operation, Progress

_STAGE = translate("operations", "Downloading weights")
_CONNECT_SECONDS = 5.0
_STALL_SECONDS = 45.0

_COUNTERS = "num_batches_tracked"  # of batch norm: conversions leave them out, and nothing depends on them

# Arguments of `timm.create_model` that would load something else: a stored file must not decide them.
_RESERVED = (
    "pretrained",
    "checkpoint",
    "cache_dir",
    "num_classes",
    "in_chans",
    "model_name",
    "device",
    "dtype",
    "scriptable",
    "exportable",
)
# What a stored `pretrained_cfg` may not bring along, for the same reason.
_SOURCES = ("url", "file", "state_dict", "hf_hub_id", "hf_hub_filename", "source", "custom_load")


def pretrained_arguments(recipe: Recipe) -> Operation[dict[str, Any]]:
    """The keyword arguments for `timm.create_model` that bring the recipe's weights in; downloads them where needed.

    Raises `WeightsUnreachable` within seconds where the hub is out of reach, `WeightsUnusable` for a broken or foreign pack.
    """
    if recipe.from_scratch:
        return {"pretrained": False}
    if recipe.weights == PRETRAINED:
        file = yield from _from_hub(recipe.architecture)
        return {"pretrained": True, "pretrained_cfg_overlay": {"file": str(file), "source": "", "custom_load": False}}
    return _from_pack(pack_folder(recipe), recipe.architecture)


def pack_folder(recipe: Recipe) -> Path:
    """The weights pack of the recipe, written as a folder or in timm's way as `local-dir:FOLDER`."""
    return Path(recipe.weights.removeprefix("local-dir:")).expanduser()


def safe_model_args(stored: object) -> dict[str, Any]:
    """The stored arguments that only shape a network; raises `TypeError` if they are no dictionary."""
    if not isinstance(stored, dict):
        raise TypeError("model_args is not a dictionary")
    return {str(name): value for name, value in stored.items() if not str(name).startswith(_RESERVED)}


# ---- packs -------------------------------------------------------------------------------------------------


def _from_pack(folder: Path, name: str) -> dict[str, Any]:
    config = read_pack(folder, name)
    found = str(config["architecture"])
    if without_tag(found) != without_tag(name):
        reason = Sentence(translate("errors", "they are made for {architecture}"), {"architecture": found})
        raise WeightsUnusable(folder=folder, name=name, reason=reason)
    try:
        with safe_open(folder / WEIGHTS_FILE, "pt") as tensors:
            tensors.keys()
        cfg = _pretrained_cfg(config, without_tag(name))
        arguments = safe_model_args(config.get("model_args", {}))
    except (SafetensorError, OSError) as error:
        raise WeightsUnusable(folder=folder, name=name, reason=_damaged(WEIGHTS_FILE, error)) from error
    except (TypeError, ValueError, KeyError) as error:
        raise WeightsUnusable(folder=folder, name=name, reason=_damaged(CONFIG_FILE, error)) from error
    return {**arguments, "pretrained": True, "pretrained_cfg": {**cfg, "file": str(folder / WEIGHTS_FILE)}}


def _damaged(file: str, details: object) -> Sentence:
    return Sentence(translate("errors", "{file} is damaged ({details})"), {"file": file, "details": details})


def _pretrained_cfg(config: dict[str, Any], architecture: str) -> dict[str, Any]:
    """timm's description of the architecture, with what the pack says of its own weights laid over it."""
    own = config.get("pretrained_cfg", config)  # packs of older timm are one flat dictionary
    known = {field.name for field in dataclasses.fields(PretrainedCfg)} - set(_SOURCES)
    default = timm.get_pretrained_cfg(architecture)
    cfg = default.to_dict() if default else {}
    cfg = {name: value for name, value in cfg.items() if name not in _SOURCES}
    cfg.update((name, value) for name, value in own.items() if name in known)
    cfg["num_classes"] = int(config.get("num_classes", cfg.get("num_classes", 0)))
    for size in ("input_size", "test_input_size", "min_input_size"):
        if cfg.get(size):
            cfg[size] = tuple(int(side) for side in cfg[size])
    return cfg


def check_complete(folder: Path, name: str, file: Path, network: Any) -> None:
    """Raise `WeightsUnusable` if `file` lacks a tensor of the backbone, which timm would leave at random values."""
    with safe_open(file, "pt") as tensors:
        stored = set(tensors.keys())
    heads = {id(parameter) for head in _heads(network) for parameter in head.parameters()}
    state = network.state_dict(keep_vars=True)
    needed = [key for key, tensor in state.items() if id(tensor) not in heads and not key.endswith(_COUNTERS)]
    missing = [key for key in needed if key not in stored]
    if missing:
        text = translate("errors", "{missing} of {needed} tensors are missing, such as {first}")
        reason = Sentence(text, {"missing": len(missing), "needed": len(needed), "first": missing[0]})
        raise WeightsUnusable(folder=folder, name=name, reason=reason)


def _heads(network: Any) -> list[nn.Module]:
    found = network.get_classifier()
    return [head for head in (found if isinstance(found, (tuple, list)) else (found,)) if isinstance(head, nn.Module)]


# ---- the hub -----------------------------------------------------------------------------------------------


def _from_hub(name: str) -> Operation[Path]:
    """The weights file in the hub's cache, downloaded if it is not there."""
    cfg = timm.get_pretrained_cfg(name)
    if cfg is None or not cfg.hf_hub_id:
        raise WeightsUnreachable(name=name, reason=translate("errors", "timm has no pretrained weights for it"))
    repository: str = cfg.hf_hub_id
    cached = huggingface_hub.try_to_load_from_cache(repository, WEIGHTS_FILE)
    if isinstance(cached, str):
        return Path(cached)
    if os.environ.get("HF_HUB_OFFLINE", "").upper() in ("1", "ON", "YES", "TRUE"):
        raise WeightsUnreachable(name=name, reason=translate("errors", "HF_HUB_OFFLINE forbids it"))
    try:
        connection = _Watch(name, _CONNECT_SECONDS + 1, None)
        yield from waited(_try_to_connect, connection.progress)
        download = _Watch(name, _STALL_SECONDS, _cache_of(repository))
        path = yield from waited(lambda: huggingface_hub.hf_hub_download(repository, WEIGHTS_FILE), download.progress)
    except WeightsUnreachable:
        raise
    except Exception as error:  # each transport of the hub's library has a family of errors of its own
        raise WeightsUnreachable(name=name, reason=_in_words(error)) from error
    return Path(path)


def _in_words(error: Exception) -> str:
    """What the system says without its numbers, else the first line of what the library says."""
    system = error.strerror if isinstance(error, OSError) else None
    return system or str(error).strip().partition("\n")[0] or type(error).__name__


def _try_to_connect() -> None:
    """Raise `OSError` if nobody answers at the hub's address, or at the proxy on the way to it."""
    target = urlsplit(constants.ENDPOINT)
    proxy = getproxies().get(target.scheme)
    if proxy and target.hostname and not proxy_bypass(target.hostname):
        target = urlsplit(proxy if "//" in proxy else f"//{proxy}")
    port = target.port or (80 if target.scheme == "http" else 443)
    socket.create_connection((target.hostname or "", port), timeout=_CONNECT_SECONDS).close()


def _cache_of(repository: str) -> Path:
    return Path(constants.HF_HUB_CACHE) / f"models--{repository.replace('/', '--')}" / "blobs"


class _Watch:
    """Reports the bytes that have arrived, and gives up when none have for `patience` seconds."""

    def __init__(self, name: str, patience: float, folder: Path | None) -> None:
        self._name = name
        self._patience = patience
        self._folder = folder
        self._bytes = 0
        self._since = time.monotonic()

    def progress(self) -> Progress:
        arrived = self._arrived()
        if arrived != self._bytes:
            self._bytes, self._since = arrived, time.monotonic()
        if time.monotonic() - self._since > self._patience:
            reason = Sentence(translate("errors", "nothing arrived for {seconds} seconds"), {"seconds": round(self._patience)})
            raise WeightsUnreachable(name=self._name, reason=reason)
        return Progress(_STAGE, arrived)

    def _arrived(self) -> int:
        try:
            return sum(file.stat().st_size for file in self._folder.glob("*.incomplete")) if self._folder else 0
        except OSError:  # the file got its final name between the two calls
            return self._bytes
