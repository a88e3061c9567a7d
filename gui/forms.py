"""A form for any dataclass whose fields are declared with `engine.fields.option`."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractSpinBox, QCheckBox, QFormLayout, QLayout, QLineEdit, QSizePolicy, QWidget

from engine.fields import Option, options
from gui.text import of_engine
from gui.widgets.choice_box import ChoiceBox
from gui.widgets.spin_boxes import DoubleSpinBox, SpinBox

D = TypeVar("D")
_LARGEST = 2**31 - 1
_NARROWEST = 112  # px


class _Editor:
    """One field's widget with its way to read and write."""

    def __init__(self, widget: QWidget, read: Callable[[], Any], write: Callable[[Any], None], changed: Any) -> None:
        self.widget = widget
        self.read = read
        self.write = write
        self.changed = changed


class Form(QWidget, Generic[D]):
    """Shows the fields of `value` except those in `without`; `context` is where their labels are translated."""

    edited = Signal()

    def __init__(self, value: D, context: str, without: Collection[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = value
        self._editors: dict[str, _Editor] = {}
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
        editor = _editor(option, context)
        help_ = of_engine(context, option.help)
        editor.widget.setMinimumWidth(_NARROWEST)
        editor.widget.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # long choices must not widen the form
        editor.widget.setToolTip(help_)
        editor.widget.setAccessibleName(of_engine(context, option.label))
        editor.widget.setAccessibleDescription(help_)
        editor.changed.connect(lambda *_: self.edited.emit())
        layout.addRow(of_engine(context, option.label), editor.widget)
        layout.labelForField(editor.widget).setToolTip(help_)
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


def _editor(option: Option, context: str) -> _Editor:
    if option.choices:
        return _choice(option, context)
    editor = _EDITORS[option.kind](option)
    if isinstance(editor.widget, QAbstractSpinBox) and option.lowest:
        editor.widget.setSpecialValueText(of_engine(context, option.lowest))
    return editor


def _choice(option: Option, context: str) -> _Editor:
    box = ChoiceBox()
    for value, name in option.choices.items():
        box.addItem(of_engine(context, name), value)
    return _Editor(box, box.currentData, lambda value: box.setCurrentIndex(box.findData(value)), box.currentIndexChanged)


def _switch(option: Option) -> _Editor:
    box = QCheckBox()
    return _Editor(box, box.isChecked, box.setChecked, box.toggled)


def _whole_number(option: Option) -> _Editor:
    box = SpinBox()
    box.setRange(int(option.low or 0), int(_LARGEST if option.high is None else option.high))
    return _Editor(box, box.value, box.setValue, box.valueChanged)


def _number(option: Option) -> _Editor:
    box = DoubleSpinBox()
    box.setDecimals(5)
    box.setRange(option.low or 0.0, _LARGEST if option.high is None else option.high)
    box.setSingleStep(0.05)
    box.textFromValue = lambda value: f"{value:g}"  # type: ignore[method-assign]
    return _Editor(box, box.value, box.setValue, box.valueChanged)


def _text(option: Option) -> _Editor:
    line = QLineEdit()
    return _Editor(line, line.text, line.setText, line.textChanged)


_EDITORS: dict[type, Callable[[Option], _Editor]] = {bool: _switch, int: _whole_number, float: _number, str: _text}
