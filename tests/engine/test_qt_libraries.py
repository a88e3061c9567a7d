"""The table of Qt's system libraries, judged against what the installed Qt really links to."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from engine import qt_libraries
from engine.qt_libraries import MissingLibrary

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux leaves these libraries to the system")

# Part of every C and C++ runtime, so of every Linux that runs Python wheels.
RUNTIME = re.compile(r"^(ld-linux.*|lib(c|m|dl|pthread|rt|resolv|gcc_s|stdc\+\+))\.so\.\d+$")


def _linked(*names: str) -> set[str]:
    """The sonames that these files of the installed PySide6 name themselves, less Qt's own and the C runtime's."""
    spec = importlib.util.find_spec("PySide6")
    assert spec is not None and spec.submodule_search_locations is not None
    folder = Path(next(iter(spec.submodule_search_locations))) / "Qt"
    files = [path for name in names for path in folder.glob(name)]
    assert len(files) >= len(names)
    dump = subprocess.run(["readelf", "-d", *map(str, files)], capture_output=True, text=True, check=True).stdout
    found = set(re.findall(r"\(NEEDED\).*\[(.+)\]", dump))
    return {name for name in found if not name.startswith(("libQt6", "libicu")) and not RUNTIME.match(name)}


def _sonames(libraries: tuple[MissingLibrary, ...]) -> set[str]:
    return {library.soname for library in libraries}


@pytest.mark.skipif(shutil.which("readelf") is None, reason="readelf (binutils) is not here")
def test_the_table_names_all_that_qt_links_to() -> None:
    modules = [f"lib/libQt6{name}.so.6" for name in ("Core", "Gui", "Widgets", "Svg", "SvgWidgets", "Network", "DBus", "Test")]
    common = _linked(*modules, "plugins/platforms/libqoffscreen.so", "plugins/imageformats/*.so", "plugins/iconengines/*.so")
    # libbrotlidec brings libbrotlicommon: one package
    assert common - {"libbrotlicommon.so.1"} <= _sonames(qt_libraries.WITHOUT_A_SCREEN)
    x11 = _linked("lib/libQt6XcbQpa.so.6", "plugins/platforms/libqxcb.so", "plugins/xcbglintegrations/*.so")
    assert x11 <= _sonames(qt_libraries.WITHOUT_A_SCREEN + qt_libraries.X11)
    wayland = _linked("lib/libQt6WaylandClient.so.6", "plugins/platforms/libqwayland.so", "plugins/wayland-shell-integration/*.so")
    assert wayland <= _sonames(qt_libraries.WITHOUT_A_SCREEN + qt_libraries.WAYLAND)


def test_this_machine_has_what_the_tests_need() -> None:
    assert qt_libraries.missing_libraries({"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0"}) == []
    assert qt_libraries.advice([]) == ""


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, ["libEGL.so.1"]),
        ({"DISPLAY": ":0"}, ["libEGL.so.1", "libxcb-cursor.so.0", "libxcb-icccm.so.4"]),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, ["libEGL.so.1"]),
        ({"WAYLAND_DISPLAY": "wayland-0"}, ["libEGL.so.1", "libwayland-cursor.so.0"]),
        ({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, ["libEGL.so.1", "libwayland-cursor.so.0"]),
    ],
)
def test_asks_only_for_what_this_kind_of_session_needs(environment: dict[str, str], expected: list[str]) -> None:
    absent = {"libEGL.so.1", "libxcb-cursor.so.0", "libxcb-icccm.so.4", "libwayland-cursor.so.0"}
    missing = qt_libraries.missing_libraries(environment, loads=lambda soname: soname not in absent)
    assert [library.soname for library in missing] == expected


def test_advice_names_the_command_of_this_linux() -> None:
    missing = qt_libraries.missing_libraries({"DISPLAY": ":0"}, loads=lambda soname: "xcb-icccm" not in soname and "GL" not in soname)
    debian = qt_libraries.advice(missing, which=lambda tool: tool if tool == "apt-get" else None)
    assert "sudo apt-get install -y libegl1 libgl1 libxcb-icccm4" in debian
    assert "dnf" not in debian
    unknown = qt_libraries.advice(missing, which=lambda tool: None)
    assert all(tool in unknown for tool in ("apt-get", "dnf", "pacman"))


def test_the_command_says_what_is_missing_before_anything_is_installed() -> None:
    """`.ci/run` and the Makefile call the file by its path, with whatever Python there is."""
    command = [sys.executable, "-S", "-I", qt_libraries.__file__, "--packages", "debian"]
    answer = subprocess.run(command, capture_output=True, text=True, env={"QT_QPA_PLATFORM": "offscreen"}, check=True)
    assert answer.stdout.strip() == ""
