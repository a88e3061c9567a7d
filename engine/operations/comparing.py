"""Ask two models about the same pictures, and show where they differ."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from engine.batch.answers import Answers
from engine.batch.compare import Comparison, compared
from engine.batch.table import Thresholds
from engine.classifier.asking import Asking
from engine.classifier.background import waited
from engine.classifier.model.card import ModelCard
from engine.errors import translate
from engine.operations.classifying import open_job, open_like, run_job
from engine.progress import EarlyEnd, Operation, Progress

__all__ = ["Comparison", "compare", "compare_with"]


def compare(
    home: Path,
    card_a: ModelCard,
    card_b: ModelCard,
    sources: Sequence[Path],
    asking: Asking = Asking(),  # noqa: B008
) -> Operation[Comparison]:
    """Run what is missing of either model's job over `sources`, then compare; raises what `open_job` and `run_job` raise."""
    first = open_job(home, card_a, sources, asking)
    yield from run_job(first)
    return (yield from compare_with(first, card_b))


def compare_with(
    first: Answers,
    card: ModelCard,
    finish: EarlyEnd | None = None,
    thresholds: Thresholds = Thresholds(),  # noqa: B008
) -> Operation[Comparison]:
    """Ask `card` about the pictures of the job `first`, which stays as it is, then compare; `finish` compares what there is so far."""
    second = open_like(first, card)
    yield from run_job(second, finish)
    comparing = Progress(translate("operations", "Comparing the answers"))
    return (yield from waited(lambda: compared(first, second, thresholds.novelty), lambda: comparing))
