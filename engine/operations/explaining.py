"""Ask a model what it says of one picture and where it looked, by one method or several, and whether that is so."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from engine.classifier.model.card import ModelCard, read_card
from engine.classifier.saliency.methods import GRAD_CAM, OVERLAY
from engine.classifier.saliency.verdict import Alarm, Check
from engine.classifier.values import Prediction, Saliency
from engine.errors import ArchitectureUnsupported, OutputNotWritable, Sentence, translate
from engine.operations.learning import learning_ready
from engine.operations.models import open_model
from engine.progress import Operation, Progress
from engine.sentences import sentences_of

if TYPE_CHECKING:
    from engine.classifier.saliency.saving import Saved

_LOADING = Progress(translate("operations", "Loading the model"))


@dataclass(frozen=True)
class Explanation:
    """The answer for one picture and the saliency of `saliency.target`; `check` if it was asked for, `seconds` without the check."""

    card: ModelCard
    prediction: Prediction
    saliency: Saliency
    check: Check | None = None
    seconds: float = 0.0


@dataclass(frozen=True)
class Unexplained:
    """A method that gave no map, and why, as sentences of context "errors"."""

    method: str
    reasons: tuple[Sentence, ...]


def explain(folder: Path, path: Path, target: int | None = None, method: str = GRAD_CAM, checked: bool = False) -> Operation[Explanation]:
    """Classify the picture and find the evidence for class `target` (None: the most probable one).

    Raises `ModelMissing`, `ModelDamaged`, `PictureUnreadable`, `ArchitectureUnsupported`.
    """
    card = read_card(folder)
    yield from learning_ready()
    yield _LOADING
    model = open_model(folder)
    from engine.classifier.saliency.finding import explained

    began = time.perf_counter()
    prediction, saliency = yield from explained(model, path, target, method)
    explanation = Explanation(card, prediction, saliency, seconds=time.perf_counter() - began)
    if not checked:
        return explanation
    return replace(explanation, check=(yield from check_map(folder, path, saliency)))


def check_map(folder: Path, path: Path, saliency: Saliency) -> Operation[Check]:
    """Whether the evidence lies where `saliency` says; raises what `explain` raises."""
    yield from learning_ready()
    model = open_model(folder)
    from engine.classifier.saliency.checking import check

    return (yield from check(model, path, saliency))


def side_by_side(
    folder: Path, path: Path, target: int | None, methods: Sequence[str], checked: bool = False
) -> Operation[tuple[Explanation | Unexplained, ...]]:
    """One explanation a method, for the same class; each comes as `Progress.detail` when it is there, without its check, and once more
    with it. A method that cannot be used gives an `Unexplained`. Raises as `explain` for all else.
    """
    found: list[Explanation | Unexplained] = []
    for method in methods:
        try:
            explanation = yield from explain(folder, path, target, method)
        except ArchitectureUnsupported as error:
            found.append(Unexplained(method, sentences_of(error)))
        else:
            target = explanation.saliency.target
            if checked:
                yield Progress(_COMPARING, len(found), len(methods), explanation)
                explanation = replace(explanation, check=(yield from check_map(folder, path, explanation.saliency)))
            found.append(explanation)
        yield Progress(_COMPARING, len(found), len(methods), found[-1])
    return tuple(found)


_COMPARING = translate("operations", "Comparing methods")


def alarm(folder: Path, paths: Sequence[Path], most: int = 200) -> Operation[Alarm]:
    """Whether the model stays sure of its answers when what its maps point at is masked, tried on at most `most` of `paths`.

    `Progress` counts pictures, its `detail` is the `Masked` of the last one, or None. Raises `ModelMissing`, `ModelDamaged`,
    `ArchitectureUnsupported`.
    """
    yield from learning_ready()
    yield _LOADING
    model = open_model(folder)
    from engine.classifier.saliency.background import background_alarm

    return (yield from background_alarm(model, paths, most))


def save_saliency(
    folder: Path,
    paths: Sequence[Path],
    target_folder: Path,
    method: str = GRAD_CAM,
    forms: Sequence[str] = (OVERLAY,),
    target: int | None = None,
) -> Operation[Saved]:
    """The maps of many pictures as files in `target_folder`; `forms` are of `methods.FORMS`. Can be run again and goes on.

    Raises `ModelMissing`, `ModelDamaged`, `ArchitectureUnsupported`, `OutputNotWritable`.
    """
    yield from learning_ready()
    yield _LOADING
    model = open_model(folder)
    from engine.classifier.saliency.saving import save_maps

    return (yield from save_maps(model, paths, target_folder, method, forms, target))


def write_overlay(file: Path, explanation: Explanation, opacity: float = 0.6) -> None:
    """The picture with the heatmap over it, as a file of the format that the name says; raises `OutputNotWritable`."""
    from engine.classifier.saliency.saving import encoded_overlay, write_file

    try:
        content = encoded_overlay(file.suffix, explanation.prediction.path, explanation.saliency, opacity)
    except (OSError, ValueError) as error:  # an extension that no picture format has, or a format that cannot hold colours
        raise OutputNotWritable(file=file, reason=str(error)) from error
    write_file(file, content)
