"""Unpack MNIST and CIFAR into pictures: Fieldmark shows files, so each picture of such a set becomes a PNG file, once."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from engine.errors import FolderNotWritable, LabelFileUnusable, translate
from engine.progress import Operation, Progress
from engine.transfer.array_files import ArrayFile, Pixels
from engine.transfer.cifar import FINE, cifar_files, is_cifar, is_pickled
from engine.transfer.idx import idx_files, is_idx
from engine.transfer.names import can_be_class, folder_name
from engine.transfer.placing import write_new
from engine.transfer.values import UNLABELLED, Entry, Problem, Reading, problem

_DEPTH = 2  # folders down; where downloads put the files: MNIST/raw, cifar-10-batches-bin
_STEP = 100  # pictures


def is_array_set(path: Path) -> bool:
    """Whether `path` is a file of such a set, or a folder with one."""
    return bool(array_kind(path))


def array_kind(path: Path) -> str:
    """ "idx", "cifar" or "" if it is none of them."""
    for file in _files(path):
        if is_cifar(file) or is_pickled(file):
            return "cifar"
        if is_idx(file):
            return "idx"
    return ""


def unpack(source: Path, folder: Path, labels: str = FINE) -> Operation[Reading]:
    """Write the pictures of `source` as FOLDER/split/class/name.png and say which class and split each has.

    Pictures that were unpacked before are kept, so a cancelled or killed run goes on where it was. `labels` is "fine" or "coarse", for
    CIFAR-100. Raises `LabelFileUnusable`, `FolderNotWritable`.
    """
    yield Progress(translate("transfer", "Unpacking pictures"))
    kind = array_kind(source)
    try:
        arrays, problems = _arrays(source, labels)
    except OSError as error:
        raise LabelFileUnusable(file=source, reason=error.strerror) from error
    if not arrays and not problems:
        raise LabelFileUnusable(file=source, reason=translate("errors", "there is no picture in it"))
    work = _Unpacking(folder, problems)
    total, done = sum(array.total for array in arrays), 0
    for array in arrays:
        for _ in work.pictures_of(array):
            done += 1
            if done % _STEP == 0:
                yield Progress(translate("transfer", "Unpacking pictures"), done, total)
    yield Progress(translate("transfer", "Unpacking pictures"), done, done)
    return Reading(tuple(work.entries), tuple(work.problems), kind)


@dataclass
class _Unpacking:
    folder: Path
    problems: list[Problem]
    entries: list[Entry] = field(default_factory=list)
    _folders: dict[tuple[str, str], Path] = field(default_factory=dict)

    def pictures_of(self, array: ArrayFile) -> Iterator[None]:
        count = unlabelled = 0
        for pixels, name in array.pictures():
            if count == array.total:
                break
            class_name = name if can_be_class(name) else ""
            unlabelled += not class_name
            self._write(array, count, pixels, class_name)
            count += 1
            yield
        if count < array.total:
            text = translate("transfer", "it is cut short: {count} of its {total} pictures are there")
            self.problems.append(problem(str(array.file), text, count=count, total=array.total))
        if unlabelled:
            text = translate("transfer", "{count} of its pictures have no label that can be used")
            self.problems.append(problem(str(array.file), text, count=unlabelled))

    def _write(self, array: ArrayFile, index: int, pixels: Pixels, class_name: str) -> None:
        path = self._folder(array.split, class_name) / f"{array.prefix}-{index:05}.png"
        try:
            is_ours = write_new(path, _png(pixels))
        except OSError as error:
            raise FolderNotWritable(folder=path.parent, reason=error.strerror) from error
        if is_ours:
            self.entries.append(Entry(path, class_name, array.split, source="file" if class_name else ""))
        else:
            text = translate("transfer", "another picture is there already; it was left as it is")
            self.problems.append(problem(str(path), text))

    def _folder(self, split: str, class_name: str) -> Path:
        key = split, class_name
        if key not in self._folders:
            path = self.folder.resolve() / split / (folder_name(class_name) if class_name else UNLABELLED)
            try:
                path.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise FolderNotWritable(folder=path, reason=error.strerror) from error
            self._folders[key] = path
        return self._folders[key]


def _arrays(source: Path, labels: str) -> tuple[list[ArrayFile], list[Problem]]:
    """The files of pictures in `source`; if it is a file, then those that it belongs to."""
    if source.is_dir():
        files = _files(source)
        arrays, problems = idx_files(files)
        others, more = cifar_files(files, labels)
        return [*arrays, *others], [*problems, *more]
    if is_idx(source):
        return idx_files(_files(source.parent), source)
    return cifar_files([source], labels)


def _files(path: Path) -> list[Path]:
    """The files that may be arrays, none both packed and unpacked; pictures are told by their names, not to open thousands."""
    if not path.is_dir():
        return [path]
    found: dict[Path, Path] = {}
    for folder, folders, names in os.walk(path):
        depth = len(Path(folder).relative_to(path).parts)
        folders[:] = sorted(name for name in folders if not name.startswith(".")) if depth < _DEPTH else []
        for name in sorted(names):
            if _may_be_array(name):
                found.setdefault(Path(folder, name.removesuffix(".gz")), Path(folder, name))
    return list(found.values())


def _may_be_array(name: str) -> bool:
    suffix = Path(name).suffix.lower()
    return suffix in (".gz", ".bin", ".idx", ".meta") or "ubyte" in suffix or (not suffix and not name.startswith("."))


def _png(pixels: Pixels) -> bytes:
    from PIL import Image

    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "PNG")
    return buffer.getvalue()
