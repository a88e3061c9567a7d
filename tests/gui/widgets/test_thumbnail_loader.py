"""Thumbnails come, fail with a reason, stay within their memory, and end with their threads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from engine.images.thumbnails import thumbnail_file
from gui.models.cell import PictureKey
from gui.models.thumbnail_loader import ThumbnailLoader

Keys = Callable[[int], list[PictureKey]]


def test_a_picture_comes_later_and_is_then_at_hand(qtbot: QtBot, loader: ThumbnailLoader, picture_keys: Keys) -> None:
    (key,) = picture_keys(1)
    with qtbot.waitSignals([loader.loaded, loader.loaded_many], timeout=5000):
        assert loader.pixmap(key) is None
    pixmap = loader.pixmap(key)
    assert pixmap is not None
    assert (pixmap.width(), pixmap.height()) == (160, 120)
    assert loader.failure(key) == ""


def test_a_failure_has_a_reason_and_is_not_tried_again(qtbot: QtBot, loader: ThumbnailLoader, tmp_path: Path) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"no picture")
    keys = [PictureKey(broken), PictureKey(tmp_path / "nowhere.jpg")]
    for key in keys:
        with qtbot.waitSignal(loader.loaded, timeout=5000):
            assert loader.pixmap(key) is None
    assert "not a picture" in loader.failure(keys[0])
    assert "not there" in loader.failure(keys[1])
    with qtbot.assertNotEmitted(loader.loaded, wait=100):
        assert loader.pixmap(keys[0]) is None


def test_a_forgotten_failure_is_tried_again(qtbot: QtBot, loader: ThumbnailLoader, picture_keys: Keys, tmp_path: Path) -> None:
    key = PictureKey(tmp_path / "later.png")
    with qtbot.waitSignal(loader.loaded, timeout=5000):
        loader.pixmap(key)
    (good,) = picture_keys(1)
    good.path.rename(key.path)
    loader.forget(key)
    with qtbot.waitSignal(loader.loaded, timeout=5000):
        loader.pixmap(key)
    assert loader.pixmap(key) is not None


def test_memory_is_bounded_and_the_oldest_go_first(qtbot: QtBot, qapp: object, picture_keys: Keys) -> None:
    keys = picture_keys(6)
    loader = ThumbnailLoader(memory=3 * 160 * 120 * 4)
    try:
        for key in keys:
            with qtbot.waitSignal(loader.loaded, timeout=5000):
                loader.pixmap(key)
        assert loader.memory_used <= 3 * 160 * 120 * 4
        assert loader.pixmap(keys[-1]) is not None
        assert loader.pixmap(keys[0]) is None
    finally:
        loader.shutdown()


def test_a_damaged_cache_heals_itself(qtbot: QtBot, loader: ThumbnailLoader, picture_keys: Keys) -> None:
    (key,) = picture_keys(1)
    thumbnail_file(key.path).write_bytes(b"torn")
    with qtbot.waitSignal(loader.loaded, timeout=5000):
        loader.pixmap(key)
    assert loader.pixmap(key) is not None


def test_the_latest_request_is_served_first(qtbot: QtBot, loader: ThumbnailLoader, picture_keys: Keys) -> None:
    keys = picture_keys(30)
    order: list[PictureKey] = []
    loader.loaded.connect(order.append)
    for key in keys:
        loader.pixmap(key)
    qtbot.waitUntil(lambda: len(order) == 30, timeout=10_000)
    # the two threads may have begun with the first ones that were asked for
    assert order.index(keys[29]) < order.index(keys[5])


def test_requests_that_scrolled_away_are_dropped_and_can_be_asked_again(qtbot: QtBot, loader: ThumbnailLoader, tmp_path: Path) -> None:
    keys = [PictureKey(tmp_path / f"{number}.png") for number in range(1500)]
    loaded: list[PictureKey] = []
    loader.loaded.connect(loaded.append)
    for key in keys:
        loader.pixmap(key)
    qtbot.waitUntil(lambda: keys[-1] in loaded, timeout=10_000)
    qtbot.waitUntil(lambda: len(loaded) >= 400, timeout=10_000)
    qtbot.wait(100)
    assert len(loaded) < 1500
    missing = next(key for key in keys if key not in loaded)
    loader.pixmap(missing)
    qtbot.waitUntil(lambda: missing in loaded, timeout=5000)


def test_after_shutdown_nothing_is_loaded(qtbot: QtBot, loader: ThumbnailLoader, picture_keys: Keys) -> None:
    keys = picture_keys(3)
    loader.pixmap(keys[0])
    loader.shutdown()
    loader.shutdown()
    with qtbot.assertNotEmitted(loader.loaded, wait=100):
        assert loader.pixmap(keys[1]) is None


@pytest.mark.parametrize("digest", ["", "0123456789abcdef0123456789abcdef"])
def test_the_digest_names_the_cached_file(qtbot: QtBot, loader: ThumbnailLoader, picture_keys: Keys, digest: str, home: Path) -> None:
    key = PictureKey(picture_keys(1)[0].path, digest)
    with qtbot.waitSignal(loader.loaded, timeout=5000):
        loader.pixmap(key)
    names = [file.parent.name + file.stem for file in (home / "cache" / "thumbnails").rglob("*.img")]
    assert len(names) == 1
    assert not digest or names == [digest]
