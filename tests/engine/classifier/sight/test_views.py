"""What the network sees of a picture: plain views keep to timm's, random ones to their frame, their seed and the padding's colour."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image
from timm.data import create_transform

from engine.classifier.recipe import Recipe
from engine.classifier.sight.frame import visible_box
from engine.classifier.sight.input import InputConfig
from engine.classifier.sight.quick import is_quick
from engine.classifier.sight.subjects import SUBJECTS, with_subject
from engine.classifier.sight.transforms import Transform, evaluation_transform, picture_of, tensor_of, training_transform

CONFIG = InputConfig((32, 32), (0.5, 0.4, 0.3), (0.2, 0.25, 0.3), "bicubic", 1.0, "border")
STILL = replace(with_subject(Recipe(), "none"), random_erasing=1e-12)  # random in name only


def picture(width: int, height: int, seed: int = 0, channels: int = 3) -> Image.Image:
    """Smooth random colours, or greys."""
    coarse = np.random.default_rng(seed).integers(0, 256, (5, 5, channels), np.uint8)
    return Image.fromarray(coarse.repeat(3, axis=2) if channels == 1 else coarse).resize((width, height), Image.Resampling.BICUBIC)


def distance(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.abs(one.astype(float) - other).mean())


@pytest.mark.parametrize(("mode", "share"), [("center", 0.875), ("center", 1.0), ("squash", 1.0), ("border", 1.0), ("border", 0.9)])
@pytest.mark.parametrize("interpolation", ["bilinear", "bicubic"])
def test_the_evaluation_view_is_timms_to_the_pixel(mode: str, share: float, interpolation: str) -> None:
    random = np.random.default_rng(1)
    for seed in range(20):
        size = int(random.integers(20, 300)), int(random.integers(20, 300))
        config = replace(CONFIG, interpolation=interpolation, crop_pct=share, crop_mode=mode)
        theirs = create_transform(
            (3, 32, 32), interpolation=interpolation, mean=config.mean, std=config.std, crop_pct=share, crop_mode=mode, normalize=False
        )
        image = picture(*size, seed)
        assert (np.asarray(theirs(image)).transpose(1, 2, 0) == evaluation_transform(config).view(image)).all(), size


def test_the_whole_picture_lies_on_the_mean_colour_which_is_nothing_to_the_network() -> None:
    view = evaluation_transform(CONFIG).view(picture(64, 32))
    assert (view[:8] == CONFIG.padding).all() and (view[24:] == CONFIG.padding).all()
    assert distance(view[8:24], np.asarray(picture(64, 32).resize((32, 16), Image.Resampling.BICUBIC))) == 0
    normalized = evaluation_transform(CONFIG)(picture(64, 32))
    assert normalized[:, :8].abs().max() < 0.01
    assert normalized[:, 8:24].abs().mean() > 0.3


@pytest.mark.parametrize("mode", ["center", "squash", "border"])
@pytest.mark.parametrize("size", [(90, 40), (40, 90), (33, 32), (7, 300)])
def test_the_visible_box_is_what_the_view_shows(mode: str, size: tuple[int, int]) -> None:
    config = replace(CONFIG, crop_mode=mode, interpolation="bilinear")
    image = picture(*size)
    left, top, right, bottom = visible_box(config, size)
    view = evaluation_transform(config).view(image)
    inside = max(0.0, left), max(0.0, top), min(float(size[0]), right), min(float(size[1]), bottom)
    shown = (view != config.padding).any(axis=2)
    assert shown.any(axis=0).sum() == pytest.approx(32 * (inside[2] - inside[0]) / (right - left), abs=0.01)
    assert shown.any(axis=1).sum() == pytest.approx(32 * (inside[3] - inside[1]) / (bottom - top), abs=0.01)
    rows, columns = np.flatnonzero(shown.any(axis=1)), np.flatnonzero(shown.any(axis=0))
    part = image.resize((len(columns), len(rows)), Image.Resampling.BILINEAR, box=inside)
    assert distance(view[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1], np.asarray(part)) < 1.5


@pytest.mark.parametrize("mode", ["center", "squash", "border"])
@pytest.mark.parametrize("size", [(90, 40), (40, 90), (32, 32), (500, 300)])
def test_a_random_view_that_changes_nothing_is_the_evaluation_view(mode: str, size: tuple[int, int]) -> None:
    config = replace(CONFIG, crop_mode=mode)
    transform = training_transform(config, STILL)
    assert not transform.fixed
    assert distance(transform.view(picture(*size), 3, 4), evaluation_transform(config).view(picture(*size))) < 1


def test_a_recipe_without_augmentation_shows_the_evaluation_view_itself() -> None:
    plain = with_subject(Recipe(), "none")
    assert training_transform(CONFIG, plain).fixed
    assert training_transform(CONFIG, replace(plain, stretch=0.5, mixup=1.0)).fixed, "neither changes a whole picture"
    assert not training_transform(CONFIG, replace(plain, smallest_crop=0.9)).fixed


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("size", [(90, 50), (32, 32)])
def test_a_random_view_is_drawn_from_its_seed_and_place_alone(subject: str, size: tuple[int, int]) -> None:
    transform = training_transform(CONFIG, with_subject(Recipe(), subject))
    pictures = [picture_of(picture(*size, seed)) for seed in range(5)]
    together = np.empty((5, 32, 32, 3), np.uint8)
    transform.fill(together, pictures, 7, [11, 12, 13, 14, 15])
    for index in range(5):
        alone = transform.view(picture(*size, index), 7, 11 + index)
        assert (alone == together[index]).all()
    changed = subject != "none"
    assert (distance(transform.view(picture(*size), 7, 11), transform.view(picture(*size), 7, 12)) > 0) == changed
    assert (distance(transform.view(picture(*size), 7, 11), transform.view(picture(*size), 8, 11)) > 0) == changed


@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize("mode", ["squash", "border"])
def test_the_quick_way_shows_what_the_careful_one_shows(channels: int, mode: str, monkeypatch: pytest.MonkeyPatch) -> None:
    config = replace(CONFIG, crop_mode=mode, interpolation="bilinear")
    recipe = Recipe(smallest_crop=0.7, rotation=40, vertical_flip=0.5, colour_jitter=0.3)
    pictures = [picture_of(picture(30, 34, seed, channels)) for seed in range(24)]
    assert is_quick((34, 30), visible_box(config, (30, 34)), config, recipe)
    views = []
    for limit in (64, 0):
        monkeypatch.setattr("engine.classifier.sight.quick.SMALL_SIDE", limit)
        views.append(np.empty((24, 32, 32, 3), np.uint8))
        training_transform(config, recipe).fill(views[-1], pictures, 5, range(24))
    assert distance(*views) < 3
    assert distance(views[0], evaluation_transform(config).view(picture(30, 34, 0, channels))) > 20


@pytest.mark.parametrize("side", [32, 200])
def test_turning_by_a_quarter_is_what_it_says(side: int) -> None:
    from engine.classifier.sight.rendering import rendered

    image = picture(side, side)
    upright = np.array([[side / 2, 0, side / 2], [0, side / 2, side / 2]])
    turned = upright @ np.array([[0, -1, 0], [1, 0, 0], [0, 0, 1]])
    plain = evaluation_transform(CONFIG).view(image)
    assert distance(rendered(image, turned, CONFIG), np.rot90(plain)) < 3
    assert distance(rendered(image, upright @ np.diag([-1, 1, 1]), CONFIG), plain[:, ::-1]) == 0


def test_fine_stripes_do_not_flicker_when_turned() -> None:
    """Without a filter before it, turning would pick single pixels of a pattern that is finer than the view."""
    stripes = np.zeros((400, 400, 3), np.uint8)
    stripes[:, ::2] = 255
    recipe = replace(STILL, rotation=30.0)
    view = training_transform(replace(CONFIG, crop_mode="center"), recipe).view(Image.fromarray(stripes), 1, 2)
    middle = view[8:24, 8:24].astype(float)
    assert abs(middle.mean() - 127) < 3
    assert middle.std() < 12


def test_padding_keeps_its_colour_whatever_is_done_to_the_picture() -> None:
    recipe = Recipe(smallest_crop=1.0, stretch=0.0, colour_jitter=0.9, blur=1.0, noise=0.3)
    views = [training_transform(CONFIG, recipe).view(picture(96, 32), 1, place) for place in range(6)]
    assert all((view[:10] == CONFIG.padding).all() and (view[22:] == CONFIG.padding).all() for view in views)
    turned = training_transform(CONFIG, replace(recipe, rotation=180.0))
    assert any((turned.view(picture(96, 96), 1, place)[0, 0] == CONFIG.padding).all() for place in range(6))


def test_small_boxes_show_the_picture_and_not_the_padding() -> None:
    transform = training_transform(CONFIG, replace(STILL, smallest_crop=0.05))
    shown = [(transform.view(picture(300, 30), 1, place) != CONFIG.padding).any(axis=2).mean() for place in range(40)]
    assert min(shown) > 0.09, "the whole strip is a tenth of the frame"
    assert max(shown) > 0.3


def test_random_views_have_the_scale_that_was_asked_for() -> None:
    """A white dot of known size on black tells how much of the picture a view shows."""
    y, x = np.mgrid[0:128, 0:128]
    dot = np.where((x - 64) ** 2 + (y - 64) ** 2 < 20**2, 255, 0).astype(np.uint8)
    image = Image.fromarray(np.stack([dot] * 3, axis=2))
    config = replace(CONFIG, size=(64, 64), crop_mode="squash")
    transform = training_transform(config, replace(STILL, smallest_crop=0.5))
    areas = np.array([(transform.view(image, 2, place) > 127)[..., 0].sum() for place in range(60)]) / (np.pi * 10**2)
    assert 0.95 < areas.min() < 1.2
    assert 1.7 < areas.max() < 2.1


@pytest.mark.parametrize("mode", ["border", "squash", "center"])
def test_grey_takes_the_colour_out_and_grey_pictures_are_the_same_either_way(mode: str) -> None:
    grey, recipe = replace(CONFIG, colour="grey", crop_mode=mode), Recipe(rotation=20)
    for transform in (evaluation_transform(grey), training_transform(grey, recipe)):
        for size in ((50, 30), (32, 32)):
            view = transform.view(picture(*size), 1, 2)
            inside = view[(view != grey.padding).any(axis=2)]
            assert (inside[:, 0] == inside[:, 1]).all() and (inside[:, 1] == inside[:, 2]).all()
    coloured = replace(CONFIG, crop_mode=mode)
    for one, other in (
        (evaluation_transform(grey), evaluation_transform(coloured)),
        (Transform(grey, recipe), Transform(coloured, recipe)),
    ):
        assert (one.view(picture(50, 30, 1, 1), 1, 2) == other.view(picture(50, 30, 1, 1), 1, 2)).all()


def test_what_is_erased_is_the_mean_colour_as_often_as_asked() -> None:
    transform = training_transform(CONFIG, replace(STILL, random_erasing=0.5))
    plain = evaluation_transform(CONFIG).view(picture(32, 32))
    shares = [(transform.view(picture(32, 32), 1, place) != plain).any(axis=2).mean() for place in range(60)]
    erased = [share for share in shares if share > 0]
    assert 18 < len(erased) < 42
    assert min(erased) > 0.01 and max(erased) < 0.25
    place = shares.index(max(shares))
    view = transform.view(picture(32, 32), 1, place)
    assert (view[(view != plain).any(axis=2)] == CONFIG.padding).all()


@pytest.mark.parametrize("size", [(1, 1), (1, 60_000), (60_000, 1), (3, 2)])
@pytest.mark.parametrize("mode", ["center", "squash", "border"])
def test_any_picture_size_will_do(size: tuple[int, int], mode: str) -> None:
    config = replace(CONFIG, crop_mode=mode)
    image = Image.new("RGB", size, (255, 0, 0))
    assert evaluation_transform(config).view(image).shape == (32, 32, 3)
    recipe = Recipe(rotation=180, rand_augment=9, blur=0.5, noise=0.1, random_erasing=0.5, smallest_crop=0.05)
    for place in range(5):
        assert training_transform(config, recipe).view(image, 0, place).shape == (32, 32, 3)


def test_pixels_become_normalized_tensors_in_channels_last_memory() -> None:
    import torch

    pixels = torch.randint(0, 256, (2, 32, 32, 3), dtype=torch.uint8)
    tensor = tensor_of(pixels, CONFIG)
    by_hand = (pixels.numpy() / 255 - np.array(CONFIG.mean)) / np.array(CONFIG.std)
    assert np.allclose(tensor.numpy(), by_hand.transpose(0, 3, 1, 2), atol=1e-5)
    assert tensor.is_contiguous(memory_format=torch.channels_last) and tensor.dtype == torch.float32
