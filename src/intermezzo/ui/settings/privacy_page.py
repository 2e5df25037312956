"""The page of privacy and about: what is stored and where, export, backup, deletion; what the app is."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QSizePolicy, QWidget

from intermezzo.presenters import _
from intermezzo.presenters import settings as words
from intermezzo.ui.kit import style
from intermezzo.ui.kit.layouts import FlowLayout, column, column_widget, flowing, row
from intermezzo.ui.kit.marks import hand_on
from intermezzo.ui.kit.text_field import TextField
from intermezzo.ui.kit.texts import BodyText, Elided, Text
from intermezzo.ui.kit.widgets import CardSurface, PillButton, announce
from intermezzo.ui.settings.rows import Page, SettingRow

PARTS = (
    ("Newsreader", "SIL Open Font License 1.1"),
    ("Inter", "SIL Open Font License 1.1"),
    ("Qt and PySide6", "LGPL 3"),
    ("APScheduler", "MIT"),
    ("SQLAlchemy, Alembic", "MIT"),
    ("plyer", "MIT"),
    ("python-dateutil", "Apache 2.0, BSD 3-Clause"),
    ("jeepney, keyring, platformdirs, pulsectl, tomlkit, tzlocal", "MIT"),
    ("inotify-simple", "BSD 2-Clause"),
    ("pyobjc-framework-Cocoa, pyobjc-framework-EventKit", "MIT"),
    ("pywin32", "PSF"),
    ("SecretStorage", "BSD 3-Clause"),
    ("cryptography", "Apache 2.0 or BSD 3-Clause"),
    ("msgspec", "BSD 3-Clause"),
    ("tzdata", "Apache 2.0"),
)
"""(name, licence) of the fonts and libraries in the app, as stated by their packages."""


class _Confirmation(CardSurface):
    """The question before anything is deleted."""

    answered = Signal(bool)

    def __init__(self) -> None:
        super().__init__("pill", radius=14)
        self._question = Text(size=15, weight=500)
        self._line = BodyText(size=13)
        self.keep = PillButton(_("Cancel"), primary=True)
        self.forget = PillButton(_("Delete"))
        self.keep.clicked.connect(lambda: self.answered.emit(False))
        self.forget.clicked.connect(lambda: self.answered.emit(True))
        parts = (self._question, self._line, 8, FlowLayout().holding(self.keep, self.forget))
        column(*parts, gap=style.px(6), margins=(20, 18, 20, 18), within=self)

    def ask(self, question: str, line: str, forget: str) -> None:
        """Show the question, with the focus on the answer that keeps everything."""
        self._question.setText(question)
        self._line.setText(line)
        self.forget.set_text(forget)
        self.show()
        hand_on(self.keep)
        announce(self, f"{question} {line}")


class PrivacyPage(Page):
    """What is stored and where, export, backup and deletion. ``paths`` are (name, path)."""

    privacy = Signal(tuple)

    def __init__(self, paths: Sequence[tuple[str, str]]) -> None:
        super().__init__("privacy")
        self._asked: tuple[str, ...] = ()
        self.outcome = BodyText(size=13, tone="green")
        self.outcome.hide()
        self.confirmation = _Confirmation()
        self.confirmation.hide()
        self.confirmation.answered.connect(self._on_answer)
        self.before = TextField(
            words.read_day, str, _("Delete all days before"), hint=_("YYYY-MM-DD"), short=True
        )
        self.before.set_value("")
        self._forget_before = PillButton(_("Delete…"), name=_("Delete all days before that date"))
        self._forget_all = PillButton(_("Delete everything…"), grave=True)
        self._forget_before.clicked.connect(self.ask_before)
        self._forget_all.clicked.connect(self.ask_all)
        self._add_stored(paths)
        self._add_ways()
        self._add_forget()
        self.add(self.outcome, 14)

    def set_outcome(self, text: str) -> None:
        """Show the result of the last request."""
        self.outcome.set_or_hide(text)
        self.bring_into_sight(self.outcome)
        announce(self, text)

    def _request(self, text: str, *request: str, name: str = "") -> PillButton:
        button = PillButton(text, name=name)
        button.clicked.connect(lambda: self.privacy.emit(request))
        return button

    def _add_stored(self, paths: Sequence[tuple[str, str]]) -> None:
        kept = BodyText(
            _(
                "When a movement was offered, what you answered, which steps you did, for how "
                "long, and how it went. Of the health question only that you saw it, your answer "
                "and the date. Never the name of a meeting. There’s no account, no telemetry, and "
                "nothing is sent anywhere."
            ),
            size=13,
        )
        self.add(SettingRow(_("What is stored"), "", kept, below=True))
        places = QWidget()
        rows = QFormLayout(places)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setHorizontalSpacing(style.px(16))
        rows.setVerticalSpacing(style.px(4))
        for name, place in paths:
            said = BodyText(name, size=13)
            said.setWordWrap(False)
            shown = Elided(place, size=13, tone="ink")
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            rows.addRow(said, shown)
        rows.addRow(row(self._request(_("Open the folder"), "open-folder"), None, margins=(0, 6, 0, 0)))
        self.add(SettingRow(_("Where it is"), "", places, below=True))

    def _add_ways(self) -> None:
        export = flowing(
            self._request("JSON", "export", "json", name=_("Export as JSON")),
            self._request("CSV", "export", "csv", name=_("Export as CSV")),
        )
        self.add(SettingRow(_("Export"), _("Every entry, to read or analyse yourself"), export))
        copy = self._request(_("Back up now"), "backup")
        self.add(SettingRow(_("Backup"), _("Backups are made and checked every night; this adds one"), copy))
        mend = self._request(_("Check and mend"), "mend")
        self.add(
            SettingRow(
                _("Check"),
                _("Reads every entry. If one is damaged, the others are saved and the old file is kept"),
                mend,
            )
        )
        move = flowing(self._request(_("Export all…"), "move-out"), self._request(_("Import…"), "move-in"))
        self.add(
            SettingRow(
                _("Move to another computer"),
                _("One file with everything. Importing keeps what’s there and adds nothing twice"),
                move,
            )
        )

    def _add_forget(self) -> None:
        days = Text(_("All days before"))
        days.setWordWrap(False)
        first = FlowLayout(to_right=1).holding(days, self.before, self._forget_before, self._forget_all)
        held = column_widget(first, self.confirmation, gap=style.px(10))
        text = _("Backups included. This can’t be undone")
        self.add(SettingRow(_("Delete"), text, held, below=True))

    def ask_before(self) -> None:
        """Ask whether to delete the days before the date; do nothing if it is invalid."""
        if not self.before.commit():
            hand_on(self.before.line)
            return
        day = str(self.before.value())
        self._asked = ("forget", "before", day)
        self._ask(
            _("Delete every day before {day}?").format(day=day),
            _("All entries of those days and all backups made so far will be deleted. This can’t be undone."),
            _("Delete those days"),
        )

    def ask_all(self) -> None:
        """Ask whether to delete everything."""
        self._asked = ("forget", "all")
        self._ask(
            _("Delete everything?"),
            _("All entries and all backups will be deleted. Your settings stay. This can’t be undone."),
            _("Delete everything"),
        )

    def _ask(self, question: str, text: str, forget: str) -> None:
        self.confirmation.ask(question, text, forget)
        self.bring_into_sight(self.confirmation)

    def _on_answer(self, forget: bool) -> None:  # noqa: FBT001 - a signal's argument has no name
        hand_on(self._forget_all if self._asked[1:2] == ("all",) else self._forget_before)
        self.confirmation.hide()
        asked, self._asked = self._asked, ()
        if forget and asked:
            self.privacy.emit(asked)


def _paragraphs(*texts: str) -> QWidget:
    return column_widget(*(BodyText(text, size=13) for text in texts), gap=style.px(6))


def add_about(page: Page, version: str, updates: QWidget, open_guide: QWidget) -> None:
    """Add version, updates, guide and limits to a page; sources and licences behind its *More*."""
    number = BodyText(_("Version {version}").format(version=version), size=15, weight=600, tone="ink")
    number.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
    number.setWordWrap(False)
    page.add_section(_("About"))
    page.add(SettingRow("Intermezzo", _("Short movements between meetings"), number))
    page.add(updates)
    page.add(SettingRow(_("User’s guide"), _("Three short pages. F1 opens it in every window"), open_guide))
    limits = _paragraphs(
        _(
            "Intermezzo is for movement and comfort, and for breaking up long sitting. "
            "It is not medical advice. Stop if anything hurts sharply, spreads or makes you dizzy; "
            "easing off is always a good choice."
        ),
        _(
            "Its movements have not yet been reviewed by a physiotherapist. Each one names its "
            "source and when to stop."
        ),
    )
    page.add(SettingRow(_("Not medical advice"), "", limits, below=True))
    sources = _paragraphs(
        _("Short breaks and energy: Albulescu et al., PLOS One, 2022. Small but consistent effects."),
        _("Breaks that change posture: Waongenngarm et al., Applied Ergonomics, 2018."),
        _("Extra breaks at work: Luger et al., Cochrane, 2019. No clear effect found."),
        _("Short, frequent breaks before you tire: HSE guidance on display screen work."),
        _("What people keep up is short and easy: Galinsky et al., NIOSH, 2000 and 2007."),
        _("No study has tested two minutes, two or three times a day. That amount is our own choice."),
    )
    page.add_more(SettingRow(_("The research behind Intermezzo"), "", sources, below=True))
    parts = QWidget()
    rows = QFormLayout(parts)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setVerticalSpacing(5)
    rows.setHorizontalSpacing(24)
    for name, licence in PARTS:
        rows.addRow(BodyText(name, size=13, tone="ink"), BodyText(licence, size=13))
    explained = _("Fonts and libraries, each under its own licence. Intermezzo: MIT")
    page.add_more(SettingRow(_("Built with"), explained, parts, below=True, ruled=False))
