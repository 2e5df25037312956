"""Every command, from wherever it comes: who does it, and how the one who said it hears of it."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from intermezzo import __version__
from intermezzo.app import weeks
from intermezzo.app.controllers.session import Windows
from intermezzo.app.controllers.settings import Pages
from intermezzo.app.day import DayController
from intermezzo.app.why import why
from intermezzo.core.faults import Fault, Malformed
from intermezzo.core.settings import SPECS, Calendar
from intermezzo.engine.commands.result import CommandResult
from intermezzo.presenters import _
from intermezzo.presenters.messages import tell
from intermezzo.presenters.reasons import sentence

if TYPE_CHECKING:
    from intermezzo.app.application import Application

Respond = Callable[[bool, str, Any], None]
"""``answer(ok, line, data)``: told once, when what was asked for is done and written down."""

_MOST: Mapping[str, int] = {
    "answer": 2, "now": 1, "begin": 1, "skip": 1, "moved": 0, "undo": 0, "pause": 1, "resume": 0, "show": 2,
    "repertoire": 2, "hide": 0, "week": 1, "status": 0, "why": 1, "reload": 0, "rhythm": 1,
    "felt": 1, "not-for-me": 2,
}  # fmt: skip
"""How many words may follow; what a command makes of them is its own."""


class Commands:
    """Does what the words say. The day's commands go to the desk, the rest is about windows and facts."""

    def __init__(self, app: "Application", desk: DayController, windows: Windows, pages: Pages) -> None:
        self._app = app
        self._desk = desk
        self._windows = windows
        self._pages = pages
        self._own: Mapping[str, Callable[[tuple[str, ...], Respond], None]] = {
            "show": self._show, "hide": self._hide, "week": self._week, "status": self._status,
            "why": self._why, "calendar": self._calendar, "reload": self._reload, "rhythm": self._rhythm,
            "plan": self._plan,
        }  # fmt: skip

    def obey(self, words: tuple[str, ...], reply: Respond) -> None:
        """Do it, and reply once it is recorded; whatever goes wrong is replied too."""
        own = self._own.get(words[0])
        try:
            _check_length(words)
            if own is not None:
                own(words[1:], reply)
            else:
                self._desk.answer(words, partial(_recorded, reply))
        except Fault as fault:
            reply(False, tell(fault), {"malformed": isinstance(fault, Malformed)})
            self._windows.refuse()
        except Exception as error:  # noqa: BLE001 - ours: told to who asked, and to log and user as any other
            sys.excepthook(type(error), error, error.__traceback__)
            reply(False, f"{type(error).__name__}: {error}", {"ours": True})
            self._windows.refuse()

    def _show(self, rest: tuple[str, ...], reply: Respond) -> None:
        doors: dict[tuple[str, ...], Callable[[], None]] = {
            ("today",): self._windows.show_today, ("card",): self._windows.show_card,
            ("settings",): self._pages.show_settings, ("welcome",): self._pages.show_welcome,
            ("repertoire",): self._pages.repertoire.show, ("plan",): self._pages.plans.show,
        }  # fmt: skip
        if rest == ("week",):
            self._week((), reply)
            return
        if rest[:1] == ("composer",):
            self._pages.composing.show("".join(rest[1:]), reply)
            return
        door = doors.get(rest)
        if door is None:
            raise Malformed(
                _("show takes one of: today, card, week, repertoire, settings, plan, welcome, composer")
            )
        door()
        reply(True, _("Shown."), None)

    def _hide(self, _rest: tuple[str, ...], reply: Respond) -> None:
        self._windows.hide_card()
        reply(True, _("Hidden."), None)

    def _reload(self, _rest: tuple[str, ...], reply: Respond) -> None:
        """Another process has written to the store, or deleted what was there."""

        def read(screening: str | None) -> None:
            self._pages.screening_is(screening)
            reply(True, _("Read again."), None)

        self._desk.reload(read)

    def _week(self, rest: tuple[str, ...], reply: Respond) -> None:
        desk = self._desk
        today = desk.engine.recorder.day(desk.now())
        key = rest[0] if rest else ""
        weeks.check(key)

        def shown(found: weeks.Week) -> None:
            self._windows.show_week(found.view, partial(self._pages.export_week, found))
            reply(True, found.view.title, None)

        self._app.worker.submit(
            "store.week", partial(weeks.load, desk.store, key, today, self._app.settings.rhythm), shown,
            lambda fault: reply(False, tell(fault), None), 10.0,
        )  # fmt: skip

    def _calendar(self, rest: tuple[str, ...], reply: Respond) -> None:
        if rest[:1] != ("add",) or len(rest) < 2:
            raise Malformed(_("say: calendar add FILE"))
        settings = self._app.settings
        known = {one.path for one in settings.calendars}
        new = [path for path in rest[1:] if path not in known and _may_be_calendar(Path(path))]
        if not new:
            raise Fault(_("Nothing to add: a calendar is a file that ends in .ics, or a folder of them."))
        more = (*settings.calendars, *(Calendar(path) for path in new))
        self._app.set_settings(replace(settings, calendars=more))
        reply(True, _("Calendar added."), None)

    def _plan(self, rest: tuple[str, ...], reply: Respond) -> None:
        """A physiotherapist's plan; to begin it is a matter of the day."""
        if rest[:1] == ("begin",) and len(rest) < 3:
            self._desk.answer(("plan", *rest), partial(_recorded, reply))
        else:
            self._pages.plans.obey(rest, reply)

    def _rhythm(self, rest: tuple[str, ...], reply: Respond) -> None:
        """The week offered a denser rhythm, and the user takes it."""
        presets = [value for value, _label in SPECS["rhythm"].choices]
        if len(rest) != 1 or rest[0] not in presets:
            raise Malformed(_("rhythm takes one of: {names}").format(names=", ".join(presets)))
        self._app.set_settings(replace(self._app.settings, rhythm=rest[0]))
        if self._windows.week is not None:
            self._week((), reply)
        else:
            reply(True, _("The rhythm is {name} now.").format(name=rest[0]), None)

    def _status(self, _rest: tuple[str, ...], reply: Respond) -> None:
        desk = self._desk
        engine, now = desk.engine, desk.now()
        decision = engine.decision
        line = sentence(decision, now, engine.zone) if decision is not None else _("One moment.")
        offer = engine.offer
        data = {
            "version": __version__,
            "decision": type(decision).__name__.lower() if decision is not None else None,
            "reason": decision.reason.value if decision is not None else None,
            "until": decision.until.astimezone(engine.zone).isoformat() if decision is not None else None,
            "offer": offer.session.id if offer is not None else None,
            "running": engine.running.session.id if engine.running is not None else None,
            "slots": [
                {
                    "start": slot.start.astimezone(engine.zone).isoformat(),
                    "kind": slot.kind.value,
                    "session": slot.session,
                }
                for slot in engine.plan.slots
            ],
            "taken": {kind.value: n for kind, n in engine.day_state.taken.items()},
            "locked": desk.presence.locked,
            "idle_seconds": desk.presence.idle_seconds,
            "in_call": desk.presence.in_call,
            "unwritten": len(desk.pending.rows),
            "notices": list(desk.status.values()),
        }  # fmt: skip
        reply(True, line, data)

    def _why(self, rest: tuple[str, ...], reply: Respond) -> None:
        reply(True, why(self._desk.engine, self._desk.now(), rest[0] if rest else ""), None)


def _recorded(reply: Respond, said: CommandResult, unwritten: str) -> None:
    """A line that is not yet in the store says so."""
    reply(True, f"{said.line} {unwritten}".strip(), {"recorded": not unwritten})


def _check_length(words: tuple[str, ...]) -> None:
    if len(words) - 1 > _MOST.get(words[0], len(words)):
        raise Malformed(_("“{words}” has a word too many.").format(words=" ".join(words)))


def _may_be_calendar(path: Path) -> bool:
    return path.suffix.lower() == ".ics" or path.is_dir()
