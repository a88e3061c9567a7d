"""The help pages: a list of them at the left, the chosen one beside it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale, QSize
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QTextBrowser, QWidget

import resources

_ROW_HEIGHT = 32
PAGES = ("first-steps", "labelling", "finding", "training", "classifying", "explaining", "sorting", "outputs", "files", "cluster")


class HelpDialog(QDialog):
    """Shows `resources/help/PAGE.md` in the user's language, where there is one; the heading of a page is its name in the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Help"))
        self.resize(880, 660)
        self._texts = [_page(name).read_text(encoding="utf-8") for name in PAGES]
        self.pages = QListWidget()
        self.pages.setAccessibleName(self.tr("Pages"))
        self.pages.setProperty("kind", "clear")
        self.pages.setFrameShape(QListWidget.Shape.NoFrame)
        self.pages.setFixedWidth(200)
        self.pages.addItems([text.partition("\n")[0].lstrip("# ") for text in self._texts])
        for row in range(self.pages.count()):
            self.pages.item(row).setSizeHint(QSize(0, _ROW_HEIGHT))
        self.browser = QTextBrowser()
        self.browser.setOpenExternalLinks(False)
        self.browser.document().setDocumentMargin(24)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(12)
        layout.addWidget(self.pages)
        layout.addWidget(self.browser)
        self.pages.currentRowChanged.connect(lambda row: self.browser.setMarkdown(self._texts[row]))
        self.pages.setCurrentRow(0)


def _page(name: str) -> Path:
    translated = resources.path("help", f"{name}.{QLocale().name()}.md")
    return translated if translated.exists() else resources.path("help", f"{name}.md")
