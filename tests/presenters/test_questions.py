"""The answers to the questions of the practice are commands."""

import pytest

from intermezzo.core.practice.progression.questions import PracticeQuestion, Rank
from intermezzo.engine.commands.table import COMMANDS
from intermezzo.presenters.questions import question_view

CODES = ("signs", "gentle", "still_gentle", "morning", "ease_rise", "ease_car", "ease_pick_up")


@pytest.mark.parametrize("code", CODES)
def test_each_answer_is_a_command_that_windows_may_say_or_lets_the_question_lapse(code: str) -> None:
    view = question_view(PracticeQuestion(Rank.SAFETY, code))
    assert view.line
    assert 2 <= len(view.answers) <= 3
    assert len({one.label for one in view.answers}) == len(view.answers)
    for answer in view.answers:
        for command in filter(None, (answer.command, answer.undo)):
            if command[0] == "show":
                continue
            known = COMMANDS[command[0]]
            assert "window" in known.sources
            assert command[1] in known.words
