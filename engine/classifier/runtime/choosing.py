"""Which runtime answers soonest here: tried out once for each kind of network, and remembered for this machine."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import numpy as np
import torch

from engine.classifier.architectures.speed import machine
from engine.classifier.asking import FAST, OPENVINO, TORCH, Asking
from engine.classifier.background import waited
from engine.classifier.calibration import softmax
from engine.classifier.model.card import ModelCard
from engine.classifier.model.files import LoadedModel
from engine.classifier.network import UNFIT
from engine.classifier.runtime.choices import Candidate, remember, remembered
from engine.classifier.runtime.conversion import converted
from engine.classifier.runtime.on_openvino import OpenVinoRuntime, computes_in_half
from engine.classifier.runtime.on_torch import TorchRuntime
from engine.classifier.runtime.outputs import Asked, Runtime
from engine.errors import Sentence, translate
from engine.progress import Operation, Progress

STAGE = translate("operations", "Trying out what is fastest here")
_AT_ONCE = (1, 4)  # views in one OpenVINO request: convolutions like one, networks with large matrices more
_ROUNDS = 3
_VIEWS, _SECONDS = 8, 0.15  # of each, which takes no less than two batches of so many views
_HOPELESS = 4  # times the best: not measured to the end
_TOLERANCE = {False: 1e-3, True: 0.1}  # by whether it is fast: how far a probability may be from PyTorch's in fp32


@dataclass(frozen=True)
class Chosen:
    """The runtime, and what the user should know about how it came to be."""

    runtime: Runtime
    remarks: tuple[Sentence, ...] = ()


def chosen(model: LoadedModel, asking: Asking) -> Operation[Chosen]:
    """The runtime for `model`: the remembered one, else the fastest that agrees with PyTorch. It never fails for lack of OpenVINO."""
    asked = Asked(model.network, model.config).eval()
    asked = asked.to(model.device).checked(model.config.size)
    plain = TorchRuntime(asked, model.device, asking.precision == FAST)
    if not _may_use_openvino(model, asking):
        return Chosen(plain)
    trial = _Trial(model, asking, asked, plain)
    found = yield from waited(trial.remembered, partial(Progress, STAGE))
    return Chosen(found) if found else (yield from trial.winner())


def _may_use_openvino(model: LoadedModel, asking: Asking) -> bool:
    """On a CPU only, for a stored model; a graphics card beats it, unless it is asked for by name."""
    if asking.runtime == TORCH or getattr(model, "card", None) is None:
        return False
    return asking.runtime == OPENVINO or model.device == "cpu"


class _Trial:
    """The candidates of one model on this machine."""

    def __init__(self, model: LoadedModel, asking: Asking, asked: Asked, plain: TorchRuntime) -> None:
        self._model = model
        self._asked = asked
        self._plain = plain
        self._fast = asking.precision == FAST
        self._alone = asking.runtime == OPENVINO
        self._converted: Any = None
        self._pixels = _pixels(model.config.size)
        card: ModelCard = model.card
        size = "x".join(map(str, model.config.size))
        libraries = f"{machine()}, openvino {_version()}"
        self._key = " | ".join((asking.runtime, asking.precision, card.architecture, size, libraries))

    def made(self, candidate: Candidate) -> Runtime | None:
        """The candidate at work, None if it cannot compute this network or not as PyTorch does."""
        if candidate.kind == TORCH:
            return self._plain
        try:
            if self._converted is None:
                self._converted = converted(self._asked, self._model.config, self._model.card)
            runtime = OpenVinoRuntime(self._converted, candidate.at_once, candidate.fast)
            return runtime if self._agrees(runtime, candidate.fast) else None
        except (*UNFIT, OSError, ImportError, MemoryError):  # of a network that it does not understand, or an installation in pieces
            return None

    def remembered(self) -> Runtime | None:
        """What won here before, if it still works."""
        candidate = remembered(self._key)
        return self.made(candidate) if candidate else None

    def winner(self) -> Operation[Chosen]:
        """Measure all in turns, for the machine may have other work meanwhile; remember the fastest."""
        candidates = yield from waited(self._candidates, partial(Progress, STAGE))
        steps, done = len(candidates) * (1 + _ROUNDS), 0
        runtimes: dict[Candidate, Runtime] = {}
        for candidate in candidates:
            runtime = yield from waited(partial(self.made, candidate), partial(Progress, STAGE, done, steps))
            runtimes |= {candidate: runtime} if runtime else {}
            done += 1
        speeds = dict.fromkeys(runtimes, 0.0)
        for candidate in [each for _ in range(_ROUNDS) for each in runtimes]:
            measuring = partial(_speed, runtimes[candidate], self._pixels, max(speeds.values()))
            found = yield from waited(measuring, partial(Progress, STAGE, done, steps))
            speeds[candidate] = max(speeds[candidate], found)
            done += 1
        fastest = max(speeds, key=lambda each: speeds[each])
        remember(self._key, fastest, speeds)
        refused = not any(each.kind == OPENVINO for each in speeds)
        return Chosen(runtimes[fastest], (_refusal(self._model.card),) if refused else ())

    def _candidates(self) -> list[Candidate]:
        half = self._fast and _computes_in_half()
        found = [Candidate(OPENVINO, half, at_once) for at_once in _AT_ONCE]
        return found if self._alone and self.made(found[0]) else [*found, Candidate(TORCH, self._plain.is_half)]

    def _agrees(self, runtime: Runtime, fast: bool) -> bool:
        expected = TorchRuntime(self._asked, self._model.device).begin(self._pixels[:2]).result()
        found = runtime.begin(self._pixels[:2]).result()
        distance = np.abs(softmax(found.logits) - softmax(expected.logits)).max()
        return bool(distance <= _TOLERANCE[fast] and np.isfinite(found.features).all())  # NaN is never near


def _version() -> str:
    try:
        return version(OPENVINO)
    except PackageNotFoundError:
        return "none"


def _computes_in_half() -> bool:
    try:
        return computes_in_half()
    except (RuntimeError, OSError, ImportError):
        return False


def _pixels(size: tuple[int, int]) -> np.ndarray:
    """Uint8 (8, H, W, 3): soft shapes, for noise is not what networks are made for."""
    coarse = torch.rand((_VIEWS, 3, 6, 6), generator=torch.Generator().manual_seed(0))
    soft = torch.nn.functional.interpolate(coarse, size=size, mode="bicubic", align_corners=False).clamp(0, 1)
    pixels: np.ndarray = (soft * 255).to(torch.uint8).permute(0, 2, 3, 1).contiguous().numpy()
    return pixels


def _speed(runtime: Runtime, pixels: np.ndarray, best: float) -> float:
    """Views a second, two batches always under way, after one that does not count; only roughly where `best` is out of reach."""
    began = time.perf_counter()
    runtime.begin(pixels).result()
    seconds = time.perf_counter() - began
    if _HOPELESS * len(pixels) < best * seconds:
        return len(pixels) / seconds
    began, rounds = time.perf_counter(), 1
    waiting = runtime.begin(pixels)
    while time.perf_counter() - began < _SECONDS:
        following = runtime.begin(pixels)
        waiting.result()
        waiting, rounds = following, rounds + 1
    waiting.result()
    return rounds * len(pixels) / (time.perf_counter() - began)


def _refusal(card: ModelCard) -> Sentence:
    text = translate("operations", "OpenVINO cannot compute “{architecture}” as PyTorch does; PyTorch is used, which is slower.")
    return Sentence(text, {"architecture": card.architecture})
