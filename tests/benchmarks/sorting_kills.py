"""Kill a process at random moments while it classifies, sorts by move and undoes: nothing may be lost or doubled. Prints JSON.

Run: python tests/benchmarks/sorting_kills.py [KILLS [PICTURES]]. A round classifies the pictures with a small trained model, sorts them
into folders below their own and undoes that; it is killed a dozen times on the way, at moments spread over the three, and goes on
each time. After every kill each picture must be there once; in the end all are answered as an undisturbed job answers them, all are
sorted, and after the undo the tree is the same to the byte and to the nanosecond.
"""

from __future__ import annotations

import hashlib
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

from engine.batch.answers import Answers, State
from engine.operations.sorting import journals

ROOT = Path(__file__).parent.parent.parent
# What is run, in which phase of that it is killed, and how often a round.
PHASES = (("classify", "classify", 3), ("sort", "plan", 1), ("sort", "sort", 4), ("undo", "undo", 4))
RECIPE = ["--architecture", "test_resnet", "--preset", "scratch"]
for field in ("image_size=32", "epochs=20", "batch_size=8", "learning_rate=0.005", "horizontal_flip=0"):
    RECIPE += ["--set", field]
CLASSES = ("ant", "bee", "wasp")

# Torch takes seconds to load: one process does it, and every start of the work is a fork of that. The work says how far it is.
STARTER = """
import os, sys
from pathlib import Path
from engine.classifier.asking import Asking
from engine.classifier.device import preload
from engine.classifier.model.card import read_card
from engine.operations.classifying import open_job, run_job
from engine.operations.sorting import MOVE, apply_sort, finish_sort, journals, plan_sort, undo_sort

def told(phase, operation):
    try:
        while True:
            progress = next(operation)
            print(phase, progress.done, flush=True)
    except StopIteration as end:
        return end.value

def classify(model, pictures, home):
    told("classify", run_job(open_job(home, read_card(model), [pictures], Asking(runtime="torch"))))

def sort(model, pictures, home):
    cards = journals()
    for card in cards:
        if card.unfinished:
            told("sort", finish_sort(card.file))
    if not cards:
        answers = open_job(home, read_card(model), [pictures], Asking(runtime="torch"))
        told("sort", apply_sort(told("plan", plan_sort(answers, pictures / "sorted", MOVE)).journal))

def undo(model, pictures, home):
    for card in journals():
        told("undo", undo_sort(card.file))

preload()
print("ready", flush=True)
for line in sys.stdin:
    way, *paths = line.rstrip("\\n").split("\\t")
    if child := os.fork():
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        print("\\nexit", code, flush=True)
    else:
        print("pid", os.getpid(), flush=True)
        {"classify": classify, "sort": sort, "undo": undo}[way](*map(Path, paths))
        sys.stdout.flush()
        os._exit(0)
"""


