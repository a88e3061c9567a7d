"""What a recipe's weights mean for `timm.create_model`: a pack of the store or of the user, a cached download, or a new one.

Either way they end as one safetensors file; nothing is ever unpickled.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

from safetensors import SafetensorError, safe_open

from engine.classifier.architectures.names import known_to_timm, without_tag
from engine.classifier.recipe import PRETRAINED, Recipe
from engine.classifier.weights.fetching import fetch
from engine.classifier.weights.locating import located
from engine.classifier.weights.matching import backbone_names
from engine.classifier.weights.packs import CONFIG_FILE, SOURCES, WEIGHTS_FILE, pack_folder, read_pack, safe_model_args
from engine.errors import Sentence, WeightsUnusable, translate
from engine.progress import Operation


def pretrained_arguments(recipe: Recipe) -> Operation[dict[str, Any]]:
    """The keyword arguments for `timm.create_model` that bring the recipe's weights in; downloads them where needed.

    "pretrained" looks in the store first, then in the hub's cache, then downloads. Raises `WeightsUnreachable` within seconds where
    the hub is out of reach, `WeightsNotStored`, and `WeightsUnusable` for a broken or foreign pack.
    """
    if recipe.from_scratch:
        return {"pretrained": False}
    if recipe.weights != PRETRAINED:
        return _from_pack(pack_folder(recipe), recipe.architecture)
    found = located(recipe.architecture)
    if found is not None and found.pack is None:
        return {"pretrained": True, "pretrained_cfg_overlay": {"file": str(found.file), "source": "", "custom_load": False}}
    folder = found.pack if found is not None and found.pack is not None else (yield from fetch(recipe.architecture)).folder
    return _from_pack(folder, recipe.architecture)


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
    from timm.models import PretrainedCfg

    own = config.get("pretrained_cfg", config)  # packs of older timm are one flat dictionary
    known = {field.name for field in dataclasses.fields(PretrainedCfg)} - set(SOURCES)
    default = known_to_timm().get_pretrained_cfg(architecture)
    cfg = default.to_dict() if default else {}
    cfg = {name: value for name, value in cfg.items() if name not in SOURCES}
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
    needed = backbone_names(network)
    missing = [key for key in needed if key not in stored]
    if missing:
        text = translate("errors", "{missing} of {needed} tensors are missing, such as {first}")
        reason = Sentence(text, {"missing": len(missing), "needed": len(needed), "first": missing[0]})
        raise WeightsUnusable(folder=folder, name=name, reason=reason)
