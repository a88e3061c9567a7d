"""Two processes started by torchrun train one model together; when one is killed the other says so, and the run goes on later."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

RECIPE = ["--preset", "scratch", "--architecture", "test_resnet", "--set", "image_size=32", "--set", "batch_size=8"]
RECIPE += ["--set", "learning_rate=0.005", "--set", "horizontal_flip=0", "--set", "smallest_crop=0.9", "--set", "patience=0"]


@pytest.fixture
def project(class_folders: Callable[..., Path], tmp_path: Path) -> Path:
    folder = tmp_path / "stripes.fieldmark"
    fieldmark("import", folder, class_folders({"red": 24, "green": 24, "blue": 24}))
    return folder


def fieldmark(*arguments: object) -> dict[str, Any]:
    done = subprocess.run([sys.executable, "-m", "gui.app", *map(str, arguments), "--json"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def started(*arguments: object) -> subprocess.Popen[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    torchrun = ["-m", "torch.distributed.run", "--nproc_per_node", "2", "--master_addr", "127.0.0.1", "--master_port", str(port)]
    command = [sys.executable, *torchrun, "-m", "gui.app", *map(str, arguments), "--json"]
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def children_of(parent: int) -> list[int]:
    """The processes that torchrun has started, the first one first."""
    stats = [(int(stat.parent.name), stat.read_text().rpartition(")")[2].split()) for stat in Path("/proc").glob("[0-9]*/stat")]
    return sorted(number for number, fields in stats if int(fields[1]) == parent)


def test_two_processes_train_one_model(project: Path) -> None:
    process = started("train", project, *RECIPE, "--set", "epochs=25")
    output, said = process.communicate(timeout=300)
    assert process.returncode == 0, said
    together = json.loads(output)
    alone = fieldmark("train", project, *RECIPE, "--set", "epochs=25")
    assert together["accuracy"] == pytest.approx(alone["accuracy"], abs=0.15) and together["accuracy"] > 0.8
    assert len(re.findall(r"^.*epoch 25.*$", said, re.MULTILINE | re.IGNORECASE)) <= 1  # only the first one speaks
    assert not list((project / "runs").iterdir())


def test_a_killed_process_ends_the_run_in_words_and_it_goes_on_later(project: Path) -> None:
    process = started("train", project, *RECIPE, "--set", "epochs=900")
    checkpoints = project / "runs"
    deadline = time.monotonic() + 240
    while not list(checkpoints.glob("*/checkpoint.safetensors")) and time.monotonic() < deadline:
        time.sleep(0.2)
    os.kill(children_of(process.pid)[-1], signal.SIGKILL)
    _, said = process.communicate(timeout=240)
    assert process.returncode != 0
    words = " ".join(said.split())
    assert "One of the 2 processes that trained together has ended" in words and "--resume" in words
    process = started("train", project, "--resume", "--keep-best")  # together again: only the first process has the checkpoint
    output, said = process.communicate(timeout=240)
    assert process.returncode == 0, said
    kept = json.loads(output)
    assert Path(kept["model"]).is_dir() and kept["stop_reason"] == "stopped by you"
