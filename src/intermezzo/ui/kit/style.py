"""Palettes, fonts, sizes and the application's style sheet. Lengths are logical pixels."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from intermezzo.core.faults import Fault

RADIUS = 18
"""Corner radius of a card."""
SERIF = "Newsreader"
SANS = "Inter"


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of the light or the dark look, as ``#RRGGBB``."""

    dark: bool
    """Whether light stands on dark."""
    ground: str
    card: str
    pill: str
    rest: str
    ink: str
    soft: str
    line: str
    outline: str
    green: str
    on_green: str
    amber: str
    amber_text: str
    figure: str
    near_arm: str
    far: str
    spine: str
    disc: str
    """The disc of the breath, on ``pill``."""
    track: str
    """The track of the ring, on ``pill``."""
    shadow: str
    shadow_strength: float
    """Opacity of the darkest part of the shadow, 0..1."""


_VALUES: dict[str, tuple[Any, Any]] = {
    "dark": (False, True),
    "ground": ("#EDE7DC", "#0F1513"),
    "card": ("#FBF8F2", "#18211E"),
    "pill": ("#F1EBDF", "#202B28"),
    "rest": ("#E9E2D5", "#202B28"),
    "ink": ("#22312E", "#ECE7DC"),
    "soft": ("#5A6660", "#A0ACA6"),
    "line": ("#E3DBCD", "#26322E"),
    "outline": ("#8E897C", "#6B7B75"),
    "green": ("#2F5D54", "#8FC1B1"),
    "on_green": ("#FBF8F2", "#0F1513"),
    "amber": ("#C98B46", "#E0A868"),
    "amber_text": ("#875818", "#E0A868"),
    "figure": ("#274340", "#CFE0D7"),
    "near_arm": ("#3F635D", "#B3CABF"),
    "far": ("#B9C4BA", "#4A5E57"),
    "spine": ("#E3A65F", "#A85A14"),
    "disc": ("#E9E2D5", "#2B3834"),
    "track": ("#E3DBCD", "#36453F"),
    "shadow": ("#22312E", "#000000"),
    "shadow_strength": (0.17, 0.45),
}
"""Those of the light look and of the dark one."""
LIGHT = Palette(**{name: light for name, (light, _dark) in _VALUES.items()})
DARK = Palette(**{name: dark for name, (_light, dark) in _VALUES.items()})


@dataclass(frozen=True, slots=True)
class _Look:
    palette: Palette = LIGHT
    scale: float = 1.0
    reduced_motion: bool = False


_look: list[_Look] = [_Look()]


def current() -> Palette:
    """Return the palette in use. It may change at any time, so call this while painting."""
    return _look[0].palette


def reduced_motion() -> bool:
    """Return whether stills replace animation."""
    return _look[0].reduced_motion


def scale() -> float:
    """Return the size of text: 1.0 to 2.0."""
    return _look[0].scale


def px(size: float) -> int:
    """Return a length, given at 100 % text, at the present size of text."""
    return round(size * _look[0].scale)


def color(name: str) -> QColor:
    """Return a colour of the palette in use by its field's name."""
    return QColor(getattr(current(), name))


def mixed(under: QColor, over: QColor, share: float) -> QColor:
    """Return ``under`` covered by ``over`` with opacity ``share``, 0..1."""
    return QColor.fromRgbF(
        under.redF() + (over.redF() - under.redF()) * share,
        under.greenF() + (over.greenF() - under.greenF()) * share,
        under.blueF() + (over.blueF() - under.blueF()) * share,
    )


@contextmanager
def on_paper() -> Iterator[None]:
    """Use the light palette at 100 % text on white, for printing."""
    worn = _look[0]
    _look[0] = _Look(replace(LIGHT, card="#FFFFFF"))
    try:
        yield
    finally:
        _look[0] = worn


def load_fonts(assets: Path) -> None:
    """Load the font files. Raise Fault for one that cannot be read."""
    for file in sorted((assets / "fonts").glob("*/*.ttf")):
        if QFontDatabase.addApplicationFont(str(file)) < 0:
            raise Fault(f"{file}: this font cannot be read; install Intermezzo again to mend it")


