"""Thumbnails come from the cache where they can, and a cache that is spoilt, full or gone only costs time."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine.errors import PictureUnreadable
from engine.images.thumbnail_store import ThumbnailStore, thumbnail_store
from engine.images.thumbnails import SIDE, cached_pixels, encoded_thumbnail, thumbnail
from tests.conftest import striped_picture

DIGEST = "0123456789abcdef0123456789abcdef"


def test_thumbnails_are_small_and_cached(tmp_path: Path) -> None:
    path = striped_picture(tmp_path / "large.jpg", 0, 1, size=(1200, 600))
    first = thumbnail(path, DIGEST)
    assert first.mode == "RGB" and first.size == (SIDE, SIDE // 2)
    path.unlink()
    assert np.array_equal(np.asarray(thumbnail(path, DIGEST)), np.asarray(first))
    with pytest.raises(PictureUnreadable, match="not there"):
        thumbnail(path, "another")


def test_without_a_digest_a_changed_file_gets_a_new_thumbnail(tmp_path: Path) -> None:
    path = striped_picture(tmp_path / "a.png", 0, 1, size=(100, 80))
    assert thumbnail(path).size == (100, 80)
    striped_picture(path, 0, 1, size=(80, 100))
    assert thumbnail(path).size == (80, 100)


def test_tiny_pictures_are_kept_exactly(tmp_path: Path) -> None:
    path = striped_picture(tmp_path / "a.png", 2, 1, size=(28, 28))
    with Image.open(path) as image:
        assert np.array_equal(np.asarray(image), np.asarray(thumbnail(path)))


def test_pixels_are_ready_for_the_screen(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.new("RGB", (30, 20), (200, 100, 50)).save(path)
    pixels = cached_pixels(path)
    assert (pixels.width, pixels.height, len(pixels.data)) == (30, 20, 30 * 20 * 4)
    assert tuple(pixels.data[:3]) == (200, 100, 50)


def test_a_smaller_side_skips_detail(tmp_path: Path) -> None:
    path = striped_picture(tmp_path / "large.jpg", 2, 1, size=(1200, 600))
    assert thumbnail(path, DIGEST, side=128).size == (128, 64)
    assert thumbnail(path, DIGEST, side=100).size == (128, 64)
    assert thumbnail(path, DIGEST, side=200).size == (256, 128)


def test_a_spoilt_entry_is_made_anew(tmp_path: Path) -> None:
    path = striped_picture(tmp_path / "a.jpg", 0, 1, size=(300, 200))
    good = encoded_thumbnail(path, DIGEST)
    for spoilt in (b"", b"torn", good[: len(good) // 2]):
        thumbnail_store().put(DIGEST, spoilt)
        assert thumbnail(path, DIGEST).size == (256, 171)
        assert thumbnail_store().get(DIGEST) == good


def test_a_spoilt_store_is_made_anew(tmp_path: Path, home: Path) -> None:
    path = striped_picture(tmp_path / "a.jpg", 0, 1, size=(300, 200))
    file = thumbnail_store().file
    file.parent.mkdir(parents=True)
    file.write_bytes(b"this is no database" * 1000)
    assert thumbnail(path, DIGEST).size == (256, 171)
    thumbnail(path, DIGEST)
    assert thumbnail_store().get(DIGEST) is not None


def test_a_store_that_cannot_be_written_only_costs_time(tmp_path: Path, home: Path) -> None:
    path = striped_picture(tmp_path / "a.jpg", 0, 1, size=(300, 200))
    (home / "cache").write_text("a file where the folder should be")
    for _ in range(2):
        assert thumbnail(path, DIGEST).size == (256, 171)
    assert thumbnail_store().get(DIGEST) is None


def test_a_store_that_was_deleted_meanwhile_comes_back(tmp_path: Path, home: Path) -> None:
    path = striped_picture(tmp_path / "a.jpg", 0, 1, size=(300, 200))
    thumbnail(path, DIGEST)
    for file in (home / "cache").iterdir():
        file.unlink()
    for number in range(4):
        assert thumbnail(path, f"{DIGEST}{number}").size == (256, 171)


def test_two_processes_share_a_store(tmp_path: Path) -> None:
    one, other = ThumbnailStore(tmp_path / "t.db"), ThumbnailStore(tmp_path / "t.db")
    one.put("a", b"1")
    other.put("b", b"2")
    assert (one.get("b"), other.get("a"), one.get("c")) == (b"2", b"1", None)
    one.close()
    one.put("c", b"3")
    assert other.get("c") == b"3"
    one.close()
    other.close()


def test_a_store_that_another_process_locks_is_passed_by(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.images.thumbnail_store._BUSY", 0.05)
    store = ThumbnailStore(tmp_path / "t.db")
    store.put("a", b"1")
    holder = sqlite3.connect(tmp_path / "t.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    store.put("b", b"2")
    assert store.get("a") == b"1" and store.get("b") is None
    holder.execute("ROLLBACK")
    holder.close()
    store.put("b", b"2")
    assert store.get("b") == b"2"
    store.close()


def test_threads_share_a_store(tmp_path: Path) -> None:
    paths = [striped_picture(tmp_path / f"{number}.jpg", number, number, size=(300, 200)) for number in range(12)]
    sizes: list[tuple[int, int]] = []
    threads = [threading.Thread(target=lambda: sizes.extend(thumbnail(path, path.name).size for path in paths)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sizes == [(256, 171)] * 48
