"""What a gallery waits for: cards whose thumbnail is on its way, cards drawn in haste, and what the loader should fetch next."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Protocol

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QPixmap

from gui.gallery.gallery_painter import Unfinished
from gui.models.cell import WAITING, Cell, PictureKey
from gui.models.thumbnail_loader import ThumbnailLoader

_SETTLED_MS = 40  # without scrolling, then the view has come to rest
_FRAME_MS = 16
_MOST_AWAITED = 2000
_FEW = 8


class Cards(Protocol):
    """The gallery, as far as its thumbnails go."""

    def row_count(self) -> int: ...

    def rows_on_screen(self) -> range: ...

    def cell_at(self, row: int) -> object: ...

    def repaint_rows(self, rows: Iterable[int]) -> None: ...


class GalleryThumbnails(QObject):
    """Belongs to one gallery; `view` is the number under which that asks the loader."""

    def __init__(self, parent: QObject, cards: Cards, loader: ThumbnailLoader, view: int) -> None:
        super().__init__(parent)
        self._cards = cards
        self._loader = loader
        self._view = view
        self._awaited: dict[PictureKey, set[int]] = {}
        self._rough: set[int] = set()
        self._downwards = True
        self._again = QTimer(self, singleShot=True, interval=_FRAME_MS)
        self._again.timeout.connect(self._draw_well)
        self._rest = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._rest.timeout.connect(self._settle)
        loader.loaded_many.connect(self._on_loaded)

    def quiet(self) -> AbstractContextManager[None]:
        """While a frame is painted."""
        return self._loader.quiet()

    def note(self, unfinished: Unfinished) -> None:
        """After a frame: what is missing from it."""
        if len(self._awaited) > _MOST_AWAITED:  # pictures that scrolled away before they came
            self._awaited.clear()
        for key, row in unfinished.waiting:
            self._awaited.setdefault(key, set()).add(row)
        if unfinished.waiting and not self._rest.isActive():
            self._rest.start()
        if unfinished.rough:
            self._rough.update(unfinished.rough)
            self._again.start()

    def scrolled(self, dy: int) -> None:
        """The content has moved by `dy` px; negative is towards its end."""
        self._downwards = dy <= 0
        self._rest.start()

    def leave(self) -> None:
        """Nothing is shown any more: leave the decoders to others."""
        self._rest.stop()
        self._awaited.clear()
        self._loader.focus(self._view, ())

    def at_hand(self, rows: Iterable[int]) -> list[QPixmap]:
        """The thumbnails of the first few of `rows` that need no waiting."""
        pixmaps = (self._loader.pixmap(key, self._view) for key in self._keys(rows)[:_FEW])
        return [pixmap for pixmap in pixmaps if pixmap is not None]

    def _draw_well(self) -> None:
        rough, self._rough = self._rough, set()
        self._cards.repaint_rows(rough)

    def _on_loaded(self, keys: list[PictureKey]) -> None:
        rows = {row for key in keys for row in self._awaited.pop(key, ())}
        if rows:
            self._cards.repaint_rows(rows)

    def _settle(self) -> None:
        """Tell the loader what is on the screen, and what comes next in the direction of the last scroll."""
        rows = self._cards.rows_on_screen()
        self._awaited = {key: those for key, waiting in self._awaited.items() if (those := waiting.intersection(rows))}
        ahead = range(rows.stop, rows.stop + len(rows)) if self._downwards else range(rows.start - 1, rows.start - 1 - len(rows), -1)
        self._loader.focus(self._view, self._keys(rows), self._keys(ahead))

    def _keys(self, rows: Iterable[int]) -> list[PictureKey]:
        there = range(self._cards.row_count())
        cells = (self._cards.cell_at(row) for row in rows if row in there)
        return [cell.picture for cell in cells if isinstance(cell, Cell) and not cell.failure and cell.picture is not WAITING]
