"""A form for any dataclass whose fields are declared with `engine.fields.option`. Long ones have sections: `gui.training.recipe_form`."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLayout, QSizePolicy, QWidget

from engine.fields import Option, options
from gui.editors import Editor, editor_of
from gui.text import of_engine

D = TypeVar("D")
_NARROWEST = 112  # px


class Form(QWidget, Generic[D]):
    """Shows the fields of `value` except those in `without`; `context` is where their labels are translated."""

    edited = Signal()

    def __init__(self, value: D, context: str, without: Collection[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = value
        self._editors: dict[str, Editor] = {}
        self._layout = layout = QFormLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(12)
        layout.setVerticalSpacing(8)
        layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for option in options(type(value)):
            if option.name not in without:
                self._add(layout, option, context)
        self.set_value(value)

    def value(self) -> D:
        return replace(self._value, **{name: editor.read() for name, editor in self._editors.items()})  # type: ignore[type-var]

    def set_value(self, value: D) -> None:
        self._value = value
        for name, editor in self._editors.items():
            editor.write(getattr(value, name))

    def field(self, name: str) -> QWidget:
        """The widget of the field `name`."""
        return self._editors[name].widget

    def add_note(self, below: str, note: QWidget) -> None:
        """Put `note` over the whole width below the field `below`."""
        row = next(row for row in range(self._layout.rowCount()) if self._field_in(row) is self.field(below))
        self._layout.insertRow(row + 1, note)

    def _field_in(self, row: int) -> QWidget | None:
        item = self._layout.itemAt(row, QFormLayout.ItemRole.FieldRole)
        return item.widget() if item else None

    def _add(self, layout: QFormLayout, option: Option, context: str) -> None:
        editor = editor_of(option, context)
        editor.widget.setMinimumWidth(_NARROWEST)
        editor.widget.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # long choices must not widen the form
        editor.changed.connect(lambda *_: self.edited.emit())
        layout.addRow(of_engine(context, option.label), editor.widget)
        layout.labelForField(editor.widget).setToolTip(of_engine(context, option.help))
        centre_label(layout, editor.widget)
        self._editors[option.name] = editor


def centre_label(layout: QFormLayout, field: QWidget | QLayout) -> None:
    """Put the label of a row in the middle of its field: left to itself, Qt has it begin at the top."""
    items = [field.itemAt(number) for number in range(field.count())] if isinstance(field, QLayout) else []
    for widget in [item.widget() for item in items if item] if items else [field]:
        if isinstance(widget, QWidget):
            widget.ensurePolished()
    if isinstance(field, QLayout):
        field.invalidate()  # it remembers the heights from before the style sheet
    layout.labelForField(field).setMinimumHeight(field.sizeHint().height())
