"""The composer: opened with the library as it is now; what it saves is part of the running day at once."""

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from intermezzo.adapters import library
from intermezzo.adapters.library import Library
from intermezzo.adapters.system import resources
from intermezzo.app.controllers.base import delete_on_close, raise_window
from intermezzo.app.day import DayController
from intermezzo.core.faults import Fault
from intermezzo.core.practice.editing import Draft, UndoHistory, draft_of
from intermezzo.core.practice.model import Session
from intermezzo.presenters import _, languages
from intermezzo.presenters.messages import tell

if TYPE_CHECKING:
    from intermezzo.app.application import Application
    from intermezzo.app.commands import Respond
    from intermezzo.ui.library.composer.window import ComposerWindow

LIMIT = 20.0
"""Seconds for the library to be read, or a session to be written."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """What was being composed when its window was closed."""

    history: UndoHistory
    written: Draft


class Composing(QObject):
    """Makes the composer's window, keeps what it leaves unsaved, and has its sessions written and read."""

    def __init__(self, app: "Application", desk: DayController) -> None:
        super().__init__(app)
        self.app = app
        self.desk = desk
        self.window: ComposerWindow | None = None
        self._shelf = Library()
        self._kept: dict[str, _Kept] = {}
        """By the id of the session that is changed; a new one under no name."""

    def show(self, name: str, reply: "Respond") -> None:
        """Open the composer with what was left in it, or with the session of this id."""

        def shown(shelf: Library) -> None:
            self._use(shelf)
            if name and name not in shelf.sessions:
                reply(False, _("There is no session “{name}” to compose.").format(name=name), None)
                return
            self._open(name)
            reply(True, _("Shown."), None)

        self.app.worker.submit(
            "library.read", self._load, shown, lambda fault: reply(False, tell(fault), None), LIMIT
        )

    def _load(self) -> Library:
        return library.load([resources.sessions(), self.desk.paths.sessions], languages())

    def _use(self, shelf: Library) -> None:
        """Let the running day choose from what is there now; what is wrong in a file is told quietly."""
        self._shelf = shelf
        desk, sessions, movements = self.desk, tuple(shelf.sessions.values()), tuple(shelf.movements.values())
        told = " ".join(map(tell, shelf.messages()[:1]))
        known = (desk.engine.state.sessions, desk.engine.state.movements)
        if (sessions, movements) == known and told == desk.status.get("library", ""):
            return
        desk.engine.state.sessions, desk.engine.state.movements = sessions, movements
        if told:
            desk.status["library"] = told
        else:
            desk.status.pop("library", None)
        desk.turn()

    def _open(self, name: str) -> None:
        window = self.window
        if window is None:
            from intermezzo.ui.library.composer.window import ComposerWindow

            self.window = window = ComposerWindow()
            window.save.connect(self._save)
            window.command.connect(self._begin)
            window.left.connect(self._keep)
            delete_on_close(window, self._closed)
            window.set_movements(self._shelf.movements)
            self._fill(window, name)
        else:
            window.set_movements(self._shelf.movements)
            if name and name != window.draft.id:
                self._keep(window.leaving)
                self._fill(window, name)
        raise_window(window)

    def _fill(self, window: "ComposerWindow", name: str) -> None:
        """Go on where it was left, else begin with the session of this id, else with nothing."""
        kept = self._kept.pop(name, None)
        if kept is not None:
            window.begin(kept.history, kept.written)
            window.tell(_("This is what you were composing; it is not saved yet."))
            return
        session = self._shelf.sessions.get(name)
        if session is None:
            window.begin(UndoHistory(Draft()))
            return
        own = library.is_own(name, self.desk.paths.sessions, self._shelf)
        draft = draft_of(session, own=own)
        if own:
            window.begin(UndoHistory(draft), draft)
        else:
            # What ships stays as it is; what is made of it stands beside it.
            draft = replace(draft, title=_("{title}, my way").format(title=draft.title))
            window.begin(UndoHistory(draft), draft)

    def _keep(self, left: tuple[UndoHistory, Draft] | None) -> None:
        if left is not None:
            history, written = left
            self._kept[history.present.id] = _Kept(history, written)

    def _closed(self) -> None:
        self.window = None

    # -- saving --------------------------------------------------------------------------------------

    def _save(self, draft: Draft, begin: bool) -> None:  # noqa: FBT001 - a Qt slot
        self.app.worker.submit(
            "library.write", partial(self._write, draft), partial(self._written, draft, begin=begin),
            self._unwritten, LIMIT,
        )  # fmt: skip

    def _write(self, draft: Draft) -> tuple[Session, Library]:
        """Write it beside what is there now, and read all of it again."""
        schema = (resources.sessions() / "schema" / "session.json").as_uri()
        session = library.write(draft, self.desk.paths.sessions, self._load(), schema)
        return session, self._load()

    def _written(self, sent: Draft, done: tuple[Session, Library], *, begin: bool) -> None:
        session, shelf = done
        self._use(shelf)
        if self.window is not None:
            said = _("Saved as {path}.").format(path=shelf.files[session.id])
            self.window.saved(draft_of(session, own=True), said)
        else:
            kept = self._kept.get(sent.id)
            if kept is not None and kept.history.present == sent:  # closed while it was being written
                del self._kept[sent.id]
        if begin:
            self._begin(("now", session.id))

    def _begin(self, words: tuple[str, ...]) -> None:
        self.app.obey(words, self._begun)

    def _begun(self, ok: bool, line: str, _data: Any) -> None:  # noqa: FBT001 - the form of every answer
        if not ok and self.window is not None:
            self.window.refused(line)

    def _unwritten(self, fault: Fault) -> None:
        if self.window is not None:
            self.window.refused(tell(fault))
        else:
            self.desk.tell("said", tell(fault))
