"""The first start, its health question, and what the answer means for every session."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from intermezzo.app import views
from intermezzo.app.context import Context
from intermezzo.app.controllers.adding import AddingController
from intermezzo.app.controllers.base import WindowController
from intermezzo.app.day import DayController
from intermezzo.core.faults import Fault, message
from intermezzo.core.override import override
from intermezzo.core.practice.screening import HealthAnswer, Screening
from intermezzo.core.settings import WEEKDAYS, Calendar, Settings
from intermezzo.engine.screening import SCREENING, read, written
from intermezzo.presenters.calendars.adding import offered
from intermezzo.presenters.policy import locked_line
from intermezzo.presenters.welcome import asked_again, reading
from intermezzo.ui.tray.tray import Tray

if TYPE_CHECKING:
    from intermezzo.ui.welcome.window import WelcomeWindow

_ABOUT_HEALTH = ("hello", "health", "help")
"""The pages that lead to the question."""
LIMIT = 10.0
"""Seconds to write the answer."""


class WelcomeController(WindowController["WelcomeWindow"]):
    """Blocks every session until the question is answered, and while the answer says so.

    No offer is made while its window is open.
    """

    def __init__(
        self, context: Context, day: DayController, adding: AddingController, tray: Tray, *, welcomed: bool,
        skip: bool,
    ) -> None:  # fmt: skip
        """``welcomed``: the question was answered before. ``skip``: it is never asked (for tests)."""
        super().__init__(context)
        self._day = day
        self._adding = adding
        self._tray = tray
        self._found: tuple[Calendar, ...] = ()
        """What other programs have on this computer."""
        self._welcomed = welcomed
        self._skip = skip
        context.settings.changed.connect(self._follow)
        day.changed.connect(self._show_states)
        day.health_asked.connect(self.ask_again)
        tray.appeared.connect(self.refresh)

    @override
    def make(self) -> "WelcomeWindow":
        from intermezzo.ui.welcome.window import WelcomeWindow

        window = WelcomeWindow(self._context.clocks.monotonic)
        window.greeting.show_movement(self._context.engine.state.movement(views.GREETING))
        window.screened.connect(lambda answer: self._keep(HealthAnswer(answer)))
        window.command.connect(self._context.dispatch)
        window.changed.connect(self._context.settings.replace)
        window.login_wanted.connect(lambda: self._context.dispatch(("autostart", "on")))
        window.done.connect(self._on_done)
        window.calendars.removed.connect(self._adding.drop)
        window.calendars.adding.connect(lambda: self._adding.open(window))
        window.found_ticked.connect(self._on_found_ticked)
        window.set_up_shown.connect(self._look_here)
        policy = self._context.settings.policy
        if policy.locked.intersection(WEEKDAYS):
            window.lock_hours(locked_line(policy))
        return window

    @override
    def update(self, window: "WelcomeWindow") -> None:
        self._context.engine.setting_up = True
        window.set_settings(self._context.settings.current)
        window.show_desktop(tray=self._tray.present, card=not self._context.notifies)
        passed = self._context.engine.screening_passed
        if not window.isVisible() or (not passed and window.page() not in _ABOUT_HEALTH):
            self._begin(window)

    def _begin(self, window: "WelcomeWindow") -> None:
        """Show the page that is needed: all of it at first, later the question or the page of help."""
        screening = self._context.engine.screening
        answer = screening.answer if screening is not None else None
        # After half a year the question is open again, whatever the answer was.
        due = screening is not None and screening.is_due(self._context.today())
        if answer is HealthAnswer.SOMETHING and not due:
            window.begin("help", first=not self._welcomed)
        elif self._welcomed:
            new, away = answer is HealthAnswer.OPEN, answer is HealthAnswer.AWAY
            why = asked_again(away=away) if away or (due and not new) else ""
            window.begin("health", first=False, why=why, whole=new)
        else:
            window.begin()

    @override
    def _on_destroyed(self) -> None:
        super()._on_destroyed()
        self._context.engine.setting_up = False

    def _follow(self, settings: Settings) -> None:
        """Show what was changed elsewhere."""
        if self.window is not None and self.window.settings != settings:
            self.window.set_settings(settings)
        self._show_found()

    def ask_again(self) -> None:
        """Show the question; until it is answered no session begins, not even after a new start."""
        self._welcomed = True
        screening = self._context.engine.screening
        away = screening is not None and screening.answer is HealthAnswer.AWAY
        self._keep(HealthAnswer.AWAY if away else HealthAnswer.OPEN)
        self.open()

    def _keep(self, answer: HealthAnswer) -> None:
        """Store that the question was shown, the answer, and the date; nothing else."""
        screening = Screening(answer, self._context.today())
        if not screening.allows(screening.day):
            self._use(screening)  # at once; what lets sessions begin only after its commit

        def on_fault(fault: Fault) -> None:
            self._context.notices.set("store", message("store.kept_in_memory", why=fault.message))
            self._use(screening)

        self._context.worker.submit(
            "store.screening", partial(self._context.store.set_fact, SCREENING, written(screening)),
            lambda _none: self._use(screening), on_fault, LIMIT,
        )  # fmt: skip

    def screening_changed(self, fact: str | None) -> None:
        """Follow the store, after another process has written to it or the user had it forgotten."""
        if self._skip:
            return
        engine = self._context.engine
        before, engine.screening = engine.screening_passed, read(fact)
        self._welcomed = fact is not None
        if before and not engine.screening_passed:
            self.open()

    def _look_here(self) -> None:
        """Look for calendars of other programs, to offer them."""

        def on_found(found: Sequence[Calendar]) -> None:
            self._found = tuple(found)
            self._show_found()

        self._adding.find_here(on_found)

    def _show_found(self) -> None:
        if self.window is not None:
            places = {(one.kind, one.path) for one in self._context.settings.current.calendars}
            found = [
                offered(str(number), one, ticked=(one.kind, one.path) in places)
                for number, one in enumerate(self._found)
            ]
            self.window.set_found(found)

    def _on_found_ticked(self, key: str, ticked: bool) -> None:  # noqa: FBT001 - a signal's argument has no name
        wanted = self._found[int(key)]
        if ticked:
            self._adding.add([wanted])
        else:
            self._adding.remove(wanted)

    def _show_states(self) -> None:
        if self.window is not None:
            states = self._day.calendars.states()
            self.window.calendars.set_states(states)
            unread = any(one.code == "unread" for one in states)
            now = self._context.now()
            self.window.set_read_back(reading() if unread else views.read_back(self._context.engine, now))

    def _use(self, screening: Screening) -> None:
        self._context.engine.screening = screening
        self._day.turn()

    def _on_done(self) -> None:
        self._welcomed = True
        self._context.dispatch(("show", "today"))
