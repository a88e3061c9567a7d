"""Every test has a home of its own, an offscreen screen and generated pictures; nothing reaches the network."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gui.main_window import MainWindow

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["HF_HUB_OFFLINE"] = "1"

ROOT = Path(__file__).parent.parent
DATA = ROOT.parent / "shared" / "data"


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, caches and the sample project of one test."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("FIELDMARK_HOME", str(folder))
    return folder


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A test that tries to leave this machine fails, also if the product swallows the refusal; loopback is allowed."""
    connect = socket.socket.connect
    attempts: list[object] = []

    def guarded(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else "local"
        if host not in ("127.0.0.1", "::1", "localhost", "local"):
            attempts.append(address)
            raise OSError(f"the test suite has no network: {address}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)
    yield
    assert not attempts


@pytest.fixture
def shared_data() -> Path:
    """Real pictures and weights; the test is skipped where they are not."""
    if not DATA.is_dir():
        pytest.skip("the shared data folder is not here")
    return DATA


def striped_picture(path: Path, kind: int, seed: int, size: tuple[int, int] = (48, 40)) -> Path:
    """A picture of class `kind`: 0 has upright red stripes, 1 level green ones, 2 a blue disc; noise from `seed`."""
    rng = np.random.default_rng(seed)
    width, height = size
    y, x = np.mgrid[0:height, 0:width]
    phase = rng.integers(0, 8)
    shape = [(x + phase) % 8 < 4, (y + phase) % 8 < 4, (x - width / 2) ** 2 + (y - height / 2) ** 2 < (height / 3) ** 2][kind % 3]
    pixels = rng.normal(110, 18, (height, width, 3))
    pixels[..., kind % 3] += shape * 90
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(pixels.clip(0, 255).astype(np.uint8)).save(path)
    return path


@pytest.fixture
def class_folders(tmp_path: Path) -> Callable[..., Path]:
    """Makes a folder of class folders: `class_folders({"red": 4, "green": 4})`; the n-th class is drawn as kind n."""

    def make(counts: dict[str, int], name: str = "pictures", suffix: str = ".png", seed: int = 0) -> Path:
        root = tmp_path / name
        root.mkdir(parents=True, exist_ok=True)
        for kind, (label, count) in enumerate(counts.items()):
            for index in range(count):
                striped_picture(root / label / f"{label}-{index:03}{suffix}", kind, seed + 1000 * kind + index)
        return root

    return make


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    """A real window of its own, on the screen that is there, that leaves no thread behind."""
    from gui.app import make_app, make_window

    before = set(threading.enumerate())
    make_app()
    window = make_window()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()
    # a wait that was cancelled may end a moment later; a daemon thread that finishes an import alone is meant to
    left = [thread for thread in set(threading.enumerate()) - before if not thread.daemon]
    for thread in left:
        thread.join(5)
    assert not [thread.name for thread in left if thread.is_alive()]
