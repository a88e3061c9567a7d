"""How good a model is in words, with how sure that is: of ten pictures nobody can tell 70 % from 80 %."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from engine.classifier.metrics import wilson_interval
from engine.classifier.values import Scores
from gui.text import percent
from gui.widgets.parts import grouped


def accuracy_words(scores: Scores | None) -> str:
    """ "70.0 % (7 of 10; roughly 40 to 89 %)", or a dash without validation pictures."""
    if scores is None or not scores.count:
        return "–"
    low, high = wilson_interval(right_answers(scores), scores.count)
    text = QCoreApplication.translate("AccuracyWords", "{0} ({1} of {2}; roughly {3} to {4})")
    counts = grouped(right_answers(scores)), grouped(scores.count)
    return text.format(percent(scores.accuracy), *counts, f"{low * 100:.0f}", percent(high, 0))


def right_answers(scores: Scores) -> int:
    return round(scores.accuracy * scores.count)
