"""The self-contained model on disk: `model.json` says what it is, `model.safetensors` holds its weights.

Reading a card is light; torch is imported only to save or load the weights.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from engine.classifier.model.card import CARD_FILE, ModelCard, read_card, stored_card
from engine.classifier.sight.input import InputConfig
from engine.errors import ModelDamaged, OutputNotWritable, Sentence, translate
from engine.paths import write_atomically

if TYPE_CHECKING:
    from torch import nn

    from engine.classifier.learning.training import TrainedModel

WEIGHTS_FILE = "model.safetensors"
_CHUNK = 2**20


@dataclass(frozen=True)
class LoadedModel:
    """A model ready to classify: `network` in evaluation mode on `device`."""

    network: nn.Module = field(repr=False, compare=False)
    card: ModelCard
    config: InputConfig
    device: str


def save(trained: TrainedModel, folder: Path, class_colours: Sequence[str] = ()) -> ModelCard:
    """Write the model to `folder`, in the place of what was there; raises `OutputNotWritable`.

    It is written beside `folder` and renamed, so that there is never half a model.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as temporary:
            place = Path(temporary) / "model"
            place.mkdir()
            _write_weights(trained.network, place / WEIGHTS_FILE)
            stored = stored_card(trained, class_colours, _sha256(place / WEIGHTS_FILE))
            write_atomically(place / CARD_FILE, json.dumps(stored, indent=1, ensure_ascii=False, allow_nan=False))
            if folder.exists():
                os.replace(folder, Path(temporary) / "replaced")
            os.replace(place, folder)
    except OSError as error:
        raise OutputNotWritable(file=folder, reason=error.strerror or str(error)) from error
    return read_card(folder)


def load(folder: Path, device: str | None = None) -> LoadedModel:
    """The model in `folder`, ready on `device` (None: the best); raises `ModelMissing`, `ModelDamaged`. Never asks the network."""
    card = read_card(folder)
    if not (folder / WEIGHTS_FILE).is_file():
        raise ModelDamaged(folder=folder, reason=Sentence(translate("errors", "{file} is missing"), {"file": WEIGHTS_FILE}))
    if _sha256(folder / WEIGHTS_FILE) != card.sha256:
        text = translate("errors", "{file} is not the file that was saved with it: cut short or changed")
        raise ModelDamaged(folder=folder, reason=Sentence(text, {"file": WEIGHTS_FILE}))
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    from engine.classifier.device import best_device, placed, reuse_memory
    from engine.classifier.network import UNFIT, rebuild
    from engine.classifier.weights.sources import safe_model_args

    try:
        state = load_file(folder / WEIGHTS_FILE)
        network = rebuild(card.architecture, safe_model_args(card.model_args), len(card.class_names), state)
    except (SafetensorError, OSError, *UNFIT) as error:
        text = translate("errors", "its weights do not fit its description ({details})")
        raise ModelDamaged(folder=folder, reason=Sentence(text, {"details": str(error).partition("\n")[0]})) from error
    reuse_memory()
    device = device or best_device()
    return LoadedModel(placed(network, device), card, card.config, device)


def _write_weights(network: nn.Module, file: Path) -> None:
    from safetensors.torch import save_file

    # Cloned, because safetensors refuses tensors that share memory; contiguous, because channels-last ones are not.
    state = {name: tensor.detach().cpu().contiguous().clone() for name, tensor in network.state_dict().items()}
    save_file(state, file, metadata={"format": "pt"})
    file.chmod(0o644)  # it makes files that only their owner can read
    with file.open("rb+") as handle:
        os.fsync(handle.fileno())


def _sha256(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as handle:
        while chunk := handle.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
