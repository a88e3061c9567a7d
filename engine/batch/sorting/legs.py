"""One way of one file, there or back: where it starts and ends, how it is known again, and what a kill may have left of it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from engine.batch.sorting.files import Seen, is_time, remove, same_time, seen
from engine.batch.sorting.values import Step, StepState
from engine.errors import Sentence, translate

GONE = Sentence(translate("batch", "it is not there any more"))
CHANGED = Sentence(translate("batch", "it has changed since it was classified"))
TAKEN = Sentence(translate("batch", "another file has come to lie at its new place"))
NOT_AT_TARGET = Sentence(translate("batch", "it is not at its new place any more"))
CHANGED_THERE = Sentence(translate("batch", "it was changed at its new place"))
OLD_PLACE_TAKEN = Sentence(translate("batch", "another file lies at its old place"))
ORIGINAL_GONE = Sentence(translate("batch", "its original is gone or has changed, so that the one at the new place is kept"))


class Declined(Exception):
    """This file is left as it is; the rest goes on."""

    def __init__(self, reason: Sentence) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True)
class Leg:
    """One way of a move. `known_ns` is the time that the file has at `start`, None if it may be that of either end.

    At `end` it gets the time `final_ns` and the permissions `mode`, where it has to be copied there; None keeps those that it has.
    """

    start: Path
    end: Path
    temporary: Path
    size: int
    known_ns: int | None
    final_ns: int | None
    mode: int
    uncertain: bool
    gone: Sentence
    changed: Sentence
    taken: Sentence


def there(step: Step, token: str) -> Leg:
    temporary = _temporary(step, step.target.parent, token)
    facts = step.size, step.modified_ns, None, step.mode, is_in_doubt(step)
    return Leg(step.source, step.target, temporary, *facts, GONE, CHANGED, TAKEN)


def back(step: Step, token: str) -> Leg:
    temporary = _temporary(step, step.source.parent, token)
    facts = step.size, step.placed_ns, step.modified_ns, step.mode, is_in_doubt(step)
    return Leg(step.target, step.source, temporary, *facts, NOT_AT_TARGET, CHANGED_THERE, OLD_PLACE_TAKEN)


def tidy(step: Step, token: str) -> None:
    """Take away what a kill left half done of a step in doubt: a copy that is not whole, and the empty file that held its place."""
    for folder in {step.source.parent, step.target.parent}:
        discard(_temporary(step, folder, token))
    filled, other = (step.target, step.source) if step.state == StepState.BEGUN else (step.source, step.target)
    held, whole = seen(filled), seen(other)
    if held is None or whole is None or held.size or not held.is_file or held.identity == whole.identity:
        return
    if whole.size == step.size and (step.size or not same_time(held.modified_ns, whole.modified_ns)):
        remove(filled)


def is_time_of(leg: Leg, found: Seen) -> bool:
    """Whether `found` has the time that the file must have; in doubt, within what drives keep of it."""
    if not leg.uncertain:
        return leg.known_ns is not None and is_time(found.modified_ns, leg.known_ns)
    return any(same_time(time, found.modified_ns) for time in (leg.known_ns, leg.final_ns) if time is not None)


def is_in_doubt(step: Step) -> bool:
    """Whether a kill may have left the step half done."""
    return step.state in (StepState.BEGUN, StepState.GOING_BACK)


def _temporary(step: Step, folder: Path, token: str) -> Path:
    return folder / f".fieldmark-{token}-{step.id}.part"


def discard(path: Path) -> None:
    with suppress(FileNotFoundError, NotADirectoryError):
        remove(path)
