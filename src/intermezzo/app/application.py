"""One run of the app, from the first icon to the last commit.

Imported before the icon shows, so what is heavy is imported in ``_open`` and ``_opened``, after it.
"""

import logging
import sys
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QApplication

from intermezzo.adapters.system import logs
from intermezzo.app.options import Options
from intermezzo.app.runtime.clocks import Clocks
from intermezzo.app.runtime.command_server import CommandServer
from intermezzo.app.runtime.signals import Signals
from intermezzo.app.runtime.worker import Worker
from intermezzo.core.faults import Fault
from intermezzo.core.settings import Calendar, Settings
from intermezzo.presenters import _, languages
from intermezzo.presenters.messages import tell
from intermezzo.ui.tray.tray import Tray

if TYPE_CHECKING:
    from intermezzo.app.commands import Commands, Respond
    from intermezzo.app.controllers.session import Windows
    from intermezzo.app.controllers.settings import Pages
    from intermezzo.app.controllers.sound import SoundController
    from intermezzo.app.day import DayController
    from intermezzo.app.jobs import Jobs
    from intermezzo.app.notifications import Notifications
    from intermezzo.app.runtime.scheduler import Scheduler
    from intermezzo.engine.bootstrap import Components

OPEN_LIMIT = 60.0
"""Seconds for the store to open: a migration with its verified copy may take a while."""
STOP_LIMIT = 2.0
"""Seconds for what is under way when the app ends; an end takes three at most."""

_log = logging.getLogger(__name__)


