"""The walls of the house: what may import what, what may lie in the root, and the few words that must not be written."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = {"engine", "gui", "packaging", "resources", "tests", ".ci"}
FILES = {
    ".gitattributes",
    ".gitignore",
    ".pre-commit-config.yaml",
    "CHANGELOG.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "README.zh-CN.md",
    "pyproject.toml",
}
LOCK_FILES = {"uv.lock", "pylock.toml", "poetry.lock", "pdm.lock", "Pipfile.lock"}


def _python_files(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted((ROOT / folder).rglob("*.py"))


def _committed() -> list[str]:
    """The files that git knows or would add; where the source came without git, this cannot be asked."""
    listing = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True)
    if listing.returncode != 0:
        pytest.skip("not a git checkout")
    return [name for name in listing.stdout.splitlines() if (ROOT / name).exists()]


def test_the_import_contracts_hold() -> None:
    program = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    linted = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert linted.returncode == 0, linted.stdout + linted.stderr


def test_every_engine_module_can_be_imported_without_qt_and_without_the_window() -> None:
    modules = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in _python_files("engine")]
    blocked = ("PySide6", "shiboken6", "pyqtgraph", "qtawesome", "gui")
    program = (
        "import sys, importlib\n"
        f"for name in {blocked!r}: sys.modules[name] = None\n"
        f"for name in {[name.removesuffix('.__init__') for name in modules]!r}: importlib.import_module(name)\n"
    )
    imported = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert imported.returncode == 0, imported.stderr


def test_a_project_can_be_opened_and_the_command_line_starts_without_torch() -> None:
    program = "import sys, engine.project.project, engine.cli, gui; sys.exit('torch' in sys.modules)"
    imported = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert imported.returncode == 0, imported.stderr or "torch was loaded"


def test_packaging_is_no_python_package() -> None:
    """It would shadow the library `packaging`, which huggingface_hub and others import."""
    assert not (ROOT / "packaging" / "__init__.py").exists()


def test_the_root_holds_only_what_belongs_there() -> None:
    committed = _committed()
    folders = {name.split("/")[0] for name in committed if "/" in name}
    files = {name for name in committed if "/" not in name}
    assert folders <= FOLDERS
    assert files <= FILES


def test_no_lock_file_is_committed() -> None:
    """They record download addresses."""
    assert [name for name in _committed() if Path(name).name in LOCK_FILES] == []


def test_the_window_never_pumps_events_by_hand() -> None:
    assert [str(path) for path in _python_files("gui") if "processEvents" in path.read_text(encoding="utf-8")] == []


def test_nothing_untrusted_is_unpickled() -> None:
    """`torch.load` only with `weights_only=True`; no pickle, joblib or allow_pickle at all."""
    for path in _python_files("engine", "gui"):
        source = path.read_text(encoding="utf-8")
        assert not re.search(r"^\s*(import|from) (pickle|joblib|dill|cloudpickle)\b", source, re.MULTILINE), path
        for call in (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)):
            keywords = {keyword.arg: ast.unparse(keyword.value) for keyword in call.keywords}
            if ast.unparse(call.func) == "torch.load":
                assert keywords.get("weights_only") == "True", f"{path}:{call.lineno}"
            assert keywords.get("allow_pickle", "False") == "False", f"{path}:{call.lineno}"


def test_there_is_no_drawer_for_odds_and_ends() -> None:
    names = {path.stem for path in _python_files("engine", "gui")}
    assert not names & {"utils", "util", "helpers", "misc", "common"}
