"""How commands speak: progress bars and sentences on stderr, one JSON object on stdout when it is asked for."""

from __future__ import annotations

import json
import os
import signal
import sys
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from types import FrameType
from typing import Any, TypeVar

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars

from engine import interrupts
from engine.errors import FieldmarkError
from engine.interrupts import EXIT_INTERRUPTED
from engine.paths import config_folder, write_atomically
from engine.progress import EarlyEnd, Operation, Progress, run

T = TypeVar("T")

EXIT_UNEXPECTED = 1
_STDERR = 2

_errors = Console(stderr=True, highlight=False, soft_wrap=True)


def say(text: str) -> None:
    """A line for people."""
    _errors.print(escape(text))


def followed(operation: Operation[T], on_progress: Callable[[Progress], None] | None = None) -> T:
    """Run `operation` under a progress bar; an exception in `on_progress` closes it."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bars(*columns, console=_errors, transient=True) as bars:
        task = bars.add_task("", total=None)

        def show(progress: Progress) -> None:
            bars.update(task, description=progress.stage, completed=progress.done, total=progress.total or None)
            if on_progress is not None:
                on_progress(progress)

        return run(operation, show)


class Cancelled(KeyboardInterrupt):
    """Ctrl+C, where the command knows what was kept: `sentences` for people, `facts` for the one object."""

    def __init__(self, *sentences: str, **facts: object) -> None:
        super().__init__(*sentences)
        self.sentences, self.facts = sentences, facts


class Interrupts:
    """What Ctrl+C means while something runs that can come to a good end: the first time it ends early and `hint` is said.

    The second time it is closed at its next sign of life (`check`), so that it can write down where it is; the third time it breaks
    off wherever it is.
    """

    def __init__(self, hint: str) -> None:
        self.finish = EarlyEnd()
        self._hint = hint
        self._count = 0

    def __enter__(self) -> Interrupts:
        self._before = signal.signal(signal.SIGINT, self._on_interrupt)
        return self

    def __exit__(self, *exception: object) -> None:
        signal.signal(signal.SIGINT, self._before)

    def check(self) -> None:
        if self._count > 1:
            raise KeyboardInterrupt

    def _on_interrupt(self, number: int, frame: FrameType | None) -> None:
        self._count += 1
        if self._count > 2:
            raise KeyboardInterrupt
        if self._count == 1:
            self.finish.wish()
            with suppress(OSError):
                # past the console, which may be in the middle of a line of its own: its stream refuses to be entered twice
                os.write(_STDERR, f"\n{self._hint}\n".encode())


_CANCELLED = Cancelled("Your labels and models are as they were; pictures that were imported stay imported.")


def finish(command: Callable[[], Mapping[str, Any]], as_json: bool) -> int:
    """Run `command` and return the exit code; its result is printed as JSON if asked for, and failures are told in words."""
    try:
        interrupts.hand_over()
        result = command()
    except FieldmarkError as error:
        return _failed([text for text in (*error.sentences(), error.command) if text], type(error).__name__, error.exit_code, as_json)
    except KeyboardInterrupt as stop:
        known = stop if isinstance(stop, Cancelled) else _CANCELLED
        return _failed(["Cancelled.", *known.sentences], "Cancelled", EXIT_INTERRUPTED, as_json, known.facts)
    except Exception:  # noqa: BLE001 - the last resort: a sentence and a log instead of a traceback
        return _failed(_unexpected(), "Unexpected", EXIT_UNEXPECTED, as_json)
    if as_json:
        sys.stdout.write(json.dumps(result, ensure_ascii=False, default=str) + "\n")
    return 0


def _failed(sentences: list[str], kind: str, code: int, as_json: bool, facts: Mapping[str, object] | None = None) -> int:
    _errors.print(f"[bold red]{escape(sentences[0])}[/]")
    for sentence in sentences[1:]:
        say(sentence)
    if as_json:
        told = {"error": kind, "message": " ".join(sentences), "exit_code": code, **(facts or {})}
        sys.stdout.write(json.dumps(told, ensure_ascii=False, default=str) + "\n")
    return code


def _unexpected() -> list[str]:
    log = config_folder() / "last-error.txt"
    write_atomically(log, traceback.format_exc())
    return ["Something went wrong that Fieldmark did not foresee.", "Your project and labels are kept.", f"The details are in {log}."]
