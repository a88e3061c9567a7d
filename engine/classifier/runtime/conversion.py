"""A network in OpenVINO's form, kept in the cache: making it takes seconds, reading it milliseconds."""

from __future__ import annotations

import copy
import hashlib
import json
import os
import shutil
import tempfile
import warnings
from pathlib import Path
from typing import Any

import torch

from engine.classifier.model.card import ModelCard
from engine.classifier.runtime.on_openvino import openvino
from engine.classifier.runtime.outputs import Asked
from engine.classifier.sight.input import InputConfig
from engine.paths import cache_folder, write_atomically

_FORMAT = 1  # of what is kept; another one is made anew
_MOST_BYTES = 2 * 2**30
_XML, _BIN, _SUMS = "model.xml", "model.bin", "sums.json"


def folder_of_runtimes() -> Path:
    return cache_folder() / "runtimes"


def converted(asked: Asked, config: InputConfig, card: ModelCard | None) -> Any:
    """The network as an OpenVINO model: views uint8 (B, H, W, 3) to logits and features, B free.

    That of a stored model is taken from the cache, or kept there; one that is damaged is made again. Raises what tracing and
    conversion raise, which can be almost anything: see `network.UNFIT`.
    """
    folder = folder_of_runtimes() / _key(card, config) if card is not None else None
    kept = _read(folder) if folder else None
    if kept is not None:
        return kept
    model = _traced(asked, config)
    if folder:
        _keep(model, folder)
    return model


def _traced(asked: Asked, config: InputConfig) -> Any:
    """Two views, so that nothing takes the number of them for a constant; a copy, because tracing must not touch what others use."""
    example = torch.zeros((2, *config.size, 3), dtype=torch.uint8)
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")  # of torch about its own tracing
        plain = copy.deepcopy(asked).cpu().to(memory_format=torch.contiguous_format)
        model = openvino().convert_model(plain.eval(), example_input=example)
    model.reshape([-1, *config.size, 3])
    return model


def _key(card: ModelCard, config: InputConfig) -> str:
    said = [_FORMAT, openvino().__version__, card.sha256, card.architecture, card.model_args, config.size, config.mean, config.std]
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()[:32]


def _read(folder: Path) -> Any | None:
    """What is kept there, None if nothing is or not a byte of it can be trusted."""
    try:
        sums = json.loads((folder / _SUMS).read_text())
        if sums != _sums(folder):
            return None
        os.utime(folder)  # those that were not used for the longest time go first
        return openvino().Core().read_model(folder / _XML)
    except (OSError, ValueError, RuntimeError):
        return None


def _keep(model: Any, folder: Path) -> None:
    """A cache that cannot be written is none; the model is there all the same."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".making-", ignore_cleanup_errors=True) as temporary:
            place = Path(temporary) / folder.name
            place.mkdir()
            openvino().save_model(model, place / _XML, compress_to_fp16=False)
            write_atomically(place / _SUMS, json.dumps(_sums(place)))
            shutil.rmtree(folder, ignore_errors=True)
            os.replace(place, folder)
        _make_room(folder)
    except (OSError, RuntimeError):
        return


def _sums(folder: Path) -> dict[str, str]:
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in (_XML, _BIN)}


def _make_room(kept: Path) -> None:
    """Remove what was not used for the longest time, until all takes no more than `_MOST_BYTES`; never `kept`."""
    folders = [each for each in kept.parent.iterdir() if each.is_dir() and not each.name.startswith(".")]
    taken = sum(_size(each) for each in folders)
    for each in sorted(folders, key=lambda folder: folder.stat().st_mtime):
        if taken <= _MOST_BYTES:
            return
        if each != kept:
            taken -= _size(each)
            shutil.rmtree(each, ignore_errors=True)


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.iterdir())
