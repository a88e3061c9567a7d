"""What an import is asked to bring in: the files, and what folders or a label file say of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from engine.errors import FolderMissing, NoPictures, Sentence, translate
from engine.images.walk import files_below, is_picture, looks_like_picture
from engine.operations.import_report import FOLDER, LABELS, NOTE, Issue
from engine.progress import Operation, Progress
from engine.transfer import sources
from engine.transfer.arrays import array_kind, unpack
from engine.transfer.columns import Columns
from engine.transfer.exporting import is_mapping
from engine.transfer.folders import tree_of
from engine.transfer.gathering import OUTSIDE_TOLD
from engine.transfer.names import refusal
from engine.transfer.sources import read_labels, recognise
from engine.transfer.values import Entry, Reading

FOLDERS, NONE = "folders", "none"  # values of `labels`; anything else is the path of a label file
AUTO = "auto"  # value of `split` beside FOLDERS


@dataclass(frozen=True)
class ImportPlan:
    """What to import and who says which class a picture has.

    `labels` is FOLDERS, NONE or the path of a label file, whose columns are guessed if `columns` is None; `split` FOLDERS takes folders
    named train, validation and test as the split, AUTO does not; `nested` names the class of mammal/fox/x.jpg: "first", "last" or "path".
    """

    paths: tuple[Path, ...]
    labels: str = FOLDERS
    split: str = FOLDERS
    columns: Columns | None = None
    nested: str = "first"


@dataclass(frozen=True)
class Gathered:
    """Every file to look at with what is said of it, what cannot be looked at, and how many labels name what cannot be a class."""

    entries: Mapping[Path, Entry]
    issues: tuple[Issue, ...] = field(default=())
    refused: int = 0


def gathered(plan: ImportPlan, unpack_into: Path) -> Operation[Gathered]:
    """The files of a plan; sets of pictures in one file (MNIST, CIFAR) are first unpacked into the folder `unpack_into`.

    Raises `FolderMissing`, `NoPictures`, `LabelFileUnusable`.
    """
    roots = [path.resolve() for path in plan.paths]
    for root in roots:
        if not root.exists():
            raise FolderMissing(folder=root)
    labels = _label_file(plan, roots)  # first, because it may be of no use
    yield Progress(translate("operations", "Looking for pictures"))
    kinds = {root: _kind(root) for root in roots}
    found = _Found(plan)
    for root in roots:
        if kinds[root] in (sources.IDX, sources.CIFAR):
            found.take((yield from unpack(root, unpack_into / root.name)))
        elif kinds[root] in (sources.FOLDER, sources.PICTURES):
            found.walk(root)
        elif labels is None or root != Path(plan.labels).resolve():
            found.take(read_labels(root, [root.parent]))
        else:
            found.take(labels)
    if labels is not None and Path(plan.labels).resolve() not in roots:
        found.label(labels)
    elif labels is not None:
        found.overrule(labels)
    entries = found.entries
    if not entries or not (any(map(looks_like_picture, entries)) or any(map(is_picture, entries))):
        raise NoPictures(folder=", ".join(str(root) for root in roots))
    return Gathered(entries, tuple(found.issues), found.refused)


@dataclass
class _Found:
    """What was gathered so far."""

    plan: ImportPlan
    entries: dict[Path, Entry] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    refused: int = 0

    def take(self, reading: Reading) -> None:
        """Take in the pictures that a source of labels names, wherever they lie: no other folder was chosen for it."""
        self._tell(reading, outside=False)
        self.entries |= {entry.path: entry for entry in reading.entries if entry.path.exists()}

    def label(self, labels: Reading) -> None:
        """Take in what `labels` say of the pictures that are there already."""
        self._tell(labels, outside=True)
        self.overrule(labels)

    def overrule(self, labels: Reading) -> None:
        for said in labels.entries:
            if said.path in self.entries:  # a split that only folders name stays
                self.entries[said.path] = said if said.split else replace(said, split=self.entries[said.path].split)

    def walk(self, root: Path) -> None:
        """The files below `root`, or itself, with what its folders say."""
        if root.is_file():
            self.entries.setdefault(root, Entry(root))
            return
        listing = files_below(root)
        self.issues += [Issue(FOLDER, str(path), Sentence(reason)) for path, reason in listing.problems]
        tree = tree_of(root, filter(looks_like_picture, listing.files), self.plan.nested)
        by_folder = self.plan.labels == FOLDERS
        unusable: dict[str, Path] = {}
        for file in listing.files:
            if is_mapping(file):
                continue
            place = tree.place(file)
            if by_folder and place.folder_class and not place.class_name:
                unusable.setdefault(place.folder_class, file.parent)
                self.refused += looks_like_picture(file)
            split = place.split if self.plan.split == FOLDERS else ""
            name, unsure = (place.class_name, place.unsure) if by_folder else ("", False)
            self.entries.setdefault(file, Entry(file, name, split, unsure=unsure, source="folder"))
        text = translate("operations", "{refusal}; its pictures stay unlabelled")
        self.issues += [Issue(FOLDER, str(folder), Sentence(text, {"refusal": refusal(name)})) for name, folder in unusable.items()]

    def _tell(self, reading: Reading, outside: bool) -> None:
        self.issues = [*(Issue(NOTE, remark.place, remark.reason) for remark in reading.remarks), *self.issues]
        problems = (each for each in reading.problems if outside or each.reason.text != OUTSIDE_TOLD)
        self.issues += [Issue(LABELS, each.place, each.reason) for each in problems]
        self.refused += reading.refused


def _label_file(plan: ImportPlan, roots: Sequence[Path]) -> Reading | None:
    """What the label file of the plan says, if it has one; raises `LabelFileUnusable`, also if it names no picture that is there."""
    if plan.labels in (FOLDERS, NONE):
        return None
    return read_labels(Path(plan.labels), [root if root.is_dir() else root.parent for root in roots], plan.columns)


def _kind(root: Path) -> str:
    """What `root` is; a folder is not looked through for that, because it will be anyway."""
    if root.is_dir():
        return array_kind(root) or (recognise(root) if (root / "annotations.xml").is_file() else sources.FOLDER)
    return sources.PICTURES if looks_like_picture(root) else recognise(root)
