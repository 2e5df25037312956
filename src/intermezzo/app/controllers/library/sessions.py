"""The page of sessions: those of the user's own, which the running day may choose at once."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from intermezzo.adapters import library
from intermezzo.adapters.library import Library
from intermezzo.adapters.system import resources
from intermezzo.app.context import Context, Respond
from intermezzo.app.controllers.library.page import PageController
from intermezzo.app.day import DayController
from intermezzo.core.faults import Fault, message
from intermezzo.core.override import override
from intermezzo.core.practice.editing import Draft, UndoHistory, draft_of
from intermezzo.core.practice.model import Session
from intermezzo.presenters import languages
from intermezzo.presenters.messages import tell

if TYPE_CHECKING:
    from intermezzo.ui.library.composer.pane import ComposerPane

LIMIT = 20.0
"""Seconds to read the library, or to write a session."""


class SessionsController(PageController["ComposerPane"]):
    """Keeps what was not saved until the composer is opened again."""

    def __init__(self, context: Context, day: DayController) -> None:
        super().__init__(context, day)
        self._library = Library()
        self._unsaved: dict[str, tuple[UndoHistory, Draft]] = {}
        """What ``leaving`` was when the window was closed, by the id of the session; empty for a new one."""

    def show(self, name: str, open_page: Callable[[], bool], respond: Respond) -> None:
        """Open the composer with what was left unsaved, or with the session of this id.

        ``open_page`` opens the page, and returns whether it is new.
        """

        def on_read(found: Library) -> None:
            self._use(found)
            if name and name not in found.sessions:
                respond(False, tell(message("composer.no_session", name=name)), None)
                return
            self._open_with(name, is_new=open_page())
            respond(True, tell(message("window.shown")), None)

        self._context.worker.submit(
            "library.read", self._load, on_read, lambda fault: respond(False, tell(fault), None), LIMIT
        )

    def _load(self) -> Library:
        return library.load([resources.sessions(), self._context.paths.sessions], languages())

    def _use(self, found: Library) -> None:
        """Let the engine choose from the library as it is now; a fault in a file becomes a notice."""
        self._library = found
        engine, notices = self._context.engine, self._context.notices
        sessions, movements = tuple(found.sessions.values()), tuple(found.movements.values())
        notices.set("library", next(iter(found.messages()), None))
        if (sessions, movements) != (engine.state.sessions, engine.state.movements):
            engine.state.sessions, engine.state.movements = sessions, movements
            self._day.turn()

    @override
    def attach(self, page: "ComposerPane") -> None:
        super().attach(page)
        page.save.connect(self._save)
        page.command.connect(self._dispatch)
        page.left.connect(self._keep)
        page.set_movements(self._library.movements)

    @override
    def update(self) -> None:
        if self.page is not None:
            self.page.set_movements(self._library.movements)

    def _open_with(self, name: str, *, is_new: bool) -> None:
        page = self.page
        if page is None:
            return
        page.set_movements(self._library.movements)
        if is_new:
            self._fill(page, name)
        elif name and name != page.draft.id:
            self._keep(page.leaving)
            self._fill(page, name)

    def _fill(self, page: "ComposerPane", name: str) -> None:
        """Begin with what was left unsaved, else with the session of this id, else with nothing."""
        unsaved = self._unsaved.pop(name, None)
        if unsaved is not None:
            page.begin(*unsaved)
            page.tell(tell(message("composer.unsaved")))
            return
        session = self._library.sessions.get(name)
        if session is None:
            page.begin(UndoHistory(Draft()))
            return
        own = library.is_own(name, self._context.paths.sessions, self._library)
        draft = draft_of(session, own=own)
        if not own:
            # Shipped sessions are not changed; the user's version is another session.
            draft = replace(draft, title=tell(message("composer.own_title", title=draft.title)))
        page.begin(UndoHistory(draft), draft)

    def _keep(self, left: tuple[UndoHistory, Draft] | None) -> None:
        if left is not None:
            self._unsaved[left[0].present.id] = left

    # -- saving --------------------------------------------------------------------------------------

    def _save(self, draft: Draft, begin: bool) -> None:  # noqa: FBT001 - a Qt slot
        self._context.worker.submit(
            "library.write", partial(self._write, draft), partial(self._on_written, draft, begin=begin),
            self._on_fault, LIMIT,
        )  # fmt: skip

    def _write(self, draft: Draft) -> tuple[Session, Library]:
        """Write the session, and read the whole library again."""
        schema = (resources.sessions() / "schema" / "session.json").as_uri()
        session = library.write(draft, self._context.paths.sessions, self._load(), schema)
        return session, self._load()

    def _on_written(self, sent: Draft, done: tuple[Session, Library], *, begin: bool) -> None:
        session, found = done
        self._use(found)
        if self.page is not None:
            said = tell(message("composer.saved"))
            self.page.saved(draft_of(session, own=True), said)
        else:
            unsaved = self._unsaved.get(sent.id)
            if unsaved is not None and unsaved[0].present == sent:  # closed before it was written
                del self._unsaved[sent.id]
        if begin:
            self._dispatch(("now", session.id))

    def _on_fault(self, fault: Fault) -> None:
        if self.page is not None:
            self.page.refused(tell(fault))
        else:
            self._context.notices.show("command", fault)

    @override
    def _tell(self, line: str, *, ok: bool) -> None:
        if not ok and self.page is not None:
            self.page.refused(line)
