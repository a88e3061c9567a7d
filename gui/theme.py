"""The look of the window: one table of colours for light, one for dark, and the palette and style sheet made from them.

Widgets that paint themselves ask `current()` on each paint; Qt repaints them all when the scheme changes.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

STEP = 4  # px; spacing comes in multiples of it
RADIUS_SMALL, RADIUS, RADIUS_CARD, RADIUS_LARGE = 6, 8, 10, 12


@dataclass(frozen=True)
class Tokens:
    """The colours of one scheme, as #rrggbb. `text` and `muted` reach 4.5:1 on window, surface and raised."""

    scheme: str
    window: str
    surface: str
    raised: str
    hover: str
    pressed: str
    border: str
    border_strong: str
    text: str
    muted: str
    disabled: str
    accent: str
    accent_hover: str
    accent_pressed: str
    accent_soft: str
    accent_text: str
    on_accent: str
    selection: str
    track: str
    backdrop: str
    scroll: str
    danger: str
    danger_soft: str
    on_danger: str
    warning: str
    warning_soft: str
    success: str
    success_soft: str
    tooltip: str
    tooltip_text: str


LIGHT = Tokens(
    scheme="light",
    window="#f5f7f9",
    surface="#ffffff",
    raised="#ffffff",
    hover="#f1f4f8",
    pressed="#e6eaf0",
    border="#e3e7ec",
    border_strong="#c9d0d9",
    text="#171b21",
    muted="#5f6875",
    disabled="#a3abb6",
    accent="#2f6fed",
    accent_hover="#2563e0",
    accent_pressed="#1d54c4",
    accent_soft="#e6eefe",
    accent_text="#1c56cc",
    on_accent="#ffffff",
    selection="#dbe7fe",
    track="#e4e8ee",
    backdrop="#eef1f5",
    scroll="#c3cad3",
    danger="#c4272e",
    danger_soft="#fdebec",
    on_danger="#ffffff",
    warning="#8f5a00",
    warning_soft="#fdf3dd",
    success="#177245",
    success_soft="#e3f5eb",
    tooltip="#22272e",
    tooltip_text="#f3f5f8",
)

DARK = Tokens(
    scheme="dark",
    window="#15181c",
    surface="#1d2126",
    raised="#252a31",
    hover="#272c34",
    pressed="#303640",
    border="#2e343c",
    border_strong="#454d59",
    text="#e9ecf0",
    muted="#9ba4b0",
    disabled="#5d6672",
    accent="#6ea0ff",
    accent_hover="#85afff",
    accent_pressed="#5a8ff5",
    accent_soft="#20304f",
    accent_text="#8fb5ff",
    on_accent="#0c1a36",
    selection="#263a61",
    track="#333a44",
    backdrop="#14171b",
    scroll="#444c57",
    danger="#ff8087",
    danger_soft="#3d2226",
    on_danger="#33070a",
    warning="#f0b755",
    warning_soft="#3a2f1a",
    success="#5fcf95",
    success_soft="#1b3528",
    tooltip="#353c46",
    tooltip_text="#f3f5f8",
)


def current() -> Tokens:
    """The colours in force."""
    return _Follower.tokens


def apply(app: QApplication, scheme: str = "system") -> None:
    """Dress `app`; "system" follows the desktop from now on, "light" and "dark" force it. May be called again at any time."""
    follower = app.findChild(_Follower)
    if follower is None:
        app.setStyle(QStyleFactory.create("Fusion"))
        follower = _Follower(app)
    follower.choose(scheme)


class _Follower(QObject):
    """Lives as a child of the application and dresses it anew when the desktop changes its scheme."""

    tokens: Tokens = LIGHT

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._scheme = "system"
        self._dressed: Tokens | None = None
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)

    def choose(self, scheme: str) -> None:
        self._scheme = scheme
        hints = QGuiApplication.styleHints()
        if scheme == "system":
            hints.unsetColorScheme()
        else:  # so that title bars and native dialogs agree with the window
            hints.setColorScheme(Qt.ColorScheme.Dark if scheme == "dark" else Qt.ColorScheme.Light)
        self._dress()

    def _on_scheme_changed(self, _scheme: Qt.ColorScheme) -> None:
        self._dress()

    def _dress(self) -> None:
        from gui.theme_qss import style_sheet

        tokens = self._wanted()
        if tokens is self._dressed:
            return
        self._dressed = _Follower.tokens = tokens
        self._app.setPalette(_palette(tokens))
        self._app.setStyleSheet(style_sheet(tokens))

    def _wanted(self) -> Tokens:
        if self._scheme != "system":
            return DARK if self._scheme == "dark" else LIGHT
        return DARK if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT


def _palette(tokens: Tokens) -> QPalette:
    role = QPalette.ColorRole
    colours = {
        role.Window: tokens.window,
        role.WindowText: tokens.text,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.hover,
        role.Text: tokens.text,
        role.PlaceholderText: tokens.muted,
        role.Button: tokens.raised,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.danger,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Accent: tokens.accent,
        role.Link: tokens.accent_text,
        role.LinkVisited: tokens.accent_text,
        role.ToolTipBase: tokens.tooltip,
        role.ToolTipText: tokens.tooltip_text,
        role.Light: tokens.raised,
        role.Midlight: tokens.border,
        role.Mid: tokens.border_strong,
        role.Dark: tokens.muted,
        role.Shadow: tokens.border_strong,
    }
    palette = QPalette()
    for name, colour in colours.items():
        palette.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(tokens.disabled))
    return palette


# ---- text ----------------------------------------------------------------------------------------------------


def scaled_font(base: QFont, factor: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """`base` larger or smaller, whether it is measured in points or in pixels; it follows the system's text size."""
    font = QFont(base)
    if base.pointSizeF() > 0:
        font.setPointSizeF(base.pointSizeF() * factor)
    else:
        font.setPixelSize(max(1, round(base.pixelSize() * factor)))
    font.setWeight(weight)
    return font


def small_font(base: QFont) -> QFont:
    """For captions, percentages and hints: 11.5 px where the body is 13 px."""
    return scaled_font(base, 11.5 / 13)


def heading_font(base: QFont) -> QFont:
    """For section heads: 11 px capitals where the body is 13 px, spaced a little apart."""
    font = scaled_font(base, 11 / 13, QFont.Weight.DemiBold)
    font.setCapitalization(QFont.Capitalization.AllUppercase)
    font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 106)
    return font


# ---- contrast ------------------------------------------------------------------------------------------------


def contrast(one: str | QColor, other: str | QColor) -> float:
    """The contrast ratio of two opaque colours, 1..21 (WCAG 2.2)."""
    lights = sorted((_luminance(QColor(one)), _luminance(QColor(other))))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def readable_on(background: str | QColor) -> QColor:
    """Black or white, whichever reads better on `background`: always at least 4.5:1."""
    dark, white = QColor("#000000"), QColor("#ffffff")
    return dark if contrast(dark, background) >= contrast(white, background) else white


def mixed(one: str | QColor, other: str | QColor, share: float) -> QColor:
    """`share` 0 is `one`, 1 is `other`, between them a straight mixture."""
    first, second = QColor(one), QColor(other)
    parts = zip(first.getRgb()[:3], second.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(math.floor(a + (b - a) * share + 0.5) for a, b in parts))


def _luminance(colour: QColor) -> float:
    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())
