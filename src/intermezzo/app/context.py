"""What the controllers need of the running app."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtWidgets import QFileDialog, QWidget

from intermezzo.adapters.store import Store
from intermezzo.adapters.system.output_file import OutputFile
from intermezzo.adapters.system.paths import Paths
from intermezzo.adapters.system.traces import LastTrace
from intermezzo.app.notices import Notices
from intermezzo.app.runtime.clocks import Clocks
from intermezzo.app.runtime.scheduler import Scheduler
from intermezzo.app.runtime.worker import Worker
from intermezzo.app.settings_store import SettingsStore
from intermezzo.app.window_places import WindowPlaces
from intermezzo.core.faults import message
from intermezzo.engine.engine import Engine
from intermezzo.presenters.messages import tell

Respond = Callable[[bool, str, Any], None]
"""``respond(ok, line, data)``: called once, when a command is done and recorded, or has failed."""


class Dispatch(Protocol):
    """Carries out a command."""

    def __call__(self, words: tuple[str, ...], respond: Respond | None = None) -> None:
        """Carry out the words of a command. Without ``respond``, a failure becomes a notice."""


@dataclass(frozen=True, slots=True)
class Context:
    """The parts that several controllers share."""

    engine: Engine
    store: Store
    paths: Paths
    worker: Worker
    scheduler: Scheduler
    clocks: Clocks
    settings: SettingsStore
    notices: Notices
    last_trace: LastTrace
    places: WindowPlaces
    dispatch: Dispatch
    speed: float
    """How much faster than real time the player runs: more than 1 in demonstrations and tests only."""
    floats: bool
    """Whether a window can stand above the others without the focus: not on Wayland."""

    @property
    def notifies(self) -> bool:
        """Whether an offer is a notification: by the user's choice, or because no card can be placed."""
        return not self.floats or self.settings.current.offer == "notification"

    def now(self) -> datetime:
        """Return the present, in UTC."""
        return self.clocks.wall()

    def ask_for_file(
        self, owner: QWidget | None, title: str, name: str, forms: str = ""
    ) -> OutputFile | None:
        """Ask where to save a file called ``name``, and whether to replace one; None if the user closes that.

        ``title`` is the code of a message.
        """
        suggested = str(Path.home() / name)
        chosen, _form = QFileDialog.getSaveFileName(owner, tell(message(title)), suggested, forms)
        return OutputFile(Path(chosen), self.paths.folders, force=True) if chosen else None

    def tell_unreadable(self) -> None:
        """Show or clear the line about rows that cannot be read, after some were read."""
        left_out = self.store.unreadable
        self.notices.set("rows", message("store.rows_left_out", n=left_out) if left_out else None)

    def today(self) -> date:
        """Return the user's day; it changes at the rollover of the settings."""
        return self.engine.state.recorder.day(self.now())
