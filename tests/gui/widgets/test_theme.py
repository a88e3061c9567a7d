"""Light, dark and the system's choice; text that can be read; icons that follow."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from gui import icons, theme

_GROUNDS = ("window", "surface", "raised", "hover")
_INKS = ("text", "muted", "danger", "warning", "success", "accent_text")


@pytest.mark.parametrize("tokens", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_all_text_reaches_a_contrast_of_four_and_a_half(tokens: theme.Tokens) -> None:
    pairs = [(ink, ground) for ink in _INKS for ground in _GROUNDS]
    pairs += [("text", "accent_soft"), ("text", "selection"), ("accent_text", "accent_soft"), ("on_accent", "accent")]
    pairs += [("on_accent", "accent_hover"), ("on_danger", "danger"), ("tooltip_text", "tooltip"), ("muted", "backdrop")]
    pairs += [("text", f"{tone}_soft") for tone in ("danger", "warning", "success")]
    weak = {pair: theme.contrast(*(getattr(tokens, name) for name in pair)) for pair in pairs}
    assert not {pair: ratio for pair, ratio in weak.items() if ratio < 4.5}


def test_contrast_is_that_of_wcag() -> None:
    assert theme.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert theme.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_a_forced_scheme_dresses_palette_and_widgets(qapp: QApplication) -> None:
    theme.apply(qapp, "dark")
    assert theme.current() is theme.DARK
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == theme.DARK.window
    theme.apply(qapp, "light")
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == theme.LIGHT.window
    assert theme.LIGHT.accent in qapp.styleSheet()


def test_the_system_is_followed_only_when_asked(qapp: QApplication) -> None:
    theme.apply(qapp, "dark")
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert theme.current() is theme.DARK
    theme.apply(qapp, "system")
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    assert theme.current() is (theme.DARK if dark else theme.LIGHT)


def test_fonts_grow_with_the_system_in_points_and_in_pixels() -> None:
    points, pixels = QFont(), QFont()
    points.setPointSizeF(13)
    pixels.setPixelSize(26)
    assert theme.heading_font(points).pointSizeF() == pytest.approx(11)
    assert theme.heading_font(pixels).pixelSize() == 22
    assert theme.heading_font(points).capitalization() == QFont.Capitalization.AllUppercase


def test_the_style_sheet_sets_no_size_of_text(qapp: QApplication) -> None:
    assert "font-size" not in qapp.styleSheet()
    label = QLabel("x")
    assert label.font().pointSizeF() == qapp.font().pointSizeF()


def _ink(icon: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal) -> set[str]:
    image = icon.pixmap(QSize(64, 64), mode).toImage()
    colours = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {colour.name() for colour in colours if colour.alpha() == 255}


@pytest.mark.parametrize("name", icons.NAMES)
def test_every_icon_exists(qapp: QApplication, name: str) -> None:
    assert _ink(icons.icon(name)) == {theme.LIGHT.muted}


def test_icons_change_with_the_theme_and_with_their_widget(qapp: QApplication) -> None:
    icon = icons.icon("label")
    copy = QIcon(icon)
    assert _ink(icon, QIcon.Mode.Disabled) == {theme.LIGHT.disabled}
    assert _ink(icon, QIcon.Mode.Selected) == {theme.LIGHT.accent_text}
    theme.apply(qapp, "dark")
    assert _ink(icon) == _ink(copy) == {theme.DARK.muted}
    assert _ink(icons.icon("delete", "danger")) == {theme.DARK.danger}


def test_figures_can_be_read_on_every_ground() -> None:
    for grey in range(0, 256, 5):
        ground = QColor(grey, grey, grey)
        assert theme.contrast(theme.readable_on(ground), ground) >= 4.5


def test_a_cache_that_cannot_be_written_does_not_keep_the_window_from_opening(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setenv("FIELDMARK_HOME", "/proc/nowhere")
    theme.apply(qapp, "dark")
    assert theme.current() is theme.DARK
