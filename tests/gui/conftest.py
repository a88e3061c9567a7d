"""What windows and dialogs are tested with: lanes for their work, a project to open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from engine.operations.importing import import_folders
from engine.progress import run
from engine.project.project import Project
from gui.app import make_app
from gui.jobs import Jobs
from tests.conftest import striped_picture


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    """Lanes without a window, for dialogs on their own."""
    make_app()
    made = Jobs()
    yield made
    made.shutdown()


@pytest.fixture
def project_folder(tmp_path: Path) -> Path:
    """Two classes of eight labelled pictures and four without a label."""
    for kind, name in enumerate(("ant", "bee")):
        for index in range(8):
            striped_picture(tmp_path / "labelled" / name / f"{name}-{index}.png", kind, index)
    for index in range(4):
        striped_picture(tmp_path / "new" / f"new-{index}.png", index % 2, 100 + index)
    with Project.create(tmp_path / "insects") as project:
        run(import_folders(project, [tmp_path / "labelled"]))
        run(import_folders(project, [tmp_path / "new"], labels="none"))
    return project.folder
