"""What an import has to tell: figures, and a list of everything that did not go as one might think, to look through and to keep."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from engine.errors import Sentence, Translator, translate
from engine.paths import write_atomically

UNREADABLE, NO_PICTURE, FOLDER, LABELS, KEPT, CHANGED, NOTE = "unreadable", "no picture", "folder", "labels", "kept", "changed", "note"

# What the kinds are called where people read them.
KINDS = {
    UNREADABLE: translate("operations", "Cannot be read"),
    NO_PICTURE: translate("operations", "No picture"),
    FOLDER: translate("operations", "Folders and names"),
    LABELS: translate("operations", "Label file"),
    KEPT: translate("operations", "Label kept"),
    CHANGED: translate("operations", "File changed or moved"),
    NOTE: translate("operations", "Good to know"),
}


@dataclass(frozen=True)
class Issue:
    """One line of the report: a key of `KINDS`, the path or row that it is about, and what is the matter."""

    kind: str
    place: str | Sentence
    reason: Sentence

    def told(self, translator: Translator = str) -> tuple[str, str, str]:
        """(kind, place, reason) through `translator`."""
        place = self.place.told(translator) if isinstance(self.place, Sentence) else self.place
        return translator(KINDS[self.kind]), place, self.reason.told(translator)


@dataclass(frozen=True)
class Imported:
    """What an import did.

    `known` pictures were in the project before; `relabelled` ones of them got a class from the label file, `found_again` ones had moved.
    `skipped` counts the files that are no pictures, and the known ones.
    `refused` labels name what cannot be a class.
    """

    imported: int = 0
    known: int = 0
    relabelled: int = 0
    found_again: int = 0
    changed: int = 0
    unlabelled: int = 0
    skipped: int = 0
    classes: int = 0
    refused: int = 0
    issues: tuple[Issue, ...] = field(default=(), repr=False)

    @property
    def failed(self) -> tuple[Issue, ...]:
        """The pictures that cannot be read."""
        return tuple(issue for issue in self.issues if issue.kind == UNREADABLE)

    @property
    def kinds(self) -> Counter[str]:
        return Counter(issue.kind for issue in self.issues)


def write_report(file: Path, issues: Iterable[Issue], translator: Translator = str) -> None:
    """The list as a CSV table that spreadsheets open; raises OSError."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(
        [translator(name) for name in (translate("operations", "Kind"), translate("operations", "Place"), translate("operations", "What"))]
    )
    writer.writerows(issue.told(translator) for issue in issues)
    write_atomically(file, text.getvalue().encode("utf-8-sig", errors="backslashreplace"))
