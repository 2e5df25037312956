"""The composer's words: exact about the length, and never stricter than advice."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intermezzo.adapters import library
from intermezzo.adapters.system import resources
from intermezzo.core.practice import editing
from intermezzo.core.practice.editing import Draft
from intermezzo.core.practice.model import Area, Kind
from intermezzo.core.practice.session_rules import violations
from intermezzo.core.settings import Settings
from intermezzo.presenters.library.composing import (
    change_announcement,
    composer_view,
    hindrance_sentence,
    matching,
    shelf_row,
)
from intermezzo.presenters.library.repertoire import MovementFilter, filtered, repertoire_view

LIBRARY = library.load([resources.sessions()])


def draft_of(*names: str, kind: Kind = Kind.INTERLUDE) -> Draft:
    draft = Draft("A title", kind)
    for name in names:
        draft = editing.added(draft, LIBRARY.movements[name])
    return draft


@pytest.mark.slow
@given(
    st.lists(st.sampled_from(sorted(LIBRARY.movements)), max_size=12), st.sampled_from(Kind),
    st.integers(1, 60),
)  # fmt: skip
def test_whatever_is_composed_can_be_said(names: list[str], kind: Kind, reps: int) -> None:
    draft = draft_of(*names, kind=kind)
    if names:
        draft = editing.dosed(draft, 0, reps)
    view = composer_view(draft)
    assert len(view.steps) == len(names)
    assert len(view.advice) == len(violations(draft.session))
    assert all(line.endswith(".") and "{" not in line for line in view.advice)
    assert [area for area, lit in view.areas if lit] == [one for one in Area if one in draft.session.areas]
    assert 0 <= view.length.filled <= 1
    assert 0 <= view.length.low <= view.length.high < 1
    inside = view.length.low <= view.length.filled <= view.length.high
    assert view.length.fits == (kind is Kind.RITUAL or (inside and bool(names)))
    assert (hindrance_sentence(draft) == "") == (editing.hindrance(draft) is None)


def test_the_length_says_how_much_is_missing_or_too_much() -> None:
    short = editing.dosed(draft_of("breath_paced_6"), 0, 8)
    assert composer_view(short).length.spoken == "1 min 25 s, between 1 min 30 s and 2 min; 5 s too short"
    assert hindrance_sentence(short) == "5 s too short. Add a repetition or a step."
    good = editing.dosed(short, 0, 9)
    assert composer_view(good).length.spoken == "1 min 35 s, between 1 min 30 s and 2 min; fits"
    long = editing.dosed(short, 0, 12)
    assert composer_view(long).length.beside == "5 s too long"
    assert hindrance_sentence(long) == "5 s too long. Remove a repetition, or save it as a ritual."
    assert hindrance_sentence(replace(long, kind=Kind.RITUAL)) == ""
    assert hindrance_sentence(editing.titled(good, " ")) == "Give it a name to save it."
    assert hindrance_sentence(Draft("x")) == "Add a movement to save it."


def test_a_step_says_all_of_itself() -> None:
    draft = editing.eased(editing.sided(draft_of("thor_rot_seated", "jaw_rest"), 0, 1), 0, easier=True)
    turn, jaw = composer_view(draft).steps
    assert turn.spoken == ("1 of 2, Seated turn, 4 slow, 40 s, mid-back, breath, one side only, easier form")
    assert (turn.sides, turn.eased, jaw.sides, jaw.eased) == (1, True, 0, False)
    assert jaw.facts == "6 breaths · 1 min · neck"


def test_a_movement_says_where_it_is_done_and_what_it_asks_of_the_user() -> None:
    assert shelf_row(LIBRARY.movements["jaw_rest"]).facts == "seated · quiet · neck"
    assert shelf_row(LIBRARY.movements["floor_lift"]).facts == "standing · demanding · hips, deep core, feet"
    assert shelf_row(LIBRARY.movements["thor_rot_seated"]).spoken == (
        "Seated turn, seated, quiet, mid-back, breath, 4 each side, 1 min 20 s"
    )


def test_advice_names_the_movements() -> None:
    twice = draft_of("wall_slide", "hip_flexor_stride", "breath_lateral_seated", "floor_lift")
    assert composer_view(twice).advice == (
        "Wall slide and Long stride have the same fault to watch for; one of them is enough.",
        (
            "Lift from the floor: this goes back to an earlier position. "
            "Keep the steps of one position together."
        ),
        "Lift from the floor is demanding, so this session is never offered; you can start it yourself.",
    )
    same = composer_view(draft_of("standing_arrive", "breath_lateral_standing", "breath_lateral_standing"))
    assert "Tall exhale comes up more than once; once is enough." in same.advice
    more = editing.added(twice, LIBRARY.movements["raised_lift"])
    assert composer_view(more).advice[-1] == (
        "Lift from the floor and Lift from a seat are demanding, "
        "so this session is never offered; you can start it yourself."
    )


@pytest.mark.slow
@given(st.text(max_size=6), st.sampled_from([None, *Area]))
def test_a_search_never_leaves_the_area(text: str, area: Area | None) -> None:
    some = matching(LIBRARY.movements.values(), text, area)
    assert all(area is None or area in one.areas for one in some)


@pytest.mark.parametrize("area", [None, *Area])
def test_without_a_search_the_easier_ones_come_first(area: Area | None) -> None:
    levels = [one.level for one in matching(LIBRARY.movements.values(), " ", area)]
    assert levels == sorted(levels)


@pytest.mark.parametrize("text", ["", "CLOCK  pelvic", "páws", "rib cage & breath", "no such thing"])
def test_the_composer_finds_what_the_repertoire_finds(text: str) -> None:
    view = repertoire_view(LIBRARY.movements.values(), (), Settings(), {}, {})
    cards = filtered(view.cards, MovementFilter(text))
    assert {one.id for one in matching(LIBRARY.movements.values(), text, None)} == {
        one.movement.id for one in cards
    }


def test_another_dose_is_told_alone_and_whether_it_still_fits() -> None:
    draft = draft_of("thor_rot_seated", "jaw_rest")
    less, before, more = (composer_view(editing.dosed(draft, 0, reps)) for reps in (1, 2, 3))
    assert (less.length.fits, before.length.fits, more.length.fits) == (True, True, False)
    assert change_announcement(before, less, 0) == "1 each side"
    assert change_announcement(before, more, 0) == "3 each side. 10 s too long"


def test_another_step_is_told_whole_with_what_is_different_now() -> None:
    draft = draft_of("thor_rot_seated", "jaw_rest")
    before, now = composer_view(draft), composer_view(editing.removed(draft, 1))
    told = change_announcement(before, now, 0)
    assert told.startswith(now.steps[0].spoken)
    assert now.length.spoken in told
    assert now.areas_spoken in told
    moved = composer_view(editing.moved(draft, 0, 1))
    assert change_announcement(before, moved, 1) == moved.steps[1].spoken
