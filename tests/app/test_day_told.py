"""Today, tray, week and settings tell the same of a day, whatever kind of day it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from intermezzo.adapters import settings_file
from intermezzo.app import views
from intermezzo.core.settings import WEEKDAYS, Settings
from intermezzo.engine import week
from tests.app.conftest import House

pytestmark = pytest.mark.slow

WORK: dict[str, Any] = dict.fromkeys(WEEKDAYS[:5], ("09:00-17:00",))
WEDNESDAY, SATURDAY = 0, 3
LIKE_TODAY = "A whole day like today, with this rhythm"


@dataclass(frozen=True)
class Kind:
    """A kind of day: when it is, what was said of it, and what each place tells."""

    day: int
    hour: int
    said: tuple[str, ...]
    today: str
    tray: str
    strip: str
    week: str | None


KINDS = {
    "at work, without a calendar": Kind(
        WEDNESDAY, 10, (), "Next at 11:00", "Next at 11:00: ", LIKE_TODAY, ""
    ),
    "a weekend": Kind(
        SATURDAY, 10, (), "Next on Monday at 11:00", "Next on Monday at 11:00", "Monday, with this rhythm",
        None,
    ),
    "work at a weekend": Kind(
        SATURDAY, 10, ("today", "work"), "Next at 11:40", "Next at 11:40: ", LIKE_TODAY, ""
    ),
    "after hours": Kind(
        WEDNESDAY, 18, (), "Next on Thursday at 11:00", "Next on Thursday at 11:00",
        "Thursday, with this rhythm", "no data",
    ),
    "work after hours": Kind(
        WEDNESDAY, 18, ("today", "work"), "Next at 18:40", "Next at 18:40: ", LIKE_TODAY, ""
    ),
    "a day off": Kind(
        WEDNESDAY, 10, ("today", "off"), "Next on Thursday at 11:00", "Next on Thursday at 11:00",
        "Thursday, with this rhythm", "day off",
    ),
    "a gentle day": Kind(
        WEDNESDAY, 10, ("gentle", "on"), "Next at 11:00", "Next at 11:00: ", LIKE_TODAY,
        "gentle day",
    ),
    "a pause": Kind(
        WEDNESDAY, 10, ("pause", "30m"), "Quiet until 10:30", "You paused, until 10:30",
        LIKE_TODAY, "",
    ),
    "a pause for the rest of the day": Kind(
        WEDNESDAY, 10, ("pause", "today"), "Quiet for the rest of today", "You paused for the rest of today",
        LIKE_TODAY, "",
    ),
    "in a meeting of one’s own": Kind(
        WEDNESDAY, 10, ("meeting", "for", "30"), "Quiet until 10:30",
        "You said you’re in a meeting, until 10:30", LIKE_TODAY, "",
    ),
}  # fmt: skip


@pytest.fixture
def house(request: pytest.FixtureRequest, make: Callable[..., House]) -> House:
    """The app on that day, after what was said of it was recorded."""
    kind: Kind = request.param
    at, home = request.getfixturevalue("at"), request.getfixturevalue("home")
    at.now = at.now.replace(hour=kind.hour) + timedelta(days=kind.day)
    settings_file.write(home / "settings.toml", Settings(**WORK, timezone="UTC"))
    house = make().start()
    for words in filter(None, (kind.said,)):
        at.run(1)
        assert house.say(*words)[0]
    at.run(1)
    house.day.turn()
    house.until(lambda: not house.day.sampling)
    settled: list[bool] = []
    house.day.writer.settled(lambda: settled.append(True))
    house.until(lambda: settled)
    return house


@pytest.mark.parametrize(
    ("house", "kind"), [pytest.param(one, one, id=name) for name, one in KINDS.items()], indirect=["house"]
)
def test_all_places_tell_the_same_of_a_day(house: House, kind: Kind) -> None:
    now, today = house.context.now(), house.context.today()
    assert house.today.view().title == kind.today
    assert views.tray(house.engine, now).next_line.startswith(f"Today · {kind.tray}")
    strip = views.strip(house.engine, house.settings_in_use, now)
    assert strip.heading == kind.strip
    assert strip.slots, "the day that is named is planned"
    if house.today.view().off:
        rows = [one.at for one in house.today.view().rows if one.kind is not None]
        assert [one.words.split(" at ")[1] for one in strip.slots] == rows
    assert strip.sentence[2].endswith("at most.") is (kind.week == "gentle day")
    columns = {one.date: one for one in week.load(house.context.store, "", today).view.days}
    column = columns.get(today.isoformat())
    assert (None if column is None else column.note) == kind.week
    if kind.week == "":
        assert column is not None
        assert column.marks, "it has room"


def test_the_strip_follows_a_rhythm_that_is_tried_on_a_gentle_day(make: Callable[..., House]) -> None:
    house = make().start()
    frequent = views.strip(house.engine, Settings(**WORK, rhythm="frequent"), house.context.now())
    assert house.say("gentle", "on")[0]
    gentle = views.strip(house.engine, Settings(**WORK, rhythm="frequent"), house.context.now())
    assert len(gentle.slots) < len(frequent.slots)
