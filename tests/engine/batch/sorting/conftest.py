from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.batch.answers import Answers
from tests.engine.batch.sorting.made import answered, write

SURE = {
    "a.jpg": (0.9, 0.05, 0.05),
    "b.jpg": (0.1, 0.8, 0.1),
    "sub/a.jpg": (0.95, 0.03, 0.02),
    "sub/c.jpg": (0.4, 0.35, 0.25),
    "sub/deep/d.png": (0.02, 0.02, 0.96),
    "broken.jpg": (),
}


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Five pictures in three folders with two sidecars, one broken picture and one file that is none."""
    folder = tmp_path / "pictures"
    for number, name in enumerate(SURE):
        write(folder / name, f"picture {name} ".encode() * (number + 1), 1_600_000_000_000_000_000 + number * 1_000_003)
    write(folder / "a.xmp", b"<x:xmpmeta/>")
    write(folder / "sub/c.jpg.xmp", b"<x:xmpmeta>c</x:xmpmeta>")
    write(folder / "notes.txt", b"not a picture")
    return folder


@pytest.fixture
def answers(pictures: Path, tmp_path: Path) -> Iterator[Answers]:
    with answered(tmp_path / "job.answers", pictures, SURE) as answers:
        yield answers
