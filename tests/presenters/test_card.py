"""The offer card in words."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from intermezzo.core.practice.model import Kind, Place
from intermezzo.core.practice.prescription import ExerciseSet
from intermezzo.presenters.card import ACTIONS, card_view, notification_view, place_words, stopped_line
from intermezzo.presenters.views import CardView
from tests.engine.days import BERLIN, FEET, RESET, Story, session

MORNING = "07:40-10:30 Planning"


def card(
    story: Story, clock_time: str, *, meeting: str = "", moved: str | None = None, shorter: bool = False
) -> CardView:
    engine = story.engine
    assert engine.offer is not None
    return card_view(
        engine.offer.session, engine.offer.slot, engine.day, engine.state.settings, story.at(clock_time),
        BERLIN,
        last_moved=story.at(moved) if moved else None, short=True, quieter=True, meeting=meeting,
        shorter=shorter,
    )  # fmt: skip


def test_the_card() -> None:
    story = Story(MORNING, "12:00-12:30")
    story.turn("10:00")
    story.offer_at("10:31")
    found = card(story, "10:31", moved="09:01")
    assert (found.eyebrow, found.line) == ("Free until 12:00", "Your meeting has ended.")
    assert found.since == ("", "1 h 30 min", " since you last moved.")
    assert found.facts[0].endswith("· one step")
    assert (found.meeting_later, found.snooze_minutes) == (True, 10)
    assert found.short is (story.engine.offer is not None and story.engine.offer.slot.kind is Kind.MICRO)
    assert card(story, "10:31", meeting="Planning").line == "Planning has ended."
    assert card(story, "10:41").line == ""
    shrunk = card(story, "10:31", shorter=True)
    assert shrunk.facts[0] == "now 7 min · one step"
    assert shrunk.line == "Less time now, so a shorter one."
    assert card(story, "10:31", moved="10:17").since == ("", "", "")
    assert card(story, "10:31", moved="10:16").since == ("", "15 min", " since you last moved.")


def test_the_end_of_the_day_and_of_a_break() -> None:
    story = Story("07:40-10:30 Lunch")
    clock_time = story.told(story.turn("10:00").decision.until)
    story.offer_at(clock_time)
    found = card(story, clock_time)
    assert found.eyebrow == "Free until your day ends, 15:40"
    assert found.meeting_later is False
    assert found.line == ("Your break has ended." if story.at(clock_time) <= story.at("10:40") else "")
    assert card(story, "10:35").line == "Your break has ended."


def test_the_notification_takes_still_in_it_while_a_call_seems_to_be_over() -> None:
    story = Story(MORNING, "12:00-12:30")
    story.turn("10:00")
    story.offer_at("10:31")
    offer, at = story.engine.offer, story.at("10:31")
    assert offer is not None
    usual = notification_view(offer.session, story.engine.day, at, BERLIN)
    assert (usual.title, usual.body) == ("Long", "You’re free until 12:00. Take 7 minutes?")
    assert [key for key, _label in usual.buttons] == ["default", "begin", "snooze"]
    short = replace(offer.session, steps=FEET.steps)
    assert notification_view(short, story.engine.day, at, BERLIN).body.endswith("Take 100 seconds?")
    over = notification_view(offer.session, story.engine.day, at, BERLIN, call_over=True)
    assert over.body == "Your call seems to be over. Take 7 minutes?"
    assert [label for _key, label in over.buttons] == ["Show the card", "Begin", "Snooze", "Still in it"]
    assert {key for key, _label in over.buttons} == set(ACTIONS) - {"not-today"}


@pytest.mark.parametrize(
    ("place", "quiet", "words"),
    [(Place.DESK, True, "seated, quiet"), (Place.DESK, False, "seated"), (Place.FLOOR, True, "on the floor"),
     (Place.BED, True, "lying down"), (Place.STAND, True, "standing, no floor")],
)  # fmt: skip
def test_where_it_is_done(place: Place, quiet: bool, words: str) -> None:
    assert place_words(session("one", Kind.INTERLUDE, 100, place=place, quiet=quiet)) == words


@pytest.mark.parametrize(
    ("days", "when"), [(1, "yesterday"), (3, "on Tuesday"), (6, "on Saturday"), (7, "on 13 November")]
)
def test_what_was_stopped_the_last_time_says_when(days: int, when: str) -> None:
    story = Story(MORNING)
    story.turn("10:00")
    story.offer_at("10:31")
    today = date(2026, 11, 20)
    day = today - timedelta(days=days)
    assert stopped_line(FEET, {"m-feet": day}, today) == f"You stopped this {when}."
    two = replace(FEET, steps=(*FEET.steps, *RESET.steps))
    assert stopped_line(two, {"m-feet": day}, today) == f"You stopped feet {when}."
    assert stopped_line(two, {"m-feet": day, "m-reset": day}, today) == f"You stopped this {when}."
    assert stopped_line(two, {}, today) == ""
    (step,) = FEET.steps
    named = replace(step.movement, name="Feet · set 2 of 2")
    sets = replace(two, steps=(ExerciseSet(named, step.reps, step.sides, title="Feet"), *RESET.steps))
    assert stopped_line(sets, {"m-feet": day}, today) == f"You stopped Feet {when}."
    engine = story.engine
    told = notification_view(FEET, engine.day, story.at("10:31"), BERLIN, stopped="You stopped this.")
    assert told.body.startswith("You stopped this. ")
    assert ("not-today", "Not today") in told.buttons
