"""Read the binary version of CIFAR-10 and CIFAR-100: one or two bytes of labels, then 3072 bytes of a 32 × 32 picture, and so on.

The version for Python is pickled, and unpickling runs whatever is in a file: it is recognized and never opened.
The format is described at https://www.cs.toronto.edu/~kriz/cifar.html.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from engine.errors import translate
from engine.transfer.array_files import ArrayFile, Pixels, opened, read_up_to
from engine.transfer.values import Problem, problem

FINE, COARSE = "fine", "coarse"  # the 100 classes of CIFAR-100, and the 20 that they are grouped into

_SIDE = 32
_PIXELS = 3 * _SIDE * _SIDE


@dataclass(frozen=True)
class _Version:
    """`names`: a pattern of file names, the last group telling the split. `labels` bytes stand before each picture."""

    names: re.Pattern[str]
    labels: int
    class_files: dict[str, tuple[int, str]]  # which labels: the byte, the file that names the classes


_VERSIONS = (
    _Version(re.compile(r"(?:data|test)_batch(?:_\d+)?\.bin"), 1, {FINE: (0, "batches.meta.txt"), COARSE: (0, "batches.meta.txt")}),
    _Version(re.compile(r"(?:train|test)\.bin"), 2, {FINE: (1, "fine_label_names.txt"), COARSE: (0, "coarse_label_names.txt")}),
)
_PICKLED = re.compile(r"(?:data|test)_batch(?:_\d+)?|batches\.meta|train|test|meta")


def is_cifar(file: Path) -> bool:
    return _version(file) is not None


def is_pickled(file: Path) -> bool:
    """By name and by the first two bytes, which every pickle of protocol 2 or later begins with."""
    if not _PICKLED.fullmatch(file.name) or not file.is_file():
        return False
    try:
        with file.open("rb") as stream:
            head = stream.read(2)
    except OSError:
        return False
    return len(head) == 2 and head[0] == 0x80 and 2 <= head[1] <= 5


def cifar_files(files: Sequence[Path], labels: str = FINE) -> tuple[list[ArrayFile], list[Problem]]:
    """The picture files among `files`; `labels` is FINE or COARSE. Pickled ones are among the problems."""
    found, problems = [], []
    for file in files:
        if version := _version(file):
            byte, names_file = version.class_files[labels]
            names = _class_names(file.with_name(names_file))
            if not names:
                text = translate("transfer", "there is no {file} beside it, so its classes are named by their numbers")
                problems.append(problem(str(file), text, file=names_file))
            size = version.labels + _PIXELS
            total = -(-file.stat().st_size // size)
            split = "test" if file.name.startswith("test") else "train"
            found.append(ArrayFile(file, file.stem, split, total, partial(_pictures, file, version.labels, byte, names)))
    if pickled := next((file for file in files if is_pickled(file)), None):
        text = translate(
            "transfer", "this is the version for Python, which cannot be opened safely: take the “binary version (suitable for C programs)”"
        )
        problems.append(problem(str(pickled.parent), text))
    return found, problems


def _version(file: Path) -> _Version | None:
    """By name and size; a file that is cut short needs the names of the classes beside it."""
    version = next((each for each in _VERSIONS if each.names.fullmatch(file.name)), None)
    if version is None or not file.is_file():
        return None
    size, named = file.stat().st_size, any(file.with_name(name).is_file() for _, name in version.class_files.values())
    return version if size and (named or size % (version.labels + _PIXELS) == 0) else None


def _class_names(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8").split()
    except (OSError, UnicodeDecodeError):
        return []


def _pictures(file: Path, labels: int, byte: int, names: Sequence[str]) -> Iterator[tuple[Pixels, str]]:
    with opened(file) as stream:
        while len(data := read_up_to(stream, labels + _PIXELS)) == labels + _PIXELS:
            number = data[byte]
            pixels = np.frombuffer(data, np.uint8, offset=labels).reshape(3, _SIDE, _SIDE).transpose(1, 2, 0)
            yield np.ascontiguousarray(pixels), names[number] if number < len(names) else "" if names else str(number)
