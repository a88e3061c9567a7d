"""What a training says while it runs, as lines for a terminal: one function for each kind of detail."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from engine.classifier.values import EpochReport, Notice, Plan
from engine.console import say


def tell(detail: object) -> None:
    """Say what there is to say of a `Progress.detail`; kinds that are only for live views are passed over."""
    for line in _LINES.get(type(detail), _nothing)(detail):
        say(line)


def _nothing(_: object) -> list[str]:
    return []


def _of_plan(plan: Plan) -> list[str]:
    return [f"{reason.field} = {_value(reason.value)}: {reason.text}" for reason in plan.reasons]


def _of_notice(notice: Notice) -> list[str]:
    return [str(notice.text)]


def _of_epoch(report: EpochReport) -> list[str]:
    parts = [
        f"epoch {report.epoch:>3}" if report.epoch else "linear head",
        f"loss {_number(report.training_loss)}, validation {_number(report.validation_loss)}",
        f"accuracy {_share(report.training_accuracy)}, validation {_share(report.validation_accuracy)}",
        *([f"balanced {_share(report.balanced_accuracy)}"] if not math.isnan(report.balanced_accuracy) else []),
        *([f"rate {report.learning_rate:.2g}"] if report.learning_rate else []),
        f"{report.images_per_second:.0f} pictures/s",
        *([report.stage] if report.stage else []),
    ]
    return [" · ".join(parts)]


_LINES: dict[type, Callable[[Any], list[str]]] = {Plan: _of_plan, Notice: _of_notice, EpochReport: _of_epoch}


def _value(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _number(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.3f}"


def _share(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.1%}"
