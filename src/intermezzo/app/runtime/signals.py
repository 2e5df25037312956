"""SIGTERM, SIGINT, SIGHUP and the end of the desktop's session, as one Qt signal."""

import signal
import socket
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, QSocketNotifier, Signal
from PySide6.QtGui import QGuiApplication

NUMBERS = ("SIGTERM", "SIGINT", "SIGHUP")
"""SIGHUP, which Windows does not have, says that the terminal was closed; ``nohup`` has it ignored."""


class Signals(QObject):
    """Emits ``asked_to_end`` in the GUI thread; a handler in Python runs only when the interpreter does."""

    asked_to_end = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reading, self._writing = socket.socketpair()
        self._writing.setblocking(False)
        self._reading.setblocking(False)
        self._notifier = QSocketNotifier(self._reading.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_signal)
        signal.set_wakeup_fd(self._writing.fileno(), warn_on_full_buffer=False)
        self._before: Mapping[signal.Signals, Any] = {
            number: signal.signal(number, lambda *_: None)
            for number in signal.Signals
            if number.name in NUMBERS
            and not (number.name == "SIGHUP" and signal.getsignal(number) is signal.SIG_IGN)
        }
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            # Qt tells of a session manager on macOS and Windows; where the X server ends it quits by itself.
            app.commitDataRequest.connect(self.asked_to_end)
            app.aboutToQuit.connect(self.asked_to_end)

    def stop(self) -> None:
        """Restore the handlers that were there before."""
        signal.set_wakeup_fd(-1)
        for number, before in self._before.items():
            signal.signal(number, before)
        self._notifier.setEnabled(False)
        self._reading.close()
        self._writing.close()

    def _on_signal(self) -> None:
        self._reading.recv(64)
        self.asked_to_end.emit()
