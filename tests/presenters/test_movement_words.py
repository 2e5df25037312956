"""Every source, and everything that a movement asks, has its words."""

from intermezzo.adapters.library import load
from intermezzo.adapters.system import resources
from intermezzo.core.practice.model import Ask
from intermezzo.presenters.library import movement as words
from intermezzo.presenters.library.prescription import own_movement

MOVEMENTS = load([resources.sessions()]).movements


def test_every_source_has_a_name() -> None:
    for one in MOVEMENTS.values():
        text = words.sources(one.sources)
        assert text
        assert not set(text.replace(";", "").split()) & (set(one.sources) - {"NHS", "UPMC", "HSE"})


def test_common_practice_is_said() -> None:
    assert words.sources(["PRACT"]) == "Common practice, no single source."
    assert words.sources(MOVEMENTS["jaw_rest"].sources) == "Common practice, no single source."
    assert words.sources(["PEAK", "PRACT"]) == "Peak Physio; and common practice."
    assert words.sources(["NHS", "MAYO"]) == "NHS; Mayo Clinic"
    assert words.sources(["a page of my own"]) == "a page of my own"
    assert words.sources([]) == "No source given."


def test_what_is_asked_is_told_in_order() -> None:
    assert words.asks(frozenset()) == ""
    assert words.asks(MOVEMENTS["thor_ext_chair"].asks) == "arching the back, arms overhead"
    assert all(words.asks({ask}) for ask in Ask)


def test_who_it_suits_is_told_where_it_is_not_everyone() -> None:
    assert "arching" in words.direction(MOVEMENTS["back_bend_standing"].direction)
    assert "bending" in words.direction(MOVEMENTS["knee_hug"].direction)
    assert words.direction("") == ""


def test_of_an_exercise_in_a_plan_s_own_words_no_position_is_made_up() -> None:
    assert words.position(MOVEMENTS["standing_arrive"]) == "standing"
    assert words.position(own_movement("row", "Row", "Pull the band to the ribs.")) == "as described"
