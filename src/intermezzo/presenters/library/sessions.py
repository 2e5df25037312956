"""The views of the page of sessions: a row each, one's own first, and one of them in full."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from intermezzo.core.practice import before_the_car
from intermezzo.core.practice.editing import Draft
from intermezzo.core.practice.model import Area, Kind, Session
from intermezzo.core.practice.never_offered import never_offered
from intermezzo.core.practice.search import folded, found
from intermezzo.core.practice.selection import DEFAULT_LEVEL
from intermezzo.core.scheduling import before_bed
from intermezzo.core.settings import Settings
from intermezzo.presenters import _
from intermezzo.presenters.areas import area_word
from intermezzo.presenters.card import kind_name
from intermezzo.presenters.durations import length
from intermezzo.presenters.library.composing import StepView, step_views
from intermezzo.presenters.library.movement import session_search
from intermezzo.presenters.library.obstacles import ObstacleLine, barred_words, obstacle_lines


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session. The id of a new one that is not saved is no session's id."""

    id: str
    session: Session
    title: str
    """The session's, or that it has none yet."""
    facts: str
    own: bool
    unsaved: bool
    obstacles: tuple[ObstacleLine, ...]
    """Why it is never offered; empty if it is."""
    barred: str
    """That it is never offered, or not yet; empty if it is."""
    group: str
    spoken: str
    heading: str = ""
    """The group's name, above its first row."""


@dataclass(frozen=True, slots=True)
class SessionInFull:
    """One session in full: its row, and what only the detail shows."""

    row: SessionRow
    note: str
    steps: tuple[StepView, ...]


def session_rows(
    sessions: Iterable[Session], own: Collection[str], settings: Settings, refused: Collection[str],
    unsaved: Mapping[str, Draft], level: int = DEFAULT_LEVEL,
) -> tuple[SessionRow, ...]:  # fmt: skip
    """Return all sessions, one's own first, then by kind.

    ``unsaved`` are drafts by id, or by another key for those that have no file yet; ``level`` is the highest
    open one.
    """
    known = list(sessions)
    files = {one.id for one in known}
    every = {one.id: one for one in known} | {name: one.session for name, one in unsaved.items()}
    names = {step.movement.id: step.movement.name for one in every.values() for step in one.steps}
    kinds = list(Kind)
    rows = [
        _row(
            name, one, own=name in own or name not in files, unsaved=name in unsaved,
            obstacles=obstacle_lines(never_offered(one, settings, refused, level), names),
        )
        for name, one in every.items()
    ]  # fmt: skip
    rows.sort(
        key=lambda row: (
            not row.own, 0 if row.own else kinds.index(row.session.kind), not row.unsaved,
            folded(row.session.title),
        )
    )  # fmt: skip
    return tuple(rows)


def matching_rows(rows: Sequence[SessionRow], text: str) -> tuple[SessionRow, ...]:
    """Return the rows that the search finds; without a search all, the first of each group with a heading."""
    if text.strip():
        return found(text, rows, lambda row: session_search(row.session))
    before = ["", *(row.group for row in rows)]
    return tuple(
        replace(row, heading=row.group) if row.group != last else row
        for last, row in zip(before, rows, strict=False)
    )


def session_words(row: SessionRow) -> SessionInFull:
    """Return one session in full."""
    session = row.session
    note = _("A ritual is never offered; begin it when you like.") if session.kind is Kind.RITUAL else ""
    if session.id == before_the_car.SESSION:
        note = _("Settings can offer it as the last break of the day. Begin it when you like.")
    if session.id == before_bed.SESSION:
        note = _("Settings can offer it once an evening. Begin it when you like.")
    return SessionInFull(row, note, step_views(session))


def _row(
    name: str, session: Session, *, own: bool, unsaved: bool, obstacles: tuple[ObstacleLine, ...]
) -> SessionRow:
    areas = ", ".join(area_word(area) for area in Area if area in session.areas)
    parts = [kind_name(session.kind), length(session.seconds), *([areas] if areas else [])]
    if unsaved:
        parts.insert(0, _("not saved yet"))
    title = session.title or _("Without a name yet")
    said = [title, *([_("your own")] if own else []), *parts, *(one.words for one in obstacles)]
    groups = {
        Kind.INTERLUDE: _("Interludes"), Kind.MICRO: _("Micro-sessions"), Kind.RITUAL: _("Rituals"),
    }  # fmt: skip
    return SessionRow(
        name, session, title, " · ".join(parts), own, unsaved, obstacles,
        barred=barred_words([one.obstacle for one in obstacles]),
        group=_("Your own") if own else groups[session.kind], spoken=", ".join(said),
    )  # fmt: skip