class Application(QObject):
    """Owns every part. Nothing here decides: core does, through the desk."""

    ended = Signal(int)
    """Everything is written and given back: the event loop may end with this exit code."""
    _told = Signal(str)
    """A line of ours about an exception that nobody caught, from whatever thread."""

    def __init__(self, options: Options, clocks: Clocks | None = None) -> None:
        super().__init__()
        self.options = options
        self.clocks = clocks if clocks is not None else Clocks()
        self.worker = Worker(self)
        self.tray = Tray(self)
        self.settings = Settings()
        self.ticker: Scheduler | None = None
        self.desk: DayController | None = None
        self.windows: Windows | None = None
        self.sounding: SoundController | None = None
        self.pages: Pages | None = None
        self.commands: Commands | None = None
        self.attention: Notifications | None = None
        self.chores: Jobs | None = None
        self._waiting: list[tuple[tuple[str, ...], Respond]] = []
        self._own_calendars: tuple[Calendar, ...] = ()
        self._leaving = False
        self._fatal = ""
        self.server: CommandServer | None = None
        self.log: logs.Log | None = None
        self._signals: Signals | None = None
        self._unexpected = False
        self._told.connect(self.trouble)

    def start(self, server: CommandServer) -> None:
        """Show the icon first; what is heavy follows it."""
        self.server = server
        self.log = logs.start(
            self.options.paths.log, lambda told: self._told.emit(tell(told)), self.clocks.monotonic
        )
        self._unexpected = self.log.opened()
        server.received.connect(self.obey)
        self.tray.command.connect(self.say)
        self._signals = Signals(self)
        self._signals.asked_to_end.connect(self.leave)
        self.tray.show()
        QTimer.singleShot(0, self._wake)

    def _wake(self) -> None:
        from intermezzo.adapters import settings_file
        from intermezzo.adapters.system import resources
        from intermezzo.ui.kit import style

        self.settings, wrong = settings_file.read(self.options.paths.settings)
        self._own_calendars = self.settings.calendars
        if self.options.calendars:
            self.settings = replace(self.settings, calendars=self._for_this_run())
        style.load_fonts(resources.assets())
        self._dress()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_scheme)
        self.worker.submit(
            "store.open",
            self._open,
            partial(self._opened, {key: tell(one) for key, one in wrong.items()}),
            self._not_opened,
            OPEN_LIMIT,
        )

    def _for_this_run(self) -> tuple[Calendar, ...]:
        return tuple(Calendar(str(path)) for path in self.options.calendars)

    def _open(self) -> "Components":
        from intermezzo.engine.bootstrap import open_all
        from intermezzo.presenters.prescription import own_movement, set_name

        return open_all(
            self.options.paths, self.settings, self.clocks.wall(), languages=languages(),
            own_movement=own_movement, set_name=set_name, screening_passed=not self.options.welcome,
        )  # fmt: skip

    def _opened(self, lines: Mapping[str, str], opened: "Components") -> None:
        from intermezzo.app.commands import Commands
        from intermezzo.app.controllers.session import Windows
        from intermezzo.app.controllers.settings import Pages
        from intermezzo.app.controllers.sound import SoundController
        from intermezzo.app.day import DayController
        from intermezzo.app.jobs import Jobs
        from intermezzo.app.notifications import Notifications
        from intermezzo.app.runtime.scheduler import Scheduler

        self.ticker = ticker = Scheduler(self.clocks.wall, self)
        ticker.failed.connect(self._job_failed)
        if (
            self.options.welcome
        ):  # it starts with the session; demonstrations and tests are in the midst of one
            opened.engine.arrived(self.clocks.wall())
        self.desk = desk = DayController(opened, self.worker, ticker, self.clocks, self)
        if lines:
            desk.status["settings"] = next(iter(lines.values()))
        if self._unexpected:
            line = _("Last time the app closed unexpectedly; what was written down is whole.")
            desk.tell("closed", line)
        if self.log is not None and self.log.fault:
            desk.status["log"] = tell(self.log.fault)
        # On Wayland no client can stand above the others without the focus.
        floats = not QGuiApplication.platformName().startswith("wayland")
        self.windows = Windows(desk, self.tray, self.say, self, self.options.speed, floats=floats)
        self.sounding = SoundController(desk, self.settings, self, self.options.speed)
        self.windows.guiding.connect(self.sounding.accompany)
        self.pages = Pages(self, desk, welcomed=opened.welcomed)
        self.pages.set_unfit(lines)
        self.pages.listen.connect(self.sounding.listen)
        self.sounding.said.connect(self.pages.set_sound_line)
        self.commands = Commands(self, desk, self.windows, self.pages)
        self.attention = Notifications(opened.notifier, self.worker, self.say, self, floats=floats)
        self.chores = Jobs(desk, self.attention)
        self.chores.set_times()
        desk.zone_changed.connect(self.chores.set_times)
        desk.changed.connect(self._on_change)
        desk.start()
        waiting, self._waiting = self._waiting, []
        for words, reply in waiting:
            self.obey(words, reply)
        if not opened.engine.screening_passed:
            self.pages.show_welcome()
        elif self.options.words:
            self.say(self.options.words)
        elif not self.tray.present:
            self.windows.show_today()

    def _not_opened(self, fault: Fault) -> None:
        """Without a store there is no day to run: say why, and end."""
        from intermezzo.ui.kit.notice import Notice

        self._fatal = tell(fault)
        print(f"intermezzo: {self._fatal}", file=sys.stderr)
        _log.error("%s", fault)
        for _words, reply in self._waiting:
            reply(False, self._fatal, None)
        self._notice = notice = Notice(_("Intermezzo cannot start"), self._fatal)
        notice.closed.connect(partial(self.leave, 1))
        notice.show()
        notice.speak()

    # -- what is said to it --------------------------------------------------------------------------

    def say(self, words: tuple[str, ...]) -> None:
        """A window sends a command; what cannot be done becomes a quiet line."""
        self.obey(words, self._said)

    def _said(self, ok: bool, line: str, _data: Any) -> None:  # noqa: FBT001 - the form of every answer
        if self.desk is None:
            return
        if not ok:
            self.desk.tell("said", line)
        elif self.desk.status.pop("said", None) is not None:
            self.desk.changed.emit()

    def obey(self, words: tuple[str, ...], reply: "Respond") -> None:
        """Do what the words say, from wherever they come, and reply once it is recorded."""
        if words == ("quit",):
            reply(True, _("Goodbye."), None)
            self.leave()
        elif self.commands is not None:
            self.commands.obey(words, reply)
        elif self._fatal:
            reply(False, self._fatal, None)
        else:
            self._waiting.append((words, reply))

    # -- what changes --------------------------------------------------------------------------------

    def set_settings(self, settings: Settings) -> None:
        """Use the settings at once, and write them down."""
        before, self.settings = self.settings, settings
        desk = self.desk
        if desk is None:
            raise Fault(_("Intermezzo is still starting; try again in a moment."))
        desk.set_settings(settings)
        if self.chores is not None:
            self.chores.set_times()
        if self.sounding is not None:
            self.sounding.set_settings(settings)
        if (before.theme, before.motion, before.text_size) != (
            settings.theme, settings.motion, settings.text_size,
        ):  # fmt: skip
            self._dress()

        def done(_none: object) -> None:
            if self.pages is not None:
                self.pages.set_unfit({})
            if desk.status.pop("settings", None) is not None:
                desk.changed.emit()

        def wrong(fault: Fault) -> None:
            desk.status["settings"] = tell(fault)
            desk.changed.emit()

        if self.options.calendars and settings.calendars == self._for_this_run():
            # What --calendar named holds for this run alone.
            settings = replace(settings, calendars=self._own_calendars)
        self.worker.submit("files.settings", partial(self._write, settings), done, wrong, 10.0)

    def _write(self, settings: Settings) -> None:
        from intermezzo.adapters import settings_file

        settings_file.write(self.options.paths.settings, settings)

    def _on_scheme(self, _scheme: Qt.ColorScheme) -> None:
        if self.settings.theme == "system":
            self._dress()

    def _dress(self) -> None:
        from intermezzo.ui.kit import style

        app = QApplication.instance()
        if isinstance(app, QApplication):
            style.apply(
                app, dark=self._dark(), scale=self.settings.text_size / 100,
                reduced_motion=self.settings.motion == "reduced",
            )  # fmt: skip

    def _dark(self) -> bool:
        """As the settings say, else as the system does where it is known."""
        if self.settings.theme != "system":
            return self.settings.theme == "dark"
        return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark

    def _on_change(self) -> None:
        """A new offer calls attention once; with a screen reader it waits."""
        if self.desk is not None and self.attention is not None:
            self.desk.engine.no_timeout = QAccessible.isActive()
            self.attention.follow(self.desk.engine.offer, wanted=self.settings.notify)

    def _job_failed(self, name: str, line: str) -> None:
        _log.error("job %s: %s", name, line)
        self.trouble(
            _("Something went wrong inside ({kind}); Intermezzo goes on, the log has the details.").format(
                kind=line.partition(":")[0]
            )
        )

    def trouble(self, line: str) -> None:
        """Our own fault, shown quietly for a while; the log has the details."""
        if self.desk is not None:
            self.desk.tell("ours", line)

    # -- the end -------------------------------------------------------------------------------------

    def leave(self, code: int = 0) -> None:
        """Commit, stop the threads, take the icon away."""
        if self._leaving:
            return
        self._leaving = True
        if self.windows is not None:
            self.windows.end()
        if self.sounding is not None:
            self.sounding.close()
        if self.desk is not None:
            self.worker.submit(
                "store.close", self.desk.store.close, lambda _none: None, lambda _fault: None, STOP_LIMIT
            )
        if self.ticker is not None:
            self.ticker.stop()
        stuck = self.worker.stop(STOP_LIMIT)
        if stuck:
            _log.warning("still busy at the end: %s", ", ".join(stuck))
        self._keep_unwritten()
        if self.server is not None:
            self.server.close()
        self.tray.remove()
        if self.log is not None:
            self.log.closed()
        if self._signals is not None:
            self._signals.stop()
        self.ended.emit(code)

    def _keep_unwritten(self) -> None:
        """Rows for which the database had no time are taken in at the next start."""
        rows = self.desk.pending.rows if self.desk is not None else ()
        if not rows:
            return
        from intermezzo.adapters.store import unwritten

        try:
            _log.warning("rows kept in %s", unwritten.keep(self.options.paths.database.parent, rows))
        except Fault as fault:
            _log.error("%d rows are lost: %s", len(rows), fault)
