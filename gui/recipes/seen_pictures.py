"""Which pictures of a project are looked at, and the work that shows them as the network would receive them.

The pixels come from `engine.operations.preview`, the code that training itself uses; here they only become pictures of Qt, in the
worker thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from engine.classifier.recipe import Recipe
from engine.errors import FieldmarkError
from engine.operations.preview import SeenPicture, seen
from engine.progress import Operation
from engine.project.project import Project
from engine.project.sample import Sample
from gui.recipes.seen_view import SeenRow

if TYPE_CHECKING:
    import numpy as np

_ORIGINAL = 400  # px, longest side: twice the largest cell


def a_few(samples: Sequence[Sample], count: int, seed: int) -> list[Sample]:
    """At most `count` of the samples: one of each class in turn, so that rare classes are seen as well; unlabelled ones come last."""
    random = Random(seed)
    classes: dict[int | None, list[Sample]] = {}
    for sample in samples:
        classes.setdefault(sample.class_id, []).append(sample)
    unlabelled = classes.pop(None, [])
    piles = [random.sample(pile, min(count, len(pile))) for pile in classes.values()]
    random.shuffle(piles)
    chosen = [pile[turn] for turn in range(count) for pile in piles if turn < len(pile)][:count]
    return chosen + random.sample(unlabelled, min(count - len(chosen), len(unlabelled)))


def seen_rows(
    project: Project, recipe: Recipe, sample_ids: Sequence[int], views: int, seed: int, originals: dict[Path, QImage]
) -> Operation[list[SeenRow]]:
    """The samples as rows of `SeenView`; raises what `engine.operations.preview.seen` raises.

    `originals` keeps the pictures themselves from one look to the next.
    """
    pictures = yield from seen(project, recipe, sample_ids, views, seed)
    return [_row(picture, originals) for picture in pictures]


def _row(picture: SeenPicture, originals: dict[Path, QImage]) -> SeenRow:
    if picture.plain is None:
        return SeenRow(picture.path, failure=picture.failure)
    if picture.path not in originals:
        originals[picture.path] = _original(picture.path)
    original = originals[picture.path]
    return SeenRow(picture.path, original, picture.frame, _image(picture.plain), tuple(map(_image, picture.augmented)))


def _original(path: Path) -> QImage:
    from engine.images.reader import read_to_fit
    from gui.models.picture_loader import to_qimage

    try:
        return to_qimage(read_to_fit(path, _ORIGINAL)).convertToFormat(QImage.Format.Format_RGB32)
    except FieldmarkError:  # it went away just now; the next look says so
        return QImage()


def _image(pixels: np.ndarray) -> QImage:
    """uint8 (H, W, 3) as a picture that owns its pixels and needs no conversion in the window's thread."""
    height, width, channels = pixels.shape
    return QImage(pixels.tobytes(), width, height, width * channels, QImage.Format.Format_RGB888).convertToFormat(
        QImage.Format.Format_RGB32
    )
