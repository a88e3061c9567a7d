"""Read the IDX files of MNIST and its relatives: a header of big-endian numbers, then the bytes of all pictures, often packed with gzip.

The format is described at the end of http://yann.lecun.com/exdb/mnist/: magic number, sizes of the dimensions, data.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import numpy as np

from engine.errors import translate
from engine.transfer.array_files import ArrayFile, Pixels, opened, read_up_to
from engine.transfer.facts import SPLIT_NAMES
from engine.transfer.values import Problem, problem

_PICTURES, _LABELS = 0x00000803, 0x00000801  # unsigned bytes in 3 dimensions, in 1
_LARGEST_SIDE = 4096
_SPLIT_NAMES = SPLIT_NAMES | {"t10k": "test"}


def is_idx(file: Path) -> bool:
    return _magic(file) in (_PICTURES, _LABELS)


def idx_files(files: Sequence[Path], only: Path | None = None) -> tuple[list[ArrayFile], list[Problem]]:
    """The picture files among `files`, each with the label file that is named alike; `only` is one of the two, to leave out others."""
    magics = {file: _magic(file) for file in files}
    pictures = [file for file, magic in magics.items() if magic == _PICTURES]
    labels = {_stem(file): file for file, magic in magics.items() if magic == _LABELS}
    only_labels = next(iter(labels.values())) if len(labels) == len(pictures) == 1 else None
    found, problems = [], []
    for file in pictures:
        partner = labels.get(_stem(file), only_labels)
        if only not in (None, file, partner):
            continue
        total, height, width = _sizes(file)
        if not (total and 0 < height <= _LARGEST_SIDE and 0 < width <= _LARGEST_SIDE):
            problems.append(problem(str(file), translate("transfer", "its header is damaged")))
            continue
        if partner is None:
            problems.append(problem(str(file), translate("transfer", "there is no file of labels beside it; its pictures stay unlabelled")))
        elif _sizes(partner)[0] != total:
            text = translate("transfer", "{file} holds another number of labels; its pictures stay unlabelled")
            problems.append(problem(str(file), text, file=partner.name))
            partner = None
        found.append(ArrayFile(file, _stem(file), _split(_stem(file)), total, partial(_pictures, file, partner, height, width)))
    return found, problems


def _magic(file: Path) -> int:
    try:
        with opened(file) as stream:
            head = read_up_to(stream, 4)
    except OSError:
        return 0
    return int.from_bytes(head, "big") if len(head) == 4 else 0


def _sizes(file: Path) -> tuple[int, int, int]:
    """The first three dimensions in the header; labels have but one, what follows means nothing there."""
    with opened(file) as stream:
        head = read_up_to(stream, 16).ljust(16, b"\0")
    return struct.unpack(">3I", head[4:])


def _pictures(file: Path, labels: Path | None, height: int, width: int) -> Iterator[tuple[Pixels, str]]:
    numbers = _labels(labels) if labels else b""
    with opened(file) as stream:
        read_up_to(stream, 16)
        index = 0
        while len(data := read_up_to(stream, height * width)) == height * width:
            yield np.frombuffer(data, np.uint8).reshape(height, width), str(numbers[index]) if index < len(numbers) else ""
            index += 1


def _labels(file: Path) -> bytes:
    with opened(file) as stream:
        head = read_up_to(stream, 8)
        total = int.from_bytes(head[4:], "big")
        parts = []
        while total and (part := read_up_to(stream, min(total, 1 << 20))):
            parts.append(part)
            total -= len(part)
    return b"".join(parts)


def _stem(file: Path) -> str:
    """What a file of pictures and its file of labels have in common: "train" of "train-images-idx3-ubyte.gz"."""
    name = re.sub(r"\.gz$", "", file.name, flags=re.IGNORECASE)
    return re.sub(r"[-_.]?(images|labels|idx\d|ubyte|data)(?![a-z])", "", name, flags=re.IGNORECASE) or "pictures"


def _split(stem: str) -> str:
    words = re.split(r"[-_. ]", stem.lower())
    return next((_SPLIT_NAMES[word] for word in words if word in _SPLIT_NAMES), "")
