"""The look: contrast that can be read, faces that are really there, sizes that grow."""

from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication

from intermezzo.core.faults import Fault
from intermezzo.ui.kit import style
from intermezzo.ui.kit.style import DARK, LIGHT, Palette
from intermezzo.ui.tray.icon import STATES, tray_icon

BOTH = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


def luminance(colour: QColor) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str | QColor, other: str | QColor) -> float:
    high, low = sorted((luminance(QColor(one)), luminance(QColor(other))), reverse=True)
    return (high + 0.05) / (low + 0.05)


@BOTH
def test_text_has_a_contrast_of_at_least_four_and_a_half(palette: Palette) -> None:
    for ground in (palette.card, palette.pill, palette.rest):
        assert contrast(palette.ink, ground) >= 4.5
        assert contrast(palette.soft, ground) >= 4.5
        assert contrast(palette.amber_text, ground) >= 4.5
    assert contrast(palette.on_green, palette.green) >= 4.5
    assert contrast(palette.green, palette.card) >= 4.5


@BOTH
def test_shapes_that_carry_meaning_have_a_contrast_of_at_least_three(palette: Palette) -> None:
    assert contrast(palette.green, palette.card) >= 3
    assert contrast(palette.green, palette.pill) >= 3
    assert contrast(palette.outline, palette.card) >= 3
    assert contrast(palette.figure, palette.card) >= 3


@BOTH
def test_every_colour_is_a_colour(palette: Palette) -> None:
    for field in fields(palette):
        if field.name not in {"name", "shadow_strength"}:
            assert QColor(getattr(palette, field.name)).isValid(), field.name


def test_the_faces_are_there_in_every_weight(dressed: QApplication) -> None:
    assert set(QFontDatabase.styles(style.SERIF)) >= {"Regular", "Italic", "Medium"}
    assert set(QFontDatabase.styles(style.SANS)) >= {"Regular", "Italic", "Medium", "SemiBold"}
    for font in (style.serif(26), style.serif(24, italic=True)):
        assert QFontInfo(font).family() == "Newsreader"
    for weight in (400, 500, 600):
        assert QFontInfo(style.sans(14, weight)).family() == "Inter"


def test_text_grows_up_to_twice_its_size(dressed: QApplication) -> None:
    assert style.sans(14).pixelSize() == 14
    style.apply(dressed, dark=False, scale=2.0)
    assert style.sans(14).pixelSize() == 28
    assert style.px(420) == 840
    style.apply(dressed, dark=False, scale=9.0)
    assert style.scale() == 2.0


def test_the_look_can_change_while_running(dressed: QApplication) -> None:
    assert style.current() is LIGHT
    style.apply(dressed, dark=True, reduced_motion=True)
    assert style.current() is DARK
    assert style.current().dark
    assert style.reduced_motion()
    assert dressed.palette().window().color() == QColor(DARK.card)
    assert style.color("green") == QColor(DARK.green)


def test_a_broken_font_is_named(qapp: QApplication, tmp_path: Path) -> None:
    broken = tmp_path / "fonts" / "inter" / "Broken.ttf"
    broken.parent.mkdir(parents=True)
    broken.write_bytes(b"no font at all")
    with pytest.raises(Fault, match=r"Broken\.ttf"):
        style.load_fonts(tmp_path)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("panel", ["#F4F4F4", "#2B2B2B", "#7A7A7A"])
def test_the_tray_icon_can_be_seen_on_any_panel(dressed: QApplication, state: str, panel: str) -> None:
    image = tray_icon(state).pixmap(22, 22).toImage()
    seen = [
        pixel
        for x in range(image.width())
        for y in range(image.height())
        if (pixel := image.pixelColor(x, y)).alphaF() > 0.9 and contrast(pixel, panel) >= 3
    ]
    assert len(seen) >= 30
