"""A form for any dataclass whose fields are declared with `engine.fields.option`."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractSpinBox, QCheckBox, QComboBox, QFormLayout, QLineEdit, QSizePolicy, QWidget

from engine.fields import Option, options
from gui.text import of_engine
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
        layout = QFormLayout(self)
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
        self._editors[option.name] = editor


def _editor(option: Option, context: str) -> _Editor:
    if option.choices:
        return _choice(option, context)
    editor = _EDITORS[option.kind](option)
    if isinstance(editor.widget, QAbstractSpinBox) and option.lowest:
        editor.widget.setSpecialValueText(of_engine(context, option.lowest))
    return editor


def _choice(option: Option, context: str) -> _Editor:
    box = QComboBox()
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
