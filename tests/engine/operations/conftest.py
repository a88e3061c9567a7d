"""Projects of pictures that look unlike each other, and of some that look alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine.operations.importing import import_folders
from engine.progress import run
from engine.project.project import Project
from engine.project.sample import Sample


def scene(path: Path, seed: int, size: tuple[int, int] = (96, 80), quality: int = 92) -> Path:
    """A picture of soft blots: other seeds look different, other qualities nearly the same."""
    blots = np.random.default_rng(seed).integers(0, 256, (7, 9, 3), np.uint8)
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(blots).resize(size, Image.Resampling.BICUBIC).save(path, quality=quality)
    return path


def scenes(folder: Path, counts: Mapping[str, int], alike: int = 1, first: int = 0) -> None:
    """Class folders of so many series each; a series are `alike` pictures that look nearly the same."""
    seed = first
    for name, count in counts.items():
        for series in range(count):
            for number in range(alike):
                scene(folder / name / f"{name}-{series:03}-{number}.jpg", seed, quality=92 - 3 * number)
            seed += 1


def named(project: Project) -> dict[str, Sample]:
    """The samples of a project by their file name without its ending."""
    return {sample.path.stem: sample for sample in project.samples()}


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "test") as project:
        yield project


@pytest.fixture
def series(project: Project, tmp_path: Path) -> Project:
    """Two classes of twenty series of three pictures that look nearly the same."""
    scenes(tmp_path / "set", {"ant": 20, "bee": 20}, alike=3)
    run(import_folders(project, [tmp_path / "set"]))
    return project
