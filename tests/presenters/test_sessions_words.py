"""The rows of the page of sessions, and why one is never offered, in words."""

import pytest

from intermezzo.adapters import library
from intermezzo.adapters.system import resources
from intermezzo.core.practice.editing import Draft, added
from intermezzo.core.practice.selection import Bar, Obstacle
from intermezzo.core.settings import Settings
from intermezzo.presenters.library.obstacles import obstacle_lines
from intermezzo.presenters.library.sessions import matching_rows, session_rows, session_words

LIBRARY = library.load([resources.sessions()])
OWN = {"seated_reset", "carry_and_hinge"}
DRAFT = added(Draft("Half made"), LIBRARY.movements["jaw_rest"])
ROWS = session_rows(LIBRARY.sessions.values(), OWN, Settings(), (), {"new:1": DRAFT})

_TAKEN_OUT = "it has Bird dog, which you took out as not for you"


def test_ones_own_come_first_what_is_not_saved_before_them_then_the_others_by_kind() -> None:
    shown = matching_rows(ROWS, "")
    assert [one.id for one in shown[:3]] == ["new:1", "carry_and_hinge", "seated_reset"]
    assert [one.heading for one in shown if one.heading] == [
        "Your own", "Interludes", "Micro-sessions", "Rituals",
    ]  # fmt: skip
    assert len(shown) == len(LIBRARY.sessions) + 1


def test_a_search_finds_by_title_first_and_by_what_is_inside() -> None:
    shown = matching_rows(ROWS, "seated reset")
    assert shown[0].id == "seated_reset"
    assert not any(one.heading for one in shown)
    assert {one.id for one in matching_rows(ROWS, "cat camel")} >= {
        name for name, one in LIBRARY.sessions.items() if "cat_camel" in one.movements
    }


def test_a_row_and_a_session_in_full_tell_the_same() -> None:
    row = next(one for one in ROWS if one.id == "on_the_mat")
    assert "Never offered: needs the floor, which is off" in row.spoken
    words = session_words(row)
    assert [one.words for one in words.row.obstacles] == [
        "Never offered: needs the floor, which is off", "Also: needs a mat, which you don’t have",
    ]  # fmt: skip
    assert [one.action for one in words.row.obstacles] == ["Turn on", "I have it"]
    assert (words.row.own, words.row.unsaved, words.note) == (False, False, "")
    assert len(words.steps) == len(row.session.steps)
    unsaved = session_words(ROWS[0])
    assert (unsaved.row.title, unsaved.row.unsaved) == ("Half made", True)
    assert unsaved.row.facts.startswith("not saved yet · ")


def test_what_is_demanding_is_not_offered_yet() -> None:
    row = next(one for one in ROWS if one.id == "hinge_in_a_stride")
    why = "Not offered yet: it is demanding; it comes once easier movements go smoothly"
    assert [one.words for one in row.obstacles] == [why]
    assert row.barred == "not offered yet"
    row = next(one for one in ROWS if one.id == "carry_a_bag")
    assert [one.words for one in row.obstacles][::2] == [
        "Never offered: it is demanding; it comes once easier movements go smoothly",
        "Also: needs a weight, and weights are off",
    ]
    assert row.barred == "never offered"


def test_a_ritual_says_that_it_is_begun_by_the_user() -> None:
    row = next(one for one in ROWS if one.id == "on_waking")
    assert session_words(row).note == "A ritual is never offered; begin it when you like."
    row = next(one for one in ROWS if one.id == "before_bed")
    assert "once an evening" in session_words(row).note
    row = next(one for one in ROWS if one.id == "before_the_car")
    assert "as the last break of the day" in session_words(row).note


@pytest.mark.parametrize(
    ("obstacle", "words", "action"),
    [
        (Obstacle(Bar.SEEN), "others would notice it, and you’re in view of others", "I’m not in view"),
        (Obstacle(Bar.LEFT_OUT, ("kneeling", "overhead")), "you leave out: kneeling, arms overhead", "Allow"),
        (Obstacle(Bar.ELSEWHERE, ("bed",)), "needs a bed; begin it yourself where you have that", ""),
        (Obstacle(Bar.LEVEL), "it is demanding; begin it yourself when it suits you", ""),
        (Obstacle(Bar.WEIGHTS), "needs a weight, and weights are off", "Turn on"),
        (Obstacle(Bar.DIRECTION), "it doesn’t suit every back; begin it yourself if it suits yours", ""),
        (Obstacle(Bar.AVOIDED, ("bird_dog",)), _TAKEN_OUT, "Put back"),
        (Obstacle(Bar.RHYTHM, ("micro",)), "your rhythm has no micro-sessions", "One a day"),
        (Obstacle(Bar.RHYTHM, ("interlude",)), "your rhythm has no interludes", "One a day"),
    ],
)  # fmt: skip
def test_each_obstacle_has_its_sentence(obstacle: Obstacle, words: str, action: str) -> None:
    (line,) = obstacle_lines([obstacle], {"bird_dog": "Bird dog"})
    assert (line.words, line.action) == (f"Never offered: {words}", action)
