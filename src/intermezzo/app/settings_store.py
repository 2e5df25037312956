"""The settings in use, and the file that they are read from and written to."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from intermezzo.adapters import settings_file
from intermezzo.adapters.system import policy_file
from intermezzo.adapters.system.paths import Paths
from intermezzo.app.runtime.worker import Worker
from intermezzo.core.faults import Fault, Message
from intermezzo.core.settings import Calendar, Settings, with_changes
from intermezzo.core.system_policy import SystemPolicy
from intermezzo.presenters.messages import tell

_log = logging.getLogger(__name__)
LIMIT = 10.0
"""Seconds to read or write the file."""


@dataclass(frozen=True, slots=True)
class _Content:
    """The file after it was read or written, and the settings to use, with changes that are not in it."""

    in_file: Settings
    settings: Settings
    faults: Mapping[str, Message]
    stamp: tuple[int, ...]


class SettingsStore(QObject):
    """Holds the settings; a change is used at once and then written.

    Only what was changed here is written, so that what somebody has changed in the file meanwhile stays.
    """

    changed = Signal(object)
    """Other Settings are in use now."""
    synced = Signal()
    """The file was written, or read again; its ``faults`` may be others."""

    def __init__(
        self, paths: Paths, worker: Worker, calendars: Sequence[Path], parent: QObject | None = None
    ) -> None:
        """Read the file, and what it did not take the last time.

        ``calendars`` replace those of the file, for this run only.
        """
        super().__init__(parent)
        self.policy, unused = policy_file.read(paths.policy)
        for one in unused:
            _log.warning("%s", tell(one))
        self._paths = paths
        self._worker = worker
        found, faults = settings_file.read(paths.settings, self.policy)
        self._stamp = settings_file.stamp(paths.settings)
        kept = settings_file.unsaved(paths.spare)
        self._unsaved = kept is not None
        """Whether a change waits for the file to be writable again."""
        self._told: list[Callable[[str], None]] = []
        self._in_file = found
        """What the file held when it was last read or written."""
        self.faults = {name: tell(one) for name, one in faults.items()}
        """What in the file could not be used, a line for each setting."""
        self._asked: Settings | None = None
        """The settings with which the file is being read or written just now."""
        self._calendars_of_run = tuple(Calendar(str(one)) for one in calendars)
        wanted = self.policy.applied(with_changes(found, *kept)) if kept is not None else found
        self.current = replace(wanted, calendars=self._calendars_of_run) if calendars else wanted
        """The settings in use; ``replace`` changes them."""

    def replace(self, settings: Settings, then: Callable[[str], None] = lambda _why: None) -> None:
        """Use the settings from now on, and write them; what the policy has fixed stays.

        ``then`` is called when they are in the file, or with a line that says why they are not.
        """
        self.current = settings = self.policy.applied(settings)
        self._told.append(then)
        if self._asked is None:
            self._submit(_write)
        self.changed.emit(settings)

    def look(self) -> None:
        """Read the file again if it has changed since; one that is missing or empty changes nothing."""
        if self._asked is not None:
            return
        if self._unsaved:
            self._submit(_write)
            return
        # Not in the worker: that would wake two threads for every look.
        stamp = settings_file.stamp(self._paths.settings)
        if stamp and stamp != self._stamp:
            self._submit(_read)

    def finish(self) -> None:
        """Write what was changed during a call that has not ended; the worker calls nobody back any more."""
        if self._asked is not None and self._for_file() != self._asked:
            self._submit(_write)

    def _for_file(self) -> Settings:
        """Return the settings in use, without calendars of this run only."""
        if self._calendars_of_run and self.current.calendars == self._calendars_of_run:
            return replace(self.current, calendars=self._in_file.calendars)
        return self.current

    def _submit(self, call: Callable[[Paths, SystemPolicy, Settings, Settings], _Content]) -> None:
        self._asked = self._for_file()
        self._worker.submit(
            "files.settings", partial(call, self._paths, self.policy, self._in_file, self._asked),
            partial(self._on_content, self._asked), partial(self._on_fault, self._asked), LIMIT,
        )  # fmt: skip

    def _on_content(self, asked: Settings, content: _Content) -> None:
        mine = self._for_file()
        settings = with_changes(content.settings, asked, mine)
        self._in_file, self._stamp = content.in_file, content.stamp
        self.faults = {name: tell(one) for name, one in content.faults.items()}
        self._unsaved = False
        before = self.current
        of_run = mine != before
        self.current = replace(settings, calendars=self._calendars_of_run) if of_run else settings
        self._end_call(asked, mine, "")
        if self.current != before:
            self.changed.emit(self.current)
        self.synced.emit()

    def _on_fault(self, asked: Settings, fault: Fault) -> None:
        self._unsaved = True
        self.faults = {"": tell(fault)}
        self._end_call(asked, self._for_file(), self.faults[""])
        self.synced.emit()

    def _end_call(self, asked: Settings, mine: Settings, why: str) -> None:
        """Note that a call has ended; what was changed meanwhile is written next."""
        self._asked = None
        if mine != asked:
            self._submit(_write)
            return
        told, self._told = self._told, []
        for then in told:
            then(why)


# -- in the worker -------------------------------------------------------------------------------------


def _read(paths: Paths, policy: SystemPolicy, before: Settings, settings: Settings) -> _Content:
    """Read the file, which held the settings ``before``."""
    stamp = settings_file.stamp(paths.settings)
    found, faults = settings_file.read_again(paths.settings, before, policy)
    return _Content(found, with_changes(found, before, settings), faults, stamp)


def _write(paths: Paths, policy: SystemPolicy, before: Settings, settings: Settings) -> _Content:
    """Write what differs between two settings to the file, which held the first.

    Raise Fault if it cannot be written; the settings are then kept in another file, where that is possible.
    """
    found, _faults = settings_file.read_again(paths.settings, before, policy)
    changed = with_changes(found, before, settings)
    try:
        settings_file.write(paths.settings, changed, policy)
    except Fault as fault:
        try:
            settings_file.keep_unsaved(paths.spare, before, settings)
        except OSError:
            raise Fault("store.kept_in_memory", why=fault.message) from fault
        raise Fault("store.kept_aside", why=fault.message) from fault
    settings_file.forget_unsaved(paths.spare)
    return _read(paths, policy, changed, changed)
