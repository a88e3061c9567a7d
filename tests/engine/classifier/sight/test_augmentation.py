"""Draws, RandAugment, changes of tone, the presets by subject, mixup and CutMix."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
import torch
from PIL import Image

from engine.classifier.recipe import AUGMENTATION, Recipe
from engine.classifier.sight.draws import NAMES, draws, of_one
from engine.classifier.sight.mixing import mixed
from engine.classifier.sight.rand_augment import CHANGES, changed_tones, moves
from engine.classifier.sight.subjects import SUBJECTS, augments, subject_of, with_subject
from engine.classifier.sight.tones import toned
from engine.fields import options, validated
from tests.conftest import ROOT


def test_draws_are_uniform_independent_and_a_function_of_seed_and_place() -> None:
    found = np.stack(list(draws(3, range(4000)).values()))
    assert found.shape == (len(NAMES), 4000)
    assert found.min() >= 0 and found.max() < 1
    assert np.abs(found.mean(axis=1) - 0.5).max() < 0.03
    correlations = np.corrcoef(found) - np.eye(len(NAMES))
    assert np.abs(correlations).max() < 0.07
    neighbours = np.corrcoef(found[0, :-1], found[0, 1:])[0, 1]
    seeds = np.corrcoef(found[0], draws(4, range(4000))["area"])[0, 1]
    assert max(abs(neighbours), abs(seeds)) < 0.07
    assert draws(3, [5])["x"] == found[NAMES.index("x"), 5]
    assert draws(-1, [2**64 - 1])["x"].shape == (1,)


def chosen(first: str, second: str = "identity", positive: bool = True) -> dict[str, np.ndarray]:
    """Draws that choose these two changes."""
    base = draws(0, [0])
    for name, which in (("first", first), ("second", second)):
        base[name] = np.array([(CHANGES.index(which) + 0.5) / len(CHANGES)])
        base[f"{name}_sign"] = np.array([0.9 if positive else 0.1])
    return base


def test_rand_augment_moves_the_view() -> None:
    assert moves(0, chosen("turn")).within is None
    assert moves(10, chosen("turn")).turn == pytest.approx(30)
    assert moves(5, chosen("turn", positive=False)).turn == pytest.approx(-15)
    within = moves(10, chosen("shear_x", "shift_y")).within
    assert within is not None
    assert np.allclose(within[0], [[1, 0.3, 0], [0, 1, 0.9], [0, 0, 1]])
    both = moves(10, chosen("shift_x", "shift_x")).within
    assert both is not None and both[0, 0, 2] == pytest.approx(0.9), "a picture must not leave its view"


@pytest.mark.parametrize("name", ["autocontrast", "equalize", "solarize", "posterize", "colour", "contrast", "brightness", "sharpness"])
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_rand_augment_changes_tones(name: str, mode: str) -> None:
    pixels = np.random.default_rng(0).integers(40, 216, (16, 16, 3), np.uint8)
    image = Image.fromarray(pixels).convert(mode)
    result = changed_tones(image, 9, of_one(chosen(name), 0))
    assert (result.mode, result.size) == (mode, image.size)
    assert (np.asarray(result) != np.asarray(image)).any() == (name != "colour" or mode == "RGB")
    assert changed_tones(image, 0, of_one(chosen(name), 0)) is image
    assert changed_tones(image, 9, of_one(chosen("turn"), 0)) is image


@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_jitter_by_hand(mode: str) -> None:
    image = Image.fromarray(np.random.default_rng(0).integers(60, 120, (8, 8, 3), np.uint8)).convert(mode)
    drawn = of_one(draws(0, [0]), 0) | {"brightness": 1.0, "contrast": 0.5, "saturation": 0.5}
    brighter = np.asarray(toned(image, Recipe(colour_jitter=0.5), drawn, 224))
    assert np.abs(brighter - 1.5 * np.asarray(image)).max() <= 1
    drawn |= {"brightness": 0.5, "contrast": 0.0}
    flatter = np.asarray(toned(image, Recipe(colour_jitter=0.5), drawn, 224))
    mean = np.asarray(image.convert("L")).mean()
    assert np.abs(flatter - (mean + 0.5 * (np.asarray(image) - mean))).max() <= 1
    drawn |= {"contrast": 0.5, "saturation": 0.0}
    greyer = np.asarray(toned(image, Recipe(colour_jitter=1.0), drawn, 224))
    assert np.abs(greyer - np.asarray(image.convert("L").convert(mode))).max() <= 1


def test_blur_and_noise_do_what_they_say() -> None:
    pixels = np.full((64, 64, 3), 128, np.uint8)
    pixels[32:] = 160
    image, drawn = Image.fromarray(pixels), of_one(draws(0, [0]), 0)
    off = Recipe(colour_jitter=0.0)
    assert toned(image, off, drawn, 64) is image
    blurred = np.asarray(toned(image, replace(off, blur=1.0), drawn | {"radius": 1.0}, 224)).astype(int)
    assert np.abs(np.diff(blurred[:, 5, 0])).max() < 10 < 32
    noisy = np.asarray(toned(image, replace(off, noise=0.1), drawn | {"noise": 1.0}, 64)).astype(float) - pixels
    assert noisy.std() == pytest.approx(25.5, rel=0.05)
    assert abs(noisy.mean()) < 1
    grey = toned(image.convert("L"), replace(off, noise=0.1), drawn, 64)
    assert grey.mode == "L"


# ---- subjects --------------------------------------------------------------------------------------------------


def test_subjects_are_valid_differ_and_leave_the_rest_alone() -> None:
    recipe = Recipe(preset="finetune", seed=5, mixup=0.4, rand_augment=3)
    found = {name: with_subject(recipe, name) for name in SUBJECTS}
    assert len(set(found.values())) == len(SUBJECTS)
    for name, each in found.items():
        assert subject_of(validated(each)) == name
        assert (each.preset, each.seed, each.mixup, each.rand_augment) == ("finetune", 5, 0.4, 3)
        assert with_subject(each, name) == each
    assert subject_of(Recipe()) == "photos"
    assert subject_of(Recipe(rotation=1.0)) == ""
    assert found["digits"].horizontal_flip == found["digits"].vertical_flip == 0
    assert (found["microscope"].rotation, found["microscope"].vertical_flip) == (180, 0.5)
    assert all(augments(each) for each in found.values())  # RandAugment is no matter of the subject
    assert [name for name in SUBJECTS if not augments(with_subject(Recipe(), name))] == ["none"]


@pytest.mark.parametrize("name", [each.name for each in options(Recipe) if each.section == AUGMENTATION])
def test_every_field_of_augmentation_counts(name: str) -> None:
    default = with_subject(Recipe(), "none")
    changed = replace(default, **{name: 0.5 if name != "rand_augment" else 5})
    assert augments(changed) == (name not in ("stretch", "mixup", "cutmix"))


def test_subjects_are_light() -> None:
    code = "import engine.classifier.sight.subjects, sys; sys.exit(bool({'torch', 'timm', 'numpy', 'PIL'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


# ---- mixing ----------------------------------------------------------------------------------------------------


def batch(count: int = 6) -> tuple[torch.Tensor, torch.Tensor]:
    """Pictures that are all of the number of their class, and one-hot targets."""
    return torch.arange(count).float()[:, None, None, None].expand(count, 3, 16, 16).clone(), torch.eye(count)


def test_without_alphas_nothing_is_mixed() -> None:
    images, targets = batch()
    same_images, same_targets = mixed(images, targets, Recipe(), np.random.default_rng(0))
    assert same_images is images and same_targets is targets


@pytest.mark.parametrize("recipe", [Recipe(mixup=0.8), Recipe(cutmix=1.0), Recipe(mixup=0.8, cutmix=1.0)])
def test_targets_follow_the_pixels(recipe: Recipe) -> None:
    random = np.random.default_rng(1)
    for _ in range(10):
        images, targets = batch()
        found, soft = mixed(images, targets, recipe, random)
        assert torch.allclose(soft.sum(dim=1), torch.ones(6))
        assert torch.allclose(found.mean(dim=(1, 2, 3)), soft @ torch.arange(6.0), atol=1e-4)
        assert torch.equal(images, batch()[0]) and torch.equal(targets, batch()[1])


def test_mixup_blends_and_cutmix_pastes_and_both_take_turns() -> None:
    def kinds(recipe: Recipe) -> set[bool]:
        random = np.random.default_rng(2)
        results = [mixed(*batch(), recipe, random)[0] for _ in range(20)]
        return {bool((each == each.round()).all()) for each in results if not torch.equal(each, batch()[0])}

    assert (kinds(Recipe(mixup=1.0)), kinds(Recipe(cutmix=1.0)), kinds(Recipe(mixup=1.0, cutmix=1.0))) == ({False}, {True}, {False, True})


def test_mixing_repeats_with_its_generator() -> None:
    one, other = (mixed(*batch(), Recipe(mixup=0.5, cutmix=0.5), np.random.default_rng((3, 4))) for _ in range(2))
    assert torch.equal(one[0], other[0]) and torch.equal(one[1], other[1])
