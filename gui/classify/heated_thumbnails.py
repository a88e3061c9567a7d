"""Thumbnails with the evidence over them: for the picture under the pointer, or for all that are on the screen.

Takes the place of the thumbnail loader for one gallery. The heat is found in a thread, a few cards at a time, and kept within bounds.
If all are to have it, a card whose heat is still to come says so, since the first one must wait until the model is loaded.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap

from engine.progress import Operation, Progress
from gui import theme
from gui.jobs import Jobs
from gui.models.cell import PictureKey
from gui.models.thumbnail_loader import ThumbnailLoader

_LANE = "heatmaps"
_MOST_HEATS, _MOST_HEATED = 1200, 160  # heat of 36 kB each; thumbnails with it drawn over them
_PLATE = 0.3  # of the shorter side of a thumbnail, the width of the mark of one that waits
_HOVER_MS = 180  # a pointer that only passes by asks for nothing


class HeatedThumbnails(QObject):
    """Offers what a gallery asks of a `ThumbnailLoader`."""

    loaded_many = Signal(object)  # list[PictureKey]
    heated = Signal(object)  # Path whose card looks different now

    def __init__(self, loader: ThumbnailLoader, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._loader, self._jobs = loader, jobs
        self._folder: Path | None = None
        self._for_all = False
        self._hovered: Path | None = None
        self._heats: OrderedDict[Path, QImage] = OrderedDict()
        self._drawn: OrderedDict[tuple[Path, int, str], QPixmap] = OrderedDict()
        self._on_screen: list[Path] = []
        self._later = QTimer(self, singleShot=True, interval=_HOVER_MS)
        self._later.timeout.connect(self._ask)
        loader.loaded_many.connect(self.loaded_many)

    # ---- what is wanted ------------------------------------------------------------------------------------

    def set_model(self, folder: Path | None) -> None:
        """Whose evidence it is; that of another model is forgotten."""
        if folder != self._folder:
            self._folder = folder
            self._heats.clear()
            self._drawn.clear()

    def set_for_all(self, wanted: bool) -> None:
        self._for_all = wanted
        self._later.start()

    def hover(self, path: Path | None) -> None:
        """The pointer is over the card of this picture."""
        if path != self._hovered:
            before, self._hovered = self._hovered, path
            for each in (before, path):
                if each is not None and each in self._heats and not self._for_all:
                    self.heated.emit(each)
            self._later.start()

    def _ask(self) -> None:
        wanted = ([self._hovered] if self._hovered else []) + (self._on_screen if self._for_all else [])
        missing = [path for path in dict.fromkeys(wanted) if path not in self._heats]
        folder = self._folder
        if missing and folder is not None:
            self._jobs.beside(_LANE, lambda: _finding(folder, missing), lambda _: None, self._on_progress, on_failure=self._on_failed)

    def _on_progress(self, progress: Progress) -> None:
        from engine.operations.heatmaps import SmallHeatmap

        found = progress.detail
        if not isinstance(found, SmallHeatmap):
            return
        path = found.path
        self._heats[path] = _image(found.pixels, found.width, found.height)
        while len(self._heats) > _MOST_HEATS:
            self._heats.popitem(last=False)
        if self._shows(path):
            self.heated.emit(path)

    def _on_failed(self, error: BaseException) -> None:
        """It is told once; without a model that can be opened, nothing more is asked, and no card waits."""
        self._folder = None
        for path in self._on_screen:
            self.heated.emit(path)
        self._jobs.failed.emit(error)

    def _shows(self, path: Path) -> bool:
        return self._for_all or path == self._hovered

    # ---- as a loader ---------------------------------------------------------------------------------------

    def pixmap(self, key: PictureKey, view: int = 0) -> QPixmap | None:
        plain = self._loader.pixmap(key, view)
        heat = self._heats.get(key.path) if self._shows(key.path) else None
        waits = heat is None and self._for_all and self._folder is not None
        if plain is None or (not waits and (heat is None or heat.isNull())):
            return plain
        place = (key.path, plain.cacheKey(), theme.current().scheme if waits else "")
        drawn = self._drawn.get(place)
        if drawn is None:
            drawn = self._drawn[place] = _waiting(plain) if heat is None else _heated(plain, heat)
            while len(self._drawn) > _MOST_HEATED:
                self._drawn.popitem(last=False)
        return drawn

    def failure(self, key: PictureKey) -> str:
        return self._loader.failure(key)

    def quiet(self) -> AbstractContextManager[None]:
        return self._loader.quiet()

    def focus(self, view: int, on_screen: Sequence[PictureKey], ahead: Sequence[PictureKey] = ()) -> None:
        """The gallery has come to rest: what it shows is heated, too, if all are to be."""
        self._loader.focus(view, on_screen, ahead)
        self._on_screen = [key.path for key in on_screen]
        if self._for_all:
            self._later.start()


def _image(pixels: bytes, width: int, height: int) -> QImage:
    """RGBA as a picture of its own, null where there is nothing."""
    return QImage(pixels, width, height, width * 4, QImage.Format.Format_RGBA8888).copy() if width else QImage()


def _heated(plain: QPixmap, heat: QImage) -> QPixmap:
    drawn = QPixmap(plain)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(QRectF(0, 0, plain.deviceIndependentSize().width(), plain.deviceIndependentSize().height()), heat)
    painter.end()
    return drawn


def _waiting(plain: QPixmap) -> QPixmap:
    """Three dots on a plate in the middle."""
    drawn, tokens = QPixmap(plain), theme.current()
    size = plain.deviceIndependentSize()
    width = _PLATE * min(size.width(), size.height())
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.translate(size.width() / 2, size.height() / 2)
    painter.setBrush(QColor(tokens.surface))
    painter.drawRoundedRect(QRectF(-width / 2, -width / 4, width, width / 2), width / 4, width / 4)
    painter.setBrush(QColor(tokens.text))
    for step in (-1, 0, 1):
        painter.drawEllipse(QPointF(step * width / 4, 0), width / 14, width / 14)
    painter.end()
    return drawn


def _finding(folder: Path, paths: Sequence[Path]) -> Operation[int]:
    from engine.operations.heatmaps import heatmaps

    return (yield from heatmaps(folder, paths))
