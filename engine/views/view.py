"""A view: which samples are shown, in which order, under which headers. The project keeps those that people save, and the one in use."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from engine.project.project import Project
from engine.views.arrange import ADDED, GROUPS, NO_GROUPS, SORTS
from engine.views.query import parse, with_renamed

_SAVED, _LAST = "views", "view"


@dataclass(frozen=True)
class View:
    """`text` is a query, `sort` a key of `arrange.SORTS`, `group` one of `arrange.GROUPS` or `NO_GROUPS`."""

    text: str = ""
    sort: str = ADDED
    descending: bool = False
    group: str = NO_GROUPS


@dataclass(frozen=True)
class SavedView:
    name: str
    view: View


def saved_views(project: Project) -> list[SavedView]:
    """In the order in which they were saved."""
    rows = _read(project.recall(_SAVED), list)
    return [SavedView(str(row["name"]), _view(row)) for row in rows if isinstance(row, dict) and row.get("name")]


def keep_views(project: Project, views: Iterable[SavedView]) -> None:
    """Replace all saved views; raises `ProjectReadOnly`, `WriteFailed`."""
    project.remember(_SAVED, json.dumps([{"name": each.name, **asdict(each.view)} for each in views]))


def last_view(project: Project) -> View:
    """The view that was in use when the project was closed."""
    return _view(_read(project.recall(_LAST), dict))


def keep_last_view(project: Project, view: View) -> None:
    """Raises `ProjectReadOnly`, `WriteFailed`."""
    project.remember(_LAST, json.dumps(asdict(view)))


def with_saved(views: Iterable[SavedView], name: str, view: View) -> list[SavedView]:
    """`views` with one more, or with another view under the same name."""
    kept = list(views)
    for place, each in enumerate(kept):
        if each.name.casefold() == name.casefold():
            kept[place] = SavedView(name, view)
            return kept
    return [*kept, SavedView(name, view)]


def with_renamed_classes(view: View, names: Mapping[str, str]) -> View:
    """`view` after classes were renamed: {old name: new name}."""
    query = parse(view.text)
    renamed = with_renamed(query, "class", names)
    return view if renamed == query else replace(view, text=renamed.text())


def _view(row: Mapping[str, Any]) -> View:
    """What another version wrote and this one does not know is left at its default."""
    sort, group = row.get("sort"), row.get("group")
    return View(
        str(row.get("text", "")),
        str(sort) if sort in SORTS else ADDED,
        row.get("descending") is True,
        str(group) if group in GROUPS else NO_GROUPS,
    )


def _read(stored: str | None, kind: type) -> Any:
    try:
        found = json.loads(stored) if stored else None
    except ValueError:
        found = None
    return found if isinstance(found, kind) else kind()
