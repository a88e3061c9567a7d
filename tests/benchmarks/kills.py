"""Kill a process at random moments while it labels, undoes and imports: what it had acknowledged must be there. Prints JSON.

Run: python tests/benchmarks/kills.py [KILLS]. The worker says what it is about to do and, when it is done, what the project holds. The
project that is found after a kill must hold exactly that, or that and the one thing that had been begun.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from engine.operations.importing import NONE, import_folders
from engine.progress import run
from engine.project import class_changes
from engine.project.project import Project

ROOT = Path(__file__).parent.parent.parent
START, PICTURES = 40, 600

WORKER = """
import json, random, sys
from pathlib import Path
from engine.operations.importing import NONE, import_folders
from engine.project import changes
from engine.project.project import Project

def say(*words):
    print(*words, flush=True)

def tell():
    say("holds", json.dumps({sample.id: sample.class_id for sample in project.samples()}))

project, dice = Project.open(Path(sys.argv[1]), to_write=True), random.Random(int(sys.argv[3]))
classes, ids = project.classes(), [sample.id for sample in project.samples()]
tell()
while True:
    wish = dice.random()
    if wish < 0.7:
        chosen, target = dice.sample(ids, dice.randint(1, 12)), dice.choice(classes)
        say("label", target.id, *chosen)
        project.apply(changes.label(project, chosen, target))
    elif wish < 0.9 and len([entry for entry in project.history() if not entry.undone]) > 3:
        say("undo")
        project.undo()
        ids = [sample.id for sample in project.samples()]
    else:
        say("import")
        for progress in import_folders(project, [Path(sys.argv[2])], NONE):
            tell()
        ids = [sample.id for sample in project.samples()]
    tell()
"""

State = dict[int, int | None]


def held(project: Project) -> State:
    return {sample.id: sample.class_id for sample in project.samples()}


def integrity(folder: Path) -> str:
    with Project.open(folder, to_write=True) as project:
        return str(project.rows("PRAGMA integrity_check")[0][0])


def problem(folder: Path, lines: list[str]) -> str:
    """What of that which `lines` acknowledged is missing in the project; empty if nothing is."""
    told = [index for index, line in enumerate(lines) if line.startswith("holds")]
    acknowledged = {int(id_): class_id for id_, class_id in json.loads(lines[told[-1]].removeprefix("holds ")).items()}
    begun = next((line.split() for line in reversed(lines) if not line.startswith("holds")), [])
    with Project.open(folder, to_write=True) as project:
        found = held(project)
        if found == acknowledged or (begun and _FITS[begun[0]](project, found, acknowledged, begun)):
            return ""
    return f"{len(set(acknowledged.items()) - set(found.items()))} of {len(acknowledged)} differ after {begun[:3]}"


def _fits_label(project: Project, found: State, acknowledged: State, begun: list[str]) -> bool:
    return found == {**acknowledged, **{int(id_): int(begun[1]) for id_ in begun[2:]}}


def _fits_undo(project: Project, found: State, acknowledged: State, begun: list[str]) -> bool:
    """The undo was written but not yet told: redo leads back to what was told."""
    return project.redo() is not None and held(project) == acknowledged


def _fits_import(project: Project, found: State, acknowledged: State, begun: list[str]) -> bool:
    """More pictures may have come, or, where pictures had been taken out before, the same again."""
    return all(found.get(id_, "missing") == class_id for id_, class_id in acknowledged.items()) and len(found) > len(acknowledged)


_FITS = {"label": _fits_label, "undo": _fits_undo, "import": _fits_import}


def killed(folder: Path, pictures: Path, seed: int) -> list[str]:
    """The lines of a worker that was killed at a random moment."""
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER, str(folder), str(pictures), str(seed)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert worker.stdout is not None
    first = worker.stdout.readline()
    time.sleep(random.Random(seed).uniform(0.0, 0.25))
    os.kill(worker.pid, signal.SIGKILL)
    return [first] + [line for line in worker.communicate()[0].splitlines(keepends=True) if line.endswith("\n")]


def prepared(home: Path) -> tuple[Path, Path]:
    rng = np.random.default_rng(1)
    for number in range(PICTURES):
        folder = home / ("first" if number < START else "later")
        folder.mkdir(exist_ok=True)
        Image.fromarray(rng.integers(0, 255, (24, 32, 3), np.uint8)).save(folder / f"{number:04}.png")
    with Project.create(home / "birds") as project:
        for name in ("ant", "bee", "wasp"):
            project.apply(class_changes.add_class(project, name)[0])
        run(import_folders(project, [home / "first"], NONE))
        return project.folder, home / "later"


def main(kills: int) -> dict[str, Any]:
    lost, broken, acknowledged, interrupted = [], 0, 0, Counter[str]()
    with tempfile.TemporaryDirectory() as home:
        folder, pictures = prepared(Path(home))
        for seed in range(kills):
            lines = killed(folder, pictures, seed)
            acknowledged += sum(line.startswith("holds") for line in lines) - 1
            if not lines[-1].startswith("holds"):
                interrupted[lines[-1].split()[0]] += 1
            broken += integrity(folder) != "ok"
            if missing := problem(folder, lines):
                lost.append({"seed": seed, "problem": missing})
    return {
        "kills": kills,
        "acknowledged_edits": acknowledged,
        "killed_in_the_middle_of": dict(interrupted),
        "lost": lost,
        "integrity_failures": broken,
    }


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200), indent=2))
