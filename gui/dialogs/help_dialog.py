"""The help page for the first five minutes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

import resources


class HelpDialog(QDialog):
    """Shows `resources/help/first-steps.md` in the user's language, where there is one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("First steps"))
        self.resize(680, 640)
        browser = QTextBrowser()
        browser.setOpenExternalLinks(False)
        browser.document().setDocumentMargin(24)
        browser.setMarkdown(_page().read_text(encoding="utf-8"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(browser)


def _page() -> Path:
    translated = resources.path("help", f"first-steps.{QLocale().name()}.md")
    return translated if translated.exists() else resources.path("help", "first-steps.md")
