"""The self-contained model on disk: `model.json` says what it is, `model.safetensors` holds its weights, `known.safetensors` what it
remembers of its training pictures.

Reading a card is light; torch is imported only to save or load the weights.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from engine.classifier.model.card import CARD_FILE, WEIGHTS_FILE, ModelCard, read_card
from engine.classifier.model.card_text import TEXT_FILE, card_text
from engine.classifier.model.inspection import SUFFIX
from engine.classifier.model.knowledge import read_known, write_known
from engine.classifier.model.package import unpacked
from engine.classifier.model.writing import CardFacts, stored_card
from engine.classifier.sight.input import InputConfig
from engine.errors import ArchitectureUnknown, ArchitectureUnsupported, ModelDamaged, OutputNotWritable, Sentence, translate
from engine.paths import write_atomically

if TYPE_CHECKING:
    from torch import nn

    from engine.classifier.calibration import Calibration
    from engine.classifier.learning.training import TrainedModel
    from engine.classifier.novelty import Known

_CHUNK = 2**20


@dataclass(frozen=True)
class LoadedModel:
    """A model ready to classify: `network` in evaluation mode on `device`.

    `calibration` makes its probabilities mean what they say, `known` tells how far a picture is from all that it has learned from; older
    models have neither.
    """

    network: nn.Module = field(repr=False, compare=False)
    card: ModelCard
    config: InputConfig
    device: str
    calibration: Calibration | None = None
    known: Known | None = None


def save(
    trained: TrainedModel,
    folder: Path,
    class_colours: Sequence[str] = (),
    notes: Sequence[Sentence] = (),
    class_counts: Sequence[int] = (),
) -> ModelCard:
    """Write the model to `folder`, in the place of what was there; raises `OutputNotWritable`.

    `class_counts` are the training pictures of each class. It is written beside `folder` and renamed, so that there is never half a model.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as temporary:
            place = Path(temporary) / folder.name
            place.mkdir()
            _write_weights(trained.network, place / WEIGHTS_FILE)
            facts = CardFacts(class_colours, class_counts, notes, _device_of(trained.network))
            stored = stored_card(trained, facts, _sha256(place / WEIGHTS_FILE), write_known(trained.known, place))
            write_atomically(place / CARD_FILE, json.dumps(stored, indent=1, ensure_ascii=False, allow_nan=False))
            write_atomically(place / TEXT_FILE, card_text(read_card(place)))
            if folder.exists():
                os.replace(folder, Path(temporary) / "replaced")
            os.replace(place, folder)
    except OSError as error:
        raise OutputNotWritable(file=folder, reason=error.strerror or str(error)) from error
    return read_card(folder)


def load(folder: Path, device: str | None = None) -> LoadedModel:
    """The model in `folder`, or in the one file that it is, ready on `device` (None: the best); never asks the network.

    Raises `ModelMissing`, `ModelDamaged`, and `OutputNotWritable` if a file cannot be taken apart.
    """
    if folder.is_file():
        loaded = load(unpacked(folder), device)
        return replace(loaded, card=replace(loaded.card, folder=folder, name=folder.name.removesuffix(SUFFIX)))
    card = read_card(folder)
    if not (folder / WEIGHTS_FILE).is_file():
        raise ModelDamaged(folder=folder, reason=Sentence(translate("errors", "{file} is missing"), {"file": WEIGHTS_FILE}))
    if _sha256(folder / WEIGHTS_FILE) != card.sha256:
        text = translate("errors", "{file} is not the file that was saved with it: cut short or changed")
        raise ModelDamaged(folder=folder, reason=Sentence(text, {"file": WEIGHTS_FILE}))
    from engine.classifier.device import best_device, placed, reuse_memory

    network, known = _rebuilt(card), read_known(card)
    reuse_memory()
    device = device or best_device()
    return LoadedModel(placed(network, device), card, card.config, device, card.calibration, known)


def _rebuilt(card: ModelCard) -> nn.Module:
    import torch
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    from engine.classifier.network import UNFIT, rebuild
    from engine.classifier.weights.packs import safe_model_args

    try:
        state = load_file(card.folder / WEIGHTS_FILE)
        arguments = safe_model_args(card.model_args)
        # First without memory: a card that names a network far larger than its weights must not fill the machine.
        with torch.device("meta"):
            rebuild(card.architecture, arguments, len(card.class_names), {name: tensor.to("meta") for name, tensor in state.items()})
        return rebuild(card.architecture, arguments, len(card.class_names), state)
    except ArchitectureUnknown as error:
        text = translate("errors", "this Fieldmark knows no architecture named “{name}”")
        raise ModelDamaged(folder=card.folder, reason=Sentence(text, {"name": card.architecture})) from error
    except (SafetensorError, OSError, ArchitectureUnsupported, *UNFIT) as error:
        text = translate("errors", "its weights do not fit its description ({details})")
        details = Sentence("{reason}", error.facts) if isinstance(error, ArchitectureUnsupported) else str(error).partition("\n")[0]
        raise ModelDamaged(folder=card.folder, reason=Sentence(text, {"details": details})) from error


def _device_of(network: nn.Module) -> str:
    """In words: the name of the graphics card, or "cpu"."""
    import torch

    device = next(network.parameters()).device
    return torch.cuda.get_device_name(device) if device.type == "cuda" else device.type


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
