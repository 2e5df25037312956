"""The countdowns of other reminders, minute by minute."""

from datetime import UTC, datetime, timedelta

import pytest

from intermezzo.core.scheduling.baseline_policies import POLICIES, Countdown, Surroundings
from intermezzo.core.scheduling.intervals import Interval

START = datetime(2026, 11, 16, 8, tzinfo=UTC)
LENGTH = timedelta(minutes=2)


def span(first: float, last: float) -> Interval:
    return Interval(at(first), at(last))


def at(minute: float) -> datetime:
    return START + timedelta(minutes=minute)


def offers(
    policy: str, interval: int, *, work: tuple[Interval, ...] = (span(0, 480),),
    away: tuple[Interval, ...] = (), silenced: tuple[Interval, ...] = (), busy: tuple[Interval, ...] = (),
) -> list[float]:  # fmt: skip
    """Return the minutes of the offers, none of which is taken."""
    countdown = Countdown(POLICIES[policy], Surroundings(work, away, silenced, busy, LENGTH))
    found = []
    moment = countdown.next_offer(START, timedelta(minutes=interval))
    while moment is not None:
        found.append((moment - START) / timedelta(minutes=1))
        moment = countdown.next_offer(moment, timedelta(minutes=interval))
    return found


def test_a_fixed_timer_knows_nothing() -> None:
    known = {"away": (span(100, 200),), "silenced": (span(200, 300),), "busy": (span(200, 300),)}
    assert offers("fixed", 121, **known) == [121, 242, 363]
    assert offers("fixed", 120) == [120, 240, 360], "none at the end of work"
    assert offers("fixed", 100, work=(span(0, 150), span(180, 300))) == [100, 230]


def test_an_absence_restarts_the_countdown_once_it_is_noticed() -> None:
    assert offers("idle_reset", 90, away=(span(100, 200),)) == [90, 290, 380, 470]
    assert offers("idle_reset", 90, away=(span(87, 200),)) == [90, 290, 380, 470], (
        "it ends in the first minutes"
    )
    assert offers("idle_reset", 90, away=(span(80, 84),)) == [90, 180, 270, 360, 450], "too short"
    assert offers("idle_reset", 100, work=(span(0, 150), span(180, 300))) == [100, 280]


def test_silenced_by_hand_it_stands_still() -> None:
    assert offers("by_hand", 90, silenced=(span(60, 120), span(120, 130))) == [160, 250, 340, 430]
    assert offers("by_hand", 90, silenced=(span(60, 120),), away=(span(100, 140),)) == [230, 320, 410]


def test_what_is_skipped_starts_the_countdown_again() -> None:
    assert offers("skip_busy", 90, busy=(span(60, 120), span(270, 280))) == [180, 360, 450]


def test_looking_ahead_waits_for_the_next_gap_that_is_long_enough() -> None:
    assert offers("look_ahead", 90, busy=(span(60, 120), span(121, 200))) == [200, 290, 380, 470]
    assert offers("look_ahead", 90, busy=(span(60, 120), span(122.5, 200)))[0] == 120
    assert offers("look_ahead", 90, busy=(span(60, 120), span(460, 480))) == [120, 210, 300, 390]
    assert offers("look_ahead", 90, busy=(span(60, 480),)) == []
    assert offers("look_ahead", 90, busy=(span(60, 200),), away=(span(150, 260),)) == [350, 440]


@pytest.mark.parametrize(
    ("policy", "again"), [("fixed", 100), ("by_hand", 100), ("skip_busy", 190), ("look_ahead", 120)]
)
def test_a_snoozed_offer_comes_again_where_the_policy_makes_offers(policy: str, again: int) -> None:
    busy = (span(95, 120),)
    countdown = Countdown(POLICIES[policy], Surroundings((span(0, 480),), (), (), busy, LENGTH))
    assert countdown.snoozed_offer(at(100), timedelta(minutes=90)) == at(again)
