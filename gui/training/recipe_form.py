"""All settings of a recipe but the three that have widgets of their own, in sections that fold, with a line to find one by a word."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from engine.classifier.recipe import PRESET_FIELDS, Recipe
from engine.fields import Option, has_effect, options
from gui import theme
from gui.recipes.words import value_words
from gui.text import of_engine
from gui.training.field_row import FieldRow
from gui.training.form_section import FormSection, matches
from gui.widgets.labels import MutedLabel

CONTEXT = "recipe"


class RecipeForm(QWidget):
    """Holds a whole recipe; what it does not show it hands back as it was given."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recipe = Recipe()
        self._options = {option.name: option for option in options(Recipe)}
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Find a setting"))
        self.search.setAccessibleName(self.tr("Find a setting"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._on_find)
        self._nothing = MutedLabel(self.tr("No setting is called so."))
        self._nothing.hide()
        self.sections = self._sections()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.STEP)
        parts: tuple[QWidget, ...] = (self.search, self._nothing, *self.sections.values())
        for part in parts:
            column.addWidget(part)
        self._show_state()

    def _sections(self) -> dict[str, FormSection]:
        """By their untranslated titles."""
        by_title: dict[str, list[Option]] = {}
        for option in self._options.values():
            if option.section:
                by_title.setdefault(option.section, []).append(option)
        sections = {}
        for title, found in by_title.items():
            section = sections[title] = FormSection(of_engine(CONTEXT, title), found, CONTEXT)
            section.edited.connect(self._on_edited)
            section.rows_made.connect(lambda section=section: self._fill(section))
        return sections

    def value(self) -> Recipe:
        return self._recipe

    def set_value(self, recipe: Recipe) -> None:
        self._recipe = recipe
        for section in self.sections.values():
            self._fill(section)
        self._show_state()

    def row(self, name: str) -> FieldRow:
        """The row of the field `name`, opened."""
        section = self.sections[self._options[name].section]
        section.set_open(True)
        return section.row(name)

    def put_on_top(self, title: str, widget: QWidget) -> None:
        """Put `widget` above the rows of the section `title`."""
        self.sections[title].put_on_top(widget)

    # ---- inside --------------------------------------------------------------------------------------------

    def _fill(self, section: FormSection) -> None:
        for name, row in section.rows().items():
            row.set_default(self._default(row.option))
            row.set_value(getattr(self._recipe, name))
            row.set_effect(self._objection(row.option))

    def _on_edited(self, name: str) -> None:
        self._recipe = replace(self._recipe, **{name: self.row(name).value()})
        self._show_state()
        self.edited.emit()

    def _default(self, option: Option) -> Any:
        return PRESET_FIELDS.get(self._recipe.preset, {}).get(option.name, option.default)

    def _objection(self, option: Option) -> str:
        """Why the setting has no effect, in words; "" if it has."""
        if has_effect(option, self._recipe):
            return ""
        name, values = next((name, values) for name, values in option.needs.items() if getattr(self._recipe, name) not in values)
        other = self._options[name]
        text = self.tr("No effect with “{0}”; it counts with {1}.")
        return text.format(value_words(other, getattr(self._recipe, name)), ", ".join(value_words(other, value) for value in values))

    def _show_state(self) -> None:
        for section in self.sections.values():
            objections = [self._objection(option) for option in section.options]
            unused = objections[0] if all(objections) else ""
            used = (option for option, objection in zip(section.options, objections, strict=True) if not objection)
            section.set_state(sum(getattr(self._recipe, option.name) != self._default(option) for option in used), unused)
            for row, objection in zip(section.rows().values(), objections, strict=False):
                row.set_effect(objection)

    def _on_find(self, text: str) -> None:
        words = text.casefold().split()
        wanted = (lambda option: matches(option, CONTEXT, words)) if words else None
        found = [section.show_only(wanted) for section in self.sections.values()]
        self._nothing.setVisible(not any(found))
