"""The tray in words."""

from intermezzo.adapters import library
from intermezzo.adapters.system import resources
from intermezzo.presenters.tray import named, tray_view
from intermezzo.presenters.views import TrayView
from tests.engine.days import BERLIN, Story

MORNING = "07:40-10:30 Planning"


def tray(
    story: Story, clock_time: str, notice: str = "", *, in_session: bool = False, gentle: bool = False
) -> TrayView:
    engine = story.engine
    assert engine.decision is not None
    return tray_view(
        engine.decision, engine.day, (), story.at(clock_time), BERLIN, next_title="Long",
        offered=engine.offer is not None, in_session=in_session, gentle=story.at("18:30") if gentle else None,
        blocked=False, snooze_minutes=10, notice=notice,
    )  # fmt: skip


def test_the_tray_says_the_next_moment_and_why() -> None:
    story = Story(MORNING)
    story.turn("10:00")
    found = tray(story, "10:00")
    assert (found.state, found.next_line) == ("resting", "Today · Next at 10:31: Long")
    assert found.tooltip == (
        "Next at 10:31: Long\nIntermezzo · A minute after your meeting ends; 5 h 9 min free."
    )
    story.offer_at("10:31")
    due = tray(story, "10:31")
    assert (due.state, due.offered, due.next_line) == ("due", True, "Today · Now: Long")
    assert due.tooltip == "Now: Long\nIntermezzo"
    story.say("10:32", "pause", "30m")
    story.turn("10:32")
    found = tray(story, "10:32")
    assert (found.state, found.paused, found.next_line) == ("paused", True, "Today · You paused, until 11:02")
    assert found.tooltip == "You paused, until 11:02\nIntermezzo"


def test_where_no_work_is_left_it_says_when_the_next_day_begins() -> None:
    story = Story(MORNING)
    story.turn("16:00")
    assert story.engine.decision is not None
    found = tray_view(
        story.engine.decision, story.engine.day, (), story.at("16:00"), BERLIN, next_title="", offered=False,
        in_session=False, gentle=None, blocked=False, snooze_minutes=10,
        ahead="Next on Monday at 10:20",
    )  # fmt: skip
    assert found.next_line == "Today · Next on Monday at 10:20"
    assert found.tooltip == "Next on Monday at 10:20\nIntermezzo · Your working day is over"


def test_the_icon_tells_a_session_and_a_gentle_day() -> None:
    story = Story(MORNING)
    story.turn("10:00")
    assert tray(story, "10:00", gentle=True).state == "gentle"
    assert tray(story, "10:00", gentle=True, in_session=True).state == "moving"
    story.say("10:01", "pause", "30m")
    story.turn("10:01")
    assert tray(story, "10:01", gentle=True).state == "paused"


def test_what_is_wrong_with_a_calendar_is_the_last_line_of_the_tooltip() -> None:
    story = Story(MORNING)
    story.turn("10:00")
    told = tray(story, "10:00", "work.ics: it is empty.").tooltip
    assert told == f"{tray(story, '10:00').tooltip}\nwork.ics: it is empty."


def test_the_tray_offers_after_my_next_meeting_only_where_time_is_left() -> None:
    for busy, later in (("12:00-12:30", True), ("15:00-16:00", False), ("18:00-19:00", False)):
        story = Story(MORNING, busy)
        story.turn("10:00")
        assert tray(story, "10:00").meeting_later is later


def test_what_is_begun_by_name_is_the_plan_and_the_rituals_in_their_order() -> None:
    shelf = library.load([resources.sessions()]).sessions
    found = named((shelf["before_the_car"], shelf["before_bed"]), prescribed=True)
    assert [command for _words, command in found] == [
        ("prescription", "begin"), ("now", "before_the_car"), ("now", "before_bed"),
    ]  # fmt: skip
    assert found[0][0] == "From your physiotherapist"
    assert found[1][0].startswith("Before the car · hips · ")
    assert named((shelf["before_the_car"], shelf["before_bed"]), prescribed=False) == found[1:]
    assert named((), prescribed=False) == ()
