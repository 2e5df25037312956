"""The sheet that adds a calendar: pick a kind, follow the steps, see today, add it."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QAccessible, QDesktopServices
from PySide6.QtWidgets import QWidget

from intermezzo.core.calendar_entry import CalendarEntry
from intermezzo.presenters import _
from intermezzo.presenters.calendars.adding import AddingView
from intermezzo.presenters.calendars.guides import CalendarGuide
from intermezzo.ui.calendars.forms import AccountForm, AddressForm, EntryForm, form_of, named
from intermezzo.ui.calendars.offered import OfferedCalendars, use_whole_line
from intermezzo.ui.kit import style
from intermezzo.ui.kit.fields import Segmented
from intermezzo.ui.kit.layouts import LayoutPart, add, column, column_widget, row, row_widget
from intermezzo.ui.kit.marks import hand_on
from intermezzo.ui.kit.scrolling import SCROLL_GUTTER, Scroller
from intermezzo.ui.kit.tab_order import put_before
from intermezzo.ui.kit.text_field import LineEdit
from intermezzo.ui.kit.texts import BodyText, Rich, Text, Title
from intermezzo.ui.kit.ticks import Tick
from intermezzo.ui.kit.widgets import QUIET_EDGE, CardSurface, PillButton, QuietButton, announce, line
from intermezzo.ui.kit.window import Window
from intermezzo.ui.settings.day_strip import Strip

_SIZE = (680, 800)
_SIDE = 30
_NUMBER = 24
"""The width of a step's number with the space after it."""


class _GuideCard(CardSurface):
    """The steps of one kind, in words, with the link and the date."""

    accessible_role = QAccessible.Role.Grouping

    def __init__(self, guide: CalendarGuide) -> None:
        super().__init__("pill", radius=12)
        self.setAccessibleName(_("How to add it: {kind}").format(kind=guide.name))
        px, numbered = style.px, len(guide.steps) > 1
        edge = px(QUIET_EDGE)  # the link's text is to begin where that of the steps does
        steps = (_step(f"{number}." if numbered else "", text) for number, text in enumerate(guide.steps, 1))
        parts: list[LayoutPart] = [row((one, 1), margins=(edge, 0, 0, 0)) for one in steps]
        if guide.link:
            link = QuietButton(guide.link_name, suggested=True)
            link.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(guide.link)))
            checked = BodyText(guide.checked, size=12.5)
            parts.append(row(link, (checked, 1), gap=px(10)))
        if guide.otherwise:
            parts.append(row((BodyText(guide.otherwise, size=13), 1), margins=(edge, 0, 0, 0)))
        column(*parts, gap=px(8), margins=(px(18) - edge, px(14), px(18), px(14)), within=self)


def _step(number: str, text: str) -> QWidget:
    words = BodyText(text, tone="ink")
    if not number:
        return words
    mark = Text(number, weight=600, tone="green")
    mark.setWordWrap(False)
    mark.setAlignment(Qt.AlignmentFlag.AlignTop)
    mark.setFixedWidth(style.px(_NUMBER))
    return row_widget(mark, (words, 1))


