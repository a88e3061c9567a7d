"""A process that classifies is killed at random moments: what it answered is kept, the rest follows, and nothing comes twice."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine.batch.answers import Answers, State
from engine.errors import AnswersDamaged
from tests.conftest import ROOT, striped_picture
from tests.e2e.test_command_line import QUICK, fieldmark

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills by signal, and starts by fork")
PICTURES, KILLS = 400, 4

# Torch takes seconds to load: one process loads it, and each start of the command is a fork of that.
STARTER = """
import json, os, sys
from engine import cli
from engine.classifier.device import preload
preload()
print("ready", flush=True)
for line in sys.stdin:
    if child := os.fork():
        print(child, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
    else:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        cli.main(json.loads(line))
"""


@pytest.fixture
def starter(home: Path) -> Iterator[subprocess.Popen[str]]:
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen([sys.executable, "-c", STARTER], cwd=ROOT, env=environment, text=True, **pipes)
    assert process.stdout is not None and process.stdout.readline() == "ready\n"
    yield process
    process.communicate(timeout=60)


@pytest.fixture
def model(tmp_path: Path) -> Path:
    for kind, name in enumerate(("ant", "bee")):
        for index in range(6):
            striped_picture(tmp_path / "learn" / name / f"{index}.png", kind, index)
    fieldmark("import", tmp_path / "insects.fieldmark", tmp_path / "learn")
    return Path(fieldmark("train", tmp_path / "insects.fieldmark", *QUICK, "--set", "epochs=1")["model"])


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    rng = np.random.default_rng(1)
    for index in range(PICTURES):
        file = tmp_path / "new" / f"{index // 100}" / f"{index:03}.png"
        file.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(rng.integers(0, 255, (40, 48, 3), np.uint8)).save(file)
        if index % 50 == 7:
            file.write_bytes(file.read_bytes()[:90])
    return tmp_path / "new"


def answers_in(folder: Path) -> Answers | None:
    """The job that is there by now; the file may be just coming."""
    for file in folder.glob("*.answers"):
        try:
            return Answers(file)
        except AnswersDamaged:
            return None
    return None


def answered(folder: Path) -> int:
    answers = answers_in(folder)
    if answers is None:
        return -1
    with answers:
        counts = answers.counts()
    return counts[State.ANSWERED] + counts[State.UNREADABLE] if sum(counts.values()) else -1


def killed(starter: subprocess.Popen[str], arguments: list[str], folder: Path, when: int) -> int:
    """Start the command and kill it once `when` pictures have an answer; returns its exit code."""
    assert starter.stdin is not None and starter.stdout is not None
    starter.stdin.write(json.dumps(arguments) + "\n")
    starter.stdin.flush()
    pid = int(starter.stdout.readline())
    while answered(folder) < when and Path(f"/proc/{pid}").exists() and b") Z " not in Path(f"/proc/{pid}/stat").read_bytes():
        time.sleep(0.002)
    os.kill(pid, signal.SIGKILL)
    return int(starter.stdout.readline())


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes as Linux shows them")
def test_killed_at_random_moments_it_ends_as_if_nothing_had_happened(starter: subprocess.Popen[str], model: Path, pictures: Path) -> None:
    folder = model.parent.parent / "answers"
    command = ["classify", str(model), str(pictures), "--runtime", "torch", "--json"]
    luck, before, codes = random.Random(3), 0, []
    for _ in range(KILLS):
        codes.append(killed(starter, command, folder, before + luck.randrange(0, PICTURES // KILLS)))
        before, earlier = max(0, answered(folder)), before
        assert before >= earlier
    assert codes.count(-signal.SIGKILL) >= KILLS // 2
    outcome = fieldmark(*command[:-1])
    assert (outcome["count"], outcome["unreadable"], outcome["complete"]) == (PICTURES, 8, True)
    assert outcome["asked"] == PICTURES - before
    resumed = told_in(folder)
    assert fieldmark(*command[:-1], "--fresh")["asked"] == PICTURES
    whole = told_in(folder)
    assert resumed.keys() == whole.keys() == set(pictures.rglob("*.png"))
    for path, (reason, shares) in whole.items():
        assert resumed[path][0] == reason and resumed[path][1] == pytest.approx(shares, abs=1e-5)


def told_in(folder: Path) -> dict[Path, tuple[str, tuple[float, ...]]]:
    answers = answers_in(folder)
    assert answers is not None
    with answers:
        rows = list(answers.everything())
    assert len({each.path for each in rows}) == len(rows) == PICTURES
    return {each.path: (each.reason, each.probabilities) for each in rows}
