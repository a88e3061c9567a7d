"""What an import is asked to bring in: the files, and what folders or a label file say of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from engine.errors import FolderMissing, NoPictures, Sentence, translate
from engine.images.walk import files_below, is_picture, looks_like_picture
from engine.operations.import_report import FOLDER, LABELS, Issue
from engine.progress import Operation, Progress
from engine.transfer import sources
from engine.transfer.arrays import array_kind, unpack
from engine.transfer.columns import Columns
from engine.transfer.folders import tree_of
from engine.transfer.sources import read_labels, recognise
from engine.transfer.values import Entry, Problem, Reading

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
    """Every file to look at with what is said of it, and what cannot be looked at."""

    entries: Mapping[Path, Entry]
    issues: tuple[Issue, ...] = field(default=())


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
    entries: dict[Path, Entry] = {}
    issues: list[Issue] = []
    for root in roots:
        if kinds[root] in (sources.IDX, sources.CIFAR):
            reading = yield from unpack(root, unpack_into / root.name)
        elif kinds[root] not in (sources.FOLDER, sources.PICTURES):
            columns = plan.columns if root == Path(plan.labels).absolute() else None
            reading = read_labels(root, [root.parent], columns)
        else:
            _walk(root, plan, entries, issues)
            continue
        issues += _of_labels(reading.problems)
        entries |= {entry.path: entry for entry in reading.entries if entry.path.exists()}
    if not entries or not (any(map(looks_like_picture, entries)) or any(map(is_picture, entries))):
        raise NoPictures(folder=", ".join(str(root) for root in roots))
    if labels is not None:
        issues += _of_labels(labels.problems)
        for said in labels.entries:
            if said.path in entries:  # a split that only folders name stays
                entries[said.path] = said if said.split else replace(said, split=entries[said.path].split)
    return Gathered(entries, tuple(issues))


def _walk(root: Path, plan: ImportPlan, entries: dict[Path, Entry], issues: list[Issue]) -> None:
    """The files below `root`, or itself, with what its folders say."""
    if root.is_file():
        entries.setdefault(root, Entry(root))
        return
    listing = files_below(root)
    issues += [Issue(FOLDER, str(path), Sentence(reason)) for path, reason in listing.problems]
    tree = tree_of(root, filter(looks_like_picture, listing.files), plan.nested)
    unusable: dict[str, Path] = {}
    for file in listing.files:
        place = tree.place(file)
        if place.folder_class and not place.class_name:
            unusable.setdefault(place.folder_class, file.parent)
        split = place.split if plan.split == FOLDERS else ""
        by_folder = plan.labels == FOLDERS
        entries.setdefault(
            file, Entry(file, place.class_name if by_folder else "", split, unsure=place.unsure and by_folder, source="folder")
        )
    if plan.labels == FOLDERS:
        text = translate("operations", "“{name}” cannot be the name of a class; its pictures stay unlabelled")
        issues += [Issue(FOLDER, str(folder), Sentence(text, {"name": name})) for name, folder in unusable.items()]


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


def _of_labels(problems: Iterable[Problem]) -> list[Issue]:
    return [Issue(LABELS, problem.place, problem.reason) for problem in problems]
