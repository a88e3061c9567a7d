"""Losses against their formulas, the schedule, the order of pictures, the layers that learn, and the finders."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
import timm
import torch

from engine.classifier.learning.finders import largest_batch, steepest
from engine.classifier.learning.layers import STAGES, layer_numbers, let_learn, optimizer_for, set_training, stage_at
from engine.classifier.learning.losses import class_weights, l1_norm, loss_of, soft_targets
from engine.classifier.learning.order import epoch_order
from engine.classifier.learning.schedule import rate_share
from engine.classifier.learning.stopwatch import Stopwatch
from engine.classifier.recipe import Recipe

LOGITS = torch.tensor([[2.0, 0.5, -1.0], [0.1, 0.2, 0.3]])
TARGETS = torch.tensor([0, 2])
PLAIN = replace(Recipe(), balance="none")


def loss(recipe: Recipe, counts: tuple[int, ...] = (10, 10, 10), smoothing: float = 0.0) -> list[float]:
    return list(loss_of(recipe, counts, "cpu")(LOGITS, soft_targets(TARGETS, 3, smoothing)).tolist())


def probabilities() -> np.ndarray:
    exponents = np.exp(LOGITS.numpy())
    return np.asarray(exponents / exponents.sum(axis=1, keepdims=True))


def test_cross_entropy_and_smoothing() -> None:
    logs = np.log(probabilities())
    assert loss(PLAIN) == pytest.approx([-logs[0, 0], -logs[1, 2]], rel=1e-5)
    smooth = [-(0.9 * logs[row, target] + 0.1 * logs[row].mean()) for row, target in ((0, 0), (1, 2))]
    assert loss(PLAIN, smoothing=0.1) == pytest.approx(smooth, rel=1e-5)


def test_focal_loss_forgives_what_is_nearly_right() -> None:
    right = probabilities()[[0, 1], [0, 2]]
    assert loss(replace(PLAIN, loss="focal")) == pytest.approx(list(-((1 - right) ** 2) * np.log(right)), rel=1e-5)


def test_binary_loss_judges_each_class_by_itself() -> None:
    odds = 1 / (1 + np.exp(-LOGITS.numpy()))
    expected = [-(math.log(odds[row, t]) + sum(math.log(1 - odds[row, k]) for k in range(3) if k != t)) for row, t in ((0, 0), (1, 2))]
    assert loss(replace(PLAIN, loss="binary")) == pytest.approx(expected, rel=1e-5)


def test_balance_by_weights_and_by_logits() -> None:
    counts = (100, 10, 10)
    plain = loss(PLAIN)
    weights = class_weights(counts)
    assert float((weights * torch.tensor(counts)).sum() / sum(counts)) == pytest.approx(1)
    assert loss(replace(PLAIN, balance="weights"), counts) == pytest.approx([plain[0] * 0.4, plain[1] * 4.0], rel=1e-5)
    adjusted = LOGITS + torch.log(torch.tensor(counts) / sum(counts))
    expected = torch.nn.functional.cross_entropy(adjusted, TARGETS, reduction="none").tolist()
    assert loss(replace(PLAIN, balance="logits"), counts) == pytest.approx(expected, rel=1e-5)


def test_l1_counts_weights_and_no_biases() -> None:
    layer = torch.nn.Linear(2, 2)
    with torch.no_grad():
        layer.weight.fill_(-0.5)
        layer.bias.fill_(9)
    assert l1_norm(layer).item() == 2.0


@pytest.mark.parametrize("shape", ["cosine", "linear", "step", "constant"])
def test_the_rate_rises_then_falls(shape: str) -> None:
    shares = [rate_share(shape, done, 10, 1) for done in (0, 0.5, 1, 3, 6, 10)]
    assert shares[:3] == [0, 0.5, 1]
    assert shares[2:] == sorted(shares[2:], reverse=True)
    assert rate_share("cosine", 5.5, 10, 1) == pytest.approx(0.505)
    assert rate_share("cosine", 10, 10, 1) == pytest.approx(0.01)
    assert rate_share("cosine", 20, 10, 1) == pytest.approx(0.01)


def test_each_epoch_shows_each_picture_once_in_an_order_of_its_own() -> None:
    targets = [0] * 90 + [1] * 10
    first, second = (epoch_order(targets, 7, epoch, balanced=False) for epoch in (1, 2))
    assert sorted(first) == sorted(second) == list(range(100)) and first != second
    assert first == epoch_order(targets, 7, 1, balanced=False)


def test_the_balanced_order_shows_rare_classes_as_often_as_others() -> None:
    targets = [0] * 900 + [1] * 100
    counts = Counter(targets[index] for index in epoch_order(targets, 0, 1, balanced=True))
    assert 400 < counts[1] < 600 and sum(counts.values()) == 1000


@pytest.mark.parametrize("architecture", ["test_resnet", "test_vit", "test_convnext", "mobilenetv3_small_050"])
def test_stages_free_the_network_from_its_end(architecture: str) -> None:
    module = timm.create_model(architecture, num_classes=3)
    everything = sum(parameter.numel() for parameter in module.parameters())

    def learning() -> int:
        return sum(parameter.numel() for parameter in module.parameters() if parameter.requires_grad)

    freed = []
    for stage in STAGES["gradual"]:
        let_learn(module, stage)
        freed.append(learning())
    assert freed == sorted(freed) and freed[-1] == everything
    let_learn(module, STAGES["head"][0])
    heads = {id(parameter) for parameter in module.get_classifier().parameters()}
    assert heads == {id(parameter) for parameter in module.parameters() if parameter.requires_grad}
    assert stage_at("gradual", 0.1).frozen > stage_at("gradual", 0.3).frozen > stage_at("gradual", 0.5).frozen == 0


def test_earlier_layers_learn_slower() -> None:
    module = timm.create_model("mobilenetv3_small_050", num_classes=3)
    numbers = layer_numbers(module)
    assert numbers["conv_stem.weight"] == 0 and numbers["classifier.weight"] == max(numbers.values())
    recipe = replace(Recipe(preset="finetune"), layer_decay=0.5)
    scales = {id(weight): group["lr_scale"] for group in optimizer_for(module, recipe, 0.1).param_groups for weight in group["params"]}
    named = dict(module.named_parameters())
    assert scales[id(named["classifier.weight"])] == 1 > scales[id(named["conv_stem.weight"])]


def test_frozen_layers_keep_their_statistics() -> None:
    module = timm.create_model("test_resnet", num_classes=3)
    let_learn(module, STAGES["last"][0])
    set_training(module, keep_statistics=False)
    norms = [layer for layer in module.modules() if isinstance(layer, torch.nn.BatchNorm2d)]
    assert not norms[0].training and norms[-1].training
    set_training(module, keep_statistics=True)
    assert not any(layer.training for layer in norms) and module.training


def test_the_range_test_takes_the_steepest_fall() -> None:
    rates = [10.0**power for power in range(-6, 1)]
    assert steepest(rates, [2.0, 2.0, 1.9, 1.0, 0.9, 0.9, 5.0]) in (1e-4, 1e-3)
    assert steepest(rates, [1.0] * 7) == 0 and steepest([], []) == 0


def test_the_batch_that_fits_is_reckoned_from_two_steps() -> None:
    assert largest_batch((2, 6), (2_200, 6_200), 100_000) == 64  # 200 fixed and 1000 a picture; 70 % of the memory
    assert largest_batch((2, 6), (2_000, 6_000), 10) == 1


def test_the_stopwatch_counts_only_while_it_goes() -> None:
    now = [0.0]
    watch = Stopwatch(lambda: now[0])
    watch.go()
    now[0] = 2.0
    watch.halt()
    now[0] = 50.0
    watch.go()
    now[0] = 53.0
    assert watch.seconds == 5.0
    watch.seconds = 100.0
    now[0] = 54.0
    assert watch.seconds == 101.0
