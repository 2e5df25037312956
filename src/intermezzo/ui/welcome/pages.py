"""The pages of the Welcome window."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QWidget

from intermezzo.presenters import _, settings
from intermezzo.presenters import welcome as told
from intermezzo.presenters.sound import sound_asked
from intermezzo.ui.kit import style
from intermezzo.ui.kit.columns import Columns
from intermezzo.ui.kit.flow import FlowLayout
from intermezzo.ui.kit.layouts import add, column, row
from intermezzo.ui.kit.scrolling import SCROLL_GUTTER
from intermezzo.ui.kit.texts import BodyText, Eyebrow, Text, Title
from intermezzo.ui.kit.widgets import CardSurface
from intermezzo.ui.settings.rows import SettingRow
from intermezzo.ui.sound.outlet import extra_there

SIDE = 42
_ROUND = 14
_LINE = 940
"""Maximum width of a paragraph, in logical pixels at 100 % text."""
_FILLED = Qt.AlignmentFlag(0)
"""No alignment: boxes side by side get one height."""


class TitledPage(QWidget):
    """A page with its eyebrow and title."""

    def __init__(self, eyebrow: str, title: str) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.eyebrow = Eyebrow(eyebrow)
        parts = (self.eyebrow, style.px(9), Title(34, title), style.px(10))
        self.rows = column(*parts, margins=(SIDE, 24, SIDE - SCROLL_GUTTER, 16), within=self)

    def say(self, text: str, gap: int = 6) -> BodyText:
        """Add a paragraph and a gap."""
        body = BodyText(text, size=15)
        body.setMaximumWidth(style.px(_LINE))
        add(self.rows, body, style.px(gap))
        return body


def listed(text: str, *, size: float = 13) -> QWidget:
    """Return a list item: a bullet and a text."""
    held = QWidget()
    words, bullet = BodyText(text, size=size), BodyText("•", size=size)
    words.setAlignment(Qt.AlignmentFlag.AlignTop)
    bullet.setAlignment(Qt.AlignmentFlag.AlignTop)
    row(bullet, (words, 1), gap=style.px(10), within=held)
    return held


class HelloPage(QWidget):
    """What the program is."""

    def __init__(self, greeting: QWidget) -> None:
        super().__init__()
        title = _("Short movements between meetings")
        self.setAccessibleName(title)
        words = QWidget()
        eyebrow, body = Eyebrow(_("Welcome · 1 of 4")), BodyText(told.what_it_is(), size=17)
        column(eyebrow, style.px(10), Title(38, title), style.px(16), body, within=words)
        both = Columns(words, greeting, gap=40, stretches=(1, 0), side=Qt.AlignmentFlag.AlignVCenter)
        column(None, both, None, margins=(SIDE, 24, SIDE - SCROLL_GUTTER, 24), within=self)


class SetUpPage(TitledPage):
    """Hours and calendar."""

    def __init__(self, hours: QWidget, chair: QWidget, found: QWidget, calendars: QWidget) -> None:
        super().__init__(_("Welcome · 3 of 4"), _("Your hours, your chair, your calendar"))
        self.say(_("You can do this later, and change it in Settings at any time."), 12)
        self._found = SettingRow(
            _("Found on this computer"),
            _("Other programs have these calendars here. Tick the ones with your meetings"),
            found,
            below=True,
        )
        self._found.hide()
        add(
            self.rows,
            SettingRow(_("Monday to Friday"), _("Each day can have its own hours later"), hours),
            SettingRow(settings.label("chair"), settings.explanation("chair"), chair),
            self._found,
            SettingRow(
                _("Calendars"),
                _("Google, Outlook, iCloud, Nextcloud, any address or file. Meeting names are never stored"),
                calendars,
                below=True,
            ),
            None,
        )

    def show_found(self, *, there: bool) -> None:
        """Show the calendars of other programs, if there are any."""
        self._found.setVisible(there)


class AskingPage(TitledPage):
    """What an offer looks like, and sound."""

    def __init__(self, sound: QWidget, login: QWidget) -> None:
        super().__init__(_("Welcome · 4 of 4"), _("How it offers a movement"))
        self.say(
            _("In a gap a small card like this appears by the tray. It waits and never insists."),
            20,
        )
        meanings = QWidget()
        rows = QFormLayout(meanings)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setHorizontalSpacing(style.px(20))
        rows.setVerticalSpacing(style.px(12))
        for name, meaning in told.card_parts():
            word = Text(name, weight=500)
            word.setWordWrap(False)
            word.setAlignment(Qt.AlignmentFlag.AlignTop)
            rows.addRow(word, BodyText(meaning))
        add(self.rows, Columns(_card(), meanings, gap=36, stretches=(4, 5)), style.px(24))
        for manner in told.manners():
            add(self.rows, listed(manner), style.px(5))
        asked = sound_asked(there=extra_there())
        add(
            self.rows,
            style.px(12),
            SettingRow(_("Start at login"), _("Intermezzo waits in the tray"), login),
            SettingRow(_("Voice and soft tones"), asked, sound, ruled=False),
            None,
        )


def _pill(text: str, tone: str) -> Text:
    """Return the picture of a button."""
    made = Text(text, size=13, weight=500)
    made.setWordWrap(False)
    made.setProperty("pill", tone)
    return made


def _card() -> CardSurface:
    """Return a picture of the offer card."""
    card = CardSurface("pill", radius=style.RADIUS)
    card.setAccessibleName(_("A picture of the card"))
    px, names = style.px, [name for name, _meaning in told.card_parts()]
    pills = (_pill(name, "plain" if number else "green") for number, name in enumerate(names[:3]))
    column(
        Eyebrow(_("Free until 12:30")), px(6), Title(26, _("Unwind the hips")), px(6),
        BodyText(_("1 min 52 · four steps, standing")), px(18),
        FlowLayout().holding(*pills), px(12), row(*(BodyText(name, size=13) for name in names[3:])), None,
        margins=(px(24), px(22), px(24), px(20)), within=card,
    )  # fmt: skip
    return card
