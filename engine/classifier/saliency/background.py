"""The background alarm: does a model stay sure of its answers when what its maps point at is taken out of the pictures?"""

from __future__ import annotations

import random
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import torch
from torch.nn import functional

from engine.classifier.model.files import LoadedModel
from engine.classifier.saliency.checking import FEW_SHARES, check_view, hottest_first
from engine.classifier.saliency.erasing import without
from engine.classifier.saliency.finding import saliency_of
from engine.classifier.saliency.verdict import Alarm, Masked
from engine.classifier.saliency.view import View, asked, onto_view, probabilities, view_of
from engine.classifier.values import Saliency
from engine.errors import PictureUnreadable, translate
from engine.progress import Operation, Progress

_SUBJECT = 0.3  # of what the model sees of the picture, the hottest part
_MARGIN = 1 / 16  # of the side, by which the subject's mask is widened
_SEED = 0

_STAGE = translate("operations", "Masking what the maps point at")

T = TypeVar("T")


def background_alarm(model: LoadedModel, paths: Sequence[Path], most: int = 200) -> Operation[Alarm]:
    """Masks what the model goes by in at most `most` of `paths`, drawn with a fixed seed, and asks again.

    That is where Grad-CAM is hottest, widened by a margin, if that map holds up: on the subject in a model that goes by the subjects.
    `Progress` counts pictures, its `detail` is the `Masked` of the last one, or None. Raises `ArchitectureUnsupported`.
    """
    chosen = sorted(random.Random(_SEED).sample(list(paths), most)) if len(paths) > most else list(paths)
    found: list[Masked] = []
    unreadable: list[tuple[Path, str]] = []
    yield Progress(_STAGE, 0, len(chosen))
    for done, path in enumerate(chosen, 1):
        try:
            found.append((yield from _told_as(Progress(_STAGE, done - 1, len(chosen)), _without_subject(model, path))))
        except PictureUnreadable as failure:
            unreadable.append((path, failure.reason))
            yield Progress(_STAGE, done, len(chosen))
        else:
            yield Progress(_STAGE, done, len(chosen), found[-1])
    return Alarm(model.card.class_names, tuple(found), tuple(unreadable))


def _without_subject(model: LoadedModel, path: Path) -> Operation[Masked]:
    view = view_of(model, path)
    _, found = yield from saliency_of(model, view)
    verdict = yield from check_view(model, view, found, FEW_SHARES)
    (logits,) = asked(model, [_masked(view, found)])
    after = float(probabilities(model, logits)[0, found.target])
    return Masked(path, found.target, verdict.before, after, verdict.holds)


def _told_as(progress: Progress, operation: Operation[T]) -> Operation[T]:
    """`operation`, which tells `progress` in place of its own: its steps are a part of one."""
    with closing(operation):
        try:
            while True:
                next(operation)
                yield progress
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]


def _masked(view: View, found: Saliency) -> torch.Tensor:
    """The view (1, 3, H, W) with the subject filled in from what is around it."""
    subject = (hottest_first(onto_view(found, view)[view.frame]) < _SUBJECT).float()
    reach = max(1, round(_MARGIN * max(view.pixels.shape[-2:])))
    wide = functional.max_pool2d(subject[None, None], 2 * reach + 1, stride=1, padding=reach)[0, 0] > 0
    return without(view, wide[None])
