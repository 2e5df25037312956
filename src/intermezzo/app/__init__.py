"""The composition root: builds every part, connects every signal, decides nothing."""

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from intermezzo.adapters import instance
from intermezzo.adapters.system.sandbox import entry_name
from intermezzo.app.options import Options
from intermezzo.core.faults import Fault

if TYPE_CHECKING:
    from intermezzo.app.runtime.command_server import CommandServer

__all__ = ["Options", "run"]

PATIENCE = 30.0
"""Seconds to wait for another instance that is starting, which is slow while all starts at login."""


def run(options: Options) -> int:
    """Run the tray app, or send ``options.words`` to the one of the same home; return the exit code."""
    from intermezzo.app.runtime.qt_import import import_qt, use_utf8

    if os.environ.get("DISPLAY"):
        # Through XWayland a card can be placed and kept above other windows; on Wayland it cannot.
        os.environ.setdefault("QT_QPA_PLATFORM", "xcb")
    import_qt()
    from PySide6.QtWidgets import QApplication

    from intermezzo.app.application import Application
    from intermezzo.app.runtime.garbage import leave_alone
    from intermezzo.app.runtime.qt_messages import logged_qt_messages
    from intermezzo.ui.kit.spoken import install_roles

    use_utf8()
    qt = QApplication(sys.argv[:1])
    qt.setApplicationName("intermezzo")
    qt.setDesktopFileName(entry_name())
    qt.setQuitOnLastWindowClosed(False)
    install_roles()
    server = _listen(options)
    if server is None:
        return 0
    application = Application(options, server)
    application.loaded.connect(leave_alone)
    application.ended.connect(qt.exit)
    with logged_qt_messages():
        application.start()
        if options.pictures is not None:
            from intermezzo.app.demo import demonstrate

            demonstrate(application, options.pictures)
        return qt.exec()


def _listen(options: Options) -> "CommandServer | None":
    """Return the listening server of this home's one instance; None once the words went to another.

    Of several that start at the same moment one holds the lock before it listens: the others wait for it.
    """
    folder = options.paths.database.parent
    place = instance.socket_of(folder)
    end = time.monotonic() + PATIENCE
    while True:
        server = _server(folder, place)
        if server is not None:
            return server
        try:
            print(instance.send(options.words or ("show", "today"), place, PATIENCE).line)
        except instance.NoAppError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)
        else:
            return None


def _server(folder: Path, place: str) -> "CommandServer | None":
    """Return a listening server; None when another instance holds the lock."""
    from intermezzo.app.runtime.command_server import CommandServer

    try:
        folder.mkdir(parents=True, exist_ok=True)
        server = CommandServer(place, str(folder / "intermezzo.lock"))
        return server if server.listen() else None
    except (OSError, Fault):
        # Sessions can be played though the home cannot be written: the lock is then beside the socket.
        server = CommandServer(place, f"{place}.lock")
        return server if server.listen() else None
