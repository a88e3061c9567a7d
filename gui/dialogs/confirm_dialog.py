"""Asks once more before something that changes much: what will happen, and the two ways on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from gui import theme
from gui.widgets.labels import MutedLabel

_WIDTH = 440


class ConfirmDialog(QDialog):
    """A `question`, the `sentence` that says what comes of it, and a button with the text `go`; Enter does nothing by itself."""

    def __init__(self, title: str, question: str, sentence: str, go: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setFixedWidth(_WIDTH)
        headline = QLabel(question)
        headline.setFont(theme.scaled_font(self.font(), 15 / 13, self.font().Weight.DemiBold))
        headline.setWordWrap(True)
        headline.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence = MutedLabel(sentence)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.go_button = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.go_button.setText(go)
        self.go_button.setAutoDefault(False)
        self.go_button.setProperty("kind", "primary")
        cancel = buttons.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setText(self.tr("Cancel"))
        cancel.setDefault(True)
        cancel.setFocus()
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(2 * theme.STEP)
        layout.addWidget(headline)
        layout.addWidget(self.sentence)
        layout.addStretch(1)
        layout.addSpacing(2 * theme.STEP)
        layout.addWidget(buttons)
        self.resize(_WIDTH, layout.totalHeightForWidth(_WIDTH))


def confirmed(title: str, question: str, sentence: str, go: str, parent: QWidget | None = None) -> bool:
    """Whether somebody says yes."""
    dialog = ConfirmDialog(title, question, sentence, go, parent)
    said_yes = bool(dialog.exec())
    dialog.deleteLater()
    return said_yes
