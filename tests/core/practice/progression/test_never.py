"""What must never happen, in random lives and by any rows at all."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intermezzo.core.history.events import EventKind, Json
from intermezzo.core.practice.progression.grades import rises, start
from intermezzo.core.practice.progression.progress import ChangedBy, Rule, practice
from tests.core.practice.progression.histories import MOVEMENTS, History
from tests.core.practice.progression.lives import Life, broken

LIVES = 8
"""More of them: ``python -m tests.core.practice.progression.lives 10000``."""

_WORDS = st.sampled_from([*Rule, *ChangedBy, "else"])
_NUMBERS = st.one_of(st.integers(-9, 9), st.sampled_from([0.5, 2.0, 2.5, 8.0, 99.0, None]))
_GRADES = st.fixed_dictionaries(dict.fromkeys(("range", "hold", "reps", "load_kg", "band"), _NUMBERS))
_ROWS = st.lists(
    st.tuples(
        st.integers(0, 30),
        st.fixed_dictionaries(
            {
                "movement": st.sampled_from(["sts_loaded", "wall_hip_hinge", "nobody"]),
                "to": _GRADES, "by": _WORDS, "rule": _WORDS, "level": st.one_of(st.none(), st.integers(0, 9)),
            }
        ),
    ),
    max_size=8,
)  # fmt: skip


@pytest.mark.slow
def test_in_no_life_does_it_happen() -> None:
    lives = [Life(seed).live() for seed in range(LIVES)]
    assert broken(lives) == []
    assert sum(life.steps for life in lives) > LIVES, "steps were tried"
    assert 3 in {life.opened for life in lives}, "level 3 was opened"


@pytest.mark.slow
@settings(max_examples=100)
@given(_ROWS)
def test_no_rows_raise_a_grade_but_those_of_the_user(told: list[tuple[int, dict[str, Json]]]) -> None:
    history = History()
    for day, detail in told:
        history.row(EventKind.GRADE, day, detail=detail)
    movements = [MOVEMENTS[name] for name in ("sts_loaded", "wall_hip_hinge")]
    for one in practice(history.rows, movements, history.at(30).date()).movements.values():
        before, loads = start(one.movement), [(history.at(-99).date(), start(one.movement).load_kg or 0.0)]
        for row in one.rows:
            user = row.by is ChangedBy.USER and row.rule in {Rule.GO_ON, Rule.BACK}
            assert user or row.rule is Rule.FIRST or not rises(before, row.after)
            loads.append((row.day, row.after.load_kg or 0.0))
            week = [
                loads[n - 1][1] for n, (day, _) in enumerate(loads) if n and row.day - day < timedelta(days=7)
            ]
            assert loads[-1][1] <= loads[-2][1] or loads[-1][1] - min(week) <= 0.5
            before = row.after
