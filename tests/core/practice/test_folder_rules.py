"""The rules that sessions keep together: what ships does, and a folder that breaks one is told."""

from dataclasses import replace

from intermezzo.adapters import library
from intermezzo.adapters.system import resources
from intermezzo.core.practice.model import Kind, Place
from intermezzo.core.practice.session_rules import FolderRule, FolderViolation, folder_violations

LIBRARY = library.load([resources.sessions()])
SHIPPED = tuple(LIBRARY.sessions.values())
INTERLUDES = [one for one in SHIPPED if one.kind is Kind.INTERLUDE]


def test_what_ships_breaks_none() -> None:
    assert list(folder_violations(SHIPPED)) == []


def test_four_interludes_and_more_walk_then_move_then_breathe_upright() -> None:
    on_foot = [one for one in INTERLUDES if Place.WALK in one.places]
    walking = [one for one in on_foot if "walk_easy" in one.movements]
    assert {one.id for one in on_foot} - {one.id for one in walking} == {"carry_a_bag"}, "it fetches a load"
    assert len(walking) >= 4
    for one in walking:
        walk, _movement, breath = one.steps
        assert (walk.movement.id, breath.movement.id) == ("walk_easy", "breath_lateral_standing")
        assert 45 <= walk.seconds <= 60


def test_two_micro_sessions_with_the_same_first_three_steps_are_told() -> None:
    plain = LIBRARY.sessions["a_plain_round"]
    other = replace(plain, id="other", steps=(*plain.steps[:3], *plain.steps[4:]))
    assert list(folder_violations([other, plain])) == [
        FolderViolation(FolderRule.SAME_OPENING, (plain, other))
    ]
    differs = replace(plain, id="other", steps=(*plain.steps[:2], *plain.steps[3:]))
    assert list(folder_violations([differs, plain])) == []
    ritual = replace(other, kind=Kind.RITUAL)
    assert list(folder_violations([ritual, plain])) == []


def test_half_of_the_interludes_leave_the_chair() -> None:
    seated, standing = LIBRARY.sessions["seated_reset"], LIBRARY.sessions["walk_and_stride"]
    other = LIBRARY.sessions["before_you_speak"]
    assert list(folder_violations([standing, seated])) == []
    assert list(folder_violations([seated, standing, other])) == [
        FolderViolation(FolderRule.SEATED, (other, seated))
    ]
