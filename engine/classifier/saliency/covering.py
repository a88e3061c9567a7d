"""Evidence found by changing the picture and asking again: integrated gradients, occlusion, LIME and SHAP, computed by Captum.

All explain the log-odds of the class against all others, which keep moving where a probability is stuck near 1, and start from the
same empty picture: the mean colour. What speaks against the class is left out.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Iterator
from typing import Any

import torch
from torchvision.transforms.v2 import functional as pictures

from engine.classifier.background import waited
from engine.classifier.model.files import LoadedModel
from engine.classifier.saliency.superpixels import regions_of
from engine.classifier.saliency.view import View
from engine.errors import translate
from engine.progress import Operation, Progress

STEPS = 32  # of the integral, Sundararajan et al., eq. 3; by the Gauss-Legendre rule
LIME_SAMPLES, SHAP_SAMPLES = 256, 320
_AT_ONCE = 16
_WINDOW = 1 / 7  # of the view's side, the covered square; it moves by half of that
_GRAIN = 1 / 56  # of the view's side: the deviation of the blur that makes single pixels visible as places
_NEARNESS = 0.25  # LIME's kernel width over cosine distances
_CERTAIN = 1e6  # the weight of the two sets that SHAP's values must explain exactly
_SEED = 20160813

_FINDING = translate("operations", "Finding the evidence")

Covered = Callable[[LoadedModel, View, int], Operation[torch.Tensor]]


def integrated_gradients(model: LoadedModel, view: View, target: int) -> Operation[torch.Tensor]:
    """Float32 (H, W), not negative: the parts of eq. 1 of Sundararajan et al. 2017 that speak for the class, slightly blurred."""
    from captum.attr import IntegratedGradients

    def work(odds: _Odds) -> torch.Tensor:
        method = IntegratedGradients(odds)
        found = method.attribute(view.pixels, 0.0, n_steps=STEPS, internal_batch_size=_AT_ONCE // 2)
        return _blurred(found.sum(dim=1)[0].detach().relu())

    return (yield from _watched(work, _Odds(model, target, learns=True), STEPS))


def occlusion(model: LoadedModel, view: View, target: int) -> Operation[torch.Tensor]:
    """Float32 (H, W), not negative: how much the log-odds fall when a square there is covered (Zeiler and Fergus 2014, section 4.2)."""
    from captum.attr import Occlusion

    sides = [max(2, round(_WINDOW * side)) for side in view.pixels.shape[-2:]]
    steps = [max(1, side // 2) for side in sides]
    total = math.prod(1 + math.ceil((whole - side) / step) for whole, side, step in zip(view.pixels.shape[-2:], sides, steps, strict=True))

    def work(odds: _Odds) -> torch.Tensor:
        windows, strides = (3, *sides), (3, *steps)
        found = Occlusion(odds).attribute(view.pixels, windows, strides, 0.0, perturbations_per_eval=_AT_ONCE)
        covered: torch.Tensor = found.mean(dim=1)[0].relu()
        return covered

    return (yield from _watched(work, _Odds(model, target), total + 1))


def lime(model: LoadedModel, view: View, target: int) -> Operation[torch.Tensor]:
    """Float32 (H, W), not negative: the coefficients of a ridge regression over regions (Ribeiro et al. 2016, algorithm 1)."""
    from captum._utils.models.linear_model import SkLearnRidge

    def near(original: Any, covered: Any, kept: torch.Tensor, **_: Any) -> torch.Tensor:
        distance = 1 - kept.float().mean(dim=1).sqrt()  # the cosine distance of `kept` from all ones
        return torch.exp(-((distance / _NEARNESS) ** 2) / 2)

    return (yield from _by_regions(model, view, target, SkLearnRidge(), near, _coin_flips, LIME_SAMPLES))


def shap(model: LoadedModel, view: View, target: int) -> Operation[torch.Tensor]:
    """Float32 (H, W), not negative: Shapley values of regions by the weighted regression of Lundberg and Lee 2017, theorem 2.

    The kernel's weights are in the sampling, and each set comes with its complement, which halves what chance adds (Covert and Lee,
    "Improving KernelSHAP", AISTATS 2021, section 3.3).
    """
    from captum._utils.models.linear_model import SkLearnLinearRegression

    def certain(original: Any, covered: Any, kept: torch.Tensor, **_: Any) -> torch.Tensor:
        ends = (kept.sum(dim=1) == 0) | (kept.sum(dim=1) == kept.shape[1])
        return torch.where(ends, _CERTAIN, 1.0)

    return (yield from _by_regions(model, view, target, SkLearnLinearRegression(), certain, _shapley_sets, SHAP_SAMPLES))


def _by_regions(
    model: LoadedModel, view: View, target: int, regression: Any, weight: Callable[..., torch.Tensor], sets: Any, samples: int
) -> Operation[torch.Tensor]:
    from captum.attr import Lime

    def work(odds: _Odds) -> torch.Tensor:
        regions = regions_of(view.pixels[0], view.frame)[None, None].to(view.pixels.device)
        method = Lime(odds, regression, weight, sets)
        found = method.attribute(view.pixels, baselines=0.0, feature_mask=regions, n_samples=samples, perturbations_per_eval=_AT_ONCE)
        covered: torch.Tensor = found.mean(dim=1)[0].float().relu()
        return covered

    return (yield from _watched(work, _Odds(model, target), samples))


def _coin_flips(original: torch.Tensor, **facts: Any) -> Iterator[torch.Tensor]:
    """Sets of regions to keep, int64 (1, N): first all of them, then each with an even chance."""
    chance = torch.Generator().manual_seed(_SEED)
    count = facts["num_interp_features"]
    yield torch.ones(1, count, dtype=torch.long, device=original.device)
    while True:
        yield torch.randint(0, 2, (1, count), generator=chance).to(original.device)


def _shapley_sets(original: torch.Tensor, **facts: Any) -> Iterator[torch.Tensor]:
    """Sets of regions to keep, int64 (1, N): none, all, then by the Shapley kernel, each followed by its complement."""
    chance = torch.Generator().manual_seed(_SEED)
    count = facts["num_interp_features"]
    for end in (0, 1):
        yield torch.full((1, count), end, dtype=torch.long, device=original.device)
    sizes = torch.arange(1, max(2, count))
    weights = 1.0 / (sizes * (count - sizes).clamp_min(1))
    while True:
        size = int(sizes[torch.multinomial(weights, 1, generator=chance)])
        kept = torch.zeros(1, count, dtype=torch.long)
        kept[0, torch.randperm(count, generator=chance)[:size]] = 1
        yield kept.to(original.device)
        yield (1 - kept).to(original.device)


class _Stopped(Exception):
    """Nobody waits for the answers any more."""


class _Odds:
    """The log-odds of class `target`, (B,) for views (B, 3, H, W); counts what it was asked, and can be stopped from elsewhere."""

    def __init__(self, model: LoadedModel, target: int, learns: bool = False) -> None:
        self._model = model
        self._target = target
        self._learns = learns
        self._stop = threading.Event()
        self.asked = 0

    def __call__(self, views: torch.Tensor) -> torch.Tensor:
        if self._stop.is_set():
            raise _Stopped
        if self._learns:
            logits = self._model.network(views)
        else:
            with torch.inference_mode():
                logits = self._model.network(views)
        self.asked += len(views)
        return log_odds(logits, self._target)

    def stop(self) -> None:
        self._stop.set()


def log_odds(logits: torch.Tensor, target: int) -> torch.Tensor:
    """log(p / (1 - p)) of class `target`, (B,), of logits (B, K); the logit itself where there is no other class."""
    others = torch.cat([logits[:, :target], logits[:, target + 1 :]], dim=1)
    return logits[:, target] - others.logsumexp(dim=1) if others.shape[1] else logits[:, target]


def _watched(work: Callable[[_Odds], torch.Tensor], odds: _Odds, total: int) -> Operation[torch.Tensor]:
    """Captum computes in one go, in a thread that ends at its next question when this is closed."""
    try:
        return (yield from waited(lambda: work(odds), lambda: Progress(_FINDING, min(odds.asked, total), total)))
    finally:
        odds.stop()


def _blurred(values: torch.Tensor) -> torch.Tensor:
    """`values` (H, W) without the grain of single pixels."""
    sigma = max(0.5, _GRAIN * max(values.shape))
    size = 2 * math.ceil(2 * sigma) + 1
    blurred: torch.Tensor = pictures.gaussian_blur(values[None, None], [size, size], [sigma, sigma])[0, 0]
    return blurred
