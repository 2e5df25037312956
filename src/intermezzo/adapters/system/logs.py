"""A small rotating log, and hooks for exceptions that nobody caught.

Callers must not log anything secret or private (calendar addresses, titles).
"""

import faulthandler
import logging
import os
import sys
import threading
import time
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from intermezzo.adapters.system import traces
from intermezzo.core.faults import Fault, Message, message
from intermezzo.core.override import override

FILE_BYTES = 1_000_000
OLD_FILES = 4
"""With the current one five files, 5 MB at most."""
LONGEST_RECORD = 20_000
"""Characters of one entry, traceback included; what is too long is cut from its middle."""
QUIET_SECONDS = 3600.0
"""The user is told of one kind of exception at most once in this time."""

_log = logging.getLogger("intermezzo")


class Log:
    """The log of this process and its exception hooks."""

    def __init__(self, path: Path, tell: Callable[[Message], object], monotonic: Callable[[], float]) -> None:
        """Log to ``path`` from now on, exceptions that nobody caught included.

        ``tell`` is called at most once an hour for each kind of exception, in the thread where it was raised.
        ``monotonic`` returns seconds. If nothing can be written, ``fault`` says why.
        """
        self.fault: Message | None = None
        """Why nothing can be written to the file."""
        self.last = traces.LastTrace()
        """The last exception, of this run or the one by which the run before has crashed."""
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
            self._handler = _LogFile(
                path, maxBytes=FILE_BYTES, backupCount=OLD_FILES, encoding="utf-8", errors="replace"
            )
        except OSError as error:
            self.fault = message("log.not_written", path=path, why=error.strerror)
        else:
            faulthandler.enable(self._crash)
        self._handler.setFormatter(_Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        for handler in (self._handler, self.last):
            logging.getLogger().addHandler(handler)
        _log.setLevel(logging.INFO)
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception

    def opened(self) -> bool:
        """Mark that the app runs; return whether it was closed unexpectedly the last time.

        Call it in the single running instance only. The trace of a crash is copied to the log.
        """
        if self.fault is not None:
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
            self.last.lines = traces.of_crash(left)
        return unexpected

    def closed(self) -> None:
        """Mark that the app was closed normally."""
        if self.fault is None:
            try:
                self._marker.unlink(missing_ok=True)
            except OSError as error:
                _log.warning("%s: %s", self._marker, error.strerror)

    def stop(self) -> None:
        """Log no more, and put the exception hooks back."""
        sys.excepthook, threading.excepthook = self._before
        for handler in (self._handler, self.last):
            logging.getLogger().removeHandler(handler)
        self._handler.close()
        if self.fault is None:
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
        """Tell the user, unless the same kind was told within the last hour."""
        now = self._monotonic()
        if now - self._told.get(kind.__name__, -QUIET_SECONDS) < QUIET_SECONDS:
            return
        self._told[kind.__name__] = now
        self._tell(
            error.message if isinstance(error, Fault) else message("log.unexpected", kind=kind.__name__)
        )


def forget(path: Path) -> None:
    """Empty the log at ``path`` and the trace of a crash, which may be in use, and delete the older ones.

    Raise OSError.
    """
    for old in path.parent.glob(f"{path.name}.*"):
        old.unlink()
    for used in (path, path.with_suffix(".crash")):
        if used.exists():
            os.truncate(used, 0)


class _LogFile(RotatingFileHandler):
    """Is silent where it cannot write: the disk is full, and the notices say so."""

    @override
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging calls it by this name
        """Drop the entry; ``logging`` would print a traceback."""


class _Formatter(logging.Formatter):
    """Time in UTC, level and name before each entry, and a limit for its length."""

    default_msec_format = "%s.%03dZ"
    converter = staticmethod(time.gmtime)

    @override
    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        if len(text) <= LONGEST_RECORD:
            return text
        return text[: LONGEST_RECORD // 4] + "\n[…]\n" + text[-LONGEST_RECORD * 3 // 4 :]
