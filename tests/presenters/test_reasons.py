"""Every reason in words."""

from datetime import timedelta

from intermezzo.core.history.events import Reason
from intermezzo.core.scheduling.decision import Hold, Offer, Wait
from intermezzo.presenters.reasons import because, gentle_end, sentence
from tests.engine.days import BERLIN, Story

MORNING = "07:40-10:30 Planning"


def test_every_reason_has_words_without_a_capital_or_a_stop() -> None:
    for reason in Reason:
        words = because(reason)
        assert words
        assert not words.endswith(".")
        assert words[0].islower() or words.startswith("Intermezzo")


def test_sentences() -> None:
    story = Story(MORNING)
    now = story.at("10:00")
    slot = story.turn("10:00").decision.slot
    assert slot is not None
    assert sentence(Offer(slot, Reason.NEXT_SLOT, now), now, BERLIN) == "Now is a good moment."
    assert sentence(Wait(Reason.NEXT_SLOT, now, slot), now, BERLIN) == "Next at 10:31."
    assert sentence(Wait(Reason.DAY_OFF, now), now, BERLIN) == "It’s your day off."
    soon, late = now + timedelta(seconds=30), now + timedelta(minutes=30)
    assert sentence(Hold(Reason.AWAY, soon, slot), now, BERLIN) == "Waiting for now: you’re away."
    assert sentence(Hold(Reason.PAUSED, late), now, BERLIN) == "Waiting until 10:30: you paused."


def test_gentle_days_say_until_when() -> None:
    now = Story(MORNING).at("10:00")
    assert gentle_end(None, now, BERLIN) == ""
    assert gentle_end(now + timedelta(hours=2), now, BERLIN) == "Gentle until 12:00"
    later, much_later = (now + timedelta(days=days) for days in (2, 7))
    assert gentle_end(later, now, BERLIN) == f"Gentle until {later:%a} 10:00"
    assert gentle_end(much_later, now, BERLIN) == f"Gentle until {much_later.day} {much_later:%B}"
