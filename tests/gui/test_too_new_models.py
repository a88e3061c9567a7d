"""A model that only a newer Fieldmark can use is in no list, which is said when its project is open."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from engine.project.project import Project
from gui.upkeep import Upkeep
from tests.gui.desk import LONG_MS, desk


@pytest.mark.parametrize("named", [True, False])
def test_it_is_named(qtbot: QtBot, project_folder: Path, named: bool) -> None:
    with Project.open(project_folder) as project:
        newer = project.models_folder / "moths"
    newer.mkdir(parents=True)
    (newer / "model.json").write_text('{"format": 99}' if named else '{"format": 1}')
    with desk(qtbot) as table:
        upkeep = Upkeep(table.session, table.jobs, table)
        upkeep.said.connect(table.say)
        table.session.open(project_folder)
        qtbot.waitUntil(lambda: not upkeep.soon.isActive(), timeout=LONG_MS)
        told = [line for notice in table.notices for line in notice.lines]
        assert any("newer Fieldmark" in line and "moths" in line for line in told) is named
