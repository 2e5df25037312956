"""The table of all commands: the engine's and the app's own, who says them and what carries them out."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from intermezzo.adapters.system import resources
from intermezzo.app.context import Context, Respond
from intermezzo.app.controllers.library.window import NAMES as LIBRARY_NAMES
from intermezzo.app.controllers.library.window import LibraryController
from intermezzo.app.controllers.session import SessionController
from intermezzo.app.controllers.settings import SettingsController
from intermezzo.app.controllers.sheets import RulesController, show_report
from intermezzo.app.controllers.sound import SoundController
from intermezzo.app.controllers.today import TodayController
from intermezzo.app.controllers.week import WeekController
from intermezzo.app.controllers.welcome import WelcomeController
from intermezzo.app.day import DayController
from intermezzo.app.following import Following
from intermezzo.app.status import status, why
from intermezzo.core.faults import Fault, Malformed, Message, message
from intermezzo.core.settings import GROUPS, SPECS, Calendar
from intermezzo.engine.commands.result import CommandResult
from intermezzo.engine.commands.table import (
    ANYWHERE,
    COMMANDS,
    NOT_THE_TRAY,
    WINDOW,
    Command,
    Source,
    command_of,
)
from intermezzo.engine.day_plan import today_plan
from intermezzo.presenters.messages import tell
from intermezzo.presenters.ways_out import BLOCKED, command_line, way_out

Handler = Callable[[tuple[str, ...], Respond], None]
"""``handler(rest, respond)`` carries out a command; ``rest`` are the words after its name."""

_TERMINAL: frozenset[Source] = frozenset({"terminal"})
_CARD_OR_TODAY = ("card", "today")
"""What tray and notification show: their offer may have gone when they are clicked."""
_RHYTHMS = tuple(value for value, _label in SPECS["rhythm"].choices)


@dataclass(frozen=True, slots=True)
class Controllers:
    """The controllers of all windows and activities."""

    today: TodayController
    rules: RulesController
    session: SessionController
    week: WeekController
    library: LibraryController
    settings: SettingsController
    welcome: WelcomeController
    sound: SoundController


class Commands:
    """Dispatches commands by the table."""

    def __init__(
        self, context: Context, day: DayController, controllers: Controllers, following: Following,
        stop: Callable[[], None],
    ) -> None:  # fmt: skip
        """``stop`` ends the app."""
        self._context = context
        self._day = day
        self._controllers = controllers
        self._following = following
        self._stop = stop
        self._windows: Mapping[str, Callable[[], object]] = {
            "today": controllers.today.open, "card": controllers.today.show_card,
            "settings": controllers.settings.open, "welcome": controllers.welcome.open,
            "report": partial(show_report, context, controllers.today), "rules": controllers.rules.open,
            "guide": _open_guide,
        }  # fmt: skip
        self._shows = (*self._windows, "week", "library")
        self.table: Mapping[str, Command[Handler]] = self._table()

    def _table(self) -> Mapping[str, Command[Handler]]:
        context, day, privacy = self._context, self._day, self._controllers.settings.privacy
        engine: dict[str, Command[Handler]] = {
            name: Command(partial(self._engine, name), one.most, one.sources, one.words)
            for name, one in COMMANDS.items()
        }
        return {
            **engine,
            "plan": Command(self._plan, 0, _TERMINAL),
            # The engine begins a prescription, its folder is the app's.
            "prescription": Command(self._prescription, None, ANYWHERE),
            "show": Command(self._show, 3, ANYWHERE, self._shows),
            "hide": Command(self._hide, 0, WINDOW),
            "dismiss": Command(self._dismiss, 1, WINDOW),
            "week": Command(self._controllers.week.show, 1, WINDOW),
            "status": Command(lambda _rest, respond: respond(True, *status(context, day)), 0, _TERMINAL),
            "follow": Command(lambda _rest, respond: self._following.begin(respond), 0, _TERMINAL),
            "why": Command(self._why, 1, _TERMINAL),
            "rhythm": Command(self._rhythm, 1, NOT_THE_TRAY, _RHYTHMS),
            "calendar": Command(self._calendar, None, NOT_THE_TRAY),
            "autostart": Command(self._autostart, 1, WINDOW),
            "reload": Command(self._reload, 0, _TERMINAL),
            "mend": Command(lambda _rest, respond: privacy.mend(respond), 0, _TERMINAL),
            "forget": Command(lambda rest, respond: privacy.forget("".join(rest), respond), 1, _TERMINAL),
            "quit": Command(self._quit, 0, ANYWHERE),
        }

    def dispatch(self, words: tuple[str, ...], respond: Respond | None = None) -> None:
        """Carry out the words and respond once all of it is recorded, or with what went wrong."""
        respond = respond if respond is not None else self._respond_by_notice
        try:
            command_of(self.table, words).run(words[1:], respond)
        except Fault as fault:
            self._fail(fault, respond)
            self._refuse()
        except Exception as error:  # noqa: BLE001 - our own fault: the sender, the log and the user hear of it
            sys.excepthook(type(error), error, error.__traceback__)
            respond(False, f"{type(error).__name__}: {error}", {"ours": True})
            self._refuse()

    def _fail(self, fault: Fault, respond: Respond) -> None:
        """Say what is in the way, and show what leads on."""
        code = fault.message.code
        way, unseen = way_out(code), respond == self._respond_by_notice
        if code == BLOCKED:
            self._controllers.welcome.open()
        if code == "session.running":
            self._controllers.session.show()
        if code != BLOCKED or not unseen:
            more = {"way_out": command_line(way)} if way is not None and code != BLOCKED else {}
            data = {"malformed": isinstance(fault, Malformed), **more}
            self._context.notices.show("command", fault) if unseen else respond(False, tell(fault), data)
        if way is not None and code != BLOCKED and unseen:
            self._controllers.today.open()

    def _refuse(self) -> None:
        """Let card and player take another command."""
        self._controllers.today.refuse()
        self._controllers.session.refuse()

    def _respond_by_notice(self, ok: bool, line: str, _data: object) -> None:  # noqa: FBT001 - of every response
        if ok:
            self._context.notices.clear("command")
        else:
            self._context.notices.show("command", line)

    # -- handlers ------------------------------------------------------------------------------------

    def _engine(self, name: str, rest: tuple[str, ...], respond: Respond) -> None:
        def on_recorded(result: CommandResult, unwritten: str) -> None:
            _respond_recorded(respond, result.message, unwritten)

        self._day.dispatch((name, *rest), on_recorded)

    def _prescription(self, rest: tuple[str, ...], respond: Respond) -> None:
        """Begin a prescription, or change its folder."""
        if rest[:1] == ("begin",) and len(rest) < 3:
            self._engine("prescription", rest, respond)
        else:
            self._controllers.library.prescriptions.dispatch(rest, respond)

    def _plan(self, _rest: tuple[str, ...], respond: Respond) -> None:
        """Tell the plan that Today shows."""

        def tell_it() -> None:
            respond(True, *today_plan(self._context.engine, self._context.today(), self._context.now()))

        self._day.writer.settled(tell_it)

    def _dismiss(self, rest: tuple[str, ...], respond: Respond) -> None:
        self._context.notices.clear("".join(rest))
        respond(True, tell(message("window.hidden")), None)

    def _show(self, rest: tuple[str, ...], respond: Respond) -> None:
        if rest == ("week",):
            self._controllers.week.show((), respond)
            return
        if rest in {("card",), _CARD_OR_TODAY} and self._context.engine.offer is None:
            if rest != _CARD_OR_TODAY:
                raise Fault("offer.none")
            rest = ("today",)
        if rest and rest[0] in LIBRARY_NAMES:
            self._controllers.library.show(rest, respond)
            return
        show = self._windows.get(rest[0]) if len(rest) == 1 or rest == _CARD_OR_TODAY else None
        if rest[:1] == ("settings",) and len(rest) == 2 and rest[1] in GROUPS:
            show = partial(self._controllers.settings.open_page, rest[1])
        if show is None:
            raise Malformed("show.usage", names=", ".join(self._shows))
        show()
        respond(True, tell(message("window.shown")), None)

    def _hide(self, _rest: tuple[str, ...], respond: Respond) -> None:
        self._controllers.today.hide_card()
        respond(True, tell(message("window.hidden")), None)

    def _why(self, rest: tuple[str, ...], respond: Respond) -> None:
        respond(True, why(self._context.engine, self._context.now(), rest[0] if rest else ""), None)

    def _rhythm(self, rest: tuple[str, ...], respond: Respond) -> None:
        if len(rest) != 1 or rest[0] not in _RHYTHMS:
            raise Malformed("rhythm.usage", names=", ".join(_RHYTHMS))

        settings = self._context.settings
        if "rhythm" in settings.policy.locked:
            raise Fault("policy.locked", organisation=settings.policy.organisation)

        def on_saved(why: str) -> None:
            if self._controllers.week.window is not None and not why:
                self._controllers.week.show((), respond)
            else:
                _respond_recorded(respond, message("rhythm.changed", name=rest[0]), why)

        settings.replace(replace(settings.current, rhythm=rest[0]), on_saved)

    def _autostart(self, rest: tuple[str, ...], respond: Respond) -> None:
        if rest not in (("on",), ("off",)):
            raise Malformed("autostart.usage")
        self._controllers.settings.autostart.turn(on=rest == ("on",))
        respond(True, tell(message(f"autostart.{rest[0]}")), None)

    def _calendar(self, rest: tuple[str, ...], respond: Respond) -> None:
        if rest[:1] == ("remember",) and len(rest) == 3:
            self._remember(rest[1], rest[2])
            respond(True, tell(message("calendar.remembered")), None)
            return
        if rest[:1] != ("add",) or len(rest) < 2:
            raise Malformed("calendar.usage")
        settings = self._context.settings
        known = {one.path for one in settings.current.calendars}
        new = [path for path in rest[1:] if path not in known and _may_be_calendar(Path(path))]
        if not new:
            raise Fault("calendar.nothing_to_add")

        on_saved = partial(_respond_recorded, respond, message("calendar.added"))
        calendars = (*settings.current.calendars, *(Calendar(path) for path in new))
        settings.replace(replace(settings.current, calendars=calendars), on_saved)

    def _remember(self, calendar_id: str, secret: str) -> None:
        """Keep the secret of a calendar for this run: the terminal has found no keyring."""
        fetcher = self._day.calendars.fetcher
        fetcher.secrets[calendar_id] = secret
        fetcher.again(calendar_id)
        fetcher.fetch_due()

    def _reload(self, _rest: tuple[str, ...], respond: Respond) -> None:
        def on_read(screening: str | None) -> None:
            self._controllers.welcome.screening_changed(screening)
            respond(True, tell(message("history.reloaded")), None)

        self._day.reload(on_read)

    def _quit(self, _rest: tuple[str, ...], respond: Respond) -> None:
        respond(True, tell(message("app.goodbye")), None)
        self._stop()


def _respond_recorded(respond: Respond, done: Message, why: str) -> None:
    """Respond that something is done; ``why`` says why it is not stored yet, and is empty if it is."""
    respond(True, f"{tell(done)} {why}".strip(), {"recorded": not why})


def _open_guide() -> None:
    """Open the first page of the user's guide in the browser. Raise Fault if no program can show it."""
    page = resources.assets() / "guide" / "first-day.html"
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(page))):
        raise Fault("guide.unopened", path=page)


def _may_be_calendar(path: Path) -> bool:
    return path.suffix.lower() == ".ics" or path.is_dir()
