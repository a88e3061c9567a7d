"""One picture as large as the window, with zoom and pan; Space and Escape go back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from gui.models.picture_loader import PictureLoader
from gui.widgets.image_view import ImageView


class PictureDialog(QDialog):
    """Reads the picture in a thread, so that a large one does not hold the window up."""

    def __init__(self, path: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(path.name)
        self.resize(parent.window().size() * 0.92)
        self.picture = ImageView(placeholder=self.tr("Opening the picture …"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.addWidget(self.picture)
        self._loader = PictureLoader(self)
        self._loader.loaded.connect(lambda _, image: self.picture.set_image(image))
        self._loader.failed.connect(lambda _, reason: self.picture.set_placeholder(self.tr("It cannot be read: {0}").format(reason)))
        self._loader.ask(path)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Escape):
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._loader.shutdown()
        super().closeEvent(event)
