"""Maps as files: the picture with the heat over it as PNG, the heatmap as NPY."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from engine.classifier.model.card import ModelCard
from engine.classifier.saliency.methods import GRAD_CAM, HEATMAP, OVERLAY
from engine.classifier.saliency.overlay import HEAT, LEVEL, overlaid
from engine.classifier.values import Saliency
from engine.errors import OutputNotWritable, PictureUnreadable, translate
from engine.images.reader import read_image
from engine.paths import write_atomically
from engine.progress import Operation, Progress

if TYPE_CHECKING:
    from engine.classifier.model.files import LoadedModel

_ENDINGS = {OVERLAY: ".png", HEATMAP: ".npy"}
_MARK = 8  # hexadecimal digits
_LONGEST_STEM = 180  # bytes; most file systems hold names of 255
_STAGE = translate("operations", "Saving the evidence")


def encoded_overlay(suffix: str, path: Path, saliency: Saliency, opacity: float = 0.6, mode: str = HEAT, level: float = LEVEL) -> bytes:
    """The picture in `path` in its own size with the map laid over it, in the format that `suffix` (".png") names.

    Raises `PictureUnreadable`, and `ValueError` for a suffix that is no picture format.
    """
    form = Image.registered_extensions().get(suffix.lower())
    if form is None:
        raise ValueError(f"unknown file extension: {suffix}")
    buffer = io.BytesIO()
    overlaid(read_image(path), saliency, opacity, mode, level).save(buffer, form)
    return buffer.getvalue()


def encoded_heatmap(saliency: Saliency) -> bytes:
    """The heatmap float32 (H, W) in 0..1 in NumPy's own format, which `numpy.load` reads."""
    buffer = io.BytesIO()
    np.save(buffer, saliency.heatmap.astype(np.float32), allow_pickle=False)
    return buffer.getvalue()


@dataclass(frozen=True)
class Saved:
    """How many pictures have new files, how many had them already, and (path, reason) of those that could not be read."""

    written: int
    skipped: int
    failures: tuple[tuple[Path, str], ...] = ()


def save_maps(
    model: LoadedModel,
    paths: Sequence[Path],
    folder: Path,
    method: str = GRAD_CAM,
    forms: Sequence[str] = (OVERLAY,),
    target: int | None = None,
) -> Operation[Saved]:
    """The files of each of `paths` in `folder`, named by `names_of`; what is there and newer than its picture is not made again.

    A second run after a broken one therefore goes on. Raises `OutputNotWritable`, `ArchitectureUnsupported`.
    """
    from engine.classifier.saliency.finding import saliency_of  # torch comes with these; the encoders above are light
    from engine.classifier.saliency.view import view_of

    written = skipped = 0
    failures: list[tuple[Path, str]] = []
    yield Progress(_STAGE, 0, len(paths))
    for done, path in enumerate(paths, 1):
        files = names_of(model.card, path, folder, method, forms, target)
        if _are_newer(files.values(), path):
            skipped += 1
        else:
            try:
                _, found = yield from saliency_of(model, view_of(model, path), target, method)
                _write(files, path, found)
                written += 1
            except PictureUnreadable as failure:
                failures.append((path, failure.reason))
        yield Progress(_STAGE, done, len(paths))
    return Saved(written, skipped, tuple(failures))


def names_of(card: ModelCard, path: Path, folder: Path, method: str, forms: Sequence[str], target: int | None = None) -> dict[str, Path]:
    """{form: file}. The name tells the picture and the method; a short mark keeps apart the pictures of one name, and what another
    model or another class would give, so that no file is ever taken for that of something else.
    """
    question = "\n".join((str(path.absolute()), card.sha256, str(target)))
    mark = hashlib.sha256(question.encode(errors="surrogateescape")).hexdigest()[:_MARK]
    stem = path.stem.encode(errors="ignore")[:_LONGEST_STEM].decode(errors="ignore")
    return {form: folder / f"{stem}.{method}.{mark}{_ENDINGS[form]}" for form in forms}


def write_file(file: Path, content: bytes) -> None:
    """Raises `OutputNotWritable`."""
    try:
        write_atomically(file, content)
    except OSError as error:
        raise OutputNotWritable(file=file, reason=error.strerror or str(error)) from error


def _write(files: Mapping[str, Path], path: Path, found: Saliency) -> None:
    for form, file in files.items():
        write_file(file, encoded_heatmap(found) if form == HEATMAP else encoded_overlay(_ENDINGS[form], path, found))


def _are_newer(files: Iterable[Path], picture: Path) -> bool:
    try:
        changed = picture.stat().st_mtime
        return all(file.stat().st_mtime >= changed for file in files)
    except OSError:
        return False