class Worker:
    """The starter, and the one process at a time that it forks."""

    def __init__(self, model: Path, pictures: Path, home: Path) -> None:
        self._paths = "\t".join(map(str, (model, pictures, home)))
        environment = {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)}
        pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        self._process = subprocess.Popen([sys.executable, "-c", STARTER], cwd=ROOT, env=environment, text=True, **pipes)
        assert self._line() == ["ready"]

    def run(self, way: str, kill: tuple[str, int, float] | None = None) -> tuple[int, str]:
        """(exit code, the phase in which it ended); `kill` is (phase, from which count on, s to wait then)."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{way}\t{self._paths}\n")
        self._process.stdin.flush()
        pid, phase = int(self._line()[1]), "start"
        while (line := self._line())[:1] != ["exit"]:
            if len(line) != 2:
                continue  # a line that a kill cut off
            phase = line[0]
            if kill and phase == kill[0] and int(line[1] or 0) >= kill[1]:
                time.sleep(kill[2])
                kill = None
                os.kill(pid, signal.SIGKILL)  # it is not reaped before the starter is read again
        return int(line[1]), phase

    def close(self) -> None:
        self._process.communicate(timeout=60)

    def _line(self) -> list[str]:
        assert self._process.stdout is not None
        return self._process.stdout.readline().split()


def tree(folder: Path) -> str:
    """A hash over all names, contents, times and permissions below `folder`."""
    found = hashlib.sha256()
    for path in (folder, *sorted(folder.rglob("*"))):
        status = path.lstat()
        content = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder"
        found.update(repr((str(path.relative_to(folder)), content, status.st_mtime_ns, status.st_mode)).encode())
    return found.hexdigest()


def held(folder: Path) -> Counter[str]:
    """How often each picture is there; two names of one file, as in the middle of a move, count once."""
    files = {}
    for path in folder.rglob("*"):
        if path.is_file() and path.suffix in (".jpg", ".xmp"):
            files[path.stat().st_ino] = hashlib.sha256(path.read_bytes()).hexdigest()
    return Counter(files.values())


def says(home: Path) -> tuple[dict[str, tuple[State, int]], dict[str, tuple[float, ...]], list[Path]]:
    """What the job says of each picture, by content, and where it believes them to be."""
    (file,) = home.glob("*.answers")
    with Answers(file) as answers:
        rows = list(answers.everything())
    digests = [hashlib.sha256(row.path.read_bytes()).hexdigest() for row in rows]
    best = {digest: (row.state, int(np.argmax(row.probabilities))) for digest, row in zip(digests, rows, strict=True)}
    return best, {digest: row.probabilities for digest, row in zip(digests, rows, strict=True)}, [row.path for row in rows]


def drawn(path: Path, kind: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[0:40, 0:48]
    shape = [x % 8 < 4, y % 8 < 4, (x - 24) ** 2 + (y - 20) ** 2 < 150][kind]
    pixels = rng.normal(110, 18, (40, 48, 3))
    pixels[..., kind] += shape * rng.uniform(5, 90)
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(pixels.clip(0, 255).astype(np.uint8)).save(path, quality=90)
    when = 1_600_000_000_000_000_000 + seed * 1_000_003
    os.utime(path, ns=(when, when))


def trained(folder: Path) -> Path:
    """A small model that tells three kinds of drawings apart."""
    for kind, name in enumerate(CLASSES):
        for index in range(8):
            drawn(folder / "learn" / name / f"{index}.jpg", kind, 90_000 + kind * 100 + index)
    fieldmark, project = str(Path(sys.executable).parent / "fieldmark"), str(folder / "three.fieldmark")
    subprocess.run([fieldmark, "import", project, str(folder / "learn")], check=True, capture_output=True)
    told = subprocess.run([fieldmark, "train", project, *RECIPE, "--json"], capture_output=True, text=True)
    assert told.returncode == 0, told.stderr
    return Path(json.loads(told.stdout.splitlines()[-1])["model"])


def main(kills: int, pictures: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as place:
        os.environ["FIELDMARK_HOME"] = str(Path(place) / "home")
        return _measured(Path(place), kills, pictures)


def _measured(place: Path, kills: int, pictures: int) -> dict[str, Any]:
    folder, luck = place / "pictures", random.Random(5)
    for number in range(pictures):
        drawn(folder / f"day {number % 7}" / f"{number // 7:04}.jpg", number % 3, number)  # the same names in every folder
        if number % 10 == 0:
            sidecar = folder / f"day {number % 7}" / f"{number // 7:04}.xmp"
            sidecar.write_text(f"<x:xmpmeta>{number}</x:xmpmeta>")
    before, once = tree(folder), held(folder)
    worker = Worker(trained(place), folder, place / "answers")
    for way in ("classify", "sort", "undo"):
        worker.run(way)
    undisturbed, shares, _ = says(place / "answers")
    problems = ["an undisturbed round does not come back"] if tree(folder) != before else []
    killed: Counter[str] = Counter()
    rounds = 0
    while killed.total() < kills:
        rounds += 1
        _forget(place)
        for way, phase, times in PHASES:
            code = 1
            for _ in range(times):
                if killed.total() < kills and code:
                    code, where = worker.run(way, (phase, luck.randrange(pictures), luck.uniform(0, 0.02)))
                    killed[where] += code == -signal.SIGKILL
                    if held(folder) != once:
                        problems.append(f"round {rounds}: pictures are lost or doubled after a kill in {where}")
            if phase != "plan" and code:
                code, _ = worker.run(way)
            problems += [f"round {rounds}: {phase} ended with {code}"] if phase != "plan" and code else []
            if phase in ("sort", "undo"):
                problems += _wrong(place, folder, phase, before, once, undisturbed, shares, rounds)
    worker.close()
    return {"pictures": pictures, "kills": killed.total(), "killed_in": dict(killed), "rounds": rounds, "problems": problems}


def _forget(place: Path) -> None:
    for file in (place / "answers").iterdir():
        file.unlink()
    for card in journals():
        card.file.unlink()


def _wrong(
    place: Path,
    folder: Path,
    phase: str,
    before: str,
    once: Counter[str],
    undisturbed: dict[str, tuple[State, int]],
    shares: dict[str, tuple[float, ...]],
    rounds: int,
) -> list[str]:
    """What is not as it should be once the sort, or the undo, is through."""
    best, found, paths = says(place / "answers")
    wrong = [] if held(folder) == once else ["pictures are lost or doubled"]
    wrong += [] if best == undisturbed else ["answers differ or are missing"]
    wrong += [] if all(np.allclose(found[key], shares[key], atol=1e-5) for key in shares) else ["probabilities differ"]
    if phase == "sort":
        wrong += [] if all(path.is_relative_to(folder / "sorted") for path in paths) else ["not all are sorted"]
        wrong += [] if len(list((folder / "sorted").rglob("*.jpg"))) == len(undisturbed) else ["the folders hold others"]
    else:
        wrong += [] if tree(folder) == before else ["the tree is not as it was"]
    return [f"round {rounds}, after {phase}: {each}" for each in wrong]


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:3]]
    print(json.dumps(main(*(numbers + [100, 2000][len(numbers) :])), indent=2))
