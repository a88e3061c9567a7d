"""Thumbnails come, fail with a reason, stay within their memory, and end with their threads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from engine.images.thumbnail_store import thumbnail_store
from engine.images.thumbnails import encoded_thumbnail
from gui.models.cell import PictureKey
from gui.models.thumbnail_loader import ThumbnailLoader

DIGEST = "0123456789abcdef0123456789abcdef"

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
    key = PictureKey(key.path, DIGEST)
    whole = encoded_thumbnail(key.path, DIGEST)
    for torn in (b"torn", whole[: len(whole) // 2], b""):
        thumbnail_store().put(DIGEST, torn)
        loader.forget(key)
        with qtbot.waitSignal(loader.loaded, timeout=5000):
            loader.pixmap(key)
        pixmap = loader.pixmap(key)
        assert pixmap is not None
        assert (pixmap.width(), pixmap.height()) == (160, 120)
        assert thumbnail_store().get(DIGEST) == whole


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


def test_the_digest_names_the_cached_thumbnail(qtbot: QtBot, loader: ThumbnailLoader, picture_keys: Keys) -> None:
    """So a picture that was moved still has its own, and nobody looks at the file."""
    key = PictureKey(picture_keys(1)[0].path, DIGEST)
    with qtbot.waitSignal(loader.loaded, timeout=5000):
        loader.pixmap(key)
    moved = PictureKey(key.path.with_name("moved.png"), DIGEST)
    with qtbot.waitSignal(loader.loaded, timeout=5000):
        loader.pixmap(moved)
    assert loader.pixmap(moved) is not None


def test_tiny_pictures_keep_their_pixels(qtbot: QtBot, loader: ThumbnailLoader, tmp_path: Path) -> None:
    image = QImage(4, 3, QImage.Format.Format_RGB32)
    image.fill(QColor("#123456"))
    image.setPixelColor(2, 1, QColor("#fedcba"))
    image.save(str(tmp_path / "tiny.png"))
    key = PictureKey(tmp_path / "tiny.png")
    with qtbot.waitSignal(loader.loaded, timeout=5000):
        loader.pixmap(key)
    pixmap = loader.pixmap(key)
    assert pixmap is not None
    assert pixmap.toImage().pixelColor(2, 1).name() == "#fedcba"
    assert pixmap.toImage().pixelColor(0, 0).name() == "#123456"


def test_many_come_in_one_signal(qtbot: QtBot, loader: ThumbnailLoader, picture_keys: Keys) -> None:
    keys = picture_keys(20)
    batches: list[list[PictureKey]] = []
    loader.loaded_many.connect(batches.append)
    for key in keys:
        loader.pixmap(key)
    qtbot.waitUntil(lambda: sum(map(len, batches)) == 20, timeout=10_000)
    assert {key for batch in batches for key in batch} == set(keys)
    assert all(batches)


def test_what_a_view_no_longer_wants_is_cancelled(qtbot: QtBot, loader: ThumbnailLoader, picture_keys: Keys) -> None:
    keys = picture_keys(30)
    loaded: list[PictureKey] = []
    loader.loaded.connect(loaded.append)
    with loader.quiet():  # nobody begins before the view has made up its mind
        for key in keys:
            loader.pixmap(key, view=7)
        loader.focus(7, keys[20:24], keys[24:26])
    qtbot.waitUntil(lambda: len(loaded) == 6, timeout=10_000)
    qtbot.wait(50)
    assert set(loaded) == set(keys[20:26])
    assert loader.waiting == 0


def test_a_view_that_leaves_takes_nothing_from_another(qtbot: QtBot, loader: ThumbnailLoader, picture_keys: Keys) -> None:
    keys = picture_keys(8)
    loaded: list[PictureKey] = []
    loader.loaded.connect(loaded.append)
    with loader.quiet():
        for number, key in enumerate(keys):
            loader.pixmap(key, view=1 + number % 2)
        loader.focus(1, ())
    qtbot.waitUntil(lambda: len(loaded) == 4, timeout=10_000)
    qtbot.wait(50)
    assert set(loaded) == set(keys[1::2])


def test_reading_ahead_leaves_room_for_what_is_on_the_screen(qtbot: QtBot, qapp: object, picture_keys: Keys) -> None:
    keys = picture_keys(8)
    loader = ThumbnailLoader(memory=4 * 256 * 256 * 4)
    loaded: list[PictureKey] = []
    loader.loaded.connect(loaded.append)
    try:
        loader.focus(1, keys[:3], keys[3:])
        qtbot.waitUntil(lambda: len(loaded) == 4, timeout=10_000)
        qtbot.wait(50)
        assert set(loaded) == set(keys[:4])
        assert all(loader.pixmap(key) for key in keys[:4])
    finally:
        loader.shutdown()


def test_a_picture_asked_for_once_more_while_it_comes_is_not_decoded_twice(
    qtbot: QtBot, loader: ThumbnailLoader, picture_keys: Keys
) -> None:
    (key,) = picture_keys(1)
    loaded: list[PictureKey] = []
    loader.loaded.connect(loaded.append)
    for _ in range(3):
        loader.pixmap(key)
        loader.focus(1, [key])
    qtbot.waitUntil(lambda: bool(loaded), timeout=5000)
    qtbot.wait(50)
    assert loaded == [key]
