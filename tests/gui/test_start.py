"""How the window starts: without torch, without pyqtgraph, and into words instead of a crash where it cannot."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gui.app import wants_window
from tests.conftest import ROOT

PROGRAM = """
import sys
from gui.app import make_app, make_window
app = make_app()
window = make_window()
window.show()
assert not window.grab().isNull()
for page in range(5):
    window.go(page)
    window.grab()
window.close()
print(",".join(name for name in ("torch", "torchvision", "timm", "sklearn", "pyqtgraph") if name in sys.modules))
"""


def test_the_window_paints_without_torch() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stdout + done.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a screen")
def test_without_a_screen_there_are_words_and_no_crash(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")}
    done = subprocess.run([sys.executable, "-m", "gui.app"], cwd=ROOT, capture_output=True, text=True, timeout=60, env=environment)
    assert done.returncode == 1
    assert "no screen" in done.stderr and "fieldmark demo" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "window"),
    [([], True), (["--sample"], True), (["birds.fieldmark"], True), (["train", "x"], False), (["doctor"], False), (["--help"], False)],
)
def test_a_command_is_a_command_and_a_project_a_window(arguments: list[str], window: bool) -> None:
    assert wants_window(arguments) is window
