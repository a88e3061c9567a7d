"""How much there is to learn from: counted only while somebody looks, since labelling must not wait for a page that nobody sees."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from engine.project.sample import Split
from gui.session import Session
from gui.widgets.parts import grouped


@dataclass(frozen=True)
class LabelFacts:
    """`training` is the number of pictures that are learned from, as far as they are split already."""

    pictures: int
    classes: int
    training: int
    validation: int
    test: int

    def told(self) -> str:
        facts = [
            QCoreApplication.translate("TrainPage", "{0} labelled").format(grouped(self.pictures)),
            QCoreApplication.translate("TrainPage", "{0} classes").format(self.classes),
        ]
        if self.training:
            sides = QCoreApplication.translate("TrainPage", "split {0} / {1} / {2}")
            facts.append(sides.format(*map(grouped, (self.training, self.validation, self.test))))
        return " · ".join(facts)


def label_facts(session: Session) -> LabelFacts:
    samples = [sample for sample in session.samples() if sample.class_id is not None]
    sides = Counter(sample.split for sample in samples)
    classes = len({sample.class_id for sample in samples})
    return LabelFacts(len(samples), classes, sides[Split.TRAIN], sides[Split.VALIDATION], sides[Split.TEST])
