"""Heat, contours and the veil lie over a picture as they say, and files of them are whole and never taken for another's."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from PIL import Image

from engine.classifier.saliency.overlay import (
    CONTOUR_SHARES,
    CONTOURS,
    EVIDENCE,
    HEAT,
    MODES,
    layer,
    legend,
    overlaid,
    threshold,
)
from engine.classifier.values import Saliency


@pytest.fixture
def hill() -> np.ndarray:
    """Float32 (60, 80): a cone of heat about (30, 50)."""
    y, x = np.mgrid[0:60, 0:80]
    return (1 - np.hypot(y - 30, x - 50) / 60).clip(0, 1).astype(np.float32)


def test_the_overlay_changes_only_where_there_is_heat() -> None:
    heat = np.zeros((20, 30), np.float32)
    heat[:, 20:] = 1.0
    image = Image.new("RGB", (60, 40), (10, 120, 200))
    after = np.asarray(overlaid(image, Saliency(0, heat, (60, 40)), 0.6))
    assert after.shape == (40, 60, 3)
    assert (after[:, :30] == (10, 120, 200)).all()
    assert (after[:, 50:] != (10, 120, 200)).any(axis=2).all()
    assert np.array_equal(np.asarray(overlaid(image, Saliency(0, heat, (60, 40)), 0.0)), np.asarray(image))


def test_the_colours_grow_lighter_with_the_heat() -> None:
    shades = layer(np.linspace(0, 1, 64)[None], opacity=1.0)[0]
    luminance = shades[:, :3].astype(float) @ (0.2126, 0.7152, 0.0722)
    assert (np.diff(luminance) > -1).all()
    assert luminance[-1] - luminance[0] > 150
    assert (np.diff(shades[:, 3].astype(int)) >= 0).all()


def test_equal_steps_of_heat_look_equal() -> None:
    """Lightness in CIELAB, another space than the one that the colours were made in, rises by nearly the same each step."""
    colours = legend(256, 1)[0, :, :3] / 255
    linear = np.where(colours <= 0.04045, colours / 12.92, ((colours + 0.055) / 1.055) ** 2.4)
    luminance = linear @ (0.2126, 0.7152, 0.0722)
    lightness = np.where(luminance > 0.008856, 116 * np.cbrt(luminance) - 16, 903.3 * luminance)
    steps = np.diff(lightness[::16])
    assert (steps > 0).all() and steps.max() < 2.5 * steps.mean()


@pytest.mark.parametrize("mode", MODES)
def test_every_mode_gives_pixels_of_the_size_that_is_asked_for(hill: np.ndarray, mode: str) -> None:
    assert layer(hill, mode).shape == (60, 80, 4)
    assert layer(hill, mode, size=(200, 150)).shape == (150, 200, 4)
    assert layer(hill, mode).dtype == np.uint8
    assert not layer(hill, mode, opacity=0.0)[..., 3].any()
    assert layer(hill, mode, opacity=1.0)[..., 3].max() > layer(hill, mode, opacity=0.5)[..., 3].max() > 0


@pytest.mark.parametrize("mode", MODES)
def test_a_map_of_nothing_breaks_nothing(mode: str) -> None:
    cold = layer(np.zeros((12, 9), np.float32), mode)
    assert bool(cold[..., 3].any()) == (mode == EVIDENCE), "without evidence all of the picture is hidden, and nothing is coloured"
    assert layer(np.full((12, 9), np.nan, np.float32), mode).shape == (12, 9, 4)
    assert layer(np.ones((1, 1), np.float32), mode).shape == (1, 1, 4)


def test_the_veil_leaves_the_hottest_share(hill: np.ndarray) -> None:
    for level in (0.1, 0.25, 0.5):
        alpha = layer(hill, EVIDENCE, 1.0, level)[..., 3]
        assert np.mean(alpha < 128) == pytest.approx(level, abs=0.03)
        assert alpha[30, 50] == 0 and alpha[0, 0] == 255


def test_contours_run_round_the_hottest_shares(hill: np.ndarray) -> None:
    lines = layer(hill, CONTOURS, 1.0)
    drawn = lines[..., 3] > 200
    assert not drawn[30, 50] and not drawn[0, 0]
    row = np.flatnonzero(drawn[30, :50])
    for share in CONTOUR_SHARES:
        crossing = np.flatnonzero(hill[30, :50] >= threshold(hill, share))[0]
        assert min(abs(row - crossing)) <= 1
    brightness = lines[30, :50, :3].astype(int).sum(axis=1) * drawn[30, :50]
    assert brightness[20:].max() > brightness[:20].max(), "the hotter, the lighter"


def test_the_threshold_counts_only_what_has_heat() -> None:
    heat = np.zeros((10, 10), np.float32)
    heat[0, :5] = 1.0
    assert np.count_nonzero(heat > threshold(heat, 0.5)) == 5
    assert threshold(np.zeros((4, 4), np.float32), 0.5) > 0


def test_the_legend_runs_from_cold_to_hot() -> None:
    flat, upright = legend(200, 10), legend(10, 200)
    assert flat.shape == (10, 200, 4) and upright.shape == (200, 10, 4)
    assert (flat[..., 3] == 255).all()
    assert np.array_equal(flat[0, 0], upright[-1, 0]) and np.array_equal(flat[0, -1], upright[0, 0])
    assert np.array_equal(flat[0, -1, :3], layer(np.ones((1, 1)), opacity=1.0)[0, 0, :3])


def test_showing_needs_no_torch() -> None:
    code = (
        "import sys, engine.classifier.saliency.overlay, engine.classifier.saliency.methods, engine.classifier.saliency.verdict\n"
        "import engine.classifier.saliency.saving, engine.operations.explaining\n"
        "assert not {'torch', 'captum', 'timm'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_overlaid_in_each_mode_keeps_the_size(hill: np.ndarray) -> None:
    image = Image.new("RGB", (160, 120), (200, 200, 200))
    for mode in (HEAT, CONTOURS, EVIDENCE):
        after = overlaid(image, Saliency(0, hill, (160, 120)), 0.6, mode)
        assert after.size == image.size and after.mode == "RGB" and after.tobytes() != image.tobytes()
