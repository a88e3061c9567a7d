"""Spoilt pictures are flagged, good ones are not, and copies of a picture have nearly its fingerprint."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageEnhance, ImageFilter

from engine.errors import PictureUnreadable
from engine.images.flags import BLURRY, BRIGHT, DARK, FLAGS, ODD_ASPECT, TINY
from engine.images.near_duplicates import RADIUS
from engine.images.quality import Measures, flags, measure
from engine.images.reader import read_to_fit


def scene(seed: int, size: tuple[int, int] = (256, 192)) -> Image.Image:
    """Something like a photo: soft shapes with hard edges and fine texture, neither dark nor bright."""
    rng = np.random.default_rng(seed)
    coarse = Image.fromarray(rng.integers(60, 200, (6, 8, 3), np.uint8)).resize(size, Image.Resampling.BICUBIC)
    fine = Image.fromarray(rng.integers(0, 255, (48, 64, 3), np.uint8)).resize(size, Image.Resampling.NEAREST)
    return Image.blend(coarse, fine, 0.3)


def bits_between(one: Measures, other: Measures) -> int:
    assert one.fingerprint is not None and other.fingerprint is not None
    return ((one.fingerprint ^ other.fingerprint) & (2**64 - 1)).bit_count()


def flagged(image: Image.Image) -> int:
    return flags(measure(image), 640, 480)


def test_a_good_picture_has_no_flag() -> None:
    assert [flagged(scene(seed)) for seed in range(5)] == [0] * 5


@pytest.mark.parametrize(
    ("spoil", "flag"),
    [
        (lambda image: image.filter(ImageFilter.GaussianBlur(3)), BLURRY),
        (lambda image: image.filter(ImageFilter.BoxBlur(4)), BLURRY),
        (lambda image: image.resize((7, 192), Image.Resampling.BOX).resize(image.size, Image.Resampling.BICUBIC), BLURRY),
        (lambda image: ImageEnhance.Brightness(image).enhance(0.2), DARK),
        (lambda image: Image.blend(image, Image.new("RGB", image.size, "white"), 0.8), BRIGHT),
    ],
)
def test_spoilt_pictures_are_flagged(spoil: object, flag: int) -> None:
    assert all(flagged(spoil(scene(seed))) == flag for seed in range(5))  # type: ignore[operator]


def test_size_and_shape_are_flagged() -> None:
    measures = measure(scene(0))
    assert flags(measures, 63, 100) == TINY
    assert flags(measures, 64, 192) == 0
    assert flags(measures, 193, 64) == flags(measures, 64, 193) == ODD_ASPECT


def test_every_flag_has_a_word() -> None:
    assert set(FLAGS.values()) == {BLURRY, DARK, BRIGHT, TINY, ODD_ASPECT}


@pytest.mark.parametrize("colour", ["black", "white", "#7f7f7f"])
def test_featureless_pictures_have_no_fingerprint_and_are_not_blurred(colour: str) -> None:
    rng = np.random.default_rng(3)
    noisy = np.asarray(Image.new("RGB", (200, 150), colour), int) + rng.normal(0, 2, (150, 200, 3))
    for image in (Image.new("RGB", (200, 150), colour), Image.fromarray(noisy.clip(0, 255).astype(np.uint8))):
        measures = measure(image)
        assert measures.fingerprint is None
        assert not flags(measures, 200, 150) & BLURRY


def test_the_numbers_mean_what_they_say() -> None:
    half = Image.new("L", (100, 100), 0)
    half.paste(255, (50, 0, 100, 100))
    measures = measure(half.convert("RGB"))
    assert measures.brightness == pytest.approx(0.5) and (measures.low, measures.high) == (0.0, 1.0)
    assert measures.fingerprint is not None and -(2**63) <= measures.fingerprint < 2**63


def test_sharpness_does_not_depend_on_the_size_of_the_file() -> None:
    large = scene(1, (1024, 768))
    small = large.resize((256, 192), Image.Resampling.HAMMING)
    assert measure(large).sharpness == pytest.approx(measure(small).sharpness, rel=0.15)


def test_tiny_pictures_are_measured() -> None:
    for size in ((1, 1), (2, 2), (1, 300), (3, 3)):
        assert measure(Image.new("RGB", size, "red")).sharpness == 0.0


def test_copies_have_nearly_the_same_fingerprint_and_others_do_not() -> None:
    originals = [measure(scene(seed, (512, 384))) for seed in range(6)]
    for seed, original in enumerate(originals):
        image = scene(seed, (512, 384))
        copies = [image.resize((200, 150)), ImageEnhance.Brightness(image).enhance(1.1), image.convert("L").convert("RGB")]
        assert max(bits_between(original, measure(copy)) for copy in copies) <= RADIUS
        assert min(bits_between(original, other) for other in originals if other is not original) > RADIUS


def test_real_photos_are_seldom_flagged_and_their_spoilt_copies_nearly_always(shared_data: Path) -> None:
    false, noticed, photos = 0, 0, 0
    for path in sorted((shared_data / "hymenoptera" / "val").rglob("*.jpg"))[::4]:
        try:
            image = read_to_fit(path, 256)
        except PictureUnreadable:
            continue
        photos += 1
        false += bool(flagged(image) & (BLURRY | DARK | BRIGHT))
        noticed += bool(flagged(image.filter(ImageFilter.GaussianBlur(2.5))) & BLURRY)
        noticed += bool(flagged(ImageEnhance.Brightness(image).enhance(0.2)) & DARK)
    assert photos > 30
    assert false <= 0.06 * photos
    assert noticed >= 0.9 * 2 * photos
