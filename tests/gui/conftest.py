"""A real window, offscreen, that leaves no thread behind."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from engine.operations.importing import import_folders
from engine.progress import run
from engine.project.project import Project
from gui.app import make_app, make_window
from gui.main_window import MainWindow
from tests.conftest import striped_picture


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    make_app()
    window = make_window()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()
    left = [thread.name for thread in threading.enumerate() if thread.name.startswith(("Dummy", "ThreadPool", "decoding"))]
    assert not [name for name in left if "decoding" in name], left


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
