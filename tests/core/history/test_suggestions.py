"""What the week suggests: one thing that one command does, and another takes back."""

from datetime import date, time, timedelta

import pytest

from intermezzo.core.history.statistics import Count, DayTally, Gap, WeekSummary, summarise
from intermezzo.core.history.suggestions import NEVER_TAKEN, SuggestionCode, suggestion

MONDAY = date(2026, 11, 2)


def week(number: int, taken: int, room: int = 3) -> WeekSummary:
    """A week of five days in which so many slots of each day were taken."""
    monday = MONDAY + timedelta(weeks=number)
    days = (
        DayTally(monday + timedelta(days=n), room=Count(room, 0), done=Count(taken, 0), work=480)
        for n in range(5)
    )
    return summarise(days, monday)


KEPT, IGNORED = (week(0, 3), week(1, 3)), (week(0, 0), week(1, 0))
NEVER = Gap(time(15, 0), NEVER_TAKEN, 0)


@pytest.mark.parametrize(
    ("rhythm", "before", "code", "after"),
    [
        ("quiet", KEPT, SuggestionCode.RHYTHM, "steady"), ("steady", KEPT, SuggestionCode.RHYTHM, "frequent"),
        ("frequent", KEPT, None, ""), ("own", KEPT, None, ""), ("quiet", KEPT[:1], None, ""),
        ("frequent", IGNORED, SuggestionCode.FEWER, "steady"),
        ("steady", IGNORED, SuggestionCode.FEWER, "quiet"), ("quiet", IGNORED, None, ""),
        ("own", IGNORED, None, ""), ("steady", IGNORED[:1], None, ""), ("steady", (), None, ""),
        ("steady", (IGNORED[0], KEPT[1]), None, ""), ("steady", (KEPT[0], IGNORED[1]), None, ""),
        ("steady", (week(0, 0, 0), week(1, 0, 0)), None, ""),
    ],
)  # fmt: skip
def test_the_next_rhythm_and_fewer(
    rhythm: str, before: tuple[WeekSummary, ...], code: SuggestionCode | None, after: str
) -> None:
    found = suggestion(rhythm, before, ())
    assert (found.code if found else None) is code
    if found is not None:
        assert (found.command, found.undo) == (("rhythm", after), ("rhythm", rhythm))
        assert found.rhythm == after


@pytest.mark.parametrize(("taken", "room", "fewer"), [(1, 4, True), (1, 3, False), (0, 1, True)])
def test_a_quarter_taken_at_most_is_mostly_ignored(taken: int, room: int, fewer: bool) -> None:
    found = suggestion("steady", (week(0, taken, room), week(1, taken, room)), ())
    assert (found is not None and found.code is SuggestionCode.FEWER) is fewer


@pytest.mark.parametrize(
    ("gaps", "bad", "hour", "taken"),
    [
        ((NEVER,), (), 15, None), ((Gap(time(15), NEVER_TAKEN - 1, 0),), (), None, None),
        ((Gap(time(15), 2, 0), Gap(time(15, 45), 2, 0)), (), 15, None),
        ((NEVER, Gap(time(15, 30), 1, 1)), (), None, None), ((NEVER,), ("15:00-16:00",), None, None),
        ((NEVER, Gap(time(11), 9, 2), Gap(time(13, 15), 5, 4)), (), 15, 13),
        ((Gap(time(9), 5, 0), NEVER), (), 9, None), ((Gap(time(9), 5, 0), NEVER), ("09:00-10:00",), 15, None),
        ((Gap(time(23), 5, 0),), (), 23, None),
    ],
)  # fmt: skip
def test_an_hour_that_was_never_taken(
    gaps: tuple[Gap, ...], bad: tuple[str, ...], hour: int | None, taken: int | None
) -> None:
    found = suggestion("quiet", KEPT[:1], gaps, bad)
    assert (found.hour if found else None) == (None if hour is None else time(hour))
    if found is not None:
        text = f"{hour:02}:00-{(hour or 0) + 1:02}:00".replace("24:00", "00:00")
        assert found.code is SuggestionCode.MOVE
        assert (found.command, found.undo) == (("bad-time", "add", text), ("bad-time", "drop", text))
        assert found.taken == (None if taken is None else time(taken))


def test_fewer_comes_before_another_hour_and_that_before_more() -> None:
    codes = [
        found.code
        for before in (IGNORED, KEPT)
        for found in [suggestion("steady", before, (NEVER,))]
        if found is not None
    ]
    assert codes == [SuggestionCode.FEWER, SuggestionCode.MOVE]