def _font(family: str, size: float, weight: int, *, italic: bool = False, spacing: float = 0.0) -> QFont:
    font = QFont(family)
    font.setPixelSize(max(1, px(size)))
    font.setWeight(QFont.Weight(weight))
    font.setItalic(italic)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing * font.pixelSize())
    return font


def serif(size: float, *, italic: bool = False) -> QFont:
    """Return the font of titles; ``size`` in pixels at 100 %."""
    return _font(SERIF, size, 400 if italic else 500, italic=italic, spacing=-0.01)


def sans(size: float, weight: int = 400) -> QFont:
    """Return the font of all other text; ``size`` in pixels at 100 %, ``weight`` 400, 500 or 600."""
    return _font(SANS, size, weight)


def digits(size: float, weight: int = 400) -> QFont:
    """Return ``sans`` with tabular figures, for columns of times and numbers."""
    font = sans(size, weight)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def eyebrow() -> QFont:
    """Return the font of the letter-spaced capitals above a title."""
    font = _font(SANS, 12, 600, spacing=0.065)
    font.setCapitalization(QFont.Capitalization.AllUppercase)
    return font


class Follower:
    """A widget that goes by the look in more than its style sheet.

    It is told of a new look once, by ``apply``; Qt’s ``StyleChange`` comes with each new parent too.
    """

    def follow_look(self) -> None:
        """Take the look in use; the style sheet has it already."""


def apply(app: QApplication, *, dark: bool, scale: float = 1.0, reduced_motion: bool = False) -> None:
    """Set the look of the application; open windows follow a later call."""
    # Replacing a style sheet styles each widget again for every widget that it is in. Taking the old one away
    # first costs a quarter of that.
    app.setStyleSheet("")
    palette = DARK if dark else LIGHT
    _look[0] = _Look(palette, min(2.0, max(1.0, scale)), reduced_motion)
    if app.style().name() != "fusion":
        app.setStyle("Fusion")
    app.setPalette(_qt_palette(palette))
    app.setFont(sans(14))
    app.setStyleSheet(_stylesheet(palette))
    # After it: a style sheet brings back the fonts that were set under the one before.
    for widget in app.allWidgets():
        if isinstance(widget, Follower):
            widget.follow_look()


def leave_nothing(part: QWidget) -> None:
    """Let Qt forget what the style sheet has found for a part of its own widgets once that is deleted.

    Qt 6.11 keeps it, about a kilobyte, for the viewport of a scroll area and the line edit of a spin box,
    unless the part was once polished with a sheet of its own. This one has no rule for any widget and is
    removed again: below a second sheet each widget would be styled anew for every widget that it is in.
    """
    part.setStyleSheet("None {}")
    part.style().polish(part)
    part.setStyleSheet("")


def _qt_palette(p: Palette) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for value, roles in (
        (p.card, (role.Window, role.Base, role.ToolTipBase, role.Light)),
        (p.ink, (role.WindowText, role.Text, role.ButtonText, role.BrightText, role.ToolTipText)),
        (p.pill, (role.AlternateBase, role.Button, role.Midlight)),
        (p.green, (role.Highlight, role.Accent, role.Link, role.LinkVisited)),
        (p.on_green, (role.HighlightedText,)),
        (p.soft, (role.PlaceholderText,)),
        (p.line, (role.Mid,)),
        (p.outline, (role.Dark,)),
        (p.shadow, (role.Shadow,)),
    ):
        for one in roles:
            palette.setColor(one, QColor(value))
    for one in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, one, QColor(p.outline))
    return palette


