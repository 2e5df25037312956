"""The words of the user's own rules."""

from intermezzo.core.practice.standards import STANDARDS, DueContext, OwnStandard
from intermezzo.presenters.today.standards import kept_on, standard_notice, standard_words, standards_view


def test_each_given_one_has_words_of_its_own_in_one_short_line() -> None:
    words = [standard_words(OwnStandard(name)) for name in STANDARDS]
    assert len(set(words)) == len(STANDARDS)
    assert not {*words} & {*STANDARDS}
    assert all(len(one) <= 60 for one in words)


def test_ones_own_come_first_and_what_is_active_can_be_dropped() -> None:
    own = OwnStandard("own_1", "I look up.")
    view = standards_view((OwnStandard("bag", context=DueContext.LAST_SLOT), own), (own,))
    first = view.choices[0]
    assert (first.words, first.command, first.when) == (
        "I look up.", ("standard", "drop", "own_1"), "At any time",
    )  # fmt: skip
    by_id = {one.id: one for one in view.choices}
    assert by_id["bag"].when == "At the end of the day"
    assert ("First thing", ("standard", "add", "--when", "first-opening", "bag")) in by_id["bag"].contexts
    assert (by_id["bed"].command, by_id["bed"].contexts) == (("standard", "add", "bed"), ())
    assert view.can_add
    assert all(one.possible for one in view.choices)
    assert standard_notice(own).command == ("standard", "keep", "own_1")


def test_with_three_no_other_can_be_chosen_and_one_that_was_dropped_is_still_there() -> None:
    own = OwnStandard("own_1", "I look up.")
    view = standards_view([OwnStandard(name) for name in ("bag", "bed", "car")], (own,))
    assert view.line == "Three are the most. Untick one to choose another."
    assert not view.can_add
    assert all(one.possible is one.active for one in view.choices)
    assert (view.choices[0].words, view.choices[0].command) == (
        "I look up.", ("standard", "add", "I look up."),
    )  # fmt: skip


def test_the_days_of_a_week() -> None:
    assert (kept_on(1), kept_on(4)) == ("on 1 day", "on 4 days")
