"""Which system libraries Qt misses on this Linux, and the one command that installs them.

The Qt wheels leave these to the system, and Qt only says "could not load the platform plugin". This file is run before
anything is installed too (by `.ci/run`), so it needs nothing but the standard library.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class MissingLibrary:
    """A shared library by its soname, and the package that brings it on three families of Linux."""

    soname: str
    debian: str
    fedora: str
    arch: str


def _table(text: str) -> tuple[MissingLibrary, ...]:
    return tuple(MissingLibrary(*row.split()) for row in text.strip().splitlines())


# What libQt6Core, Gui, Widgets, Svg, Network, DBus and the offscreen platform link to (`readelf -d`, Qt 6.10 and 6.11).
WITHOUT_A_SCREEN = _table("""
libEGL.so.1          libegl1          libglvnd-egl   libglvnd
libGL.so.1           libgl1           libglvnd-glx   libglvnd
libX11.so.6          libx11-6         libX11         libx11
libxkbcommon.so.0    libxkbcommon0    libxkbcommon   libxkbcommon
libdbus-1.so.3       libdbus-1-3      dbus-libs      dbus
libfontconfig.so.1   libfontconfig1   fontconfig     fontconfig
libfreetype.so.6     libfreetype6     freetype       freetype2
libglib-2.0.so.0     libglib2.0-0     glib2          glib2
libgthread-2.0.so.0  libglib2.0-0     glib2          glib2
libgssapi_krb5.so.2  libgssapi-krb5-2 krb5-libs      krb5
libbrotlidec.so.1    libbrotli1       libbrotli      brotli
libz.so.1            zlib1g           zlib           zlib
libzstd.so.1         libzstd1         libzstd        zstd
""")

X11 = _table("""
libX11-xcb.so.1          libx11-xcb1         libX11-xcb           libx11
libxcb.so.1              libxcb1             libxcb               libxcb
libxcb-cursor.so.0       libxcb-cursor0      xcb-util-cursor      xcb-util-cursor
libxcb-glx.so.0          libxcb-glx0         libxcb               libxcb
libxcb-icccm.so.4        libxcb-icccm4       xcb-util-wm          xcb-util-wm
libxcb-image.so.0        libxcb-image0       xcb-util-image       xcb-util-image
libxcb-keysyms.so.1      libxcb-keysyms1     xcb-util-keysyms     xcb-util-keysyms
libxcb-randr.so.0        libxcb-randr0       libxcb               libxcb
libxcb-render-util.so.0  libxcb-render-util0 xcb-util-renderutil  xcb-util-renderutil
libxcb-render.so.0       libxcb-render0      libxcb               libxcb
libxcb-shape.so.0        libxcb-shape0       libxcb               libxcb
libxcb-shm.so.0          libxcb-shm0         libxcb               libxcb
libxcb-sync.so.1         libxcb-sync1        libxcb               libxcb
libxcb-util.so.1         libxcb-util1        xcb-util             xcb-util
libxcb-xfixes.so.0       libxcb-xfixes0      libxcb               libxcb
libxcb-xkb.so.1          libxcb-xkb1         libxcb               libxcb
libxkbcommon-x11.so.0    libxkbcommon-x11-0  libxkbcommon-x11     libxkbcommon-x11
""")

WAYLAND = _table("""
libwayland-client.so.0  libwayland-client0  libwayland-client  wayland
libwayland-cursor.so.0  libwayland-cursor0  libwayland-cursor  wayland
libwayland-egl.so.1     libwayland-egl1     libwayland-egl     wayland
""")

# family: its package tool, and how that installs
COMMANDS = {
    "debian": ("apt-get", "sudo apt-get install -y"),
    "fedora": ("dnf", "sudo dnf install -y"),
    "arch": ("pacman", "sudo pacman -S --needed"),
}


def has_screen(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether a window could be seen here; an offscreen platform that was asked for counts as no screen."""
    if environment.get("QT_QPA_PLATFORM", "").split(":")[0] in ("offscreen", "minimal"):
        return False
    return not sys.platform.startswith("linux") or any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def screens(environment: Mapping[str, str] = os.environ) -> list[tuple[MissingLibrary, ...]]:
    """What each way to the screen that this session offers needs, X11 first; none without a screen, or outside Linux."""
    if not sys.platform.startswith("linux") or not has_screen(environment):
        return []
    ways = (("DISPLAY", X11), ("WAYLAND_DISPLAY", WAYLAND))
    return [libraries for name, libraries in ways if environment.get(name)]


def _loads(soname: str) -> bool:
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def missing_libraries(environment: Mapping[str, str] = os.environ, loads: Callable[[str], bool] = _loads) -> list[MissingLibrary]:
    """The needed libraries that the system's loader cannot find: the common ones, and those of the nearest way to the screen.

    One way to the screen is enough: Qt falls back from Wayland to X11 and the other way round.
    """
    if not sys.platform.startswith("linux"):
        return []

    def missing_of(libraries: Iterable[MissingLibrary]) -> list[MissingLibrary]:
        return [library for library in libraries if not loads(library.soname)]

    return missing_of(WITHOUT_A_SCREEN) + min(map(missing_of, screens(environment)), key=len, default=[])


def packages(missing: Iterable[MissingLibrary], family: str) -> list[str]:
    """The packages of `family` (debian, fedora or arch) that bring the `missing` libraries, each once."""
    return sorted({getattr(library, family) for library in missing})


def advice(missing: Iterable[MissingLibrary], which: Callable[[str], str | None] = shutil.which) -> str:
    """What is missing and the command that installs it here; an empty string when nothing is missing."""
    libraries = list(missing)
    if not libraries:
        return ""
    families = [family for family, (tool, _) in COMMANDS.items() if which(tool)] or list(COMMANDS)
    commands = [f"    {COMMANDS[family][1]} {' '.join(packages(libraries, family))}" for family in families]
    names = " ".join(library.soname for library in libraries)
    return "\n".join([f"Qt, which draws the window, misses these system libraries: {names}", "Install them with:", *commands])


def main(arguments: list[str]) -> int:
    """`--screen`: is there one? `--packages FAMILY`: one line of package names. Else the advice, and 1 if anything is missing."""
    if arguments == ["--screen"]:
        return 0 if has_screen() else 1
    missing = missing_libraries()
    if arguments[:1] == ["--packages"]:
        print(*packages(missing, arguments[1]))
        return 0
    if missing:
        print(advice(missing), file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
