"""Tells those who follow the app what has changed, after what was said is committed."""

from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, Signal

from intermezzo.app.context import Context, Respond
from intermezzo.app.day import DayController
from intermezzo.core.history.events import EventKind
from intermezzo.core.scheduling.decision import Hold
from intermezzo.engine.day_plan import told_plan
from intermezzo.engine.engine import Engine
from intermezzo.presenters.following import Standing, State, changes, event_json

_ENDINGS = frozenset(
    {
        EventKind.SNOOZED, EventKind.UNANSWERED, EventKind.DECLINED, EventKind.DONE_ALREADY, EventKind.HELD,
        EventKind.DROPPED, EventKind.COMPLETED, EventKind.PARTIAL, EventKind.INTERRUPTED,
    }
)  # fmt: skip


class Following(QObject):
    """Compares what the app does with what was told last."""

    told = Signal(object)
    """An event, for all who follow."""

    def __init__(self, context: Context, day: DayController, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._day = day
        self._last = Standing("starting")
        day.changed.connect(self._on_changed)

    def begin(self, respond: Respond) -> None:
        """Respond with the first event for one who follows from now on, who gets the next ones, too."""

        def tell_it() -> None:
            self._on_changed()
            respond(True, "", self._event("state", ""))

        self._day.writer.settled(tell_it)

    def end(self) -> None:
        """Tell that the app ends."""
        self.told.emit(self._event("quit", ""))

    def _on_changed(self) -> None:
        before, self._last = self._last, standing(self._context.engine, self._context.now())
        for name, how in changes(before, self._last):
            self.told.emit(self._event(name, how))

    def _event(self, name: str, how: str) -> dict[str, Any]:
        return event_json(name, how, self._last, self._context.now(), self._context.engine.state.zone)


def standing(engine: Engine, now: datetime) -> Standing:
    """Return what the app does ``now``."""
    decision, offer, running = engine.decision, engine.offer, engine.running
    if decision is None:
        return Standing("starting")
    slots = told_plan(engine, now).slots
    busy = offer is not None or running is not None
    coming = next((slot for slot in slots if slot.start > now or not busy), None)
    ended = next((event.kind.value for event in reversed(engine.state.events) if event.kind in _ENDINGS), "")
    if running is not None:
        return Standing("session", decision.reason, running.occurrence, running.session.id, coming, ended)
    if offer is not None:
        return Standing("offer", decision.reason, offer.occurrence, offer.session.id, coming, ended)
    state: State = "hold" if isinstance(decision, Hold) else "wait"
    return Standing(state, decision.reason, next=coming, ended=ended)
