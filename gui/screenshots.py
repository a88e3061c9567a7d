"""Pictures of the four pages of a project, taken without a screen; `fieldmark demo` ends with them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gui.main_window import MainWindow

PAGES = ("label", "train", "evaluate", "classify")
_SIZE = (1440, 900)
_PATIENCE_MS = 60_000
_SETTLE_MS = 600


def take(project: Path, folder: Path) -> list[Path]:
    """Write `label.png`, `train.png`, `evaluate.png` and `classify.png` of the project into `folder` and return their paths."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QCursor

    from gui.app import make_app, make_window

    app = make_app()
    window = make_window(keeps_recent=False)
    try:
        window.session.open(project)
        window.resize(*_SIZE)  # an offscreen screen is smaller than the window would like
        QCursor.setPos(4000, 4000)  # no card or button is pictured under the pointer
        window.show()
        folder.mkdir(parents=True, exist_ok=True)
        return [_picture(window, number, folder / f"{name}.png") for number, name in enumerate(PAGES)]
    finally:
        window.close()
        app.closeAllWindows()


def _picture(window: MainWindow, page: int, file: Path) -> Path:
    window.go(page)
    _PREPARATIONS[page](window)
    _wait_for(lambda: not window.jobs.busy and window.jobs.looks.current is None)
    _settle()
    window.grab().save(str(file))
    return file


def _prepare_label(window: MainWindow) -> None:
    from PySide6.QtCore import QItemSelection, QItemSelectionModel

    page = window.label_page
    if page.model.rowCount() > 4:
        selection = QItemSelection(page.model.index(1), page.model.index(4))
        page.gallery.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def _prepare_nothing(window: MainWindow) -> None:
    """The page shows what was kept."""


def _prepare_classify(window: MainWindow) -> None:
    page = window.classify_page
    unlabelled = any(sample.class_id is None for sample in window.session.samples())
    card = page.card()
    if unlabelled and card is not None:
        page.runs.start_unlabelled(card, page.run_menu.asking)
        _wait_for(lambda: not window.jobs.busy and page.model.rowCount() > 0)
        window.notices.hide()
        page.desk.arranger.want(order="confidence")
        _wait_for(lambda: page.desk.arranger.is_settled)
        page.gallery.select_row(2)
        _wait_for(lambda: page.desk.inspector.saliency.explanation is not None)


_PREPARATIONS: tuple[Callable[[MainWindow], None], ...] = (_prepare_label, _prepare_nothing, _prepare_nothing, _prepare_classify)


def _wait_for(reached: Callable[[], bool], patience: int = _PATIENCE_MS) -> None:
    """Let the window live until `reached` is true, at most `patience` ms."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    check = QTimer(interval=20)
    check.timeout.connect(lambda: loop.quit() if reached() else None)
    check.start()
    QTimer.singleShot(patience, loop.quit)
    if not reached():
        loop.exec()
    check.stop()


def _settle() -> None:
    """Thumbnails and charts arrive a little later than the operations end."""
    _wait_for(lambda: False, patience=_SETTLE_MS)
