"""Whether something can be made in a folder, told without touching it."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.paths import is_writable


def test_a_usual_folder_is_writable_and_not_touched(tmp_path: Path) -> None:
    before = tmp_path.stat().st_mtime_ns
    assert is_writable(tmp_path)
    assert tmp_path.stat().st_mtime_ns == before and not any(tmp_path.iterdir())


def test_what_is_not_there_is_not(tmp_path: Path) -> None:
    assert not is_writable(tmp_path / "nowhere")


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="there is no such folder of the system")
def test_a_folder_of_the_system_is_not_whatever_its_rights_say() -> None:
    assert not is_writable(Path("/proc"))
