"""The fields of a recipe that a tuning may change: a box to tick for each, and beside it from where to where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QScrollArea, QWidget

from engine.classifier.learning.search_space import Domain, Space, domain_of, suggested_space, tunable
from engine.classifier.recipe import Recipe
from engine.errors import FieldmarkError
from engine.fields import Option
from gui import theme
from gui.text import of_engine, sentences
from gui.tuning.domain_editors import editor_for
from gui.widgets.labels import SectionLabel

_EDITOR_WIDTH = 148  # px
_Field = tuple[Option, Domain]


class FieldRow:
    """One field: a box to tick and where it is searched."""

    def __init__(self, option: Option, domain: Domain, ticked: bool) -> None:
        self.option = option
        help_ = of_engine("recipe", option.help)
        self.box = QCheckBox(of_engine("recipe", option.label))
        self.box.setToolTip(help_)
        self.box.setAccessibleDescription(help_)
        self.box.setChecked(ticked)
        self.editor = editor_for(option, domain)
        self.editor.setFixedWidth(_EDITOR_WIDTH)

    def read(self, recipe: Recipe) -> None:
        """Take in what is ticked and typed: `domain`, or the `error` that is in its place; neither if it is not ticked."""
        self.domain: Domain | None = None
        self.error: FieldmarkError | None = None
        try:
            self.domain = domain_of(recipe, self.option.name, self.editor.text()) if self.box.isChecked() else None
        except FieldmarkError as error:
            self.error = error
        self.editor.setEnabled(self.box.isChecked())
        self.editor.set_invalid(sentences(self.error)[0] if self.error else "")


class FieldList(QScrollArea):
    """`edited` tells that `space` or `complaint` may have changed."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recipe = Recipe()
        self.rows: dict[str, FieldRow] = {}
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Fields to search"))

    def offer(self, recipe: Recipe) -> None:
        """Show all fields of `recipe` that can be searched: first, and ticked, those that usually decide most."""
        self._recipe = recipe
        usual = suggested_space(recipe)
        fields = tunable(recipe)
        self._fill(
            [
                (self.tr("Usually decide most"), [field for field in fields if field[0].name in usual]),
                *_by_section([field for field in fields if field[0].name not in usual], self.tr("Network")),
            ],
            usual,
        )

    def show_space(self, recipe: Recipe, space: Space) -> None:
        """Show only the fields of `space`, to be looked at."""
        self._recipe = recipe
        fields = [(option, space[option.name]) for option, _ in tunable(recipe) if option.name in space]
        self._fill([(self.tr("Searched fields"), fields)], space)
        for row in self.rows.values():
            row.box.setEnabled(False)
            row.editor.setEnabled(False)

    def space(self) -> dict[str, Domain]:
        """What is ticked; raises `SettingInvalid` where it cannot be searched."""
        for row in self.rows.values():
            if row.error is not None:
                raise row.error
        return {name: row.domain for name, row in self.rows.items() if row.domain is not None}

    def complaint(self) -> str:
        """Why `space` cannot be searched; empty if it can."""
        try:
            return "" if self.space() else self.tr("Choose at least one field.")
        except FieldmarkError as error:
            return sentences(error)[0]

    def _fill(self, sections: Sequence[tuple[str, Sequence[_Field]]], ticked: Space) -> None:
        contents = QWidget()
        contents.setObjectName("contents")  # see-through, by the style sheet
        grid = QGridLayout(contents)
        grid.setContentsMargins(0, 0, 3 * theme.STEP, 0)
        grid.setHorizontalSpacing(2 * theme.STEP)
        grid.setVerticalSpacing(theme.STEP)
        grid.setColumnStretch(0, 1)
        self.rows = {}
        for head, fields in sections:
            if self.rows and fields:
                grid.setRowMinimumHeight(grid.rowCount(), 2 * theme.STEP)
            grid.addWidget(SectionLabel(head), grid.rowCount(), 0, 1, 2)
            for option, domain in fields:
                self._add(grid, FieldRow(option, ticked.get(option.name, domain), option.name in ticked))
        grid.setRowStretch(grid.rowCount(), 1)
        self.setWidget(contents)
        self.edited.emit()

    def _add(self, grid: QGridLayout, row: FieldRow) -> None:
        row.read(self._recipe)
        row.box.toggled.connect(lambda: self._on_edited(row))
        row.editor.edited.connect(lambda: self._on_edited(row))
        place = grid.rowCount()
        grid.addWidget(row.box, place, 0)
        grid.addWidget(row.editor, place, 1)
        self.rows[row.option.name] = row

    def _on_edited(self, row: FieldRow) -> None:
        row.read(self._recipe)
        self.edited.emit()


def _by_section(fields: Iterable[_Field], first: str) -> list[tuple[str, list[_Field]]]:
    """The fields under their headings; those without one stand under `first`."""
    sections: dict[str, list[_Field]] = {}
    for option, domain in fields:
        sections.setdefault(of_engine("recipe", option.section) if option.section else first, []).append((option, domain))
    return list(sections.items())
