"""Bring folders of pictures into a project, with labels from folder names, from a file, or without."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from engine.errors import NoPictures, PictureUnreadable, Sentence, translate
from engine.images.scanner import FoundPicture, files_below, inspect, looks_like_picture
from engine.operations.label_file import read_label_file
from engine.progress import Operation, Progress
from engine.project.project import Project
from engine.project.sample import NewSample, Source, Split

FOLDERS, NONE = "folders", "none"  # values of `labels`; anything else is the path of a label file
AUTO = "auto"  # value of `split` beside FOLDERS

_BATCH = 200
_LOOK_AHEAD = 64
_SPLIT_NAMES = {
    "train": Split.TRAIN,
    "training": Split.TRAIN,
    "val": Split.VALIDATION,
    "valid": Split.VALIDATION,
    "validation": Split.VALIDATION,
    "test": Split.TEST,
    "testing": Split.TEST,
}


@dataclass(frozen=True)
class Imported:
    """What an import did. `failed` are pictures that cannot be read, `skipped` other files and pictures already there."""

    imported: int = 0
    skipped: int = 0
    failed: tuple[tuple[Path, str], ...] = field(default=())
    classes: int = 0
    known: int = 0  # those of the skipped ones that were in the project before
    unlabelled: int = 0  # imported ones that neither a folder nor the label file names a class for


def import_folders(project: Project, folders: Sequence[Path], labels: str = FOLDERS, split: str = AUTO) -> Operation[Imported]:
    """Import all pictures below `folders` (single files are taken too) as one undoable change; they stay where they are.

    Every batch that was reported as done is on the disk: a cancelled or killed import keeps it, and importing again goes on.
    Raises `FolderMissing`, `NoPictures`, `LabelFileUnusable`, `ProjectReadOnly`.
    """
    roots = [folder.resolve() for folder in folders]
    named = {} if labels in (FOLDERS, NONE) else read_label_file(Path(labels), roots)
    yield Progress(translate("operations", "Looking for pictures"))
    files = _unique(roots)
    if not any(looks_like_picture(file) for file, _ in files) and not any(_is_picture(file) for file, _ in files):
        raise NoPictures(folder=", ".join(str(root) for root in roots))
    single = {root: not _has_class_folders(root, files) for root in roots}
    known = project.known_paths()
    there = sum(file in known for file, _ in files)
    outcome = Imported(skipped=there, known=there)
    pending = [(file, root) for file, root in files if file not in known]
    batch, ready = uuid.uuid4().hex, []
    for done, (file, root, found) in enumerate(_inspected(pending), 1):
        if isinstance(found, FoundPicture):
            class_name, side = _place(file, root, single[root])
            class_name = {FOLDERS: class_name, NONE: ""}.get(labels, named.get(file, ""))
            ready.append(_new_sample(found, class_name, side if split == FOLDERS else Split.NONE))
        elif looks_like_picture(file):
            outcome = replace(outcome, failed=(*outcome.failed, (file, found.reason)))
        else:
            outcome = replace(outcome, skipped=outcome.skipped + 1)
        if len(ready) >= _BATCH or done == len(pending):
            outcome = _committed(project, ready, outcome, batch, Source.FOLDER if labels == FOLDERS else Source.FILE)
            ready = []
            yield Progress(translate("operations", "Importing pictures"), done, len(pending))
    return replace(outcome, classes=len(project.classes()))


def _committed(project: Project, ready: list[NewSample], outcome: Imported, batch: str, source: Source) -> Imported:
    if ready:
        summary = Sentence(translate("changes", "Import {count} pictures"), {"count": outcome.imported + len(ready)})
        project.add(ready, source, summary, batch)
    unlabelled = outcome.unlabelled + sum(not sample.class_name for sample in ready)
    return replace(outcome, imported=outcome.imported + len(ready), unlabelled=unlabelled)


def _unique(roots: Iterable[Path]) -> list[tuple[Path, Path]]:
    """(file, the root it was found under), each file once."""
    found: dict[Path, Path] = {}
    for root in roots:
        for file in [root] if root.is_file() else files_below(root):
            found.setdefault(file, root)
    return list(found.items())


def _is_picture(file: Path) -> bool:
    try:
        inspect(file)
    except PictureUnreadable:
        return False
    return True


def _inspected(files: list[tuple[Path, Path]]) -> Iterator[tuple[Path, Path, FoundPicture | PictureUnreadable]]:
    """Facts of each file in order, read on as many threads as there are cores, a bounded way ahead."""

    def safely(path: Path) -> FoundPicture | PictureUnreadable:
        try:
            return inspect(path)
        except PictureUnreadable as error:
            return error

    remaining = iter(files)
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        waiting: list[tuple[Path, Path, Future[FoundPicture | PictureUnreadable]]] = []
        try:
            waiting = [(file, root, pool.submit(safely, file)) for file, root in islice(remaining, _LOOK_AHEAD)]
            while waiting:
                file, root, future = waiting.pop(0)
                waiting += [(file_, root_, pool.submit(safely, file_)) for file_, root_ in islice(remaining, 1)]
                yield file, root, future.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _has_class_folders(root: Path, files: Iterable[tuple[Path, Path]]) -> bool:
    """Whether pictures lie in folders below `root` other than train, validation and test."""
    return any(_folders(file, root)[1] for file, owner in files if owner == root and looks_like_picture(file))


def _folders(file: Path, root: Path) -> tuple[Split, tuple[str, ...]]:
    """The split that a folder names, and the other folders between `root` and `file`."""
    parts = () if file == root else file.relative_to(root).parts[:-1]
    if parts and parts[0].lower() in _SPLIT_NAMES:
        return _SPLIT_NAMES[parts[0].lower()], parts[1:]
    return _SPLIT_NAMES.get(root.name.lower(), Split.NONE), parts


def _place(file: Path, root: Path, single: bool) -> tuple[str, Split]:
    """The class and split that the folders name. A root without class folders (`single`) is itself the class."""
    split, folders = _folders(file, root)
    if folders:
        return folders[0], split
    is_class = single and root.is_dir() and root.name.lower() not in _SPLIT_NAMES
    return (root.name if is_class else ""), split


def _new_sample(found: FoundPicture, class_name: str, split: Split) -> NewSample:
    return NewSample(found.path, found.size, found.modified_ns, found.digest, found.width, found.height, class_name, split)
