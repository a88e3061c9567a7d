"""Pictures kept for the next epoch, as far as the memory for them reaches: decoded, or as the view that never changes."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import numpy as np

from engine.classifier.sight.input import InputConfig
from engine.classifier.sight.transforms import Picture, Transform, picture_of
from engine.errors import PictureUnreadable
from engine.images.reader import read_image

_SHARE = 8  # of the machine's memory, one part in so many
_LEAST, _MOST = 256 * 2**20, 8 * 2**30  # bytes


def memory_limit() -> int:
    """Bytes that pictures may take up on this machine."""
    names = ("SC_PAGE_SIZE", "SC_PHYS_PAGES")
    known = hasattr(os, "sysconf") and all(name in os.sysconf_names for name in names)
    installed = os.sysconf(names[0]) * os.sysconf(names[1]) if known else 0
    return min(max(_LEAST, installed // _SHARE), _MOST)


class PictureMemory:
    """What fits into `limit` bytes (None: what suits the machine), and the reasons of unreadable pictures.

    First come, first kept: with pictures read in turn, throwing out the oldest would lose each one before its reuse. Fixed views take
    at most half, so that pictures which were only looked at once leave room for those that random views are taken of.
    """

    def __init__(self, limit: int | None = None) -> None:
        self._free = memory_limit() if limit is None else limit
        self._free_for_views = self._free // 2
        self._pictures: dict[Path, Picture] = {}
        self._views: dict[tuple[Path, InputConfig], np.ndarray] = {}
        self._unreadable: dict[Path, str] = {}
        self._lock = threading.Lock()

    def read(self, path: Path, shrink_to: int) -> Picture:
        """The decoded picture; raises `PictureUnreadable`."""
        kept = self._pictures.get(path)
        if kept is not None:
            return kept
        picture = self._decoded(path, shrink_to)
        with self._lock:
            size = _bytes_of(picture)
            if size <= self._free and path not in self._pictures:
                self._free -= size
                self._pictures[path] = picture
        return picture

    def plain(self, path: Path, transform: Transform) -> np.ndarray:
        """The evaluation view by `transform`, uint8 (H, W, 3), or (H, W) if all of it is grey; raises `PictureUnreadable`."""
        key = path, transform.config
        kept = self._views.get(key)
        if kept is not None:
            return kept
        picture = self._pictures.get(path)
        view = transform.plain(self._decoded(path, transform.decoded_size) if picture is None else picture)
        with self._lock:
            if view.nbytes <= min(self._free, self._free_for_views) and key not in self._views:
                self._free -= view.nbytes
                self._free_for_views -= view.nbytes
                self._views[key] = view
        return view

    def _decoded(self, path: Path, shrink_to: int) -> Picture:
        reason = self._unreadable.get(path)
        if reason is not None:
            raise PictureUnreadable(path=path, reason=reason)
        try:
            return picture_of(read_image(path, shrink_to))
        except PictureUnreadable as failure:
            self._unreadable[path] = failure.reason
            raise


def _bytes_of(picture: Picture) -> int:
    if isinstance(picture, np.ndarray):
        return picture.nbytes
    return picture.width * picture.height * (1 if picture.mode == "L" else 4)  # Pillow gives three channels four bytes
