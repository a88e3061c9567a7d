"""Look at this machine and say in words what works and what is missing."""

from __future__ import annotations

import os
import platform
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from engine.errors import translate
from engine.paths import cache_folder, config_folder, data_folder
from engine.progress import Operation, Progress
from engine.qt_libraries import advice, has_screen, missing_libraries

HUB = ("huggingface.co", 443)
NETWORK_SECONDS = 3.0
_PACKAGES = ("fieldmark", "torch", "torchvision", "timm", "PySide6-Essentials", "pillow", "numpy", "scikit-learn")


@dataclass(frozen=True)
class Finding:
    """One line of the examination; `ok` None means that it is a fact rather than a check."""

    name: str
    value: str
    ok: bool | None = None


def examine() -> Operation[list[Finding]]:
    """All findings. The one connection that Fieldmark makes by itself is the reachability check in here, bounded to seconds."""
    findings: list[Finding] = []
    for stage, find in _EXAMINATIONS:
        yield Progress(stage)
        findings += find()
    return findings


def _versions() -> list[Finding]:
    system = Finding("system", f"{platform.system()} {platform.release()}, {platform.machine()}, {os.cpu_count()} cores")
    return [system, Finding("python", sys.version.split()[0]), *(_package(name) for name in _PACKAGES)]


def _package(name: str) -> Finding:
    try:
        return Finding(name, version(name))
    except PackageNotFoundError:
        return Finding(name, translate("doctor", "not installed"), False)


def _device() -> list[Finding]:
    from engine.classifier.device import describe

    return [Finding("device", describe())]


def _qt() -> list[Finding]:
    fine = translate("doctor", "all there")
    missing, on_a_screen = missing_libraries(), missing_libraries({"DISPLAY": ":0"})
    here = Finding("qt libraries", advice(missing) or fine, not missing)
    return [here] if has_screen() else [here, Finding("qt on a screen", advice(on_a_screen) or fine)]


def _folders() -> list[Finding]:
    return [_folder(name, folder) for name, folder in (("settings", config_folder()), ("cache", cache_folder()), ("data", data_folder()))]


def _folder(name: str, folder: Path) -> Finding:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".probe-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        return Finding(f"{name} folder", f"{folder}: {error.strerror}", False)
    return Finding(f"{name} folder", str(folder), True)


def _network() -> list[Finding]:
    try:
        socket.create_connection(HUB, timeout=NETWORK_SECONDS).close()
    except OSError:
        return [
            Finding("model hub", translate("doctor", "not reachable: use a weights pack or train from scratch; all else works offline"))
        ]
    return [Finding("model hub", translate("doctor", "reachable"))]


_EXAMINATIONS: tuple[tuple[str, Callable[[], list[Finding]]], ...] = (
    (translate("doctor", "Looking at versions"), _versions),
    (translate("doctor", "Looking for a GPU"), _device),
    (translate("doctor", "Looking at the window system"), _qt),
    (translate("doctor", "Trying the folders"), _folders),
    (translate("doctor", "Trying the network"), _network),
)
