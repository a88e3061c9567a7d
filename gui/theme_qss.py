"""The style sheet, generated from the tokens. Sizes of text are never set here: they belong to the system."""

from __future__ import annotations

from string import Template

from gui.theme import RADIUS, RADIUS_CARD, RADIUS_LARGE, RADIUS_SMALL, Tokens
from gui.theme_marks import mark


def style_sheet(tokens: Tokens) -> str:
    """One sheet for the whole application in the colours of `tokens`."""
    values = {name: str(value) for name, value in vars(tokens).items()}
    values |= {"r6": f"{RADIUS_SMALL}px", "r8": f"{RADIUS}px", "r10": f"{RADIUS_CARD}px", "r12": f"{RADIUS_LARGE}px"}
    values |= {
        "tick": mark("tick", tokens.on_accent),
        "dash": mark("dash", tokens.on_accent),
        "dot": mark("dot", tokens.on_accent),
        "down": mark("down", tokens.muted),
        "down_primary": mark("down", tokens.on_accent),
        "up": mark("up", tokens.muted),
        "right": mark("right", tokens.muted),
        "menu_tick": mark("tick", tokens.text),
        "down_off": mark("down", tokens.disabled),
        "up_off": mark("up", tokens.disabled),
    }
    return "\n".join(Template(part).substitute(values) for part in (_GROUND, _BUTTONS, _FIELDS, _CHOICES, _RANGES, _VIEWS, _OWN))


_GROUND = """
QMainWindow, QDialog { background: $window; color: $text; }
QLabel { background: transparent; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QLabel[kind="muted"] { color: $muted; }
QLabel[kind="danger"] { color: $danger; }
QToolTip { background: $tooltip; color: $tooltip_text; border: 1px solid $tooltip; border-radius: $r6; padding: 4px 6px; }
QSplitter::handle { background: $border; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QSplitter::handle:hover { background: $accent; }
QScrollArea, QStackedWidget { background: transparent; border: none; }
QScrollArea > QWidget > QWidget#contents { background: transparent; }
QGroupBox { border: 1px solid $border; border-radius: $r10; margin-top: 10px; padding: 12px; }
QGroupBox::title { subcontrol-origin: margin; left: 12px; padding: 0 4px; color: $muted; }
QStatusBar { background: $surface; color: $muted; border-top: 1px solid $border; }
QMenuBar { background: $surface; color: $text; }
QMenuBar::item { padding: 4px 8px; border-radius: $r6; background: transparent; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $raised; color: $text; border: 1px solid $border_strong; border-radius: $r8; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: $r6; border: 1px solid transparent; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $disabled; background: transparent; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }
QMenu::indicator { width: 16px; height: 16px; left: 4px; }
QMenu::indicator:checked { image: $menu_tick; }
QMenu::right-arrow { image: $right; width: 12px; height: 12px; right: 6px; }
QTabBar::tab { padding: 7px 12px; color: $muted; background: transparent; border: none; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:focus { color: $accent_text; }
QTabWidget::pane { border: none; border-top: 1px solid $border; }
"""

_BUTTONS = """
QPushButton { background: $raised; color: $text; border: 1px solid $border_strong; border-radius: $r8; padding: 6px 12px; min-height: 18px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $pressed; }
QPushButton:focus { border: 2px solid $accent; padding: 5px 11px; }
QPushButton:disabled { color: $disabled; background: transparent; border-color: $border; }
QPushButton:checked { background: $accent_soft; color: $accent_text; border-color: $accent; }
QPushButton::menu-indicator { image: $down; width: 12px; height: 12px; subcontrol-origin: padding; subcontrol-position: right center; right: 8px; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 600; padding: 6px 16px; }
QPushButton[kind="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:pressed { background: $accent_pressed; border-color: $accent_pressed; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; padding: 5px 15px; }
QPushButton[kind="primary"]::menu-indicator { image: $down_primary; }
QPushButton[kind="primary"]::menu-indicator:disabled { image: $down_off; }
QPushButton[kind="primary"]:disabled { background: $track; color: $disabled; border-color: $track; }
QPushButton[kind="danger"] { background: transparent; color: $danger; border: 1px solid $danger; }
QPushButton[kind="danger"]:hover { background: $danger_soft; }
QPushButton[kind="danger"]:pressed { background: $danger; color: $on_danger; }
QPushButton[kind="danger"]:focus { border: 2px solid $danger; padding: 5px 11px; }
QPushButton[kind="danger"]:disabled { color: $disabled; border-color: $border; }
QPushButton[kind="quiet"], QToolButton { background: transparent; color: $muted; border: 1px solid transparent; border-radius: $r6; padding: 4px 8px; }
QPushButton[kind="quiet"]:hover, QToolButton:hover { background: $hover; color: $text; }
QPushButton[kind="quiet"]:pressed, QToolButton:pressed { background: $pressed; }
QPushButton[kind="quiet"]:focus, QToolButton:focus { border: 2px solid $accent; padding: 3px 7px; }
QPushButton[kind="quiet"]:disabled, QToolButton:disabled { color: $disabled; }
QToolButton:checked { background: $accent_soft; color: $accent_text; }
QToolButton[popupMode="2"] { padding-right: 20px; }
QToolButton::menu-indicator { image: $down; width: 12px; height: 12px; subcontrol-position: right center; right: 4px; }
"""

