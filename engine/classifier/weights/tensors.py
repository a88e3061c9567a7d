"""Read the tensors of a weights file, and nothing else: safetensors, or PyTorch files that hold no program."""

from __future__ import annotations

import argparse
import warnings
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file

from engine.errors import Sentence, WeightsNotImported, translate

# Under what trainers keep the tensors of a network, in the order in which they are wanted: averaged weights are the better ones.
_NESTS = (
    "state_dict_ema",
    "model_ema",
    "ema_state_dict",
    "ema",
    "state_dict",
    "model_state_dict",
    "model_state",
    "model",
    "module",
    "network",
    "net",
    "teacher",
    "student",
    "backbone",
    "encoder",
    "params",
    "weights",
)
_HINTS = ("architecture", "arch", "model_name")
_DEEPEST = 4


@dataclass(frozen=True)
class Tensors:
    """The tensors of a file by name, on the CPU, and the architecture that it names, if any."""

    state: dict[str, torch.Tensor]
    hint: str


def read_tensors(file: Path) -> Tensors:
    """The tensors in `file`, unwrapped from what trainers put around them; raises `WeightsNotImported`."""
    try:
        content, hint = _safe_content(file) if file.suffix.lower() == ".safetensors" else _torch_content(file)
    except (SafetensorError, OSError) as error:
        raise WeightsNotImported(file=file, reason=_damaged(error)) from error
    state = _unwrapped(content)
    if not state:
        raise WeightsNotImported(file=file, reason=translate("errors", "it holds no tensors of a network"))
    stored = sum({each.untyped_storage().data_ptr(): each.untyped_storage().nbytes() for each in state.values()}.values())
    if sum(each.numel() * each.element_size() for each in state.values()) > 2 * stored:
        raise WeightsNotImported(file=file, reason=translate("errors", "its tensors claim to be larger than the file"))
    return Tensors(state, hint or _hint(content))


def write_tensors(state: Mapping[str, torch.Tensor], file: Path) -> None:
    """As safetensors, which wants tensors of their own (cloned) and in plain order (contiguous). Raises `OSError`."""
    try:
        save_file({name: each.detach().cpu().contiguous().clone() for name, each in state.items()}, file, metadata={"format": "pt"})
        file.chmod(0o644)  # it makes files that only their owner can read
    except SafetensorError as error:  # wraps what the system says
        raise OSError(str(error)) from error


def _safe_content(file: Path) -> tuple[dict[str, Any], str]:
    with safe_open(file, "pt") as source:
        metadata = source.metadata() or {}
        return {name: source.get_tensor(name) for name in source.keys()}, _hint(metadata)  # noqa: SIM118 - it is no dictionary


def _torch_content(file: Path) -> tuple[Any, str]:
    """What `torch.load` gives when it may make tensors, plain values and argparse's namespaces (trainers' settings) only."""
    _check_size(file)
    try:
        with warnings.catch_warnings(), torch.serialization.safe_globals([argparse.Namespace]):
            warnings.simplefilter("ignore")  # about formats of old; what cannot be read is raised
            return torch.load(file, map_location="cpu", weights_only=True), ""
    except OSError:
        raise
    except Exception as error:  # a hostile or damaged file fails in any way
        refused = "weights_only" in str(error) or "WeightsUnpickler" in str(error)
        text = translate("errors", "it holds more than tensors, which could be a program: Fieldmark does not run it")
        raise WeightsNotImported(file=file, reason=text if refused else _damaged(error)) from error


def _check_size(file: Path) -> None:
    """PyTorch stores tensors unpacked: a zip that promises more than it is would only fill the memory."""
    if not zipfile.is_zipfile(file):
        return
    with zipfile.ZipFile(file) as archive:
        promised = sum(entry.file_size for entry in archive.infolist())
    if promised > file.stat().st_size:
        raise WeightsNotImported(file=file, reason=translate("errors", "its tensors claim to be larger than the file"))


def _unwrapped(content: Any) -> dict[str, torch.Tensor]:
    for _ in range(_DEEPEST):
        if not isinstance(content, Mapping):
            return {}
        inner = next((content[name] for name in _NESTS if isinstance(content.get(name), Mapping) and content[name]), None)
        if inner is None:
            break
        content = inner
    return {str(name): each for name, each in content.items() if _usable(each)}


def _usable(value: object) -> bool:
    return isinstance(value, torch.Tensor) and value.layout is torch.strided and not value.is_quantized


def _hint(content: Any) -> str:
    """The architecture that a trainer wrote beside the tensors."""
    args = content.get("args") if isinstance(content, Mapping) else None
    places = [content, vars(args) if isinstance(args, argparse.Namespace) else args]
    for place in places:
        for name in _HINTS:
            if isinstance(place, Mapping) and isinstance(place.get(name), str):
                return str(place[name])
    return ""


def _damaged(error: Exception) -> Sentence:
    details = str(error).strip().partition("\n")[0][:160] or type(error).__name__
    return Sentence(translate("errors", "it is damaged or of another kind ({details})"), {"details": details})
