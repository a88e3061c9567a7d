"""The samples of a project follow their files where a sort has moved them."""

from __future__ import annotations

import os
from pathlib import Path

from engine.batch.sorting.journal import Journal
from engine.batch.sorting.values import Step, StepState
from engine.errors import Sentence, translate
from engine.project import changes
from engine.project.change import Row
from engine.project.project import Project

_AT_ONCE = 5000
_AT_TARGET = (StepState.DONE, StepState.KEPT)


def resettle(project: Project, journal: Journal) -> int:
    """Take note in `project` of where the pictures of `journal` are now; returns how many samples had been elsewhere.

    This is no step that undo takes back: undoing the sort does.
    """
    if not project.writable:
        return 0
    ids = {path: id_ for path, (id_, _, _) in project.known_paths().items()}
    taken = set(project.all_paths())
    places: dict[int, Path] = {}
    last = 0
    while steps := journal.steps((*_AT_TARGET, StepState.GONE_BACK), last, _AT_ONCE):
        last = steps[-1].id
        for step in steps:
            now, before = _places(step)
            if before in ids and now not in taken and not step.sidecar:
                places[ids[before]] = now
    rows = _rows(project, places)
    if rows:
        summary = Sentence(translate("changes", "Follow {count} pictures that were sorted"), {"count": len(rows)})
        project.apply(changes.replace_files(project, rows, summary), undoable=False)
    return len(rows)


def _places(step: Step) -> tuple[Path, Path]:
    """(where the file is, where it may have been)."""
    return (step.target, step.source) if step.state in _AT_TARGET else (step.source, step.target)


def _rows(project: Project, places: dict[int, Path]) -> dict[int, Row]:
    rows: dict[int, Row] = {}
    for sample in project.samples(places):
        path = places[sample.id]
        if path.exists():
            status = os.stat(path)  # noqa: PTH116 - as the walk does
            rows[sample.id] = (str(path), status.st_size, status.st_mtime_ns, sample.digest, sample.width, sample.height)
    return rows
