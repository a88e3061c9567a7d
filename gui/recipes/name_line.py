"""A line for the name of an architecture, or of its weights, that completes what is typed from the catalogue."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from engine.classifier.architectures.catalogue import catalogue


class NameLine(QLineEdit):
    """`with_tags` offers the names of weights, "resnet18.a1_in1k", else those of architectures."""

    def __init__(self, placeholder: str, with_tags: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setClearButtonEnabled(True)
        rows = catalogue()
        tagged = (f"{row.name}.{each.tag}" for row in rows for each in row.weights if each.tag)
        completer = QCompleter(list(tagged) if with_tags else [row.name for row in rows], self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(10)
        self.setCompleter(completer)

    def name(self) -> str:
        return self.text().strip()
