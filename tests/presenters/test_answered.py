"""The last answer in words, with its moment."""

import pytest

from intermezzo.core.history.events import EventKind, Reason
from intermezzo.presenters.today.happened import answered, put_off
from tests.engine.days import BERLIN, Story

MORNING = "07:40-10:30"


@pytest.mark.parametrize(
    ("words", "line", "name"),
    [
        (("answer", "snooze", "20"), "Snoozed until 10:52.", "Undo the snooze"),
        (("answer", "skip"), "Skipped at 10:32.", "Undo the skip"),
        (("answer", "done"), "Done at 10:32.", "Undo “done already”"),
        (("answer", "no-more-today"), "No more today, since 10:32.", "Undo “no more today”"),
        (
            ("answer", "bad-time"),
            "Nothing at this time of day; the next from 11:30 on.",
            "Undo “bad time of day”",
        ),
        (("today", "off"), "Day off, since 10:32.", "Undo “day off today”"),
    ],
)
def test_what_was_answered(words: tuple[str, ...], line: str, name: str) -> None:
    story = Story(MORNING)
    story.offer_at("10:31")
    story.say("10:32", *words)
    last = story.engine.day_state.undoable
    assert last is not None
    assert answered(last, story.at("10:33"), BERLIN) == (line, name)


def test_what_needs_no_offer() -> None:
    story = Story(MORNING)
    story.say("09:00", "moved")
    last = story.engine.day_state.undoable
    assert last is not None
    assert answered(last, story.at("09:01"), BERLIN) == ("You moved at 09:00.", "Undo “I just moved”")
    weekend = Story(day="2026-11-21")
    weekend.say("10:00", "today", "work")
    last = weekend.engine.day_state.undoable
    assert last is not None
    assert answered(last, weekend.at("10:01"), BERLIN)[0] == "Working today, since 10:00."


def test_a_snooze_that_is_over_and_a_time_that_has_passed_are_told_no_more() -> None:
    story = Story(MORNING)
    story.offer_at("10:31")
    story.say("10:32", "answer", "snooze", "20")
    last = story.engine.day_state.undoable
    assert last is not None
    assert answered(last, story.at("10:52"), BERLIN) == ("", "")


def test_the_rest_that_comes_later_and_undo_goes_on_with_it() -> None:
    story = Story(MORNING)
    story.offer_at("10:31")
    story.say("10:31", "answer", "begin")
    story.engine.finish(story.at("10:33"), EventKind.INTERRUPTED, 90.0, Reason.FINISH_LATER, 1)
    story.turn("10:33")
    state = story.engine.day_state
    assert state.undoable is None
    assert state.put_off is not None
    assert put_off(story.engine.plan.slots, BERLIN) == (
        "The rest comes at 10:58, or in the next gap.", "Undo “finish later”: go on now",
    )  # fmt: skip
    assert put_off((), BERLIN)[0] == "The rest can wait; there’s no room for it today."
    begun = story.say("10:34", "undo").begin
    assert begun is not None
    assert begun.id == "long"
    story.engine.finish(story.at("10:40"), EventKind.COMPLETED, 400)
    story.turn("10:41")
    assert {kind.value: n for kind, n in story.engine.day_state.taken.items()} == {"micro": 1}
