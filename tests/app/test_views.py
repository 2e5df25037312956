"""The views, as the user's settings make them."""

from dataclasses import replace

from intermezzo.app import library_views, views
from intermezzo.core.history.events import EventKind
from intermezzo.core.practice.prescription import Exercise
from tests.engine.days import Story
from tests.plans import movement, plan


def test_until_when_it_is_free_is_the_same_everywhere_whatever_the_margin() -> None:
    for leave in (2, 12):
        story = Story("07:40-10:30", "11:00-12:00")
        engine, at = story.engine, story.at("10:31")
        engine.state.settings = replace(engine.state.settings, leave=leave)
        story.turn("10:00")
        assert views.tray(engine, story.at("10:00")).tooltip.endswith("; 29 min free.")
        story.offer_at("10:31")
        card, notification = views.card(engine, at), views.notification(engine, at)
        assert card is not None
        assert notification is not None
        assert card.eyebrow == "Free until 11:00"
        assert notification.body.startswith("You’re free until 11:00. Take ")
        assert views.today(engine, at).line == "Your meeting has ended; 29 min free."


def test_the_strip_of_the_settings_follows_what_was_said_of_today() -> None:
    story = Story("14:00-16:00 Planning", day="2026-11-21")
    engine, at = story.engine, story.at("11:00")
    settings = replace(engine.state.settings, saturday=())
    story.turn("11:00")
    ahead = views.strip(engine, settings, at)
    assert (ahead.heading, ahead.work_minutes) == ("Monday, with this rhythm", 480)
    story.say("11:00", "today", "work")
    story.turn("11:00")
    said = views.strip(engine, settings, at)
    assert (said.heading, said.work_minutes) == ("A whole day like today, with this rhythm", 360)
    assert [slot.words.split(" at ")[1] for slot in said.slots] == [
        story.told(slot.start)[:5] for slot in engine.plan.slots
    ]
    assert "".join(said.sentence).endswith(", across Planning.")
    story.say("11:01", "today", "off")
    story.turn("11:01")
    assert views.strip(engine, settings, at).heading == "Monday, with this rhythm"


def test_a_plan_of_which_all_was_stopped_today_says_that_it_is_not_offered() -> None:
    story = Story(day="2026-11-16", monday=("07:40-15:40",))
    engine = story.engine
    engine.state.prescriptions = (plan(exercises=(Exercise("bird_dog", movement("bird_dog"), reps=2),)),)
    story.turn("10:31")

    def line() -> str:
        return library_views.prescriptions(engine, story.at("10:33")).prescriptions[0].line

    assert "offered in your gaps" in line()
    story.say("10:31", "prescription", "begin")
    engine.active.step(story.at("10:32"), 0, 5.0, eased=False)
    engine.finish(story.at("10:32"), EventKind.PARTIAL, 5.0)
    story.say("10:32", "felt", "stopped")
    assert line().endswith("Nothing more is offered today; start it any time.")
