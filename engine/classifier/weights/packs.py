"""Weights packs: folders in timm's own layout, `config.json` beside `model.safetensors`. Light to import."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from engine.errors import Sentence, WeightsUnusable, translate

CONFIG_FILE = "config.json"
WEIGHTS_FILE = "model.safetensors"


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
