"""A session that had hardly begun is no movement, in the practice as in day and week."""

import pytest

from intermezzo.core.history.events import HARDLY_BEGUN, EventKind
from intermezzo.core.practice.feedback import WHYS
from intermezzo.core.practice.progression.absence import last_moved
from intermezzo.core.practice.progression.exposures import Felt, moved_days, promotes_nothing
from intermezzo.core.practice.progression.gates import opened
from intermezzo.core.practice.progression.progress import Rule
from intermezzo.core.practice.progression.resting import stopped_before
from intermezzo.core.practice.repertoire import last_done
from intermezzo.core.scheduling.day_state import effective
from tests.core.practice.progression.histories import FIRST, LIBRARY, History

HINGE = "wall_hip_hinge"
SESSIONS = tuple(LIBRARY.sessions.values())
ENDS = pytest.mark.parametrize("ended", [EventKind.PARTIAL, EventKind.INTERRUPTED])
BOUND = pytest.mark.parametrize(("seconds", "moved"), [(HARDLY_BEGUN - 0.1, False), (HARDLY_BEGUN, True)])


@ENDS
@BOUND
def test_it_is_no_day_on_which_one_moved(ended: EventKind, seconds: float, moved: bool) -> None:
    history = History()
    history.done(HINGE, 3, "", ended=ended, seconds=seconds)
    days = (history.at(3).date(),) if moved else ()
    assert moved_days(history.rows) == days
    assert last_moved(history.rows, history.at(9).date()) == (days[0] if days else None)
    assert dict(last_done(history.rows, SESSIONS)) == dict.fromkeys(
        [HINGE] if moved else [], history.at(3).date()
    )


@ENDS
@BOUND
def test_it_ends_no_absence(ended: EventKind, seconds: float, moved: bool) -> None:
    history = History().smooth(HINGE, 0)
    history.upkeep(0)
    history.done(HINGE, 7, "", ended=ended, seconds=seconds)
    rules = {row.rule for row in history.of(HINGE, 14).rows} | {
        change.rule for change in history.upkeep(14).changes
    }
    assert (Rule.AWAY in rules) is not moved


@BOUND
def test_it_opens_no_gate(seconds: float, moved: bool) -> None:
    history = History().smooth("scap_set", *range(5))
    for name in ("desk_plank", HINGE, "wall_slide"):
        history.smooth(name, *range(3))
    history.done("scap_set", 5, "", ended=EventKind.PARTIAL, seconds=seconds)
    found = opened(
        history.practice(6), effective(history.rows), history.at(6).date(), cleared=True, weights=False,
        equipment=(),
    )  # fmt: skip
    assert (found is not None) is moved


@ENDS
@BOUND
@pytest.mark.parametrize("felt", ["", "smooth"])
def test_it_is_no_time_that_a_movement_was_done(
    ended: EventKind, seconds: float, moved: bool, felt: str
) -> None:
    """So the first time at a grade, with half of the repetitions, is still to come."""
    history = History()
    history.done(HINGE, 0, felt, ended=ended, seconds=seconds)
    found = history.of(HINGE, 0)
    assert (len(found.times) == 1, found.is_trial) == (moved, not moved)


@pytest.mark.parametrize("seconds", [1.0, HARDLY_BEGUN - 0.1, HARDLY_BEGUN])
@pytest.mark.parametrize("why", WHYS)
def test_to_stop_at_once_counts_but_for_lack_of_time(seconds: float, why: str) -> None:
    history = History()
    history.done(HINGE, 0, "stopped", ended=EventKind.PARTIAL, seconds=seconds, why=why)
    felts = [time.felt for time in history.of(HINGE, 0).times]
    if why == "no_time":
        assert felts == ([] if seconds < HARDLY_BEGUN else [None])
    else:
        assert felts == [Felt.STOPPED]


def test_what_was_stopped_is_told_until_it_was_done_again() -> None:
    history = History()
    history.done(HINGE, 0, "stopped", why="thread")
    for day, seconds, told in ((5, HARDLY_BEGUN - 0.1, True), (6, HARDLY_BEGUN, False)):
        history.done(HINGE, day, "", ended=EventKind.PARTIAL, seconds=seconds)
        assert stopped_before(history.rows, SESSIONS) == ({HINGE: FIRST} if told else {})


@BOUND
def test_a_check_that_was_never_reached_spoils_no_day(seconds: float, moved: bool) -> None:
    history = History()
    check = "pelvic_clock_seated"
    history.done(check, 0, "", kind="micro", ended=EventKind.PARTIAL, seconds=seconds)
    assert promotes_nothing(history.rows, FIRST) is moved


def test_the_rest_that_was_done_later_makes_it_one() -> None:
    history = History()
    history.done(HINGE, 0, "", ended=EventKind.INTERRUPTED, seconds=5.0)
    assert moved_days(history.rows) == ()
    history.row(EventKind.COMPLETED, 0, 11, occurrence="o0", seconds=80.0, detail={"kind": "interlude"})
    assert moved_days(history.rows) == (FIRST,)
    history.row(EventKind.DONE_ALREADY, 1, detail={})
    assert len(moved_days(history.rows)) == 2
