"""The words that people type lead to movements and sessions, in the library that ships."""

import pytest

from intermezzo.adapters import library
from intermezzo.adapters.system import resources
from intermezzo.core.practice.search import found
from intermezzo.presenters.library.movement import also_called, movement_search, session_search

LIBRARY = library.load([resources.sessions()])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("typed", "movement"),
    [
        ("cat", "cat_camel"), ("cat cow", "cat_camel"), ("pallof", "pallof"), ("palof", "pallof"),
        ("hamstring", "knee_ext_neutral"), ("hamstrings", "knee_ext_neutral"), ("piriformis", "fig4_hinge"),
        ("side plank", "side_bridge_knees"), ("childs pose", "heels_sit"), ("child’s pose", "heels_sit"),
        ("squat", "sit_to_stand"), ("deadlift", "wall_hip_hinge"), ("kegel", "pelvic_floor_breath"),
        ("chin", "chin_nod_seated"), ("psoas", "hip_flexor_stride"), ("calf", "calf_raise"),
    ],
)  # fmt: skip
def test_the_names_that_others_use_lead_to_a_movement(typed: str, movement: str) -> None:
    assert movement in [one.id for one in found(typed, LIBRARY.movements.values(), movement_search)]


@pytest.mark.parametrize(("typed", "least"), [
    ("stretch", 8), ("shoulder", 4), ("neck", 3), ("hip", 8), ("balance", 3), ("core", 5), ("breath", 5),
])  # fmt: skip
def test_wide_words_lead_to_several(typed: str, least: int) -> None:
    assert len(found(typed, LIBRARY.movements.values(), movement_search)) >= least


def test_a_name_comes_first() -> None:
    assert found("bridge", LIBRARY.movements.values(), movement_search)[0].name.startswith("Bridge")
    assert found("pallof", LIBRARY.movements.values(), movement_search)[0].id == "pallof"


def test_a_session_is_found_by_its_title_and_by_what_is_in_it() -> None:
    sessions = LIBRARY.sessions.values()
    assert found("seated reset", sessions, session_search)[0].id == "seated_reset"
    with_it = {one.id for one in sessions if "cat_camel" in one.movements}
    assert with_it <= {one.id for one in found("cat camel", sessions, session_search)}


def test_other_names_are_told() -> None:
    assert also_called(LIBRARY.movements["cat_camel"]) == "Also called cat-camel, cat-cow"
    assert also_called(LIBRARY.movements["ankle_pump"]) == ""
