"""The model card to read: what a stranger must know before using the model."""

from __future__ import annotations

import re

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from engine.classifier.model.card import ModelCard
from engine.classifier.model.card_text import LARGEST_TEXT, TEXT_FILE, card_text
from gui.widgets.parts import button

_ITALIC = re.compile(r"(?m)^_(.+)_$")  # Qt underlines what Markdown emphasizes so, as if it were a link


class CardDialog(QDialog):
    """Shows the text that lies beside the model, which people may have filled in; of older models it is written now."""

    def __init__(self, card: ModelCard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Model card of {0}").format(card.name))
        self.resize(760, 640)
        file = card.folder / TEXT_FILE
        self.browser = QTextBrowser()
        self.browser.setOpenExternalLinks(False)
        self.browser.document().setDocumentMargin(20)
        self.browser.setMarkdown(_ITALIC.sub(r"*\1*", _text(card)))
        edit = button(self.tr("Fill it in …"), "", "rename")
        edit.setToolTip(self.tr("Open the text in the program that this computer has for such files."))
        edit.setVisible(file.is_file())
        edit.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(file))))
        close = button(self.tr("Close"), "primary")
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addWidget(edit)
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(12)
        column.addWidget(self.browser, 1)
        column.addLayout(row)


def _text(card: ModelCard) -> str:
    try:
        with (card.folder / TEXT_FILE).open(encoding="utf-8", errors="replace") as file:
            return file.read(LARGEST_TEXT)
    except OSError:
        return card_text(card)
