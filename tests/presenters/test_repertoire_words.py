"""The repertoire in words, over every movement that ships."""

from dataclasses import replace
from typing import Any

import pytest

from intermezzo.adapters import library
from intermezzo.adapters.system import resources
from intermezzo.core.practice.model import AREA_OF, Area
from intermezzo.core.settings import Settings
from intermezzo.presenters.library.repertoire import (
    MovementFilter,
    MovementWords,
    RepertoireView,
    dose_line,
    filtered,
    linked,
    movement_words,
    repertoire_view,
)

MOVEMENTS = library.load([resources.sessions()]).movements


def view(*active: str, **settings: Any) -> RepertoireView:
    return repertoire_view(MOVEMENTS.values(), active, Settings(**settings), {}, {})


def full(movement_id: str, shown: RepertoireView) -> MovementWords:
    (card,) = (one for one in shown.cards if one.movement.id == movement_id)
    return movement_words(card, shown)


def ids(shown: RepertoireView, wish: MovementFilter) -> set[str]:
    return {one.movement.id for one in filtered(shown.cards, wish)}


def test_every_movement_is_there_once() -> None:
    assert sorted(one.movement.id for one in view().cards) == sorted(MOVEMENTS)
    areas = [next(iter(one.movement.regions)) for one in view().cards]
    assert areas[0] in {"hip", "glutes"}
    assert areas[-1] in {"neck", "jaw", "eyes"}


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "No movements · up to twelve"), (1, "One movement · up to twelve"),
     (9, "Nine movements · up to twelve"), (12, "Twelve movements · you may add one more"),
     (13, "13 movements · twelve are plenty")],
)  # fmt: skip
def test_the_header_counts_the_places(count: int, words: str) -> None:
    assert view(*[f"m{n}" for n in range(count)]).eyebrow == words


def test_a_card_says_where_what_and_whether_it_is_in() -> None:
    (inside,) = (one for one in view("bird_dog", equipment=("mat",)).cards if one.inside)
    assert inside.where == "on the floor · deep core, hips, mid-back"
    assert inside.spoken == "Bird dog, on the floor, deep core, hips, mid-back, in your repertoire"
    (outside,) = (one for one in view().cards if one.movement.id == "pelvic_tilt_seated")
    assert outside.spoken == "Seated pelvic tilt, seated, deep core, hips, quiet, not in your repertoire"


def test_what_the_settings_leave_out_is_shown_with_the_reason() -> None:
    shown = view(leave_out=("kneeling", "overhead"), equipment=("mat",))
    reasons = {one.movement.id: one.barred for one in shown.cards}
    assert len(reasons) == len(MOVEMENTS), "nothing is hidden"
    assert reasons["bird_dog"] == "left out: kneeling, arms overhead"
    assert reasons["band_row"] == "you don’t have: an elastic band"
    assert reasons["pelvic_tilt_seated"] == ""
    assert not any(one.barred for one in view(chair="steady",
        equipment=("mat", "low chair back", "cushion", "band", "bag", "stick")).cards)  # fmt: skip


def test_the_filters_let_through_what_they_say() -> None:
    shown = view("bird_dog", "sit_stack")
    assert ids(shown, MovementFilter()) == set(MOVEMENTS)
    for area in Area:
        some = ids(shown, MovementFilter(area=area))
        assert some == {name for name, one in MOVEMENTS.items() if area in one.areas}
        assert some
    assert ids(shown, MovementFilter(own=True)) == {"bird_dog", "sit_stack"}
    assert ids(shown, MovementFilter(own=True, no_floor=True)) == {"sit_stack"}
    assert "sit_to_stand" not in ids(shown, MovementFilter(seated=True))
    assert all(MOVEMENTS[name].quiet for name in ids(shown, MovementFilter(quiet=True)))
    assert ids(shown, MovementFilter(seated=True, quiet=True, area=Area.NECK)) >= {
        "jaw_rest",
        "chin_nod_seated",
    }


