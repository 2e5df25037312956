"""The first start: its questions, and what their answer means for every session."""

import json
from functools import partial
from typing import TYPE_CHECKING

from intermezzo.app import views
from intermezzo.app.context import Context
from intermezzo.app.controllers.base import WindowController
from intermezzo.app.day import DayController
from intermezzo.core.faults import Fault, message
from intermezzo.core.override import override
from intermezzo.engine.bootstrap import SCREENING, is_screening_passed

if TYPE_CHECKING:
    from intermezzo.ui.welcome.window import WelcomeWindow

LIMIT = 10.0
"""Seconds to write the answer."""


class WelcomeController(WindowController["WelcomeWindow"]):
    """Blocks every session until the questions are answered with *none of these*."""

    def __init__(self, context: Context, day: DayController, *, welcomed: bool, skip: bool) -> None:
        """``welcomed``: the questions were answered before. ``skip``: they are never asked (for tests)."""
        super().__init__(context)
        self._day = day
        self._welcomed = welcomed
        self._skip = skip
        # Which of the two answers it was is stored nowhere: the help page then addresses the milder one.
        self._answer = "unsure" if welcomed and not context.engine.screening_passed else ""

    @override
    def make(self) -> "WelcomeWindow":
        from intermezzo.ui.welcome.window import WelcomeWindow

        window = WelcomeWindow(self._context.clocks.monotonic)
        window.greeting.show_movement(self._context.engine.state.movement(views.GREETING))
        window.screened.connect(self.screened)
        window.changed.connect(self._context.settings.replace)
        window.done.connect(self._on_done)
        return window

    @override
    def update(self, window: "WelcomeWindow") -> None:
        window.set_settings(self._context.settings.current)
        window.begin(first=not self._welcomed, answer=self._answer)

    def screened(self, answer: str) -> None:
        """Store that the questions were shown, whether nothing was ticked, and the date; nothing else."""
        passed = answer == "none"
        self._answer = "" if passed else answer
        if not passed:
            self._set_passed(passed)  # at once; the other way only after its commit
        day = self._context.today().isoformat()
        fact = json.dumps({"shown": True, "cleared": passed, "date": day})

        def on_fault(fault: Fault) -> None:
            self._context.notices.set("store", message("store.not_written_yet", why=fault.message))
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

    def _set_passed(self, passed: bool) -> None:  # noqa: FBT001 - the one value that it sets
        self._context.engine.screening_passed = passed
        self._day.turn()

    def _on_done(self) -> None:
        self._welcomed = True
        self._context.dispatch(("show", "today"))
