"""How filters, sorts and groups are told to people; the language in which filters are typed stays the same in every country."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, QLocale, QObject

from engine.errors import Sentence
from engine.views.facets import SHAPES, SIZES
from engine.views.query import NONE, Term

NameOf = Callable[[int], str]  # what a sample is called


class FilterWords(QObject):
    """Belongs to the language in which the window was opened."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sorts = self._sorts()
        self.groups = self._groups()
        self.dimensions = self._dimensions()
        self.hints = self._hints()
        self._values = self._words()
        self._is = self._values["is"]

    # ---- tables ----------------------------------------------------------------------------------------------

    def _sorts(self) -> Mapping[str, str]:
        return {
            "added": self.tr("Date added"),
            "name": self.tr("Name"),
            "folder": self.tr("Folder"),
            "taken": self.tr("Date taken"),
            "size": self.tr("File size"),
            "pixels": self.tr("Number of pixels"),
            "aspect": self.tr("Width by height"),
            "class": self.tr("Class"),
            "split": self.tr("Split"),
            "sharpness": self.tr("Sharpness"),
            "brightness": self.tr("Brightness"),
            "similar": self.tr("Near-duplicates together"),
        }

    def _groups(self) -> Mapping[str, str]:
        return {
            "none": self.tr("No headers"),
            "folder": self.tr("Folder"),
            "class": self.tr("Class"),
            "day": self.tr("Day taken"),
            "month": self.tr("Month taken"),
            "split": self.tr("Split"),
            "camera": self.tr("Camera"),
            "near": self.tr("Near-duplicates"),
            "duplicates": self.tr("Exact duplicates"),
            "bursts": self.tr("Bursts"),
        }

    def _dimensions(self) -> Mapping[str, str]:
        return {
            "state": self.tr("State"),
            "class": self.tr("Class"),
            "source": self.tr("Labelled by"),
            "split": self.tr("Split"),
            "pinned": self.tr("Split"),
            "folder": self.tr("Folder"),
            "quality": self.tr("Quality"),
            "copies": self.tr("Duplicates"),
            "files": self.tr("Files"),
            "taken": self.tr("Taken"),
            "camera": self.tr("Camera"),
            "format": self.tr("Format"),
            "group": self.tr("Group"),
            "size": self.tr("File size"),
            "aspect": self.tr("Shape"),
            "name": self.tr("Name"),
            "pixels": self.tr("Pixels"),
            "width": self.tr("Width"),
            "height": self.tr("Height"),
            "sharpness": self.tr("Sharpness"),
            "brightness": self.tr("Brightness"),
            "frames": self.tr("Pages"),
        }

    def _hints(self) -> Mapping[str, str]:
        """What follows each key, for the list of suggestions."""
        return {
            "class": self.tr("pictures of a class"),
            "folder": self.tr("in a folder and below"),
            "is": self.tr("unlabelled, blurry, duplicate …"),
            "name": self.tr("part of the file name"),
            "taken": self.tr("a day, month or year"),
            "split": self.tr("train, validation, test"),
            "source": self.tr("who gave the label"),
            "size": self.tr("of the file"),
            "width": self.tr("in pixels"),
            "height": self.tr("in pixels"),
            "pixels": self.tr("width times height"),
            "aspect": self.tr("width by height"),
            "camera": self.tr("maker or model"),
            "format": self.tr("JPEG, PNG …"),
            "group": self.tr("what belongs together"),
            "sharpness": self.tr("the lower, the blurrier"),
            "brightness": self.tr("0 to 255"),
            "frames": self.tr("number of pages"),
        }

    def _words(self) -> Mapping[str, Mapping[str, str]]:
        nothing = self.tr("none")
        return {
            "is": {
                "unlabelled": self.tr("unlabelled"),
                "labelled": self.tr("labelled"),
                "unsure": self.tr("not sure"),
                "pinned": self.tr("pinned"),
                "blurry": self.tr("blurry"),
                "dark": self.tr("very dark"),
                "bright": self.tr("very bright"),
                "tiny": self.tr("tiny"),
                "odd": self.tr("odd shape"),
                "duplicate": self.tr("exact duplicate"),
                "near": self.tr("near-duplicate"),
                "burst": self.tr("in a burst"),
                "conflict": self.tr("in two classes"),
                "missing": self.tr("file missing"),
                "unreadable": self.tr("cannot be read"),
                "changed": self.tr("file changed"),
                "multipage": self.tr("several pages"),
            },
            "split": {
                "train": self.tr("training"),
                "validation": self.tr("validation"),
                "test": self.tr("test"),
                NONE: self.tr("not split yet"),
            },
            "source": {
                "person": self.tr("by hand"),
                "folder": self.tr("from its folder"),
                "file": self.tr("from a file"),
                "model": self.tr("a model's answer"),
                NONE: self.tr("no label"),
            },
            "size": dict(
                zip(
                    SIZES,
                    (self.tr("under 100 kB"), self.tr("100 kB to 1 MB"), self.tr("1 to 10 MB"), self.tr("over 10 MB")),
                    strict=True,
                )
            ),
            "aspect": dict(
                zip(
                    SHAPES,
                    (self.tr("very tall"), self.tr("portrait"), self.tr("square"), self.tr("landscape"), self.tr("very wide")),
                    strict=True,
                )
            ),
            "taken": {NONE: self.tr("date not known")},
            "camera": {NONE: self.tr("not known")},
            "format": {NONE: self.tr("not known")},
            "group": {NONE: nothing},
            "class": {NONE: nothing},
        }

    # ---- sentences -------------------------------------------------------------------------------------------

    def value(self, key: str, value: str) -> str:
        """One value of a filter, as it is shown."""
        known = self._values.get(key, {}).get(value)
        if known is None and key == "taken":
            return month_text(value)
        return value if known is None else known

    def term(self, term: Term, name_of: NameOf) -> str:
        """A condition as its chip says it: "Class: crack", "not blurry"."""
        if term.key == "like":
            shown = self.tr("Like {0}").format(", ".join(name_of(int(value)) for value in term.values))
            return self.tr("not {0}").format(shown) if term.negated else shown
        if term.key in ("is", ""):
            words = [self._is[value] if term.key else f"“{value}”" for value in term.values]
            text = self.tr(" or ").join(words)
            return self.tr("not {0}").format(text) if term.negated else text
        values = ", ".join(self.value(term.key, value) for value in term.values)
        pattern = self.tr("{0} ≠ {1}") if term.negated else self.tr("{0}: {1}")
        return pattern.format(self.dimensions[term.key], values)


def told(problem: Sentence) -> str:
    """What is wrong with a filter, in the user's language."""
    return problem.told(lambda text: QCoreApplication.translate("query", text))


def month_text(month: str) -> str:
    """2024-05 as "May 2024"; every other date as it is."""
    year, _, number = month.partition("-")
    if not (len(year) == 4 and year.isdecimal() and len(number) == 2 and number.isdecimal() and 1 <= int(number) <= 12):
        return month
    return QCoreApplication.translate("FilterWords", "{month} {year}").format(month=QLocale().standaloneMonthName(int(number)), year=year)