_FIELDS = """
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QComboBox {
    background: $surface; color: $text; border: 1px solid $border_strong; border-radius: $r8; padding: 5px 9px;
    selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox { min-height: 20px; }
QLineEdit:hover, QSpinBox:hover, QDoubleSpinBox:hover, QComboBox:hover { border-color: $muted; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus, QComboBox:on {
    border: 2px solid $accent; padding: 4px 8px; }
QLineEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled, QComboBox:disabled { color: $disabled; border-color: $border; background: $window; }
QLineEdit[invalid="true"], QSpinBox[invalid="true"], QDoubleSpinBox[invalid="true"] { border-color: $danger; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit { border: none; background: transparent; padding: 0; min-height: 0; }
QSpinBox, QDoubleSpinBox, QSpinBox:focus, QDoubleSpinBox:focus { padding-right: 22px; }
QSpinBox::up-button, QDoubleSpinBox::up-button { subcontrol-origin: border; subcontrol-position: top right; width: 20px; border: none; margin: 3px 3px 0 0; border-radius: 4px; }
QSpinBox::down-button, QDoubleSpinBox::down-button { subcontrol-origin: border; subcontrol-position: bottom right; width: 20px; border: none; margin: 0 3px 3px 0; border-radius: 4px; }
QSpinBox::up-button:hover, QDoubleSpinBox::up-button:hover, QSpinBox::down-button:hover, QDoubleSpinBox::down-button:hover { background: $hover; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: $up; width: 10px; height: 10px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow { image: $down; width: 10px; height: 10px; }
QSpinBox::up-arrow:off, QDoubleSpinBox::up-arrow:off, QSpinBox::up-arrow:disabled, QDoubleSpinBox::up-arrow:disabled { image: $up_off; }
QSpinBox::down-arrow:off, QDoubleSpinBox::down-arrow:off, QSpinBox::down-arrow:disabled, QDoubleSpinBox::down-arrow:disabled { image: $down_off; }
QComboBox { padding-right: 26px; combobox-popup: 0; }
QComboBox:focus, QComboBox:on { padding-right: 25px; }
QComboBox::drop-down { subcontrol-origin: border; subcontrol-position: center right; width: 26px; border: none; }
QComboBox::down-arrow { image: $down; width: 14px; height: 14px; }
QComboBox::down-arrow:disabled { image: $down_off; }
QComboBox QAbstractItemView { background: $raised; color: $text; border: 1px solid $border_strong; border-radius: $r8; padding: 4px; outline: none; }
QComboBox QAbstractItemView::item { min-height: 26px; padding: 0 8px; border-radius: $r6; }
QComboBox QAbstractItemView::item:selected, QComboBox QAbstractItemView::item:hover { background: $accent_soft; color: $text; }
"""

_CHOICES = """
QCheckBox, QRadioButton { spacing: 8px; color: $text; background: transparent; padding: 2px 4px 2px 2px; border: 1px solid transparent; border-radius: $r6; }
QCheckBox:focus, QRadioButton:focus { border-color: $accent; }
QCheckBox:disabled, QRadioButton:disabled { color: $disabled; }
QCheckBox::indicator, QTreeView::indicator, QListView::indicator, QTableView::indicator {
    width: 16px; height: 16px; border: 1px solid $border_strong; border-radius: 4px; background: $surface; }
QRadioButton::indicator { width: 16px; height: 16px; border: 1px solid $border_strong; border-radius: 9px; background: $surface; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked, QTreeView::indicator:checked, QListView::indicator:checked, QTableView::indicator:checked {
    background: $accent; border-color: $accent; image: $tick; }
QCheckBox::indicator:indeterminate { background: $accent; border-color: $accent; image: $dash; }
QRadioButton::indicator:checked { background: $accent; border-color: $accent; image: $dot; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $track; border-color: $border; }
"""

