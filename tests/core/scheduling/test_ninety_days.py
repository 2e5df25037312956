"""Ninety days of choosing: how much is new, whether every area has its turn, and never one twice in a row."""

import itertools
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from intermezzo.adapters.library import load
from intermezzo.adapters.system import resources
from intermezzo.core.history.events import Event, EventKind, Json
from intermezzo.core.practice.model import Area, Ask, Kind, Session
from intermezzo.core.practice.repertoire import FEWEST, MOST, daily_changes, last_done, repertoire
from intermezzo.core.practice.selection import Constraints, choose, suits

pytestmark = pytest.mark.slow

SESSIONS = tuple(load([resources.sessions()]).sessions.values())
BY_ID = {one.id: one for one in SESSIONS}
FIRST = date(2026, 9, 7)  # a Monday
DAYS = 90


@dataclass
class Life:
    """What happened, and what was active at the end of each day."""

    events: list[Event] = field(default_factory=list)
    chosen: list[Session] = field(default_factory=list)
    strangers: int = 0
    active: dict[date, frozenset[str]] = field(default_factory=dict)

    def write(
        self, kind: EventKind, day: date, session: str | None = None, detail: Mapping[str, Json] | None = None
    ) -> None:
        at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        self.events.append(
            Event(str(len(self.events)), kind, at, 0, day, session=session, detail=detail or {})
        )


def _workdays() -> Iterator[date]:
    for number in range(DAYS):
        day = FIRST + timedelta(days=number)
        if day.weekday() < 5:
            yield day


def live(place: dict[str, Any], rhythm: tuple[Kind, ...], seed: int, *, meetings: bool) -> Life:
    """Take every offer of the rhythm, in gaps of many lengths, some of them right before a meeting."""
    chance = random.Random(seed)
    life = Life()
    pool = [one for one in SESSIONS if suits(one, Constraints(**place))]
    for day in _workdays():
        done = last_done(life.events, SESSIONS)
        for change in daily_changes(repertoire(life.events), pool, done, day):
            life.write(EventKind.REPERTOIRE, day, detail=change.detail())
        now = repertoire(life.events)
        assert daily_changes(now, pool, done, day) == ()
        life.active[day] = frozenset(now.active)
        for kind in rhythm:
            gap = chance.uniform(120, 900) if kind is Kind.INTERLUDE else chance.uniform(390, 1800)
            week = [one for one in life.events if one.kind is EventKind.COMPLETED][-12:]
            counts = Counter(area for one in week for area in BY_ID[one.session or ""].areas)
            wish: dict[str, Any] = {
                **place, "recent": [one.id for one in life.chosen][-12:], "area_counts": counts,
                "active": life.active[day], "newest": now.newest(day),
                "seconds_to_meeting": gap + 120 if meetings and chance.random() < 0.7 else None,
            }  # fmt: skip
            found = choose(kind, gap, SESSIONS, Constraints(**wish))
            assert found is not None
            life.chosen.append(found.session)
            life.strangers += not found.session.movements <= life.active[day]
            life.write(EventKind.COMPLETED, day, found.session.id)
    return life


QUIET = (Kind.INTERLUDE, Kind.INTERLUDE, Kind.MICRO)
FREQUENT = (*[Kind.INTERLUDE] * 4, Kind.MICRO, *[Kind.INTERLUDE] * 4, Kind.MICRO)
PLACES: dict[str, dict[str, Any]] = {
    "anywhere": {"allow_floor": True},
    "default": {},
    "open office": {"quiet_only": True},
    "nothing at hand": {"equipment": ()},
    **{f"without {one.value}": {"leave_out": {one}, "allow_floor": True} for one in Ask},
    "without any of them": {"leave_out": set(Ask), "quiet_only": True},
}


@pytest.mark.parametrize("rhythm", [QUIET, FREQUENT], ids=["quiet", "frequent"])
@pytest.mark.parametrize("name", PLACES)
def test_ninety_days_are_varied_complete_and_never_restless(name: str, rhythm: tuple[Kind, ...]) -> None:
    life = live(PLACES[name], rhythm, 1, meetings=len(rhythm) == 3)
    _never_twice_running(life)
    _every_area_in_five(life)
    _small_and_slow(life)
    place = PLACES[name]
    if not place.get("quiet_only") and Ask.STANDING not in place.get("leave_out", ()):
        _gets_up_every_week(life)


def _gets_up_every_week(life: Life) -> None:
    """At least half of a week's interludes are done standing or walking."""
    weeks: defaultdict[int, list[bool]] = defaultdict(list)
    for one in life.events:
        session = BY_ID.get(one.session or "")
        if one.kind is EventKind.COMPLETED and session is not None and session.kind is Kind.INTERLUDE:
            weeks[one.day.isocalendar().week].append(session.stands)
    assert all(2 * sum(stood) >= len(stood) for stood in weeks.values()), weeks


def _never_twice_running(life: Life) -> None:
    assert all(one is not other for one, other in itertools.pairwise(life.chosen))


def _every_area_in_five(life: Life) -> None:
    interludes = [one for one in life.chosen if one.kind is Kind.INTERLUDE]
    for start in range(len(interludes) - 4):
        touched = {area for one in interludes[start : start + 5] for area in one.areas}
        assert touched == set(Area), [one.id for one in interludes[start : start + 5]]


def _small_and_slow(life: Life) -> None:
    """Eight to twelve at any time; one new a week at most; nothing is done that is not in."""
    assert life.strangers == 0
    assert all(FEWEST <= len(one) <= MOST for one in life.active.values())
    days = sorted(life.active)
    seen = set(life.active[days[0]])
    new: Counter[tuple[int, int]] = Counter()
    for before, day in itertools.pairwise(days):
        came = life.active[day] - life.active[before]
        new[day.isocalendar()[:2]] += len(came)
        seen |= came
    assert max(new.values()) <= 1
    assert new[days[0].isocalendar()[:2]] == 0


def test_there_is_something_new_in_most_weeks_and_it_is_done() -> None:
    life = live({}, QUIET, 2, meetings=False)
    days = sorted(life.active)
    ever = frozenset[str]().union(*life.active.values())
    assert len(ever) >= MOST + 8
    done = {name for one in life.chosen for name in one.movements}
    assert len(ever - done) <= 2
    assert len({one.id for one in life.chosen}) >= 14
    assert len(life.active[days[-1]] & life.active[days[0]]) < MOST
