"""What a map's check found, in the user's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from engine.classifier.saliency.verdict import Check, percent
from engine.operations.explaining import Explanation
from gui.saliency.check_plot import Curves
from gui.text import of_engine


def told(explanation: Explanation) -> str:
    """The check in one sentence; empty if there was none."""
    if explanation.check is None:
        return ""
    name = explanation.card.class_names[explanation.saliency.target]
    return explanation.check.told(name).told(lambda text: of_engine("saliency", text)).replace(" %", "\u00a0%")


def tone_of(check: Check) -> str:
    """In which the sentence is shown: "success" for a map that holds up, "warning" for one that explains nothing, else "info"."""
    return "success" if check.holds else "warning" if check.tells else "info"


def told_briefly(check: Check) -> str:
    """The check where there is little room: the verdict and the two means that it rests on."""
    words = {
        "success": QCoreApplication.translate("CheckPlot", "Holds up: → {0}; moved: → {1}"),
        "warning": QCoreApplication.translate("CheckPlot", "Explains nothing: → {0}; moved: → {1}"),
        "info": QCoreApplication.translate("CheckPlot", "Cannot be told"),
    }
    text = words[tone_of(check)]
    return text.format(*(percent(each).replace(" %", "\u00a0%") for each in (check.masked_mean, check.moved_mean)))


def curves_of(check: Check) -> tuple[Curves, ...]:
    """What the small plots show."""
    titles = (
        QCoreApplication.translate("CheckPlot", "Hottest part hidden"),
        QCoreApplication.translate("CheckPlot", "Only the hottest shown"),
    )
    plots = zip(titles, (check.deletion, check.insertion), strict=True)
    return tuple(Curves(title, check.shares, each.hottest, each.moved) for title, each in plots if each is not None)
