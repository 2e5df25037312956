"""What went wrong, kept in a small rotating log, and told to the user quietly.

What is secret or private (calendar addresses, titles) must not be in a message: that is the callers' part.
"""

import faulthandler
import logging
import sys
import threading
import time
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from intermezzo.core.faults import Fault
from intermezzo.core.override import override
from intermezzo.presenters import _

FILE_BYTES = 1_000_000
OLD_FILES = 4
"""With the present one five files, 5 MB at most."""
LONGEST_RECORD = 20_000
"""Characters of one entry, traceback included; its end is what counts."""
QUIET_SECONDS = 3600.0
"""The user hears of one kind of failure once in this time."""

_log = logging.getLogger("intermezzo")


class Log:
    """The log of this process and its last resorts; made by ``start``."""

    def __init__(self, path: Path, tell: Callable[[str], object], monotonic: Callable[[], float]) -> None:
        self.fault = ""
        """Why nothing is written to the file; one line, empty when all is well."""
        self._tell = tell
        self._monotonic = monotonic
        self._told: dict[str, float] = {}
        self._marker = path.with_name("running")
        self._crash_path = path.with_suffix(".crash")
        self._before = (sys.excepthook, threading.excepthook)
        self._handler: logging.Handler = logging.NullHandler()
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._crash = self._crash_path.open("a", encoding="utf-8")
            self._handler = RotatingFileHandler(
                path, maxBytes=FILE_BYTES, backupCount=OLD_FILES, encoding="utf-8", errors="replace"
            )
        except OSError as error:
            self.fault = _("No log can be written to {path}: {why}.").format(path=path, why=error.strerror)
        else:
            faulthandler.enable(self._crash)
        self._handler.setFormatter(_Formatter())
        logging.getLogger().addHandler(self._handler)
        _log.setLevel(logging.INFO)
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception

    def opened(self) -> bool:
        """Note that the app runs; True when the time before it was closed unexpectedly.

        For the one instance only. What a crash left behind goes to the log.
        """
        if self.fault:
            return False
        try:
            unexpected = self._marker.exists()
            self._marker.touch()
            left = self._crash_path.read_text(encoding="utf-8", errors="replace")
            self._crash.truncate(0)
        except OSError as error:
            _log.warning("%s: %s", self._marker.parent, error.strerror)
            return False
        if left:
            _log.error("The crash before:\n%s", left)
        return unexpected

    def closed(self) -> None:
        """Note that the app was closed as it should be."""
        if not self.fault:
            self._marker.unlink(missing_ok=True)

    def stop(self) -> None:
        """Put everything back as it was before ``start``."""
        sys.excepthook, threading.excepthook = self._before
        logging.getLogger().removeHandler(self._handler)
        self._handler.close()
        if not self.fault:
            faulthandler.disable()
            self._crash.close()

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if not issubclass(kind, KeyboardInterrupt):
            _log.error("Not caught: %s", kind.__name__, exc_info=(kind, error, trace))
            self._say(kind, error)
        self._before[0](kind, error, trace)

    def _on_thread_exception(self, what: threading.ExceptHookArgs) -> None:
        name = what.thread.name if what.thread is not None else "?"
        if what.exc_value is not None:
            trace = (what.exc_type, what.exc_value, what.exc_traceback)
            _log.error("Not caught in thread %s: %s", name, what.exc_type.__name__, exc_info=trace)
            self._say(what.exc_type, what.exc_value)
        self._before[1](what)

    def _say(self, kind: type[BaseException], error: BaseException) -> None:
        """Tell the user, unless the same kind was told of within the hour."""
        now = self._monotonic()
        if now - self._told.get(kind.__name__, -QUIET_SECONDS) < QUIET_SECONDS:
            return
        self._told[kind.__name__] = now
        if isinstance(error, Fault):
            self._tell(str(error))
        else:
            self._tell(
                _(
                    "Something went wrong inside ({kind}); Intermezzo goes on, the log has the details."
                ).format(kind=kind.__name__)
            )


def start(path: Path, tell: Callable[[str], object], monotonic: Callable[[], float]) -> Log:
    """Log to ``path`` from now on, and catch what nobody else has caught.

    ``tell`` gets a line for the user at most once an hour for each kind of exception, in the thread where it
    happened: a signal's ``emit`` is right. ``monotonic`` gives seconds. A folder that cannot be written is no
    reason to stop: ``Log.fault`` says so.
    """
    return Log(path, tell, monotonic)


class _Formatter(logging.Formatter):
    """UTC, one level and one name a line, and no entry longer than a page or two."""

    default_msec_format = "%s.%03dZ"

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self.converter = time.gmtime

    @override
    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        if len(text) <= LONGEST_RECORD:
            return text
        return text[: LONGEST_RECORD // 4] + "\n[…]\n" + text[-LONGEST_RECORD * 3 // 4 :]
