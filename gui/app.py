"""The entry point: with a command it is the command line, otherwise it opens the window, on a project if one is named."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from gui.main_window import MainWindow

SAMPLE = "--sample"
EXIT_NO_WINDOW = 1
_SWITCH = 0.0005  # s; with Python's 5 ms each turn of a worker thread would cost the window a third of a frame


def main() -> None:
    """`fieldmark COMMAND ...`, `fieldmark [PROJECT]` or `fieldmark --sample`."""
    arguments = sys.argv[1:]
    if wants_window(arguments):
        sys.exit(run_window(arguments))
    from engine import interrupts

    interrupts.begin()
    from engine import cli
    from gui.screenshots import take

    cli.main(arguments, screenshots=take)


def wants_window(arguments: Sequence[str]) -> bool:
    """No argument, the sample, or one project; everything else belongs to the command line."""
    if len(arguments) > 1:
        return False
    return not arguments or arguments[0] == SAMPLE or arguments[0].endswith(".fieldmark") or Path(arguments[0]).is_dir()


def run_window(arguments: Sequence[str]) -> int:
    """Open the window and stay until it is closed; the exit code."""
    objection = _objection()
    if objection:
        sys.stderr.write(objection + "\n")
        return EXIT_NO_WINDOW
    app = make_app()
    window = make_window()
    if SAMPLE in arguments:
        window.open_sample()
    elif arguments:
        window.session.open(Path(arguments[0]))
    window.show()
    return app.exec()


def make_app() -> QApplication:
    """The application object, dressed and translated."""
    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QApplication

    import resources
    from engine.settings import load_settings
    from gui import theme
    from gui.text import install_translation

    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("Fieldmark")
    app.setDesktopFileName("fieldmark")
    app.setWindowIcon(QIcon(str(resources.path("icons", "fieldmark.svg"))))
    settings = load_settings()
    install_translation(app, settings.language)
    theme.apply(app, settings.appearance)
    return app


def make_window(*, keeps_recent: bool = True) -> MainWindow:
    """A window with a session, lanes and loaders of its own; `keeps_recent`: projects that it opens are offered next time."""
    from engine.operations.learning import share_the_machine
    from gui.jobs import Jobs
    from gui.main_window import MainWindow
    from gui.models.thumbnail_loader import ThumbnailLoader
    from gui.session import Session

    share_the_machine()
    sys.setswitchinterval(_SWITCH)
    return MainWindow(Session(keeps_recent=keeps_recent), Jobs(), ThumbnailLoader())


def _objection() -> str:
    """Why no window can open here, and what to do; empty if one can. Qt itself would end the process without a word of help."""
    from engine.qt_libraries import advice, has_screen, missing_libraries

    if not has_screen() and "QT_QPA_PLATFORM" not in os.environ:
        return "There is no screen here, so no window can open. Use the commands instead: fieldmark --help, or fieldmark demo."
    return advice(missing_libraries())


if __name__ == "__main__":
    main()
