"""Shows windows live, and shows them again whenever a source file changes."""

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QFileSystemWatcher, QProcess, QTimer

from intermezzo.ui.kit import style
from tools.gallery.history import history
from tools.gallery.pictures import ROOT, application
from tools.gallery.windows import windows

WATCHED = ("src", "sessions", "tools")
SETTLE_MS = 200
"""Editors write a file in several steps."""


def show(names: Sequence[str], *, dark: bool) -> int:
    """Show the windows whose names begin with one of ``names``, until the last one is closed."""
    app = application()
    style.apply(app, dark=dark)
    with history() as (engine, now, week):
        kept = [
            window
            for name, window in windows(engine, now, week)
            if not names or name.startswith(tuple(names))
        ]
    for window in kept:
        window.show()
    return app.exec()


def watch(names: Sequence[str], *, dark: bool) -> int:
    """Run ``show`` in a process of its own, started again after each change; ends with Ctrl+C."""
    app = QCoreApplication(sys.argv[:1])
    process = QProcess()
    process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedChannels)
    process.setWorkingDirectory(str(ROOT))
    watcher = QFileSystemWatcher(_folders_and_files())
    settle = QTimer(singleShot=True, interval=SETTLE_MS)

    def restart() -> None:
        process.terminate()
        process.waitForFinished()
        watcher.addPaths(_folders_and_files())  # an editor that replaces a file ends its watch
        process.start(
            sys.executable, ["-m", "tools.gallery", "--show", *(["--dark"] if dark else []), *names]
        )

    watcher.fileChanged.connect(settle.start)
    watcher.directoryChanged.connect(settle.start)
    settle.timeout.connect(restart)
    restart()
    return app.exec()


def _folders_and_files() -> list[str]:
    paths = [path for room in WATCHED for path in (ROOT / room).rglob("*") if _is_source(path)]
    return [str(path) for path in paths]


def _is_source(path: Path) -> bool:
    return "__pycache__" not in path.parts and (path.is_dir() or path.suffix in {".py", ".toml"})