@pytest.mark.parametrize(
    ("text", "found", "not_found"),
    [("bird", "bird_dog", "bridge_loaded"), ("BIRD   dog", "bird_dog", "dead_bug"),
     ("cup of tea", "bird_dog", "dead_bug"), ("glutes", "glute_bridge", "jaw_rest"),
     ("jaw", "jaw_rest", "calf_raise"), ("rib cage & breath", "breath_9090", "calf_raise")],
)  # fmt: skip
def test_the_search_looks_through_title_cues_and_regions(text: str, found: str, not_found: str) -> None:
    some = ids(view(), MovementFilter(text))
    assert found in some
    assert not_found not in some


def test_dose_tempo_and_breath_are_one_line() -> None:
    told = {name: dose_line(one).replace("\u00a0", " ") for name, one in MOVEMENTS.items()}
    assert told["wall_hip_hinge"] == "8 slow · 3 s there, 1 s hold, 2 s back · breathe in 3 s, out 2 s"
    assert told["walk_easy"] == "2 min · breathe easily"
    assert told["breath_paced_6"] == "9 breaths · breathe in 4 s, out 6 s"
    assert told["hip_circle_supported"] == "2 each side · 10 s each · breathe easily"
    assert " s" not in dose_line(MOVEMENTS["breath_paced_6"]), "no line ends between a number and its unit"


def test_a_movement_in_full_brings_source_review_and_its_own_sign_to_stop() -> None:
    words = full("bird_dog", view())
    assert words.source == (
        "Source: McGill, by Mountain Peak Fitness; Cleveland Clinic, by MyAmpFitness · "
        "not yet reviewed by a physiotherapist"
    )
    assert words.stop == "a wrist or a knee hurts."
    assert words.notes == (
        "Needs a mat.",
        "Not offered, because you don’t use the floor here (Settings).",
    )
    assert full("bird_dog", view(floor=True)).notes == ("Needs a mat.",)
    assert full("car_entry", view()).stop == "", "the general rule stands with each anyway"
    assert full("hip_turn_chop", view()).notes == ("Never offered on its own; start it any time.",)
    assert "arching" in full("back_bend_standing", view()).notes[0]
    reviewed = replace(MOVEMENTS["bird_dog"], reviewed_by="A. Person, physiotherapist")
    shown = repertoire_view([reviewed], (), Settings(), {}, {})
    assert full("bird_dog", shown).source.endswith("reviewed by A. Person, physiotherapist")


def test_what_the_words_name_is_a_link_and_nothing_else_is() -> None:
    shown = view()
    links = {
        (one.movement.id, to)
        for one in shown.cards
        for words in [movement_words(one, shown)]
        for _piece, to in (*words.easier, *words.harder)
        if to
    }
    assert links == {
        ("pelvic_clock_seated", "pelvic_tilt_seated"), ("pelvic_tilt_seated", "pelvic_clock_seated"),
        ("pelvic_tilt_supine", "heel_slide"), ("scap_set", "band_row"), ("split_hinge", "golfers_lift"),
    }  # fmt: skip


def test_a_link_keeps_the_words_as_they_were() -> None:
    pieces = linked("Go on to the heel slide, or the Bridge.", MOVEMENTS.values())
    assert "".join(piece for piece, _to in pieces) == "Go on to the heel slide, or the Bridge."
    assert [to for _piece, to in pieces if to] == ["heel_slide", "glute_bridge"]
    assert linked("", MOVEMENTS.values()) == ()
    assert linked("Half the way.", ()) == (("Half the way.", ""),)


def test_what_cannot_be_done_here_comes_last_in_its_area() -> None:
    shown = view(equipment=())
    for area in Area:
        cards = [one for one in shown.cards if AREA_OF[one.movement.regions[0]] is area]
        last = [bool(one.barred) or not one.no_floor for one in cards]
        assert last == sorted(last)


def test_a_ladder_goes_from_the_first_movement_to_the_last_without_a_link_to_this_one() -> None:
    shown = view()
    rungs = full("split_hinge", shown).ladder
    assert [to for piece, to in rungs if piece != " → "] == [
        "wall_hip_hinge", "dowel_hip_hinge", "", "raised_lift", "floor_lift"
    ]  # fmt: skip
    assert full("ankle_pump", shown).ladder == ()
