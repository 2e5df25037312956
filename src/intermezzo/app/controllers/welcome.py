"""The first start: its questions, and what their answer means for every session."""

import json
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
from intermezzo.core.settings import Calendar, Settings
from intermezzo.engine.bootstrap import SCREENING, is_screening_passed
from intermezzo.presenters.adding import OfferedCalendar, where
from intermezzo.presenters.calendars import calendar_name

if TYPE_CHECKING:
    from intermezzo.ui.welcome.window import WelcomeWindow

LIMIT = 10.0
"""Seconds to write the answer."""


class WelcomeController(WindowController["WelcomeWindow"]):
    """Blocks every session until the questions are answered with *none of these*.

    No offer is made while its window is open.
    """

    def __init__(
        self, context: Context, day: DayController, adding: AddingController, *, welcomed: bool, skip: bool
    ) -> None:
        """``welcomed``: the questions were answered before. ``skip``: they are never asked (for tests)."""
        super().__init__(context)
        self._day = day
        self._adding = adding
        self._found: tuple[Calendar, ...] = ()
        """What other programs have on this computer."""
        self._welcomed = welcomed
        self._skip = skip
        context.settings.changed.connect(self._follow)
        day.changed.connect(self._show_states)
        day.health_asked.connect(self.ask_again)
        # Which of the two answers it was is stored nowhere: the help page then addresses the milder one.
        self._answer = "unsure" if welcomed and not context.engine.screening_passed else ""

    @override
    def make(self) -> "WelcomeWindow":
        from intermezzo.ui.welcome.window import WelcomeWindow

        window = WelcomeWindow(self._context.clocks.monotonic)
        window.greeting.show_movement(self._context.engine.state.movement(views.GREETING))
        window.screened.connect(self.screened)
        window.changed.connect(self._context.settings.replace)
        window.login_wanted.connect(lambda: self._context.dispatch(("autostart", "on")))
        window.done.connect(self._on_done)
        window.calendars.removed.connect(self._adding.drop)
        window.calendars.adding.connect(lambda: self._adding.open(window))
        window.found_ticked.connect(self._on_found_ticked)
        window.set_up_shown.connect(self._look_here)
        return window

    @override
    def update(self, window: "WelcomeWindow") -> None:
        self._context.engine.setting_up = True
        window.set_settings(self._context.settings.current)
        window.begin(first=not self._welcomed, answer=self._answer)

    @override
    def _on_destroyed(self) -> None:
        super()._on_destroyed()
        self._context.engine.setting_up = False

    def _follow(self, settings: Settings) -> None:
        """Show what was changed elsewhere."""
        if self.window is not None and self.window.settings != settings:
            self.window.set_settings(settings)
        self._show_found()

    def screened(self, answer: str) -> None:
        """Store that the questions were shown, whether nothing was ticked, and the date; nothing else."""
        passed = answer == "none"
        self._answer = "" if passed else answer
        self._keep(passed=passed)

    def ask_again(self) -> None:
        """Show the questions; until they are answered no session begins, not even after a new start."""
        self._welcomed, self._answer = True, ""
        self._keep(passed=False)
        self.open()

    def _keep(self, *, passed: bool) -> None:
        if not passed:
            self._set_passed(passed)  # at once; the other way only after its commit
        day = self._context.today().isoformat()
        fact = json.dumps({"shown": True, "cleared": passed, "date": day})

        def on_fault(fault: Fault) -> None:
            self._context.notices.set("store", message("store.kept_in_memory", why=fault.message))
            self._set_passed(passed)

        self._context.worker.submit(
            "store.screening", partial(self._context.store.set_fact, SCREENING, fact),
            lambda _none: self._set_passed(passed), on_fault, LIMIT,
        )  # fmt: skip

    def screening_changed(self, screening: str | None) -> None:
        """Follow the store, after another process has written to it or the user had it forgotten."""
        if self._skip:
            return
        engine = self._context.engine
        before, engine.screening_passed = engine.screening_passed, is_screening_passed(screening)
        self._welcomed = screening is not None
        if engine.screening_passed:
            self._answer = ""
        elif before:
            self._answer = "unsure" if self._welcomed else ""
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
            self.window.set_found(
                [
                    OfferedCalendar(
                        str(number), calendar_name(one), where(one), one.colour,
                        ticked=(one.kind, one.path) in places,
                    )
                    for number, one in enumerate(self._found)
                ]
            )  # fmt: skip

    def _on_found_ticked(self, key: str, ticked: bool) -> None:  # noqa: FBT001 - a signal's argument has no name
        wanted = self._found[int(key)]
        if ticked:
            self._adding.add([wanted])
        else:
            self._adding.remove(wanted)

    def _show_states(self) -> None:
        if self.window is not None:
            self.window.calendars.set_states(self._day.calendars.states())

    def _set_passed(self, passed: bool) -> None:  # noqa: FBT001 - the one value that it sets
        self._context.engine.screening_passed = passed
        self._day.turn()

    def _on_done(self) -> None:
        self._welcomed = True
        self._context.dispatch(("show", "today"))
