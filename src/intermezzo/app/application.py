"""One run of the app, from the icon to the last commit.

This module is imported before the icon shows; what is heavy is imported after it, in the functions.
"""

import logging
import sys
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from intermezzo.adapters.system import logs, memory
from intermezzo.app.options import Options
from intermezzo.app.runtime.clocks import Clocks
from intermezzo.app.runtime.command_server import CommandServer
from intermezzo.app.runtime.garbage import GarbageCollection
from intermezzo.app.runtime.signals import Signals
from intermezzo.app.runtime.worker import Worker
from intermezzo.core.faults import Fault, Message, message
from intermezzo.presenters import languages
from intermezzo.presenters.messages import tell
from intermezzo.ui.tray.tray import Tray

if TYPE_CHECKING:
    from intermezzo.app.composition import Runtime
    from intermezzo.app.context import Respond
    from intermezzo.app.controllers.recovery import RecoveryController
    from intermezzo.app.settings_store import SettingsStore
    from intermezzo.engine.bootstrap import Components

OPEN_LIMIT = 180.0
"""Seconds for the store to open: to mend ten years of rows takes half a minute on a fast computer."""
STOP_LIMIT = 2.0
"""Seconds to finish what is under way when the app ends; a desktop may kill it after three."""

_log = logging.getLogger(__name__)


