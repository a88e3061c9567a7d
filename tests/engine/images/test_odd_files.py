"""Real odd files: each is read or refused with a reason; the benchmark `images.py` measures their time and memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from engine.errors import PictureUnreadable
from engine.images.reader import read_image
from engine.images.scanner import files_below, inspect
from engine.images.thumbnails import encoded_thumbnail, thumbnail


def outcome(path: Path, read: Callable[[Path], object]) -> str:
    try:
        read(path)
    except PictureUnreadable as error:
        assert error.reason
        return error.reason
    return "fine"


@pytest.mark.parametrize("read", [inspect, read_image, encoded_thumbnail])
def test_odd_files_are_read_or_refused(shared_data: Path, read: Callable[[Path], object]) -> None:
    for folder in ("odd-pillow", "odd-exif"):
        listing = files_below(shared_data / folder)
        with ThreadPoolExecutor(2) as pool:
            counts = Counter(pool.map(lambda path: outcome(path, read), listing.files))
        assert not listing.problems
        assert sum(counts.values()) == len(listing.files)
        assert counts["fine"] >= 0.8 * len(listing.files)


@pytest.mark.parametrize("kind", ["Landscape", "Portrait"])
def test_real_orientations_look_the_same(shared_data: Path, kind: str) -> None:
    paths = sorted((shared_data / "odd-exif").glob(f"{kind}*.jpg"))
    assert len(paths) == 9
    assert len({(inspect(path).width, inspect(path).height) for path in paths}) == 1
    for read in (read_image, thumbnail):
        pictures = [np.asarray(read(path).resize((32, 32)), float) for path in paths]  # type: ignore[operator]
        assert len({(picture.shape) for picture in pictures}) == 1
        assert max(np.abs(picture - pictures[0]).mean() for picture in pictures) < 12
