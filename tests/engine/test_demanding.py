"""Level 3 comes by itself once it is open: the week's new movement leads to it, and it is offered."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from intermezzo.core.history.events import Event, EventKind
from intermezzo.core.practice.never_offered import bounds_of
from intermezzo.core.practice.progression.gates import awaited
from intermezzo.core.practice.progression.grades import start
from intermezzo.core.practice.progression.progress import (
    ChangedBy,
    LevelChange,
    MovementProgress,
    Practice,
    Rule,
)
from intermezzo.core.practice.repertoire import daily_changes, repertoire
from intermezzo.core.practice.selection import suits
from intermezzo.core.settings import Settings
from intermezzo.engine.practice_state import without_weights
from intermezzo.engine.simulate import simulate
from intermezzo.engine.simulated_person import PERSONAS
from tests.engine.days import Story
from tests.engine.test_practice import LIBRARY

pytestmark = pytest.mark.slow

FIRST = date(2026, 3, 2)
HARD = {name for name, one in LIBRARY.movements.items() if one.level > 2}
BAG: dict[str, Any] = {"weights": True, "equipment": ("bag",)}


def in_the_repertoire(level: int, weeks: int, **settings: Any) -> set[str]:
    """Return the demanding sessions that could be done in one of so many weeks with an open level."""
    chosen, movements = Settings(**settings), LIBRARY.movements
    bounds = bounds_of(chosen, level, without_weights(movements.values(), chosen))
    suited = [one for one in LIBRARY.sessions.values() if suits(one, bounds)]
    own = Practice({name: MovementProgress(one, start(one)) for name, one in movements.items()}, level)
    rows: list[Event] = []
    found = set[str]()
    for week in range(weeks):
        today = FIRST + timedelta(weeks=week)
        done = dict.fromkeys(repertoire(rows).active, today)
        for change in daily_changes(repertoire(rows), suited, done, today, awaited(own, today)):
            at = Story(day=today.isoformat()).at("04:00")
            rows.append(Event(str(len(rows)), EventKind.REPERTOIRE, at, 0, today, detail=change.detail()))
        active = repertoire(rows).active.keys()
        found |= {one.id for one in suited if one.movements <= active and one.movements & HARD}
    return found


@pytest.mark.parametrize(
    ("level", "weeks", "settings", "found"),
    [
        (2, 6, BAG, set()), (3, 2, {}, set()), (3, 3, {}, {"hinge_in_a_stride"}),
        (3, 6, BAG, {"hinge_in_a_stride", "carry_a_bag"}),
    ],
)  # fmt: skip
def test_the_repertoire_comes_to_have_what_is_demanding(
    level: int, weeks: int, settings: dict[str, Any], found: set[str]
) -> None:
    """What is new stays for two weeks, so that the third one brings the first change."""
    assert in_the_repertoire(level, weeks, **settings) == found


def test_it_is_offered_and_never_two_days_running() -> None:
    work: dict[str, Any] = dict.fromkeys(
        ("monday", "tuesday", "wednesday", "thursday", "friday"), ("09:00-17:00",)
    )
    story = Story(day=FIRST.isoformat(), **work)
    story.engine.state.sessions = tuple(LIBRARY.sessions.values())
    story.engine.state.movements = tuple(LIBRARY.movements.values())
    opened = LevelChange(3, ChangedBy.PRACTICE, Rule.GATE)
    story.engine.state.record(EventKind.GRADE, story.at("00:30"), detail=opened.detail())
    simulate(story.engine, FIRST, 19, PERSONAS["steady"], 1)
    assert "hinge_in_a_stride" in {row.session for row in story.rows(EventKind.OFFERED)}
    done = [row for row in story.rows(EventKind.STEP) if row.detail["movement"] in HARD]
    days = sorted({row.day for row in done})
    assert days
    assert all((later - earlier).days >= 2 for earlier, later in pairwise(days))
