"""Which events ``status --follow`` tells between two moments, and what each holds."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intermezzo.core.history.events import Reason
from intermezzo.core.practice.model import Kind, Slot
from intermezzo.presenters.following import Standing, State, changes, event_json

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)
SLOT = Slot(NOON, NOON + timedelta(seconds=90), Kind.INTERLUDE, "seated_reset")
LATER = Slot(NOON + timedelta(hours=1), NOON + timedelta(hours=1, seconds=300), Kind.MICRO, "a_plain_round")
WAITING = Standing("wait", Reason.NEXT_SLOT, next=SLOT)
HELD = Standing("hold", Reason.MICROPHONE, next=SLOT)
OFFERED = Standing("offer", Reason.OFFERED, "one", "seated_reset", LATER)
PLAYED = Standing("session", Reason.IN_SESSION, "one", "seated_reset", LATER)


def after(how: str, reason: Reason = Reason.NEXT_SLOT) -> Standing:
    return Standing("wait", reason, next=LATER, ended=how)


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        (WAITING, WAITING, []),
        (Standing("starting"), WAITING, [("wait", ""), ("next", "")]),
        (WAITING, HELD, [("hold", "")]),
        (HELD, WAITING, [("wait", "")]),
        (HELD, OFFERED, [("offer", ""), ("next", "")]),
        (OFFERED, PLAYED, [("begun", "")]),
        (PLAYED, after("completed"), [("done", "completed"), ("wait", "")]),
        (OFFERED, after("snoozed", Reason.SNOOZED), [("closed", "snoozed"), ("wait", "")]),
        (OFFERED, Standing("session", Reason.IN_SESSION, "two", "x", LATER, "held"),
         [("closed", "held"), ("begun", "")]),
        (OFFERED, Standing("offer", Reason.OFFERED, "one", "eyes_and_neck", LATER), [("offer", "")]),
        (OFFERED, Standing("offer", Reason.OFFERED, "two", "seated_reset", LATER, "unanswered"),
         [("closed", "unanswered"), ("offer", "")]),
        (PLAYED, Standing("session", Reason.IN_SESSION, "two", "seated_reset", LATER, "partial"),
         [("done", "partial"), ("begun", "")]),
        (WAITING, Standing("wait", Reason.DAY_DONE), [("wait", ""), ("next", "")]),
        (Standing("hold", Reason.TYPING, next=SLOT), HELD, [("hold", "")]),
    ],
)  # fmt: skip
def test_the_events_between_two_moments(
    before: Standing, now: Standing, told: list[tuple[str, str]]
) -> None:  # fmt: skip
    assert list(changes(before, now)) == told


def standings() -> st.SearchStrategy[Standing]:
    states: tuple[State, ...] = ("offer", "session", "hold", "wait")
    return st.builds(
        Standing, st.sampled_from(states), st.sampled_from(Reason), st.sampled_from(["a", "b"]),
        st.sampled_from(["x", "y"]), st.sampled_from([None, SLOT, LATER]), st.just("completed"),
    )  # fmt: skip


@given(standings(), standings())
def test_a_program_that_adds_up_the_events_knows_the_state(before: Standing, now: Standing) -> None:
    told = [name for name, _how in changes(before, now)]
    assert len(told) == len(set(told))
    known: str = before.state
    for name in told:
        if name in {"hold", "wait", "offer"}:
            known = name
        elif name == "begun":
            known = "session"
    assert known == now.state
    assert ("next" in told) == (before.next != now.next)


def test_the_page_for_scripts_tells_every_event_and_every_key() -> None:
    page = (Path(__file__).parents[2] / "docs" / "scripts.md").read_text("utf-8")
    events, keys = page.split("| key | is |")
    names = set(re.findall(r"^\| `([a-z]+)` \|", events, re.MULTILINE)) - {"event"}
    assert names == {"state", "offer", "closed", "begun", "done", "hold", "wait", "next", "quit"}
    shown = json.loads(page.split("```json")[1].split("```")[0])
    holds = event_json("offer", "", OFFERED, NOON, UTC)
    assert list(shown) == list(holds)
    assert list(shown["next"]) == list(holds["next"])
    for key in holds.keys() - {"event", "how"}:
        assert f"`{key}`" in keys
    assert shown["why"] == holds["why"]


def test_an_event_holds_all_that_there_is_to_know() -> None:
    assert event_json("closed", "snoozed", HELD, NOON, UTC) == {
        "event": "closed", "how": "snoozed", "at": "2026-11-18T12:00:00+00:00", "state": "hold",
        "reason": "microphone", "why": "you seem to be in a call (microphone in use)", "session": None,
        "next": {"start": "2026-11-18T12:00:00+00:00", "kind": "interlude", "session": "seated_reset"},
    }  # fmt: skip
    starting = event_json("state", "", Standing("starting"), NOON, UTC)
    assert (starting["reason"], starting["why"], starting["how"], starting["next"]) == (None,) * 4
