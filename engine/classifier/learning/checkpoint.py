"""Where a training stands, as one file: tensors as safetensors, all else as JSON in its header. Nothing is ever unpickled.

A checkpoint is written under another name and renamed, so that a killed process leaves the one before it.
"""

from __future__ import annotations

import hashlib
import json
import os
import struct
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open

from engine.classifier.recipe import Recipe
from engine.errors import CheckpointUnusable, translate

FILE = "checkpoint.safetensors"
_FORMAT = 1
_TENSOR = "tensor:"  # a text of the JSON that begins so stands for the tensor of that name
_NAMES = {
    torch.float64: "F64",
    torch.float32: "F32",
    torch.float16: "F16",
    torch.bfloat16: "BF16",
    torch.int64: "I64",
    torch.int32: "I32",
    torch.uint8: "U8",
    torch.bool: "BOOL",
}


def identity_of(recipe: Recipe, fingerprint: str) -> str:
    """SHA-256 of what makes a training this one: its recipe and the fingerprint of its pictures."""
    return hashlib.sha256(json.dumps([asdict(recipe), fingerprint], sort_keys=True).encode()).hexdigest()


def write_checkpoint(file: Path, tree: Mapping[str, Any], identity: str) -> None:
    """Write `tree`, which may nest dictionaries, lists, tensors and what JSON knows; raises `OSError`.

    `identity` names the training, so that no other one goes on from here.
    """
    tensors: dict[str, torch.Tensor] = {}
    told = json.dumps({"format": _FORMAT, "identity": identity, "tree": _split(tree, "", tensors)})
    file.parent.mkdir(parents=True, exist_ok=True)
    temporary = file.with_name(f".{file.name}.part")
    try:
        with temporary.open("wb") as handle:
            _write(handle, tensors, {"fieldmark": told})
            handle.flush()
            os.fsync(handle.fileno())
        os.replace(temporary, file)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def read_checkpoint(file: Path, identity: str) -> dict[str, Any] | None:
    """The tree that was written for `identity`; None if there is none. Raises `CheckpointUnusable` for a damaged or a foreign one."""
    if not file.exists():
        return None
    try:
        with safe_open(file, "pt") as stored:
            told = json.loads((stored.metadata() or {})["fieldmark"])
            if told["format"] != _FORMAT:
                raise CheckpointUnusable(file=file, reason=translate("errors", "it was written by another version"))
            if told["identity"] != identity:
                raise CheckpointUnusable(file=file, reason=translate("errors", "its pictures or its recipe are not those of this run"))
            tree: dict[str, Any] = _joined(told["tree"], stored)
            return tree
    except (SafetensorError, OSError, ValueError, KeyError, TypeError) as error:
        raise CheckpointUnusable(file=file, reason=translate("errors", "it is damaged")) from error


def _split(tree: Any, name: str, tensors: dict[str, torch.Tensor]) -> Any:
    """`tree` with its tensors taken out into `tensors`, and their names left in their places."""
    if isinstance(tree, torch.Tensor):
        tensors[name] = tree.detach().cpu().contiguous()
        return _TENSOR + name
    if isinstance(tree, Mapping):  # as pairs, because the keys of an optimizer's state are numbers, which JSON would make texts
        return {"pairs": [[key, _split(value, f"{name}/{key}", tensors)] for key, value in tree.items()]}
    if isinstance(tree, (list, tuple)):
        return [_split(value, f"{name}/{place}", tensors) for place, value in enumerate(tree)]
    return tree


def _joined(tree: Any, stored: Any) -> Any:
    if isinstance(tree, str) and tree.startswith(_TENSOR):
        return stored.get_tensor(tree.removeprefix(_TENSOR))
    if isinstance(tree, dict):
        return {key: _joined(value, stored) for key, value in tree["pairs"]}
    return [_joined(value, stored) for value in tree] if isinstance(tree, list) else tree


def _write(handle: Any, tensors: Mapping[str, torch.Tensor], metadata: Mapping[str, str]) -> None:
    """The safetensors format, written tensor by tensor: the library's writer holds Python's lock for all of it at once.

    Eight bytes of length, a JSON header, the bytes of the tensors one after another, none aligned to less than eight bytes.
    """
    header: dict[str, Any] = {"__metadata__": dict(metadata)}
    place = 0
    ordered = sorted(tensors.items(), key=lambda item: -item[1].element_size())
    for name, tensor in ordered:
        size = tensor.numel() * tensor.element_size()
        header[name] = {"dtype": _NAMES[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [place, place + size]}
        place += size
    encoded = json.dumps(header).encode()
    encoded += b" " * (-len(encoded) % 8)
    handle.write(struct.pack("<Q", len(encoded)) + encoded)
    for _, tensor in ordered:
        if tensor.numel():
            handle.write(tensor.reshape(-1).view(torch.uint8).numpy().data)
