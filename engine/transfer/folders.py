"""Labels from folder names: a folder a class, with train, validation and test above the classes or below them.

`Tree` knows what the folders of one root mean, so that whoever walks the files anyway can ask it for each.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from engine.errors import Sentence, translate
from engine.transfer.facts import SPLIT_NAMES
from engine.transfer.names import can_be_class, refusal, tidy
from engine.transfer.values import UNLABELLED, UNSURE, Entry, Problem, Reading, problem

FIRST, LAST, PATH = NESTED = ("first", "last", "path")  # what names the class of mammal/fox/x.jpg: mammal, fox, or "mammal - fox"

_STATES = (UNLABELLED, UNSURE)


@dataclass(frozen=True, slots=True)
class Place:
    """What the folders of a picture say. `folder_class` is as they are named, which `class_name` "" cannot always be."""

    class_name: str = ""
    split: str = ""
    unsure: bool = False
    folder_class: str = ""


@dataclass(frozen=True)
class Tree:
    """The meaning of the folders below `root`. `is_class`: there are none, the root is itself the class.

    `classes` are folders at the top that are called like a split but are classes: pictures of trains beside those of cars. `spellings`
    has the one spelling of classes that differ only in capitals: {casefolded: as it is used}.
    """

    root: Path
    is_class: bool
    classes: frozenset[str]
    nested: str = FIRST
    spellings: Mapping[str, str] = field(default_factory=dict)
    _places: dict[str, Place] = field(default_factory=dict, repr=False, compare=False)  # of folders that were asked for

    def place(self, file: Path) -> Place:
        """The class and split that the folders between the root and `file` name."""
        folder = _folder(file)
        if folder not in self._places:
            self._places[folder] = self._place(file)
        return self._places[folder]

    def _place(self, file: Path) -> Place:
        split, folders = self._split_of(_folders(self.root, file))
        states = [name for name in folders if name in _STATES]
        folders = [name for name in folders if name not in _STATES]
        named = _class_of(folders, self.nested)
        if self.is_class and file != self.root:
            named = self.root.name
        name = tidy(named)
        name = self.spellings.get(name.casefold(), name)
        return Place(name if can_be_class(name) else "", split, UNSURE in states, named)

    def _split_of(self, folders: list[str]) -> tuple[str, list[str]]:
        """The split: of the first folder, else of the last one below a class, else of the root; and the other folders."""
        if folders and folders[0] not in self.classes and (split := SPLIT_NAMES.get(folders[0].lower())):
            return split, folders[1:]
        if len(folders) > 1 and (split := SPLIT_NAMES.get(folders[-1].lower())):
            return split, folders[:-1]
        return SPLIT_NAMES.get(self.root.name.lower(), ""), folders


def tree_of(root: Path, pictures: Iterable[Path], nested: str = FIRST) -> Tree:
    """What the folders between `root` and the `pictures` below it mean; `nested` is one of `NESTED`."""
    one_each = {_folder(picture): picture for picture in pictures}
    samples = {tuple(_folders(root, picture)): picture for picture in one_each.values()}
    tops = {chain[0] for chain in samples if chain}
    splits = {top for top in tops if top.lower() in SPLIT_NAMES}
    deep = {chain[0] for chain in samples if len(chain) > 1}
    others = tops - splits
    # a test folder can stand beside the classes, but nobody puts the training pictures there
    classes = splits - deep if others and {SPLIT_NAMES[name.lower()] for name in splits} == {"train"} else set()
    is_class = not (others or deep) and root.is_dir() and root.name.lower() not in SPLIT_NAMES
    tree = Tree(root, is_class, frozenset(classes), nested)
    spellings: dict[str, str] = {}
    for _, picture in sorted(samples.items()):
        name = tree.place(picture).class_name
        spellings.setdefault(name.casefold(), name)
    return Tree(root, is_class, frozenset(classes), nested, spellings)


def read_folders(root: Path, nested: str = FIRST) -> Reading:
    """All pictures below `root` with the classes and splits of their folders, as `files_below` finds them; raises `FolderMissing`."""
    from engine.images.scanner import Listing, files_below

    root = root.resolve()
    listing = Listing([root]) if root.is_file() else files_below(root)
    problems = [Problem(str(path), Sentence(reason)) for path, reason in listing.problems]
    pictures = [file for file in listing.files if is_picture(file)]
    tree = tree_of(root, pictures, nested)
    places = [tree.place(file) for file in pictures]
    entries = tuple(
        Entry(file, place.class_name, place.split, unsure=place.unsure, source="folder" if place.class_name or place.unsure else "")
        for file, place in zip(pictures, places, strict=True)
    )
    unusable = {place.folder_class: file.parent for file, place in zip(pictures, places, strict=True) if not place.class_name}
    text = translate("transfer", "{refusal}; its pictures stay unlabelled")
    problems += [problem(str(folder), text, refusal=refusal(name)) for name, folder in unusable.items() if name]
    labelled = not tree.is_class and any(entry.source for entry in entries)
    return Reading(entries, tuple(problems), "folder" if labelled else "pictures")


def has_class_folders(root: Path) -> bool:
    """Whether pictures, told by their names, lie in folders below `root` that name classes."""
    from engine.images.scanner import files_below, looks_like_picture

    pictures = list(filter(looks_like_picture, files_below(root).files))
    tree = tree_of(root, pictures)
    return not tree.is_class and any(tree.place(picture).folder_class for picture in pictures)


def _class_of(folders: list[str], nested: str) -> str:
    if not folders:
        return ""
    return {FIRST: folders[0], LAST: folders[-1], PATH: " - ".join(folders)}[nested]


def _folder(file: Path) -> str:
    return str(file).rpartition(os.sep)[0]  # twenty times as fast as its parent


def _folders(root: Path, file: Path) -> list[str]:
    """The names of the folders between `root` and `file`."""
    return [] if file == root else list(file.relative_to(root).parts[:-1])


def is_picture(file: Path) -> bool:
    """By its name where that says so, for then it is worth telling why it cannot be read; else by its content."""
    from engine.images import walk

    return walk.looks_like_picture(file) or walk.is_picture(file)
