"""Which standards are active, and which of them is shown."""

import pytest

from intermezzo.core.history.events import Event, EventKind
from intermezzo.core.practice.standards import (
    LONGEST,
    STANDARDS,
    DueContext,
    OwnStandard,
    active,
    added,
    due,
    kept_days,
)
from tests.core.practice.progression.histories import FIRST, History

LONG_AGO = -500


def told(*rows: tuple[float, dict[str, object]]) -> tuple[Event, ...]:
    history = History()
    for day, detail in rows:
        history.row(EventKind.STANDARD, day, detail=detail)  # type: ignore[arg-type]
    return tuple(history.rows)


def enters(name: str, day: float = LONG_AGO, **more: object) -> tuple[float, dict[str, object]]:
    return day, {"id": name, "in": True, **more}


def test_each_given_one_has_the_context_that_it_was_given_or_its_own() -> None:
    rows = told(*map(enters, STANDARDS), enters("phone", context="travel"), enters("bag", context="unknown"))
    contexts = {one.id: one.context for one in active(rows)}
    assert contexts == {**STANDARDS, "phone": DueContext.TRAVEL}


@pytest.mark.parametrize(
    ("words", "context", "found"),
    [
        ("sofa", None, OwnStandard("sofa", context=DueContext.LAST_SLOT)),
        ("sofa", DueContext.ANY, OwnStandard("sofa")),
        ("bag", None, None), ("bag", DueContext.LAST_SLOT, None),
        ("bag", DueContext.TRAVEL, OwnStandard("bag", context=DueContext.TRAVEL)),
        ("a" * LONGEST, None, OwnStandard("own_0f45e858", "a" * LONGEST)), ("a" * (LONGEST + 1), None, None),
        ("  ", None, None),
    ],
)  # fmt: skip
def test_what_is_added(words: str, context: DueContext | None, found: OwnStandard | None) -> None:
    known = active(told(enters("bag"), enters("bin")))
    assert added(words, known, context) == found


def test_a_fourth_is_not_added_but_one_of_three_changes_its_context() -> None:
    known = active(told(enters("bag"), enters("bin"), enters("own_1", text="I look up.")))
    assert added("sofa", known) is None
    changed = added("I look up.", known, DueContext.AFTER_MEETING)
    assert changed == OwnStandard("own_1", "I look up.", DueContext.AFTER_MEETING)


def test_the_one_of_the_moment_comes_first_and_those_for_any_in_turn() -> None:
    rows = told(enters("phone"), enters("pick_up"), enters("get_up"))

    def shown(day: int, *contexts: DueContext) -> str:
        found = due(rows, History().at(day).date(), contexts)
        return found.id if found is not None else ""

    assert {shown(0, DueContext.LAST_SLOT), shown(1)} == {"phone", "pick_up"}
    assert shown(0) == shown(2)
    assert shown(0, DueContext.AFTER_MEETING) == "get_up"
    first = shown(0)
    rows = (*rows, *told((0, {"id": "get_up", "kept": True})))
    assert shown(0, DueContext.AFTER_MEETING) == "", "one kept leaves its place empty for the moment"
    assert shown(0) == first
    rows = (*rows, *told((0, {"id": first, "kept": True})))
    assert (shown(0), shown(2)) == ("", first)
    assert kept_days(rows, first, FIRST, FIRST) == 1
