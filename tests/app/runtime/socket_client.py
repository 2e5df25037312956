"""Clients of the command socket that block, in a thread of their own."""

import socket
from collections.abc import Callable
from threading import Thread

from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from intermezzo.core.faults import Fault


class Client(QObject):
    """Runs a blocking client in a thread and says when it is back."""

    back = Signal()

    def __init__(self, talk: Callable[[], object]) -> None:
        super().__init__()
        self.result: object = None
        self._talk = talk
        self._thread = Thread(target=self._run)

    def start(self) -> None:
        self._thread.start()

    def _run(self) -> None:
        try:
            self.result = self._talk()
        except Fault as fault:
            self.result = fault
        self.back.emit()

    def run(self, qtbot: QtBot) -> object:
        with qtbot.waitSignal(self.back):
            self.start()
        self._thread.join()
        return self.result


def raw(address: str, data: bytes) -> Callable[[], bytes]:
    """Send bytes, then read until the server closes."""

    def talk() -> bytes:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(60)
            connection.connect(address)
            read = b""
            try:
                connection.sendall(data)
                while piece := connection.recv(65536):
                    read += piece
            except (BrokenPipeError, ConnectionResetError):
                return read
            return read

    return talk
