"""The Welcome window: what the program is, the health question, hours and calendar, the place.

The question cannot be skipped; an answer other than *none of these* leads to the help page.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from intermezzo.core.override import override
from intermezzo.core.practice.screening import HealthAnswer
from intermezzo.core.settings import WEEKDAYS, Settings
from intermezzo.presenters import _
from intermezzo.presenters import settings as words
from intermezzo.presenters import welcome as told
from intermezzo.presenters.calendars.adding import OfferedCalendar
from intermezzo.ui.calendars.offered import OfferedCalendars
from intermezzo.ui.kit import style
from intermezzo.ui.kit.drop_target import DropWindow
from intermezzo.ui.kit.fields import Switch
from intermezzo.ui.kit.layouts import add, row, row_widget
from intermezzo.ui.kit.page_scroller import PageScroller
from intermezzo.ui.kit.scrolling import scroll_by_key
from intermezzo.ui.kit.tab_order import put_after
from intermezzo.ui.kit.text_field import TextField
from intermezzo.ui.kit.texts import BodyText, Text
from intermezzo.ui.kit.widgets import PillButton, announce, line
from intermezzo.ui.settings.calendars import CalendarsField
from intermezzo.ui.settings.rows import Control, spec_row
from intermezzo.ui.welcome import pages
from intermezzo.ui.welcome.health import HealthPage, HelpPage
from intermezzo.ui.welcome.pages import Greeting

_SIZE = (1120, 708)
"""Shows every sign at once on a screen of 1366 × 768."""
_PAGES = ("hello", "health", "help", "set-up", "place")


PLACE = ("chair", "quiet_place", "floor", "leave_out")
"""The settings of the last page."""


class WelcomeWindow(DropWindow):
    """Emits every answer as a signal and stores nothing.

    ``clock`` returns monotonic seconds, for the figure on the first page.
    """

    screened = Signal(str)
    changed = Signal(object)
    login_wanted = Signal()
    done = Signal()
    set_up_shown = Signal()
    found_ticked = Signal(str, bool)

    def __init__(self, clock: Callable[[], float]) -> None:
        super().__init__(_("Welcome"), padding=(0, 12, 0, 0))
        self.settings = Settings()
        self._read = told.ReadBack()
        self._first = True
        self._cleared = False
        self._pages = QStackedWidget()
        add(self.body, (self._pages, 1))
        self._feet: list[QWidget] = []
        self.hours = TextField(
            words.read_intervals,
            words.show_intervals,
            _("Working hours, Monday to Friday"),
            hint=_("day off"),
        )
        self.place: dict[str, Control] = {}
        self.calendars = CalendarsField(_("Calendars"), hint=False)
        self.found = OfferedCalendars(_("Found on this computer"))
        self.found.ticked.connect(self.found_ticked)
        self.login = Switch(_("Start at login"))
        self.login.setChecked(True)
        self.hours.edited.connect(lambda hours: self._change(dict.fromkeys(WEEKDAYS[:5], hours)))
        self.calendars.edited.connect(lambda calendars: self._change({"calendars": calendars}))
        self._spoken: list[Callable[[], str]] = []
        self.answers: dict[str, PillButton] = {}
        self.start = PillButton(_("Continue"), primary=True)
        self.again = PillButton(_("Change my answer"), primary=True)
        self.close_help = PillButton(_("Close"))
        self.go_on = PillButton(_("Continue"), primary=True)
        self.back_to_hello = PillButton(_("Back"))
        self.back_to_health, self.back = PillButton(_("Back")), PillButton(_("Back"))
        self.attempt = PillButton(_("Try one now · under 2 minutes"), primary=True)
        self.finish = PillButton(_("Start the day"))
        self.greeting = Greeting(clock)
        self.health, self.help = HealthPage(), HelpPage()
        self._hello = pages.HelloPage(self.greeting)
        self._set_up = pages.SetUpPage(self.hours, self.found, self.calendars)
        login = row_widget(Text(_("Start at login")), self.login, gap=style.px(10))  # never scrolled away
        for page, foot in (
            (self._hello, self._buttons(self.start)),
            (self.health, self._question()),
            (self.help, self._buttons(self.close_help, self.again)),
            (self._set_up, self._buttons(self.go_on, back=self.back_to_health)),
            (self._place(), self._buttons(self.attempt, self.finish, back=self.back, beside=login)),
        ):
            self._spoken.append(page.spoken)
            self._pages.addWidget(PageScroller(page))
            self._feet.append(foot)
        self.start.clicked.connect(lambda: self._turn("health"))
        self.again.clicked.connect(lambda: self._turn("health"))
        self.close_help.clicked.connect(self.leave)
        self.help.allowed.connect(self._on_allowed)
        self.go_on.clicked.connect(lambda: self._turn("place"))
        self.back_to_hello.clicked.connect(lambda: self._turn("hello"))
        self.back_to_health.clicked.connect(lambda: self._turn("health"))
        self.back.clicked.connect(lambda: self._turn("set-up"))
        self.finish.clicked.connect(self._on_finish)
        self.attempt.clicked.connect(self._on_attempt)
        rule = row(line(), margins=(pages.SIDE, 0, pages.SIDE, 0))
        add(self.body, rule, *self._feet)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.begin()
        self.resize_within_screen(style.px(_SIZE[0]), style.px(_SIZE[1]))

    def lock_hours(self, reason: str) -> None:
        """Disable the working hours, which cannot be changed here, with the reason."""
        self._set_up.hours.bar(reason)

    def _place(self) -> pages.TitledPage:
        """Return the page of the place where one works, and of what is left out."""
        page = pages.TitledPage(_("Welcome · 4 of 4"), _("Where and how you’ll move"))
        page.say(_("Only what suits you and your place is offered. Change any of it in Settings."))
        for key in PLACE:
            one, self.place[key] = spec_row(key)
            self.place[key].edited.connect(lambda value, key=key: self._change({key: value}))
            page.rows.addWidget(one)
        one.rename(_("Anything to leave out?"))
        page.rows.addStretch(1)
        return page

    def show_desktop(self, *, tray: bool, card: bool) -> None:
        """Say where the app is found on this desktop; ``card``: it lets a card be placed."""
        self._hello.show_desktop(tray=tray, card=card)

    def _question(self) -> QWidget:
        for code, answer in told.answers():
            self.answers[code.value] = button = PillButton(answer)
            button.clicked.connect(lambda _on=False, code=code: self._on_answer(code))
        button.setAccessibleDescription(told.what_yes_does())
        follows = BodyText(told.what_yes_does(), size=13)
        follows.setMinimumWidth(style.px(176))  # two lines
        return self._buttons(*self.answers.values(), back=self.back_to_hello, beside=follows)

    def _buttons(
        self, *buttons: PillButton, back: PillButton | None = None, beside: QWidget | None = None
    ) -> QWidget:
        """Return the foot of a page; the button to the next page is at the right on every one."""
        first = () if back is None else (back,)
        margins = (pages.SIDE, 18, pages.SIDE, 24)
        said = () if beside is None else (beside, style.px(12))
        return row_widget(*first, None, *said, *buttons, gap=style.px(8), margins=margins)

    def begin(self, page: str = "hello", *, first: bool = True, why: str = "", whole: bool = False) -> None:
        """Show a page: hello, health or help.

        With ``first`` the set-up follows the answer; without it the window closes after it. ``why`` says why
        the question is asked again. ``whole``: all signs are shown.
        """
        self._first = first
        self._cleared = False
        self.back_to_hello.setVisible(first)
        self.health.eyebrow.setText(_("Welcome · 2 of 4") if first else _("Before any movement"))
        self.health.tell_why(why)
        for signs in (self.health, self.help):
            signs.show_list(whole=whole)
        self._turn(page)

    def set_settings(self, settings: Settings) -> None:
        """Show the hours, the calendars and the place."""
        self.settings = settings
        self.hours.set_value(settings.monday)
        self.calendars.set_value(settings.calendars)
        for key, control in self.place.items():
            control.set_value(getattr(settings, key))
        self._show_choice()

    def set_read_back(self, today: told.ReadBack) -> None:
        """Show today's meetings as they were read."""
        self._read = today
        self._show_choice()

    def _show_choice(self) -> None:
        """Show what was read of the calendars; without one, the two ways to go on."""
        there = bool(self.settings.calendars)
        self._set_up.show_read_back(self._read if there else None)
        self.go_on.set_text(_("Continue") if there else _("Continue without a calendar"))

    def set_found(self, found: Sequence[OfferedCalendar]) -> None:
        """Offer what other programs have on this computer; those in the settings are ticked."""
        self.found.set_offered(found)
        put_after(self.hours.line, self.found)
        self._set_up.show_found(there=bool(found))

    def page(self) -> str:
        """Return the page shown: hello, health, help, set-up or place."""
        return _PAGES[self._pages.currentIndex()]

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """Emit ``done`` if the answer lets sessions begin."""
        super().closeEvent(event)
        if self._cleared:
            self._cleared = False
            self.done.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Not on the page of the question, which Return must not answer by chance, and not for a field.
        onwards = {"set-up": self.go_on, "place": self.attempt}.get(self.page())
        area = self._pages.currentWidget()
        if onwards and self.hasFocus() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            onwards.click()
        elif not (isinstance(area, QScrollArea) and scroll_by_key(area, event.key())):
            super().keyPressEvent(event)

    @override
    def takes(self, _path: str) -> bool:
        """Accept files and folders on the page of calendars."""
        return self.page() == "set-up"

    @override
    def take(self, paths: Sequence[str]) -> None:
        self.calendars.add(paths)

    def _turn(self, page: str) -> None:
        number = _PAGES.index(page)
        self._pages.setCurrentIndex(number)
        for at, foot in enumerate(self._feet):
            foot.setVisible(at == number)
        # Not on a button of the question, so that Space does not answer by chance.
        holder = self.start if page == "hello" else self
        holder.setFocus(Qt.FocusReason.OtherFocusReason)
        area = self._pages.currentWidget()
        if isinstance(area, QScrollArea):
            area.verticalScrollBar().setValue(0)
        announce(self, self._spoken[number]())
        if page == "set-up":
            self.set_up_shown.emit()

    def _on_answer(self, answer: HealthAnswer) -> None:
        self.screened.emit(answer.value)
        if answer is HealthAnswer.NONE:
            self._go_on()
        else:
            self._cleared = False
            self._turn("help")

    def _on_allowed(self) -> None:
        self.command.emit(("gentle-week",))
        self.screened.emit(HealthAnswer.ALLOWED.value)
        self._go_on()

    def _go_on(self) -> None:
        self._cleared = True
        if self._first:
            self._turn("set-up")
        else:
            self.leave()

    def _on_finish(self) -> None:
        if self.login.isChecked():
            self.login_wanted.emit()
        self.leave()

    def _on_attempt(self) -> None:
        self._on_finish()
        self.command.emit(("now", "--first"))

    def _change(self, changes: dict[str, Any]) -> None:
        self.settings = replace(self.settings, **changes)
        self._show_choice()
        self.changed.emit(self.settings)
