"""Composing a session: what is done to a draft can be undone, and the length is the library's own."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intermezzo.adapters import library
from intermezzo.adapters.system import resources
from intermezzo.core.practice import editing
from intermezzo.core.practice.editing import Draft, Hindrance, UndoHistory
from intermezzo.core.practice.model import LIMITS, Kind, Movement
from intermezzo.core.practice.session_rules import seconds_lacking

LIBRARY = library.load([resources.sessions()])
MOVEMENTS = sorted(LIBRARY.movements.values(), key=lambda one: one.id)
movements = st.sampled_from(MOVEMENTS)


def named(*ids: str) -> Draft:
    draft = Draft("A title")
    for name in ids:
        draft = editing.added(draft, LIBRARY.movements[name])
    return draft


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    draft = Draft("A title", draw(st.sampled_from(Kind)))
    for movement in draw(st.lists(movements, max_size=editing.MOST_STEPS)):
        draft = editing.added(draft, movement)
    for index in range(len(draft.steps)):
        draft = editing.dosed(draft, index, draw(st.integers(-3, 70)))
        draft = editing.sided(draft, index, draw(st.integers(0, 3)))
        draft = editing.eased(draft, index, easier=draw(st.booleans()))
    return draft


@pytest.mark.slow
@given(drafts())
def test_the_length_is_the_sum_of_what_is_done_and_of_the_pauses(draft: Draft) -> None:
    session = draft.session
    if not draft.steps:
        assert session.seconds == 0
        return
    active = sum(step.reps * step.sides * sum(step.movement.tempo) for step in draft.steps)
    turns = sum(
        step.movement.turn * ((step.reps if step.movement.one_way else 1) * step.sides - 1)
        for step in draft.steps
    )
    assert session.seconds == pytest.approx(active + turns + sum(session.leads))
    assert session.areas == {area for step in draft.steps for area in step.movement.areas}


@pytest.mark.slow
@given(drafts())
def test_a_step_stays_within_what_a_file_can_say(draft: Draft) -> None:
    for step in draft.steps:
        assert 1 <= step.reps <= editing.MOST_REPS
        assert 1 <= step.sides <= step.movement.sides
        assert step.movement.easier or not step.easier


@pytest.mark.slow
@given(drafts())
def test_it_can_be_saved_exactly_when_its_length_fits_and_it_has_a_name(draft: Draft) -> None:
    low, high = LIMITS.get(draft.kind, (0, float("inf")))
    fits = bool(draft.steps) and low <= draft.session.seconds <= high
    assert (editing.hindrance(draft) is None) == fits
    assert (seconds_lacking(draft.kind, draft.session.seconds) == 0) == (
        low <= draft.session.seconds <= high or draft.kind is Kind.RITUAL
    )
    unnamed = editing.titled(draft, "  ")
    assert editing.hindrance(unnamed) is (Hindrance.NO_TITLE if fits else editing.hindrance(draft))


@pytest.mark.slow
@given(drafts(), st.data())
def test_a_step_that_is_moved_takes_nothing_along(draft: Draft, data: st.DataObject) -> None:
    if not draft.steps:
        return
    index = data.draw(st.integers(0, len(draft.steps) - 1))
    to = data.draw(st.integers(-2, len(draft.steps) + 2))
    moved = editing.moved(draft, index, to)
    place = min(max(0, to), len(draft.steps) - 1)
    assert moved.steps[place] == draft.steps[index]
    assert editing.removed(moved, place) == editing.removed(draft, index)
    assert editing.moved(moved, place, index) == draft


@pytest.mark.slow
@given(movements, drafts(), st.data())
def test_what_is_added_stands_where_it_was_put(movement: Movement, draft: Draft, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(draft.steps)))
    more = editing.added(draft, movement, at)
    if len(draft.steps) == editing.MOST_STEPS:
        assert more == draft
        return
    assert (more.steps[at].movement, more.steps[at].reps) == (movement, movement.reps)
    assert editing.removed(more, at) == draft


@given(st.lists(st.tuples(drafts(), st.sampled_from(["", "title"])), max_size=8))
@pytest.mark.slow
def test_every_change_can_be_undone_and_redone(changes: list[tuple[Draft, str]]) -> None:
    history = UndoHistory(Draft())
    for draft, about in changes:
        history = editing.changed(history, draft, about)
    last = history.present
    steps = 0
    while history.past:
        history = editing.undone(history)
        steps += 1
    assert history.present == Draft() == editing.undone(history).present
    for _n in range(steps):
        history = editing.redone(history)
    assert history.present == last == editing.redone(history).present


def test_a_title_that_is_typed_is_one_way_back() -> None:
    history = UndoHistory(Draft())
    for text in ("E", "Ev", "Eve"):
        history = editing.changed(history, editing.titled(history.present, text), "title")
    history = editing.changed(history, editing.added(history.present, MOVEMENTS[0]))
    history = editing.changed(history, editing.titled(history.present, "Even"), "title")
    titles = []
    while history.past:
        history = editing.undone(history)
        titles.append(history.present.title)
    assert titles == ["Eve", "Eve", ""]


@given(st.text(max_size=80), st.sets(st.sampled_from(["evening", "evening_2", "my_session", "con"])))
def test_an_id_is_always_one_and_never_taken(title: str, taken: set[str]) -> None:
    name = editing.free_id(title, taken)
    assert re.fullmatch(r"[a-z0-9_]{1,60}", name)
    assert name not in taken | {"con", "nul", "lpt1"}


def test_an_id_tells_its_title() -> None:
    assert editing.free_id("Évening & Rest!", ()) == "evening_rest"
    assert editing.free_id("朝", ()) == "my_session"
    assert editing.free_id("x" * 70, {"x" * 60}) == "x" * 58 + "_2"
    assert editing.free_id("Con", ()) == "con_2"


def test_a_draft_of_a_shipped_session_becomes_a_new_one() -> None:
    shipped = LIBRARY.sessions["seated_reset"]
    assert editing.draft_of(shipped, own=False).id == ""
    assert editing.draft_of(shipped, own=True).id == "seated_reset"


@pytest.mark.slow
@given(st.lists(st.sampled_from(sorted(LIBRARY.movements)), min_size=1, max_size=8), st.sampled_from(Kind))
def test_trimmed_it_fits_or_stays_as_it_is(names: list[str], kind: Kind) -> None:
    draft = Draft(kind=kind)
    for name in names:
        draft = editing.added(draft, LIBRARY.movements[name])
    trimmed = editing.trimmed(draft)
    too_long = seconds_lacking(kind, draft.session.seconds) < 0
    assert trimmed == draft or (too_long and seconds_lacking(kind, trimmed.session.seconds) == 0)
    if too_long and len(names) <= 4 and all(LIBRARY.movements[name].rep_seconds <= 10 for name in names):
        assert trimmed != draft
    kept = iter(draft.steps)
    assert all(any(step.movement == one.movement for one in kept) for step in trimmed.steps), "in order"
