"""The page of sessions: one's own are written here, and the running day may choose them at once."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from intermezzo.adapters import library
from intermezzo.adapters.library import Library, RemovedFile
from intermezzo.adapters.system import resources
from intermezzo.app.context import Context, Respond
from intermezzo.app.controllers.library.page import PageController
from intermezzo.app.day import DayController
from intermezzo.core.faults import Fault, message
from intermezzo.core.override import override
from intermezzo.core.practice.editing import Draft, UndoHistory, draft_of
from intermezzo.core.practice.model import Session
from intermezzo.core.practice.never_offered import allowing
from intermezzo.core.practice.selection import Bar, Obstacle
from intermezzo.presenters import languages
from intermezzo.presenters.library.obstacles import ObstacleLine
from intermezzo.presenters.messages import tell

if TYPE_CHECKING:
    from intermezzo.ui.library.sessions.page import SessionsPage

LIMIT = 20.0
"""Seconds to read the library, or to write a session."""
_NEW = "new:{n}"
"""The key of a draft that has no file yet; no id has a colon."""


class SessionsController(PageController["SessionsPage"]):
    """Keeps what was not saved until the composer is opened again."""

    def __init__(self, context: Context, day: DayController) -> None:
        super().__init__(context, day)
        self._library = Library()
        self._unsaved: dict[str, tuple[UndoHistory, Draft]] = {}
        """What ``leaving`` was when the composer was left, by the session's id, or by ``_NEW``."""
        self._key = ""
        """The key of the draft that is in the composer."""
        self._count = 0
        self._removed: RemovedFile | None = None

    # -- the library ---------------------------------------------------------------------------------

    def read(self) -> None:
        """Read the library, and show it."""
        self._context.worker.submit("library.read", self._load, self._use, self._on_fault, LIMIT)

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
        self.update()

    def _is_own(self, name: str) -> bool:
        return library.is_own(name, self._context.paths.sessions, self._library)

    # -- the page ------------------------------------------------------------------------------------

    @override
    def attach(self, page: "SessionsPage") -> None:
        super().attach(page)
        page.command.connect(self._dispatch)
        page.wanted.connect(self._on_wanted)
        page.allowed.connect(self._allow)
        page.take_away.connect(self._take_away)
        page.composer.save.connect(self._save)
        page.composer.left.connect(self._keep)
        page.composer.obstacles_of = self._obstacles

    @override
    def update(self) -> None:
        from intermezzo.app import library_views

        if self.page is None:
            return
        own = {name for name in self._library.sessions if self._is_own(name)}
        unsaved = {key: history.present for key, (history, _written) in self._unsaved.items()}
        hidden = self._day.writer.hidden()
        self.page.set_rows(library_views.sessions(self._context.engine, own, unsaved, hidden))
        self.page.composer.set_movements(self._library.movements)
        self.page.composer.show_obstacles()

    def _obstacles(self, session: Session) -> tuple[ObstacleLine, ...]:
        """Return what the composer tells; that it is demanding stands in its advice already."""
        from intermezzo.app import library_views

        lines = library_views.obstacles(self._context.engine, session, self._day.writer.hidden())
        return tuple(one for one in lines if one.obstacle.bar not in {Bar.LEVEL, Bar.DIRECTION})

    def _on_wanted(self, what: str, key: str) -> None:
        if what == "delete" and key in self._unsaved and key not in self._library.sessions:
            del self._unsaved[key]
            self.update()
        elif what == "delete":
            self._delete(key)
        elif what == "undo":
            self._put_back()
        elif self.page is not None:
            self._fill(self.page, key, copy=what == "copy")

    def _take_away(self, phone: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Save the page for waking, bed and car."""
        from intermezzo.app import library_views
        from intermezzo.ui.library.take_away import take_away_pdf

        view = library_views.take_away(self._context.engine, self._day.writer.hidden())
        name = "intermezzo-phone.pdf" if phone else "intermezzo-page.pdf"
        self._save_pdf(name, take_away_pdf(view, phone=phone))

    def _allow(self, obstacle: Obstacle) -> None:
        """Remove an obstacle: by another setting, or by taking a movement in again."""
        if obstacle.bar is Bar.AVOIDED:
            for name in obstacle.what:
                self._dispatch(("repertoire", "in", name))
            return
        settings = self._context.settings

        def on_saved(why: str) -> None:
            self._tell(why or tell(message("sessions.allowed")), ok=not why)
            self.update()

        settings.replace(allowing(settings.current, obstacle), on_saved)

    @override
    def _dispatch(self, words: tuple[str, ...]) -> None:
        def respond(ok: bool, line: str, _data: object) -> None:  # noqa: FBT001 - of every response
            if not ok or words[0] != "now":  # a session that begins is seen
                self._tell(line, ok=ok)

        self._context.dispatch(words, respond)

    @override
    def _tell(self, line: str, *, ok: bool) -> None:
        if self.page is None:
            return
        if self.page.composing and not ok:
            self.page.composer.refused(line)
        else:
            self.page.tell(line)

    # -- the composer --------------------------------------------------------------------------------

    def compose(self, name: str, open_page: Callable[[], None], respond: Respond) -> None:
        """Open the composer with what was left unsaved, or with the session of this id."""

        def on_read(found: Library) -> None:
            self._use(found)
            if name and name not in found.sessions:
                respond(False, tell(message("composer.no_session", name=name)), None)
                return
            open_page()
            self.update()
            self._open_with(name)
            respond(True, tell(message("window.shown")), None)

        self._context.worker.submit(
            "library.read", self._load, on_read, lambda fault: respond(False, tell(fault), None), LIMIT
        )

    def _open_with(self, name: str) -> None:
        page = self.page
        if page is None or (page.composing and (not name or name == page.composer.draft.id)):
            return
        if not name:
            name = next((key for key in reversed(self._unsaved) if key not in self._library.sessions), "")
        self._fill(page, name)

    def _fill(self, page: "SessionsPage", key: str, *, copy: bool = False) -> None:
        """Begin with what was left unsaved, else with the session of this id, else with nothing."""
        composer = page.composer
        if page.composing:
            composer.hand_over()
        unsaved = self._unsaved.pop(key, None) if not copy else None
        session = self._library.sessions.get(key)
        own = session is not None and self._is_own(key) and not copy
        self._count += 1
        self._key = key if own or unsaved is not None else _NEW.format(n=self._count)
        if unsaved is not None:
            composer.begin(*unsaved)
            composer.tell(tell(message("composer.unsaved")))
        elif session is None:
            composer.begin(UndoHistory(Draft()))
        else:
            draft = draft_of(session, own=own)
            if not own:
                # Shipped sessions are not changed; the user's version is another session.
                code = "composer.copy_title" if copy else "composer.own_title"
                draft = replace(draft, title=tell(message(code, title=draft.title)))
            composer.begin(UndoHistory(draft), draft)
        page.show_composer()

    def _keep(self, left: tuple[UndoHistory, Draft] | None) -> None:
        self._unsaved.pop(self._key, None)
        if left is not None:
            self._unsaved[self._key] = left
        self.update()

    # -- files ---------------------------------------------------------------------------------------

    def _save(self, draft: Draft, begin: bool) -> None:  # noqa: FBT001 - a Qt slot
        self._context.worker.submit(
            "library.write", partial(self._write, draft),
            partial(self._on_written, draft, self._key, begin=begin), self._on_fault, LIMIT,
        )  # fmt: skip

    def _write(self, draft: Draft) -> tuple[Session, Library]:
        """Write the session, and read the whole library again."""
        schema = (resources.sessions() / "schema" / "session.json").as_uri()
        session = library.write(draft, self._context.paths.sessions, self._load(), schema)
        return session, self._load()

    def _on_written(self, sent: Draft, key: str, done: tuple[Session, Library], *, begin: bool) -> None:
        session, found = done
        unsaved = self._unsaved.get(key)
        if unsaved is not None and unsaved[0].present == sent:  # left before it was written
            del self._unsaved[key]
        if self._key == key:
            self._key = session.id
        self._use(found)
        if self.page is not None:
            self.page.composer.saved(draft_of(session, own=True), tell(message("library.saved")))
        if begin:
            self._dispatch(("now", session.id))

    def _delete(self, name: str) -> None:
        def remove() -> tuple[RemovedFile, Library]:
            removed = library.remove(name, self._context.paths.sessions, self._load())
            return removed, self._load()

        def on_removed(done: tuple[RemovedFile, Library]) -> None:
            title = self._library.sessions[name].title if name in self._library.sessions else name
            self._unsaved.pop(name, None)
            self._removed, found = done
            self._use(found)
            if self.page is not None:
                self.page.tell(tell(message("sessions.deleted", title=title)), undo=True)

        self._context.worker.submit("library.write", remove, on_removed, self._on_fault, LIMIT)

    def _put_back(self) -> None:
        removed = self._removed
        if removed is None:
            return

        def on_back(found: Library) -> None:
            self._removed = None
            self._use(found)
            if self.page is not None:
                self.page.tell(tell(message("sessions.put_back")))
                self.page.select(removed.path.stem)

        def put_back() -> Library:
            library.put_back(removed)
            return self._load()

        self._context.worker.submit("library.write", put_back, on_back, self._on_fault, LIMIT)

    def _on_fault(self, fault: Fault) -> None:
        if self.page is not None:
            self._tell(tell(fault), ok=False)
        else:
            self._context.notices.show("command", fault)
