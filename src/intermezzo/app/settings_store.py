"""The settings in use, and the file that they are read from and written to."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from intermezzo.app.runtime.worker import Worker
from intermezzo.core.faults import Fault
from intermezzo.core.settings import Calendar, Settings
from intermezzo.presenters.messages import tell

LIMIT = 10.0
"""Seconds to write the file."""


class SettingsStore(QObject):
    """Holds the settings; a change is used at once and then written."""

    changed = Signal(object)
    """Other Settings are in use now."""
    written = Signal()
    failed = Signal(str)
    """Why the file could not be written; the change is used all the same."""

    def __init__(
        self, path: Path, worker: Worker, calendars: Sequence[Path], parent: QObject | None = None
    ) -> None:
        """Read the file at ``path``. ``calendars`` replace those of the file, for this run only."""
        from intermezzo.adapters import settings_file

        super().__init__(parent)
        self._path = path
        self._worker = worker
        found, faults = settings_file.read(path)
        self.faults = {name: tell(one) for name, one in faults.items()}
        """What in the file could not be used, a line for each setting; empty once it was written."""
        self._calendars_in_file = found.calendars
        self._calendars_of_run = tuple(Calendar(str(one)) for one in calendars)
        self.current = replace(found, calendars=self._calendars_of_run) if calendars else found
        """The settings in use; ``replace`` changes them."""

    def replace(self, settings: Settings) -> None:
        """Use the settings from now on, and write them."""
        self.current = settings
        self.changed.emit(settings)
        if self._calendars_of_run and settings.calendars == self._calendars_of_run:
            settings = replace(settings, calendars=self._calendars_in_file)
        write = partial(_write, self._path, settings)
        self._worker.submit("files.settings", write, self._on_written, self._on_fault, LIMIT)

    def _on_written(self, _none: object) -> None:
        self.faults = {}
        self.written.emit()

    def _on_fault(self, fault: Fault) -> None:
        self.failed.emit(tell(fault))


def _write(path: Path, settings: Settings) -> None:
    from intermezzo.adapters import settings_file

    settings_file.write(path, settings)