class AddCalendarSheet(Window):
    """Emits what is entered, ticked and named, and stores nothing.

    ``entered`` has a CalendarEntry; ``cleared`` tells that it no longer holds. ``ticked`` and ``renamed``
    have the key of an offered calendar.
    """

    entered = Signal(object)
    cleared = Signal()
    ticked = Signal(str, bool)
    renamed = Signal(str, str)
    added = Signal()

    def __init__(self, guides: Sequence[CalendarGuide], owner: QWidget | None) -> None:
        super().__init__(_("Add a calendar"), padding=(0, 0, 0, 0))
        self.lie_over(owner)
        self.heading = Title(28, _("Add a calendar"))
        self.promise = BodyText(
            _("Intermezzo only reads. Addresses and passwords stay in this computer’s keyring."), size=14
        )
        self._key = ""
        self._entry: CalendarEntry | None = None
        self._named_key = ""
        self.kinds = Segmented([(guide.key, guide.name) for guide in guides], _("Kind of calendar"))
        self.kinds.edited.connect(lambda key: self.choose(str(key)))
        self._forms = {guide.key: form_of(guide) for guide in guides}
        for form in self._forms.values():
            form.entered.connect(self._on_entered)
            form.edited.connect(self._on_edited)
        self._cards = {guide.key: _GuideCard(guide) for guide in guides}
        self.offered = OfferedCalendars(_("Calendars that can be added"))
        self.offered.ticked.connect(self.ticked)
        self.name = LineEdit(_("Name of the calendar"), wide=True)
        self.name.textEdited.connect(lambda text: self.renamed.emit(self._named_key, text))
        self.name_row = named(_("Name"), self.name)
        self.consent = Tick(_("Allow this server on my own network"), "consent")
        use_whole_line(self.consent)
        self.consent.clicked.connect(self._on_consent)
        self.outcome = BodyText(size=14)
        self.sentence = Rich(size=18, tone="ink")
        self.sentence.setContentsMargins(0, style.px(12), 0, 0)
        self.strip = Strip()
        self.cancel = PillButton(_("Cancel"))
        self.add = PillButton(_("Add"), primary=True)
        self.cancel.clicked.connect(self.leave)
        self.add.clicked.connect(self.added)
        self._lay_out()
        self.set_view(AddingView())
        self.choose(guides[0].key)
        self.resize_within_screen(style.px(_SIZE[0]), style.px(_SIZE[1]))

    def _lay_out(self) -> None:
        px = style.px
        result = (
            self.outcome, self.consent, self.offered, self.sentence, self.strip, self.name_row,
        )  # fmt: skip
        page = column_widget(
            self.heading, px(4), self.promise, px(16), self.kinds, px(16), *self._cards.values(), px(14),
            *self._forms.values(), px(18),
            column(*result, gap=px(10)), None,
            margins=(px(_SIDE), px(24), px(_SIDE) - SCROLL_GUTTER, px(16)),
        )  # fmt: skip
        foot = row(None, self.cancel, self.add, gap=px(8), margins=(px(_SIDE), px(16), px(_SIDE), px(20)))
        self._scroller = Scroller(page)
        add(self.body, (self._scroller, 1), row(line(), margins=(px(_SIDE), 0, px(_SIDE), 0)), foot)

    @property
    def form(self) -> EntryForm:
        """The form of the chosen kind."""
        return self._forms[self._key]

    def choose(self, key: str) -> None:
        """Show the steps and the form of a kind, and look at what it has."""
        if key == self._key:
            return
        self._key = key
        self.kinds.set_value(key)
        for one, form in self._forms.items():
            self._cards[one].setVisible(one == key)
            form.setVisible(one == key)
        self._on_edited()
        self.form.enter()

    def ask_again(self, name: str, kind: str, place: str, user: str) -> None:
        """Ask for the secret of a calendar that is known, and nothing else."""
        self.choose("caldav" if kind == "caldav" else "address")
        self.kinds.hide()
        self._cards[self._key].hide()
        self.heading.setText(name)
        self.add.set_text(_("Save"))
        if isinstance(self.form, AccountForm):
            self.form.fill(place, user)
            self.form.password.setFocus()
        elif isinstance(self.form, AddressForm):
            self.form.line.setFocus()

    def set_view(self, view: AddingView) -> None:
        """Show what became of the entry."""
        said = self.outcome.text()
        self.outcome.set_or_hide(view.line)
        self.outcome.set_tone("amber" if view.faulty else "soft")
        self.consent.setVisible(view.consent)
        several = len(view.calendars) > 1 or any(one.known or not one.ticked for one in view.calendars)
        self.offered.set_offered(view.calendars if several else ())
        self.offered.setVisible(several)
        put_before(self.cancel, *self.offered.ticks)
        self._show_name(view, several=several)
        self.sentence.setVisible(view.day is not None)
        self.strip.setVisible(view.day is not None)
        if view.day is not None:
            self.sentence.write_sentence(*view.day.sentence)
            self.strip.set_view(view.day)
        self.add.setEnabled(view.can_add)
        if view.day is not None or view.line:
            shown = self.strip if view.day is not None else self.outcome
            self._scroller.bring_into_sight(shown, style.px(24))
        if view.line and view.line != said:
            announce(self, view.line)
        elif view.day is not None and view.can_add:
            announce(self, "".join(view.day.sentence))

    def _show_name(self, view: AddingView, *, several: bool) -> None:
        only = view.calendars[0] if len(view.calendars) == 1 and not several else None
        self.name_row.setVisible(only is not None and (view.can_add or bool(only.line)))
        self._named_key = only.key if only is not None else ""
        if only is not None and not self.name.hasFocus():
            self.name.setText(only.name)

    def _on_entered(self, entry: CalendarEntry) -> None:
        self._entry = replace(entry, local_network=self.consent.isChecked())
        self.entered.emit(self._entry)

    def _on_edited(self) -> None:
        self._entry = None
        self.consent.setChecked(False)
        self.cleared.emit()

    def _on_consent(self, allowed: bool) -> None:  # noqa: FBT001 - a signal's argument has no name
        if self._entry is not None and allowed:
            hand_on(self.cancel)
            self._entry = replace(self._entry, local_network=True)
            self.entered.emit(self._entry)
