"""Three offers in a row that nobody answered at the desk: fewer come that day, until one is answered."""

from datetime import timedelta
from itertools import pairwise

import pytest

from intermezzo.app import views
from intermezzo.app.status import why
from intermezzo.core.history.events import EventKind
from intermezzo.core.practice.model import Kind
from intermezzo.core.scheduling.planner import APART, fewer
from intermezzo.presenters.messages import tell
from intermezzo.presenters.views import NoticeView
from tests.engine.days import HERE, Story

LINE = "Three offers went unanswered, so fewer come today. Answer one, or choose “Ask as usual”."
AS_USUAL = NoticeView(LINE, "Ask as usual", ("resume",))


def unanswered(offers: int = 3) -> Story:
    """A day on which one comes every quarter of an hour, and the first few go unanswered."""
    story = Story(rhythm="own", interludes=12, micros=0, spacing=15)
    now = story.engine.turn(story.at("07:00"), HERE).decision.until
    for _n in range(offers):
        story.engine.turn(now, HERE)
        assert story.card()
        ended = now + timedelta(minutes=3)
        now = story.engine.turn(ended, HERE).decision.until
        assert story.engine.plan.slots[0].start >= ended
        now = story.engine.plan.slots[0].start
    return story


def last(story: Story) -> timedelta:
    """How long after the last one nothing comes."""
    (*_others, row) = story.rows(EventKind.UNANSWERED)
    return story.engine.plan.slots[0].start - row.at


def test_two_change_only_the_next_moment() -> None:
    story = unanswered(2)
    assert not story.engine.day_state.asks_less
    assert last(story) < APART


def test_after_three_half_of_what_is_left_comes_and_further_apart() -> None:
    story = unanswered()
    slots = story.engine.plan.slots
    assert 1 <= len(slots) <= 6
    assert last(story) >= APART
    assert all(b.start - a.start >= APART for a, b in pairwise(slots))
    assert len(story.engine.plan.unplaced) < 6


def test_today_the_tray_and_why_say_so() -> None:
    story = unanswered()
    now = story.rows(EventKind.UNANSWERED)[-1].at
    assert why(story.engine, now, "").endswith(LINE)
    today = views.today(story.engine, now)
    assert today.notices[-1] == AS_USUAL, "the line stands beside its button"
    assert views.tray(story.engine, now).asks_less
    fine = unanswered(2)
    assert AS_USUAL not in views.today(fine.engine, now).notices
    story.say(story.told(now), "pause", "30m")
    assert AS_USUAL not in views.today(story.engine, now).notices, "the same command would end the pause"
    assert LINE not in why(fine.engine, now, "")


def test_nothing_says_so_once_work_is_over() -> None:
    story = unanswered()
    evening = story.engine.day.work[-1].end
    assert story.engine.day_state.asks_less
    assert LINE not in why(story.engine, evening, "")
    today = views.today(story.engine, evening)
    assert AS_USUAL not in today.notices
    assert not views.tray(story.engine, evening).asks_less


def test_as_usual_again_by_the_users_word() -> None:
    story = unanswered()
    clock = story.told(story.rows(EventKind.UNANSWERED)[-1].at + timedelta(minutes=1))
    reply = story.say(clock, "resume")
    assert tell(reply.message) == "Offers come as usual again."
    assert not story.engine.day_state.asks_less
    assert last(story) < APART
    assert tell(story.say(clock, "resume").message) == "Nothing is paused."


def test_as_usual_again_after_an_answer() -> None:
    story = unanswered()
    story.engine.turn(story.engine.plan.slots[0].start, HERE)
    assert story.card()
    story.say(story.told(story.engine.plan.slots[0].start), "answer", "snooze", "5")
    assert not story.engine.day_state.asks_less


@pytest.mark.parametrize(
    ("owed", "left"),
    [((0, 0), (0, 0)), ((1, 0), (1, 0)), ((0, 1), (0, 1)), ((2, 1), (2, 0)), ((1, 4), (1, 2))],
)  # fmt: skip
def test_half_is_rounded_up_and_at_least_one(owed: tuple[int, int], left: tuple[int, int]) -> None:
    kinds = (Kind.INTERLUDE, Kind.MICRO)
    assert fewer(dict(zip(kinds, owed, strict=True))) == dict(zip(kinds, left, strict=True))
