"""The few small drawings that a style sheet can only take from files: ticks, arrows and dots, written once per colour."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

from engine.paths import cache_folder

_STROKE = '<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-linecap="round" stroke-linejoin="round"/>'
_PATHS = {
    "tick": ("M3.6 8.4 6.6 11.3 12.4 4.9", 2.0),
    "dash": ("M4 8H12", 2.0),
    "down": ("M4 6.2 8 10.2 12 6.2", 1.5),
    "up": ("M4 9.8 8 5.8 12 9.8", 1.5),
    "right": ("M6.2 4 10.2 8 6.2 12", 1.5),
    "dot": ("M8 8H8.01", 6.5),
}


def mark(name: str, colour: str) -> str:
    """A style sheet's `url(...)` of the drawing `name` in `colour`."""
    path, width = _PATHS[name]
    body = _STROKE.format(path=path, colour=colour, width=width)
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16">{body}</svg>'
    return f'url("{_written(name, svg).as_posix()}")'


def _written(name: str, svg: str) -> Path:
    digest = hashlib.blake2b(svg.encode(), digest_size=6).hexdigest()
    for folder in (cache_folder() / "marks", Path(tempfile.gettempdir()) / "fieldmark-marks"):
        file = folder / f"{name}-{digest}.svg"
        try:
            if not file.exists():
                folder.mkdir(parents=True, exist_ok=True)
                file.write_text(svg, encoding="utf-8")
        except OSError:
            continue  # a cache that cannot be written must not keep the window from opening
        return file
    return Path(f"{name}-{digest}.svg")
