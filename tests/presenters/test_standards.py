"""The words of the user's own rules."""

from intermezzo.core.practice.standards import STANDARDS, OwnStandard
from intermezzo.presenters.today.standards import kept_on, standard_choices, standard_notice, standard_words


def test_each_given_one_has_words_of_its_own_in_one_short_line() -> None:
    words = [standard_words(OwnStandard(name)) for name in STANDARDS]
    assert len(set(words)) == len(STANDARDS)
    assert not {*words} & {*STANDARDS}
    assert all(len(one) <= 60 for one in words)


def test_ones_own_come_first_and_what_is_active_can_be_dropped() -> None:
    own = OwnStandard("own_1", "I look up.")
    choices = standard_choices((OwnStandard("bag"), own))
    assert (choices[0].words, choices[0].command) == ("I look up.", ("standard", "drop", "own_1"))
    commands = {one.command for one in choices}
    assert {("standard", "drop", "bag"), ("standard", "add", "bed")} <= commands
    assert all(one.possible for one in choices)
    assert standard_notice(own).command == ("standard", "keep", "own_1")


def test_the_days_of_a_week() -> None:
    assert (kept_on(1), kept_on(4)) == ("on 1 day", "on 4 days")
