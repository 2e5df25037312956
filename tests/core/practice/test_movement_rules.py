"""The easier and the harder form of a movement change one thing."""

from dataclasses import replace

import pytest

from intermezzo.adapters import library
from intermezzo.adapters.system import resources
from intermezzo.core.practice.session_rules import MovementRule, movement_violations

MOVEMENTS = library.load([resources.sessions()]).movements


def test_what_ships_changes_one_thing_at_a_time() -> None:
    assert {
        name: movement_violations(one) for name, one in MOVEMENTS.items() if movement_violations(one)
    } == {}


@pytest.mark.parametrize(
    "text",
    [
        "Cross the arms and close the eyes.",
        "Kneel on one knee, or stay ten seconds.",
        "Let go of the desk; turn the head slowly.",
        "1 kg in the hands, later a light band.",
    ],
)
def test_two_changes_are_told(text: str) -> None:
    movement = MOVEMENTS["seated_march"]
    assert movement_violations(replace(movement, harder=text)) == (MovementRule.HARDER,)
    assert movement_violations(replace(movement, easier=text)) == (MovementRule.EASIER,)


@pytest.mark.parametrize(
    "text", ["", "Nothing harder; make it a habit.", "Stand with the hand on a band.", "Die Augen schließen."]
)
def test_one_change_or_none_is_not(text: str) -> None:
    assert movement_violations(replace(MOVEMENTS["seated_march"], harder=text)) == ()
