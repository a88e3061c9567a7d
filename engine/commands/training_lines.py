"""What a training says while it runs, as lines for a terminal."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from engine.classifier.values import EpochReport, Notice, Plan
from engine.console import say


class Teller:
    """Says what there is to say of each `Progress.detail` of one training; kinds that are only for live views are passed over.

    A plan comes again when more of it is decided: of its reasons only those are said that were not said before.
    """

    def __init__(self) -> None:
        self._reasons: set[str] = set()

    def tell(self, detail: object) -> None:
        for line in self._of_plan(detail) if isinstance(detail, Plan) else _LINES.get(type(detail), _nothing)(detail):
            say(line)

    def _of_plan(self, plan: Plan) -> list[str]:
        lines = [f"{reason.field} = {_value(reason.value)}: {reason.text}" for reason in plan.reasons]
        new = [line for line in lines if line not in self._reasons]
        self._reasons.update(new)
        return new


def _nothing(_: object) -> list[str]:
    return []


def _of_notice(notice: Notice) -> list[str]:
    return [str(notice.text)]


def _of_epoch(report: EpochReport) -> list[str]:
    parts = [
        f"epoch {report.epoch:>3}" if report.epoch else "linear head",
        f"loss {_number(report.training_loss)}, validation {_number(report.validation_loss)}",
        f"accuracy {_share(report.training_accuracy)}, validation {_share(report.validation_accuracy)}",
        *([f"balanced {_share(report.balanced_accuracy)}"] if not math.isnan(report.balanced_accuracy) else []),
        *([f"rate {report.learning_rate:.2g}"] if report.learning_rate else []),
        *([] if math.isnan(report.images_per_second) else [f"{report.images_per_second:.0f} pictures/s"]),
        *([f"learning: {report.stage}"] if report.stage and report.epoch else []),
    ]
    return [" · ".join(parts)]


_LINES: dict[type, Callable[[Any], list[str]]] = {Notice: _of_notice, EpochReport: _of_epoch}


def _value(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _number(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.3f}"


def _share(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.1%}"
