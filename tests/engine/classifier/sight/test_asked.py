"""The views that a model is asked about: to the pixel that of training, or nearly; several show the corners or all of a picture."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine.classifier.asking import EXACT, FAST, FIVE, TILES, Asking
from engine.classifier.sight import asked
from engine.classifier.sight.asked import AskedViews, tiles
from engine.classifier.sight.input import InputConfig
from engine.classifier.sight.rendering import framed
from engine.classifier.sight.resizing import asked_view
from engine.classifier.sight.transforms import evaluation_transform
from engine.errors import PictureUnreadable
from engine.images.reader import read_image

CONFIG = InputConfig((64, 64), (0.5, 0.4, 0.3), (0.2, 0.25, 0.3), "bicubic", 0.875)
ROUNDING = {EXACT: 0, FAST: 2}  # levels
MEAN = {EXACT: 0.0, FAST: 0.05}


def picture(width: int = 90, height: int = 70) -> Image.Image:
    coarse = np.random.default_rng(0).integers(0, 256, (9, 9, 3), np.uint8)
    return Image.fromarray(coarse).resize((width, height), Image.Resampling.BICUBIC)


def stored(folder: Path, image: Image.Image) -> Path:
    image.save(folder / "one.png")
    return folder / "one.png"


def distance(one: np.ndarray, other: np.ndarray) -> int:
    return int(np.abs(one.astype(int) - other).max())


@pytest.mark.parametrize("mode", ["center", "squash", "border"])
@pytest.mark.parametrize("interpolation", ["bilinear", "bicubic", "lanczos", "nearest"])
@pytest.mark.parametrize("size", [(500, 375), (70, 90), (64, 64), (73, 73), (20, 21), (1, 60000), (60000, 3), (2600, 2100)])
@pytest.mark.parametrize("precision", [EXACT, FAST])
def test_the_view_is_that_of_training_or_nearly(mode: str, interpolation: str, size: tuple[int, int], precision: str) -> None:
    config = replace(CONFIG, crop_mode=mode, interpolation=interpolation)
    found, careful = asked_view(picture(*size), config, precision == FAST), framed(picture(*size), config)
    assert found.shape == (64, 64, 3)
    assert distance(found, careful) <= ROUNDING[precision]
    assert np.abs(found.astype(int) - careful).mean() <= MEAN[precision]


@pytest.mark.parametrize("name", ["hymenoptera", "chess", "magnetic-tile", "brain-mri", "odd-exif", "odd-pillow"])
@pytest.mark.parametrize("precision", [EXACT, FAST])
def test_real_and_odd_pictures_look_the_same_by_less_than_a_level(name: str, precision: str, shared_data: Path) -> None:
    config = replace(CONFIG, size=(224, 224))
    views, careful, means = AskedViews(config, Asking(precision=precision)), evaluation_transform(config), []
    step = 1 if name.startswith("odd") else 25
    for path in sorted(file for file in (shared_data / name).rglob("*") if file.is_file())[::step]:
        try:
            expected = careful.view(read_image(path, careful.decoded_size))
        except PictureUnreadable as failure:
            with pytest.raises(PictureUnreadable) as ours:
                views(path)
            assert ours.value.reason == failure.reason
            continue
        (view,) = views(path)
        assert distance(view, expected) <= ROUNDING[precision], path
        means.append(np.abs(view.astype(int) - expected).mean())
    assert len(means) > 5 and np.mean(means) <= MEAN[precision]


def test_grey_is_asked_about_in_grey(tmp_path: Path) -> None:
    config = replace(CONFIG, colour="grey")
    (view,) = AskedViews(config)(stored(tmp_path, picture()))
    assert (view[..., 0] == view[..., 1]).all() and (view[..., 1] == view[..., 2]).all()
    assert distance(view, evaluation_transform(config).view(picture())) == 0


@pytest.mark.parametrize("views", ["one", FIVE, TILES])
def test_mirror_images_come_after_the_views(views: str, tmp_path: Path) -> None:
    path = stored(tmp_path, picture(300, 200))
    plain, both = AskedViews(CONFIG, Asking(views=views))(path), AskedViews(CONFIG, Asking(views=views, mirrored=True))(path)
    assert (both[: len(plain)] == plain).all() and (both[len(plain) :] == plain[:, :, ::-1]).all()
    assert (plain[0] == AskedViews(CONFIG)(path)[0]).all()


def test_the_five_are_the_middle_and_the_corners(tmp_path: Path) -> None:
    image = picture(300, 200)
    views = AskedViews(CONFIG, Asking(views=FIVE))(stored(tmp_path, image))
    assert len(views) == 5
    whole = np.asarray(image.resize((109, 73), Image.Resampling.BICUBIC))  # 64 / 0.875 = 73 px on the short side
    for view, corner in zip(views[1:], (whole[:64, :64], whole[:64, -64:], whole[-64:, :64], whole[-64:, -64:]), strict=True):
        assert distance(view, corner) == 0


@pytest.mark.parametrize("mode", ["squash", "border"])
def test_where_the_view_shows_all_its_corners_are_cut_out_a_little_larger(mode: str, tmp_path: Path) -> None:
    config = replace(CONFIG, crop_mode=mode, crop_pct=1.0)
    views = AskedViews(config, Asking(views=FIVE))(stored(tmp_path, picture(200, 200)))
    whole = np.asarray(picture(200, 200).resize((73, 73), Image.Resampling.BICUBIC))
    assert distance(views[1], whole[:64, :64]) == 0 and distance(views[4], whole[-64:, -64:]) == 0


@pytest.mark.parametrize(
    ("size", "count"),
    [((200, 200), 4), ((200, 170), 4), ((400, 300), 6), ((300, 400), 6), ((500, 200), 6), ((900, 300), 4), ((3000, 300), 8)],
)
def test_tiles_show_all_of_a_picture_but_of_the_longest(size: tuple[int, int], count: int) -> None:
    boxes = tiles(*size, CONFIG)
    assert len(boxes) == count
    shown = np.zeros(size[::-1], bool)
    for left, top, right, bottom in boxes:
        assert 0 <= left < right <= size[0] and 0 <= top < bottom <= size[1]
        assert right - left == pytest.approx(bottom - top, abs=1)
        shown[top:bottom, left:right] = True
    assert shown.mean() > (0.99 if max(size) < 3000 else 0.75)


def test_tiles_overlap_and_have_the_aspect_of_the_view() -> None:
    wide = replace(CONFIG, size=(60, 120))
    for left, top, right, bottom in tiles(800, 300, wide):
        assert right - left == pytest.approx(2 * (bottom - top), abs=2)
    (first, second, *_) = tiles(400, 400, CONFIG)
    assert first[2] - second[0] == pytest.approx(0.2 * (first[2] - first[0]), abs=2)


def test_tiles_of_small_pictures_would_show_nothing_new(tmp_path: Path) -> None:
    assert tiles(50, 50, CONFIG) == [] != tiles(70, 70, CONFIG)
    assert len(AskedViews(CONFIG, Asking(views=TILES))(stored(tmp_path, picture(50, 50)))) == 1


def test_tiles_are_cut_from_the_full_resolution(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    picture(1600, 1200).save(tmp_path / "large.jpg", quality=90)
    asked_for: list[int] = []

    def reading(path: Path, shrink_to: int = 0) -> Image.Image:
        asked_for.append(shrink_to)
        return read_image(path, shrink_to)

    monkeypatch.setattr(asked, "read_image", reading)
    AskedViews(CONFIG, Asking(views=TILES))(tmp_path / "large.jpg")
    AskedViews(CONFIG)(tmp_path / "large.jpg")
    assert asked_for[0] == 0 < asked_for[1]
