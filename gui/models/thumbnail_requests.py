"""Which thumbnails are wanted, and in what order: what is being painted first, then the screen, then what comes next.

Shared by the window and the decoders; everything happens under one lock.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from gui.models.cell import PictureKey

_MOST_WAITING = 600  # about a 4K screen of small cells; more were only painted in passing


class ThumbnailRequests:
    """A stack of urgent pictures, the latest on top, and a queue of those to read ahead; each belongs to the view that asked."""

    def __init__(self) -> None:
        self._ready = threading.Condition()
        self._urgent: OrderedDict[PictureKey, int] = OrderedDict()
        self._ahead: OrderedDict[PictureKey, int] = OrderedDict()
        self._busy: set[PictureKey] = set()
        self._closed = False

    def want(self, wishes: Iterable[tuple[PictureKey, int]]) -> None:
        """Put these, each with the view that asks, on top of the stack, the last uppermost; the oldest requests fall off its end."""
        with self._ready:
            for key, view in wishes:
                if key not in self._busy:
                    self._ahead.pop(key, None)
                    self._urgent[key] = view
                    self._urgent.move_to_end(key)
            while len(self._urgent) > _MOST_WAITING:
                self._urgent.popitem(last=False)
            self._ready.notify_all()

    def focus(self, view: int, on_screen: Sequence[PictureKey], ahead: Iterable[PictureKey]) -> None:
        """From now on `view` wants these and nothing else, in this order; what other views want stays."""
        with self._ready:
            self._urgent = OrderedDict((key, owner) for key, owner in self._urgent.items() if owner != view)
            self._ahead = OrderedDict((key, owner) for key, owner in self._ahead.items() if owner != view)
            for key in reversed(on_screen):
                if key not in self._busy:
                    self._urgent[key] = view
                    self._urgent.move_to_end(key)
            for key in ahead:
                if key not in self._busy and key not in self._urgent:
                    self._ahead[key] = view
            self._ready.notify_all()

    def next(self) -> PictureKey | None:
        """The most urgent picture, waiting for one; None when there will be no more."""
        with self._ready:
            while not self._urgent and not self._ahead and not self._closed:
                self._ready.wait()
            if self._closed:
                return None
            key, _ = self._urgent.popitem(last=True) if self._urgent else self._ahead.popitem(last=False)
            self._busy.add(key)
            return key

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """Meanwhile nobody begins a new picture."""
        with self._ready:
            yield

    def arrived(self, keys: Iterable[PictureKey]) -> None:
        """The window has taken these in; from now on they can be wanted again."""
        with self._ready:
            self._busy.difference_update(keys)

    @property
    def waiting(self) -> int:
        """How many pictures nobody works on yet."""
        with self._ready:
            return len(self._urgent) + len(self._ahead)

    def close(self) -> None:
        with self._ready:
            self._closed = True
            self._urgent.clear()
            self._ahead.clear()
            self._ready.notify_all()