_RANGES = """
QSlider { background: transparent; }
QSlider:horizontal { min-height: 22px; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $track; }
QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: $accent; }
QSlider::handle:horizontal { width: 14px; height: 14px; margin: -6px 0; border-radius: 8px; background: $surface; border: 1px solid $muted; }
QSlider::handle:horizontal:hover { border-color: $accent; }
QSlider::handle:horizontal:pressed { background: $accent; border-color: $accent; }
QSlider::handle:horizontal:focus { width: 12px; height: 12px; border: 2px solid $accent; }
QSlider::handle:horizontal:disabled { border-color: $border_strong; }
QSlider::sub-page:horizontal:disabled { background: $border_strong; }
QProgressBar { background: $track; border: none; border-radius: 3px; min-height: 6px; max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $scroll; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $muted; }
QScrollBar::handle:disabled { background: transparent; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
"""

_VIEWS = """
QTableView, QTreeView, QListView { background: $surface; alternate-background-color: $hover; color: $text; border: none; outline: none;
    gridline-color: $border; selection-background-color: $accent_soft; selection-color: $text; }
QTableView[kind="clear"], QTreeView[kind="clear"], QListView[kind="clear"] { background: transparent; }
QTableView::item { padding: 4px 10px; border: none; border-bottom: 1px solid $border; }
QTableView::item:hover { background: $hover; }
QTableView::item:selected { background: $accent_soft; color: $text; }
QTreeView::item, QListView::item { min-height: 26px; padding: 0 8px; border-radius: $r6; }
QTreeView::item:hover, QListView::item:hover { background: $hover; }
QTreeView::item:selected, QListView::item:selected { background: $accent_soft; color: $text; }
QTableView:focus, QTreeView:focus, QListView:focus { border: none; }
QTreeView::branch:has-children:closed { image: $right; }
QTreeView::branch:has-children:open { image: $down; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: transparent; color: $muted; border: none; border-bottom: 1px solid $border; padding: 6px 13px; font-weight: 600; }
QHeaderView::section:hover { color: $text; }
QHeaderView::down-arrow { image: $down; width: 12px; height: 12px; subcontrol-position: right center; }
QHeaderView::up-arrow { image: $up; width: 12px; height: 12px; subcontrol-position: right center; }
QTableCornerButton::section { background: transparent; border: none; }
"""

_OWN = """
Card { background: $surface; border: 1px solid $border; border-radius: $r10; }
TopBar, Rail, TaskBar, Inspector, InspectorFoot { background: $surface; }
TopBar { border: none; border-bottom: 1px solid $border; }
Inspector, InspectorFoot { border: none; border-left: 1px solid $border; }
InspectorFoot { border-top: 1px solid $border; }
InspectorFoot QPushButton, InspectorFoot QPushButton[kind="primary"] { padding: 6px 10px; }
InspectorFoot QPushButton:focus, InspectorFoot QPushButton[kind="primary"]:focus { padding: 5px 9px; }
Gallery { background: $window; border: none; }
Gallery[kind="clear"] { background: transparent; }
QToolButton#menu::menu-indicator { image: none; }
QPushButton[kind="row"] { background: transparent; border: 1px solid transparent; text-align: left; }
QPushButton[kind="row"]:hover { background: $hover; }
QPushButton[kind="row"]:focus { border: 2px solid $accent; }
Gallery { background: $window; border: none; }
Gallery[kind="clear"] { background: transparent; }
ConfusionView, Plot { background: transparent; border: none; }
MessageBar { background: $accent_soft; border: 1px solid $border; border-radius: $r10; margin-bottom: 8px; }
MessageBar[tone="warning"] { background: $warning_soft; }
MessageBar[tone="error"] { background: $danger_soft; }
MessageBar[tone="success"] { background: $success_soft; }
Gallery::item { min-height: 0; padding: 0; }
"""
