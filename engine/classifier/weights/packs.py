"""Weights packs: folders in timm's own layout, `config.json` beside `model.safetensors`. Light to import."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from engine.classifier.recipe import RECOMMENDED, Recipe
from engine.errors import Sentence, WeightsUnusable, translate

CONFIG_FILE = "config.json"
WEIGHTS_FILE = "model.safetensors"

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
SOURCES = ("url", "file", "state_dict", "hf_hub_id", "hf_hub_filename", "source", "custom_load")


def read_pack(folder: Path, wanted: str = "") -> dict[str, Any]:
    """The `config.json` of the pack, which names its architecture; raises `WeightsUnusable` if the folder is no weights pack.

    `wanted` is the architecture that it is opened for, if any, for the words of the error.
    """
    if not folder.is_dir():
        raise WeightsUnusable(folder=folder, name=wanted, reason=translate("errors", "there is no such folder"))
    for needed in (CONFIG_FILE, WEIGHTS_FILE):
        if not (folder / needed).is_file():
            reason = Sentence(translate("errors", "the folder holds no {file}"), {"file": needed})
            raise WeightsUnusable(folder=folder, name=wanted, reason=reason)
    try:
        config = json.loads((folder / CONFIG_FILE).read_text(encoding="utf-8"))
        str(config["architecture"])
    except (OSError, ValueError, KeyError, TypeError):
        reason = Sentence(translate("errors", "its {file} is damaged"), {"file": CONFIG_FILE})
        raise WeightsUnusable(folder=folder, name=wanted, reason=reason) from None
    return dict(config)


def pack_architecture(folder: Path) -> str:
    """The timm name of the architecture that the pack is for; raises `WeightsUnusable`."""
    return str(read_pack(folder)["architecture"])


def pack_folder(recipe: Recipe) -> Path:
    """The weights pack of the recipe, written as a folder or in timm's way as `local-dir:FOLDER`."""
    return Path(recipe.weights.removeprefix("local-dir:")).expanduser()


def safe_model_args(stored: object) -> dict[str, Any]:
    """The stored arguments that only shape a network; raises `TypeError` if they are no dictionary."""
    if not isinstance(stored, dict):
        raise TypeError("model_args is not a dictionary")
    return {str(name): value for name, value in stored.items() if not str(name).startswith(_RESERVED)}


def plain_cfg(cfg: object) -> dict[str, Any]:
    """What a `pretrained_cfg` says of the weights themselves, without the places that they could be loaded from."""
    if not isinstance(cfg, dict):
        return {}
    return {str(name): value for name, value in cfg.items() if name not in SOURCES and value is not None}


def architecture_of(recipe: Recipe) -> str:
    """The timm name that the recipe means: its own, else that of its weights pack, else the recommended one; raises `WeightsUnusable`."""
    if recipe.architecture:
        return recipe.architecture
    return pack_architecture(pack_folder(recipe)) if recipe.uses_pack else RECOMMENDED
