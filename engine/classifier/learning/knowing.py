"""At the end of a training: look at known pictures once more, to calibrate the model and to remember what it knows."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import nn

from engine.classifier import calibration, novelty
from engine.classifier.background import waited
from engine.classifier.calibration import Calibration
from engine.classifier.device import autocast
from engine.classifier.learning.head import few_threads
from engine.classifier.learning.machine import is_out_of_memory, let_go_of_memory
from engine.classifier.learning.material import Material, Seen, group_numbers
from engine.classifier.network import UNFIT, as_numpy
from engine.classifier.novelty import Known
from engine.classifier.sight.dataset import batches
from engine.classifier.sight.input import InputConfig
from engine.classifier.sight.transforms import evaluation_transform, tensor_of
from engine.classifier.values import Example, Notice
from engine.errors import Sentence, translate
from engine.progress import Operation, Progress

STAGE = translate("operations", "Noting what the model knows")
_FAILED = translate(
    "operations", "What the model knows could not be noted ({details}): it works, but it cannot tell which pictures are unknown to it."
)
_NOT_FINITE = translate("errors", "its features of these pictures are not finite numbers")
_MOST_HELD_OUT = 5000  # validation pictures: more would change neither of the two
_BATCH = 32


@dataclass(frozen=True)
class Knowledge:
    """What a model has beside its weights; either may be None, where there were too few pictures to tell or it could not be told."""

    calibration: Calibration | None = None
    known: Known | None = None


@dataclass(frozen=True)
class _Looked:
    """Row i is of the picture `places[i]` of those given: `features` float32 (N, D), `logits` float32 (N, K)."""

    features: np.ndarray
    logits: np.ndarray
    places: np.ndarray


def look(network: nn.Module, config: InputConfig, device: str, material: Material, seed: int) -> Operation[Knowledge]:
    """Show `network`, which is on `device`, some of the training pictures, all classes alike, and the validation pictures.

    It never raises for what it meets: a network without features or a device without memory is told as a `Notice`, and nothing is known.
    """
    taught = _some(material.training, novelty.MOST_PICTURES, material, seed)
    held_out = _some(material.validation, _MOST_HELD_OUT, material, seed)
    try:
        found = yield from _looked_at(network.eval(), config, device, material, [*taught, *held_out])
    except (*UNFIT, MemoryError) as error:
        yield _unknown(error)
        return Knowledge()
    return (yield from knowledge_of(_sides(found, taught, held_out), seed))


def knowledge_of(seen: Seen, seed: int) -> Operation[Knowledge]:
    """What there is to know of pictures that were seen; tells as `look` does why there is nothing."""

    def work() -> Knowledge:
        if not all(np.isfinite(each).all() for each in (seen.features, seen.held_out, seen.logits)):
            raise ValueError(_NOT_FINITE)
        with few_threads(seen.features.size):
            known = novelty.learned(seen.features, seen.targets, seen.held_out, seen.groups, seed)
        return Knowledge(calibration.fitted(seen.logits, seen.truth), known)

    try:
        return (yield from waited(work, lambda: Progress(STAGE)))
    except (*UNFIT, MemoryError) as error:
        yield _unknown(error)
        return Knowledge()


def _unknown(error: BaseException) -> Progress:
    details = str(error).strip().partition("\n")[0][:200] or type(error).__name__
    return Progress(STAGE, detail=Notice(Sentence(_FAILED, {"details": details})))


def _some(examples: Sequence[Example], most: int, material: Material, seed: int) -> list[Example]:
    readable = [example for example in examples if example.path not in material.unreadable]
    chosen = novelty.balanced(np.array([example.target for example in readable], np.int64), most, seed)
    return [readable[place] for place in chosen]


def _sides(found: _Looked, taught: list[Example], held_out: list[Example]) -> Seen:
    targets = np.array([example.target for example in (*taught, *held_out)], np.int64)[found.places]
    groups = group_numbers([*taught, *held_out])[found.places]
    first = int(np.searchsorted(found.places, len(taught)))
    return Seen(found.features[:first], targets[:first], groups[:first], found.features[first:], found.logits[first:], targets[first:])


def _looked_at(network: nn.Module, config: InputConfig, device: str, material: Material, examples: list[Example]) -> Operation[_Looked]:
    features, logits, places = [], [], []
    done = 0
    yield Progress(STAGE, 0, len(examples))
    source = batches([each.path for each in examples], evaluation_transform(config), _BATCH, memory=material.memory)
    with closing(source):
        for batch in source:
            material.note(examples, batch.failures)
            if batch.indices:
                found = _asked(network, config, device, batch.pixels)
                features.append(found[0])
                logits.append(found[1])
                places += batch.indices
            done += len(batch.indices) + len(batch.failures)
            yield Progress(STAGE, done, len(examples))
    if not places:
        return _Looked(np.zeros((0, 0), np.float32), np.zeros((0, 0), np.float32), np.zeros(0, np.int64))
    return _Looked(np.concatenate(features), np.concatenate(logits), np.array(places, np.int64))


def _asked(network: Any, config: InputConfig, device: str, pixels: torch.Tensor) -> tuple[np.ndarray, np.ndarray]:
    """Features (B, D) and logits (B, K) of `pixels` (B, H, W, 3), by halves where they are too many for the memory."""
    try:
        with torch.inference_mode(), autocast(device):
            maps = network.forward_features(tensor_of(pixels, config, device))
            return as_numpy(network.forward_head(maps, pre_logits=True).flatten(1)), as_numpy(network.forward_head(maps))
    except RuntimeError as error:
        if len(pixels) < 2 or not is_out_of_memory(error):
            raise
    let_go_of_memory(device)  # outside of the handler, whose error holds on to tensors
    first, second = (_asked(network, config, device, half) for half in pixels.chunk(2))
    return np.concatenate([first[0], second[0]]), np.concatenate([first[1], second[1]])
