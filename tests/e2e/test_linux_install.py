"""The Linux installer, run for real into a home of its own, and taken away again."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
LINUX = ROOT / "packaging" / "linux"
NETWORK_TROUBLE = ("error sending request", "failed to fetch", "dns error", "could not connect", "network")

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the installer for Linux")


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A home with a space and a dollar sign in its path; only uv's cache is the one of this machine, to copy from."""
    home = tmp_path / "a $mall home"
    home.mkdir()
    path = os.pathsep.join([str(ROOT / ".uv" / "bin"), os.environ["PATH"]])
    uv = shutil.which("uv", path=path)
    if uv is None:
        pytest.skip("uv is neither on PATH nor in .uv: run `make setup`")
    cache = subprocess.run([uv, "cache", "dir"], capture_output=True, text=True, check=True).stdout.strip()
    private = ("XDG_", "FIELDMARK_", "VIRTUAL_ENV", "PYTHON")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(private)}
    return {**kept, "PATH": path, "HOME": str(home), "UV_CACHE_DIR": cache, "QT_QPA_PLATFORM": "offscreen"}


def _run(command: list[str | Path], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd="/", timeout=600)


@pytest.fixture
def installed(environment: dict[str, str]) -> Iterator[Path]:
    """The home that Fieldmark is installed in; from uv's cache if that is enough, else from the package index."""
    script = LINUX / "install.sh"
    done = _run([script], {**environment, "UV_OFFLINE": "1"})
    if done.returncode != 0:
        done = _run([script], environment)
    if done.returncode != 0 and any(words in done.stderr.lower() for words in NETWORK_TROUBLE):
        pytest.skip("the package index cannot be reached, and uv's cache does not hold everything")
    assert done.returncode == 0, done.stderr
    home = Path(environment["HOME"])
    yield home
    shutil.rmtree(home / ".local", ignore_errors=True)  # gigabytes, which pytest would keep


def test_installs_twice_starts_and_is_taken_away_without_touching_projects(installed: Path, environment: dict[str, str]) -> None:
    home, share = installed, installed / ".local" / "share"
    launcher = home / ".local" / "bin" / "fieldmark"
    entry = share / "applications" / "fieldmark.desktop"
    icon = share / "icons" / "hicolor" / "scalable" / "apps" / "fieldmark.svg"
    file_type = share / "mime" / "packages" / "fieldmark.xml"
    assert icon.read_bytes() == (ROOT / "resources" / "icons" / "fieldmark.svg").read_bytes()
    assert "*.fieldmark" in file_type.read_text(encoding="utf-8")
    lines = entry.read_text(encoding="utf-8").splitlines()
    assert f'Exec="{str(launcher).replace("$", chr(92) * 2 + "$")}" %f' in lines
    assert any(line.startswith("Comment[zh_CN]=") for line in lines)
    if shutil.which("desktop-file-validate"):
        assert _run(["desktop-file-validate", entry], environment).returncode == 0

    started = _run([launcher, "--help"], environment)
    assert started.returncode == 0, started.stderr
    assert "classify" in started.stdout
    where = "import engine, resources; print(engine.__file__, resources.path('icons', 'fieldmark.svg').is_file())"
    found = _run([share / "fieldmark" / "app" / "venv" / "bin" / "python", "-c", where], environment).stdout
    assert found.startswith(str(share)) and found.endswith("True\n"), "it runs from its own copy, not from the source folder"

    again = _run([LINUX / "install.sh"], {**environment, "UV_OFFLINE": "1"})
    assert again.returncode == 0, again.stderr

    project = home / "Birds.fieldmark" / "project.db"
    settings = home / ".config" / "fieldmark" / "settings.json"
    sample = share / "fieldmark" / "sample" / "picture.png"
    for file in (project, settings, sample):
        file.parent.mkdir(parents=True)
        file.write_text("kept")
    removed = _run([share / "fieldmark" / "app" / "uninstall.sh"], environment)
    assert removed.returncode == 0, removed.stderr
    assert "Left as they are" in removed.stdout
    assert all(file.read_text() == "kept" for file in (project, settings, sample))
    assert not any(path.exists() or path.is_symlink() for path in (launcher, entry, icon, file_type, share / "fieldmark" / "app"))

    twice = _run([LINUX / "uninstall.sh"], environment)
    assert twice.returncode == 0, twice.stderr


def test_uninstalling_leaves_a_launcher_of_someone_else(environment: dict[str, str]) -> None:
    launcher = Path(environment["HOME"]) / ".local" / "bin" / "fieldmark"
    launcher.parent.mkdir(parents=True)
    launcher.symlink_to("/bin/true")
    assert _run([LINUX / "uninstall.sh"], environment).returncode == 0
    assert launcher.is_symlink()