class Application(QObject):
    """Starts and stops the app. Commands that come before the store is open wait for it."""

    loaded = Signal()
    """The store is open, and all parts of the app are there."""
    ended = Signal(int)
    """Everything is written and released: the event loop may end with this exit code."""
    _failed = Signal(str)
    """A line about an exception that nobody caught, from whatever thread."""

    def __init__(self, options: Options, server: CommandServer, clocks: Clocks | None = None) -> None:
        """``server`` listens already."""
        super().__init__()
        memory.keep_compact()
        self.options = options
        self.server = server
        self.clocks = clocks if clocks is not None else Clocks()
        self._garbage = GarbageCollection(self)
        self.worker = Worker(self)
        self.tray = Tray(self)
        self.log = logs.Log(
            options.paths.log, lambda told: self._failed.emit(tell(told)), self.clocks.monotonic
        )
        self._closed_unexpectedly = self.log.opened()
        self.runtime: Runtime | None = None
        """None until the store is open."""
        self._waiting: list[tuple[tuple[str, ...], Respond | None]] = []
        self.recovery: RecoveryController | None = None
        """The choice of another database, where this one cannot be opened."""
        self._recovered: Message | None = None
        self._fatal: Fault | None = None
        """Why the store cannot be opened."""
        self._stopping = False
        self._signals = Signals(self)
        self._signals.asked_to_end.connect(self.stop)
        self._failed.connect(self._show_failure)
        server.received.connect(self.dispatch)
        self.tray.command.connect(self.dispatch)

    # -- start ---------------------------------------------------------------------------------------

    def start(self) -> None:
        """Show the icon, then load what is heavy."""
        self.tray.show()
        QTimer.singleShot(0, self._load)

    def _load(self) -> None:
        """Read the settings, and open the store in the worker."""
        from intermezzo.app.appearance import Appearance
        from intermezzo.app.settings_store import SettingsStore

        settings = SettingsStore(self.options.paths, self.worker, self.options.calendars, self)
        Appearance(settings, self)
        self._open_store(settings)

    def _open_store(self, settings: "SettingsStore") -> None:
        self.worker.submit(
            "store.open", partial(self._open, settings), partial(self._on_opened, settings),
            partial(self._on_not_opened, settings), OPEN_LIMIT,
        )  # fmt: skip

    def _open(self, settings: "SettingsStore") -> "Components":
        from intermezzo.engine.bootstrap import open_all
        from intermezzo.presenters.library.prescription import own_movement, set_name

        return open_all(
            self.options.paths, settings.current, self.clocks.wall(), languages=languages(),
            own_movement=own_movement, set_name=set_name, ask_health=self.options.welcome,
        )  # fmt: skip

    def _on_opened(self, settings: "SettingsStore", components: "Components") -> None:
        from intermezzo.app.composition import compose

        self.runtime = runtime = compose(
            components, options=self.options, clocks=self.clocks, worker=self.worker, tray=self.tray,
            settings=settings, last_trace=self.log.last, dispatch=self.dispatch, stop=self.stop, parent=self,
        )  # fmt: skip
        runtime.context.scheduler.failed.connect(self._on_job_failed)
        runtime.following.told.connect(self.server.publish)
        if self._closed_unexpectedly:
            runtime.context.notices.show("closed", message("app.closed_unexpectedly"))
        if self._recovered is not None:
            runtime.context.notices.show("recovered", self._recovered)
        if self.log.fault:
            runtime.context.notices.set("log", self.log.fault)
        runtime.day.start()
        runtime.controllers.settings.autostart.enter_menu()
        self.loaded.emit()
        self._dispatch_waiting()
        if not components.engine.screening_passed:
            runtime.controllers.welcome.open()
        elif self.options.words:
            self.dispatch(self.options.words)
        elif not self.tray.present:
            runtime.controllers.today.open()

    def _on_not_opened(self, settings: "SettingsStore", fault: Fault) -> None:
        """Say why the app cannot run; let the user choose another database where that helps."""
        from intermezzo.adapters.store import recovery
        from intermezzo.app.controllers.recovery import RecoveryController
        from intermezzo.ui.kit.notice import Notice

        self._fatal, line = fault, tell(fault)
        print(f"intermezzo: {line}", file=sys.stderr)
        _log.error("%s", fault)
        self._dispatch_waiting()
        if fault.message.code in recovery.CHOOSE:
            self.recovery = RecoveryController(
                self.options.paths, self.worker, fault, partial(self._open_again, settings),
                partial(self.stop, 1), self,
            )  # fmt: skip
            return
        self._notice = notice = Notice(tell(message("app.cannot_start")), line)
        notice.closed.connect(partial(self.stop, 1))
        notice.show()
        notice.speak()

    def _open_again(self, settings: "SettingsStore", done: Message | None) -> None:
        """Open the database that the user has chosen."""
        self._fatal, self._recovered = None, done
        self._open_store(settings)

    # -- while it runs -------------------------------------------------------------------------------

    def dispatch(self, words: tuple[str, ...], respond: "Respond | None" = None) -> None:
        """Carry out a command, wherever it comes from, and respond once it is recorded."""
        if self.runtime is not None:
            self.runtime.commands.dispatch(words, respond)
        elif words == ("quit",):
            if respond is not None:
                respond(True, tell(message("app.goodbye")), None)
            self.stop()
        elif self._fatal is None:
            self._waiting.append((words, respond))
        elif respond is not None:
            respond(False, tell(self._fatal), None)

    def _dispatch_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        for words, respond in waiting:
            self.dispatch(words, respond)

    def _on_job_failed(self, name: str, line: str) -> None:
        _log.error("job %s: %s", name, line)
        self._show_failure(message("log.unexpected", kind=line.partition(":")[0]))

    def _show_failure(self, line: Message | str) -> None:
        if self.runtime is not None:
            self.runtime.context.notices.show("ours", line)

    # -- stop ----------------------------------------------------------------------------------------

    def stop(self, code: int = 0) -> None:
        """Commit, stop the threads and remove the icon; then ``ended`` is emitted."""
        if self._stopping:
            return
        self._stopping = True
        if self.runtime is not None:
            self.runtime.stop(STOP_LIMIT)
        stuck = self.worker.stop(STOP_LIMIT)
        if stuck:
            _log.warning("still busy at the end: %s", ", ".join(stuck))
        if self.runtime is not None and self.runtime.day.writer.unwritten:
            self._keep_unwritten(self.runtime)
        if self.runtime is not None:
            self.runtime.following.end()
        self.server.close()
        self.tray.remove()
        self.log.closed()
        self._signals.stop()
        self._garbage.stop()
        self.ended.emit(code)

    def _keep_unwritten(self, runtime: "Runtime") -> None:
        """Keep the events for which the store had no time in a file; the next start takes them in."""
        writer = runtime.day.writer
        try:
            _log.warning("rows kept in %s", writer.keep())
        except Fault as fault:
            _log.error("%d rows are lost: %s", len(writer.unwritten), fault)
            line = message("app.rows_lost", n=len(writer.unwritten), why=fault.message)
            print(f"intermezzo: {tell(line)}", file=sys.stderr)
