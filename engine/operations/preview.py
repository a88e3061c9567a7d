"""Real pictures exactly as the network receives them, plain and augmented: by the code that training and prediction use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from engine.classifier.recipe import Recipe
from engine.classifier.weights.packs import architecture_of
from engine.errors import OutputNotWritable, PictureUnreadable, translate
from engine.operations.learning import learning_ready
from engine.progress import Operation, Progress
from engine.project.project import Project

if TYPE_CHECKING:
    import numpy as np

    from engine.classifier.sight.transforms import Transform

STAGE = translate("operations", "Preparing the preview")
_LEAST_SIDE, _GAP = 96, 4  # px, on the contact sheet


@dataclass(frozen=True)
class SeenPicture:
    """What the network sees of one picture: `plain`, as predictions see it, and random views of training, all uint8 (H, W, 3).

    `frame` is what the plain view shows of the picture: left, top, width and height as shares of its sides, beyond 0..1 where it is
    padded. A picture that could not be read has a `failure` and no views.
    """

    path: Path
    plain: np.ndarray | None = field(default=None, repr=False, compare=False)
    augmented: tuple[np.ndarray, ...] = field(default=(), repr=False, compare=False)
    failure: str = ""
    frame: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)


def seen(project: Project, recipe: Recipe, sample_ids: Sequence[int], views: int = 3, seed: int = 0) -> Operation[list[SeenPicture]]:
    """The samples in the order of `sample_ids`, each with `views` random views; each `Progress.detail` is one of them.

    No network is built and no weights are fetched. Samples that are gone are left out. Raises `ArchitectureUnknown`, and
    `WeightsUnusable` for a folder that is no weights pack.
    """
    samples = {sample.id: sample for sample in project.samples(list(sample_ids))}
    paths = [samples[id_].path for id_ in sample_ids if id_ in samples]
    return (yield from seen_of(paths, recipe, views, seed))


def seen_of(paths: Sequence[Path], recipe: Recipe, views: int = 3, seed: int = 0) -> Operation[list[SeenPicture]]:
    """The same for pictures that are known by their paths."""
    yield from learning_ready()
    from engine.classifier.sight.input import config_of
    from engine.classifier.sight.transforms import evaluation_transform, training_transform

    config = config_of(replace(recipe, architecture=architecture_of(recipe)))
    plain, random = evaluation_transform(config), training_transform(config, recipe)
    found: list[SeenPicture] = []
    for position, path in enumerate(paths):
        found.append(_seen(path, plain, random, range(position * views, (position + 1) * views), seed))
        yield Progress(STAGE, position + 1, len(paths), found[-1])
    return found


def _seen(path: Path, plain: Transform, random: Transform, places: Sequence[int], seed: int) -> SeenPicture:
    from engine.images.reader import read_image

    try:
        image = read_image(path, plain.decoded_size)
    except PictureUnreadable as failure:
        return SeenPicture(path, failure=failure.reason)
    views = tuple(random.view(image, seed, place) for place in places)
    return SeenPicture(path, plain.view(image), views, frame=_frame(plain, image.size))


def _frame(plain: Transform, size: tuple[int, int]) -> tuple[float, float, float, float]:
    from engine.classifier.sight.frame import visible_box

    left, top, right, bottom = visible_box(plain.config, size)
    return left / size[0], top / size[1], (right - left) / size[0], (bottom - top) / size[1]


def spread(project: Project, count: int) -> list[int]:
    """The ids of `count` samples or fewer, evenly over the classes; of all samples where none is labelled."""
    samples = project.samples()
    labelled = sorted((each for each in samples if each.class_id is not None), key=lambda each: (each.class_id, each.id))
    chosen = labelled or samples
    count = min(count, len(chosen))
    return [chosen[index * len(chosen) // count].id for index in range(count)]


def write_sheet(file: Path, pictures: Sequence[SeenPicture]) -> None:
    """One row a picture, the plain view first, as a file of the format that the name says; raises `OutputNotWritable`.

    Views below 96 px are enlarged by whole pixels.
    """
    from PIL import Image

    rows = [(each.plain, *each.augmented) for each in pictures if each.plain is not None]
    height, width = rows[0][0].shape[:2] if rows else (1, 1)
    scale = max(1, _LEAST_SIDE // max(height, width))
    across, down = width * scale + _GAP, height * scale + _GAP
    sheet = Image.new("RGB", (across * max(map(len, rows), default=1) + 2 * _GAP, down * len(rows) + _GAP), "white")
    for row, views in enumerate(rows):
        for column, view in enumerate(views):
            enlarged = Image.fromarray(view.repeat(scale, axis=0).repeat(scale, axis=1))
            sheet.paste(enlarged, (_GAP + column * across + (_GAP if column else 0), _GAP + row * down))
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        sheet.save(file)
    except (OSError, ValueError) as error:  # ValueError: an extension that no picture format has
        raise OutputNotWritable(file=file, reason=getattr(error, "strerror", None) or str(error)) from error
