"""Weights packs: folders in timm's own layout, `config.json` beside `model.safetensors`. Light to import."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from engine.errors import WeightsUnusable

CONFIG_NAME = "config.json"
TENSORS_NAME = "model.safetensors"


def read_pack(folder: Path) -> dict[str, Any]:
    """The `config.json` of the pack; raises `WeightsUnusable` if the folder is no weights pack."""
    for name in (CONFIG_NAME, TENSORS_NAME):
        if not (folder / name).is_file():
            raise WeightsUnusable(folder=folder, name=folder.name, reason=f"the folder holds no {name}")
    try:
        config = json.loads((folder / CONFIG_NAME).read_text(encoding="utf-8"))
        str(config["architecture"])
    except (OSError, ValueError, KeyError, TypeError):
        raise WeightsUnusable(folder=folder, name=folder.name, reason=f"its {CONFIG_NAME} is damaged") from None
    return dict(config)


def pack_architecture(folder: Path) -> str:
    """The timm name of the architecture that the pack is for; raises `WeightsUnusable`."""
    return str(read_pack(folder)["architecture"])
