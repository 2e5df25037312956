"""Tells when a calendar's file changes: by inotify on Linux, elsewhere by looking at it every few seconds."""

import logging
import sys
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal

from intermezzo.adapters.calendars.parse.files import Listing, listing
from intermezzo.adapters.calendars.parse.protocol import Limits
from intermezzo.adapters.system.folder_watch import FolderWatch
from intermezzo.app.runtime.worker import Worker
from intermezzo.core.faults import Fault

GATHER_MS = 500
"""Events are read this long after the first one, all together."""
POLL_MS = 4000
LIMIT = 20.0
"""Seconds for a file system to answer."""

_Stamps = tuple[Listing, ...]

_log = logging.getLogger(__name__)


class FileWatch(QObject):
    """Watches files and folders. What inotify cannot watch is polled, as are all of them without it."""

    changed = Signal()

    def __init__(self, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._folders: FolderWatch | None = None
        self._notifier: QSocketNotifier | None = None
        self._gather = QTimer(self, singleShot=True, interval=GATHER_MS)
        self._gather.timeout.connect(self._on_gathered)
        self._polled: Sequence[str] = ()
        self._stamps: _Stamps = ()
        self._poll = QTimer(self, singleShot=True, interval=POLL_MS)
        self._poll.timeout.connect(self._look)

    def watch(self, paths: Sequence[str]) -> None:
        """Watch these and no others, in the lane of the readings: what is submitted next is read after it."""
        if paths and self._folders is None and sys.platform == "linux":
            self._begin()
        self._worker.submit(
            "calendars.watch", partial(self._place, paths), self._on_placed, self._on_fault, LIMIT
        )

    def stop(self) -> None:
        """Stop for good."""
        self._poll.stop()
        self._gather.stop()
        if self._notifier is not None:
            self._notifier.setEnabled(False)
        if self._folders is not None:
            self._folders.close()

    def _begin(self) -> None:
        try:
            self._folders = FolderWatch()
        except OSError as error:
            _log.warning("inotify: %s", error)  # The files are polled.
            return
        self._notifier = QSocketNotifier(self._folders.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_events)

    def _place(self, paths: Sequence[str]) -> tuple[Sequence[str], _Stamps]:
        """Return the paths to poll, and how they are now. Runs in the worker."""
        if self._folders is not None:
            paths = self._folders.watch(paths)
        return paths, _stamps(paths)

    def _on_placed(self, placed: tuple[Sequence[str], _Stamps]) -> None:
        self._polled, self._stamps = placed
        if self._polled:
            self._poll.start()
        else:
            self._poll.stop()

    def _on_fault(self, fault: Fault) -> None:
        _log.warning("files: %s", fault)

    def _on_events(self) -> None:
        if self._notifier is not None:
            # Until then nothing wakes the program, however busy the folder is.
            self._notifier.setEnabled(False)
            self._gather.start()

    def _on_gathered(self) -> None:
        if self._folders is None or self._notifier is None:
            return
        found = self._folders.changed()
        self._notifier.setEnabled(True)
        if found:
            self.changed.emit()

    def _look(self) -> None:
        paths = self._polled

        def on_stamps(stamps: _Stamps) -> None:
            if paths is not self._polled:
                return  # Others are watched by now.
            self._poll.start()
            if stamps != self._stamps:
                self._stamps = stamps
                self.changed.emit()

        def on_fault(fault: Fault) -> None:
            self._on_fault(fault)
            self._poll.start()

        self._worker.submit("files.look", partial(_stamps, paths), on_stamps, on_fault, LIMIT)


def _stamps(paths: Sequence[str]) -> _Stamps:
    most = Limits().files
    return tuple(listing(path, most) for path in paths)
