"""A small project whose pictures need no files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from engine.errors import Sentence
from engine.project.project import Project
from engine.project.sample import NewSample, Sample, Source

AddSamples = Callable[..., list[Sample]]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "birds") as project:
        yield project


@pytest.fixture
def add(project: Project) -> AddSamples:
    def add(names: Sequence[str], class_name: str = "", batch: str = "first", **facts: object) -> list[Sample]:
        new = [NewSample(project.folder.parent / name, 10, 20, name, 30, 40, class_name, **facts) for name in names]
        project.add(new, Source.FOLDER, Sentence("Import"), batch)
        return project.samples()

    return add
