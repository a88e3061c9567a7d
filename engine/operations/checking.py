"""Look a project over: is its database sound, and is every picture where it was."""

from __future__ import annotations

from dataclasses import dataclass

from engine.errors import translate
from engine.operations.relinking import FilesChecked, check_files
from engine.progress import Operation, Progress
from engine.project.project import Project


@dataclass(frozen=True)
class ProjectChecked:
    """`damage` is what SQLite found wrong; empty if nothing is."""

    damage: tuple[str, ...]
    files: FilesChecked


def check_project(project: Project) -> Operation[ProjectChecked]:
    """Check the database and look for all files; of a project that cannot be written nothing is remembered."""
    yield Progress(translate("operations", "Checking the database"))
    found = [str(row[0]) for row in project.rows("PRAGMA integrity_check") if row[0] != "ok"]
    found += [f"a row of {table} points to nothing in {parent}" for table, _, parent, _ in project.rows("PRAGMA foreign_key_check")]
    files = yield from check_files(project)
    return ProjectChecked(tuple(found), files)
