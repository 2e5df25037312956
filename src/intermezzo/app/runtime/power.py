"""Tells when the computer has woken up and when it is about to shut down, where logind says so.

https://www.freedesktop.org/software/systemd/man/latest/org.freedesktop.login1.html
"""

import logging
import sys
from functools import partial

from PySide6.QtCore import QObject, QSocketNotifier, Signal

from intermezzo.adapters.system.dbus import Bus
from intermezzo.app.runtime.worker import Worker
from intermezzo.core.faults import Fault

LIMIT = 10.0
"""Seconds to connect to the system's bus."""
_MANAGER = ("org.freedesktop.login1.Manager", "/org/freedesktop/login1")
_BUS = "org.freedesktop.DBus"

_log = logging.getLogger(__name__)


class Power(QObject):
    """Listens to logind. Without it a sleep shows in the clocks, and a shutdown sends SIGTERM."""

    woke = Signal()
    shutting_down = Signal()

    def __init__(self, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = Bus("system")
        self._bus.listen(*_MANAGER)
        self._notifier: QSocketNotifier | None = None
        self._stopped = False
        if sys.platform == "linux":
            # In the lane of the probes, which ask the same bus.
            connect = partial(self._bus.ask, _BUS, "/org/freedesktop/DBus", _BUS, "GetId")
            worker.submit("probes.listen", connect, self._on_connected, self._on_fault, LIMIT)

    def stop(self) -> None:
        """Stop for good."""
        self._stopped = True
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier = None
            self._bus.close()

    def _on_connected(self, _id: object) -> None:
        number = self._bus.fileno()
        if number is None or self._stopped:
            return
        self._notifier = QSocketNotifier(number, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_signals)
        self._on_signals()

    def _on_signals(self) -> None:
        came = self._bus.signals()
        if self._bus.fileno() is None and self._notifier is not None:
            self._notifier.setEnabled(False)  # the bus has ended
        for member, body in came:
            if body == (False,) and member == "PrepareForSleep":
                self.woke.emit()
            elif body == (True,) and member == "PrepareForShutdown":
                self.shutting_down.emit()

    def _on_fault(self, fault: Fault) -> None:
        _log.info("no word of sleep and shutdown: %s", fault)