def _stylesheet(p: Palette) -> str:
    thumb = QColor(p.outline)
    pale = f"rgba({thumb.red()}, {thumb.green()}, {thumb.blue()}, 55%)"
    fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    ink, pill, rest = QColor(p.ink), QColor(p.pill), QColor(p.rest)
    # The dark sidebar has the colour of ``rest`` itself.
    chosen = mixed(rest, ink, 0.066) if p.dark else rest
    item = f"padding: {px(7)}px {px(22)}px {px(7)}px {px(12)}px; border-radius: 8px; margin: 1px 0;"
    return f"""
QToolTip {{ background: {p.card}; color: {p.ink}; border: 1px solid {p.line}; padding: {px(6)}px {px(8)}px; }}
QMenu {{ background: {p.card}; color: {p.ink}; border: 1px solid {p.line}; padding: 6px; }}
QMenu[round="true"] {{ border-radius: 12px; }}
QMenu::item {{ {item} }}
QMenu::item:selected {{ background: {p.rest}; }}
QMenu::item:disabled {{ color: {p.soft}; background: transparent; }}
QMenu::separator {{ height: 1px; background: {p.line}; margin: 6px 10px; }}
QScrollArea, QScrollArea > QWidget > QWidget#page {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: 14px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 14px; margin: 0; }}
QScrollBar::handle {{ background: {pale}; border-radius: 2px; margin: 2px 2px 2px 8px; min-height: 28px; }}
QScrollBar::handle:horizontal {{ margin: 8px 2px 2px 2px; min-width: 28px; min-height: 0; }}
QScrollBar::handle:hover {{ background: {p.outline}; }}
QScrollBar::handle:disabled {{ background: transparent; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QProgressBar {{ background: {p.rest}; border: none; border-radius: {px(7) // 2}px; }}
QProgressBar::chunk {{ background: {p.green}; border-radius: {px(7) // 2}px; }}
QTableWidget {{ background: transparent; outline: none; }}
QTableWidget::item {{ padding: 0 {px(12)}px 0 {px(7)}px; border-bottom: 1px solid {p.line}; }}
QHeaderView {{ background: transparent; }}
QHeaderView::section {{ background: transparent; border: none; border-bottom: 1px solid {p.line}; }}
QHeaderView::section {{ padding: {px(6)}px {px(12)}px {px(6)}px {px(10)}px; }}
QHeaderView::section {{ color: {p.soft}; font-size: {px(12)}px; font-weight: 600; }}
QFrame#line {{ background: {p.line}; border: none; }}
LineEdit {{ background: {p.pill}; border: 1px solid {p.outline}; border-radius: 10px; }}
LineEdit {{ padding: 0 {px(12)}px; }}
LineEdit[wrong="true"] {{ border-color: {p.amber}; }}
LineEdit:focus {{ border: 2px solid {p.green}; padding: 0 {px(12) - 1}px; }}
CommandField {{ font-family: "{fixed.family()}"; font-size: {px(13)}px; }}
SearchField {{ border-radius: {px(35) // 2}px; padding: 0 {px(14)}px 0 {px(34)}px; }}
SearchField:focus {{ padding: 0 {px(14) - 1}px 0 {px(34) - 1}px; }}
SearchField[tone="card"] {{ background: {p.card}; }}
Segmented {{ background: {p.pill}; border: 1px solid {p.line}; border-radius: {px(16) + 4}px; }}
SegmentButton {{ padding: 0 {px(14)}px; min-height: {px(32)}px; border-radius: {px(32) // 2}px; spacing: 0; }}
SegmentButton {{ outline: none; font-size: {px(13)}px; font-weight: 500; color: {p.ink}; }}
SegmentButton:hover {{ background: {mixed(pill, ink, 0.055).name()}; }}
SegmentButton:checked {{ background: {p.green}; color: {p.on_green}; }}
SegmentButton:disabled {{ background: transparent; color: {p.soft}; }}
SegmentButton:checked:disabled {{ background: {p.track}; }}
SegmentButton::indicator {{ width: 0; height: 0; border: none; image: none; }}
Sidebar {{ background: transparent; border: none; outline: none; color: {p.soft}; }}
Sidebar::item {{ height: {px(39)}px; padding-left: {px(14)}px; border-radius: 10px; }}
Sidebar::item:hover {{ color: {p.ink}; }}
Sidebar::item:selected {{ background: {chosen.name()}; color: {p.ink}; }}
Sidebar::item:selected:focus {{ border: 2px solid {p.green}; padding-left: {px(14) - 2}px; }}
QLabel {{ background: transparent; color: {p.ink}; }}
QLabel[tone="soft"] {{ color: {p.soft}; }}
QLabel[tone="green"] {{ color: {p.green}; }}
QLabel[tone="amber"] {{ color: {p.amber_text}; }}
"""
