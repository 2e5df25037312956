"""Write ``docs/practice.md``, the numbers of the practice: ``python -m tools.practice``."""

import dataclasses
from itertools import groupby
from pathlib import Path

from intermezzo.core.practice.progression.numbers import NUMBERS

PAGE = Path(__file__).parent.parent / "docs" / "practice.md"
_HEAD = """\
# The practice that adapts

A movement has a grade: how much of your own range, how long it is held, how often, and with which load. A
step up is only ever offered, and one thing changes at a time. A step down may be taken at once; it is told
in one line, and `intermezzo back MOVEMENT` undoes it. `intermezzo practice MOVEMENT` shows the grade and
the rows that led to it.

The rules are in `core/practice/progression/`: `progress` folds the rows into grades, `upkeep` and `absence`
lower them, `offers` finds the next step, `gates` opens levels, `day_bounds` keeps some days easy, `check`
follows the opening check, `exposures` tells which demanding day an answer is about, `dosing` gives a
session's steps their dose, `questions` rations what is asked.

For windows: `engine.practice_questions.practice_question(engine, now)` is the one question that may be
shown after a session, `question_of_today` the one in Today, and whoever shows it calls `note_asked`. Its
answers are commands: `go-on try|stay|undo MOVEMENT`, `morning usual|little-more|much-more|undo`, `ease
easier|same|harder|undo`, `gentle on|off`, and for `signs` the health question. `check even|different|caught`
while the first step of a micro-session ends; the result's `reshaped` (`DayController.reshaped`) is what the
session has become, for `playback.reshaped`. `felt shaky|stopped MOVEMENT [WHY] [--effort …]`, `back
MOVEMENT`, `standard add [--when CONTEXT]|keep|drop`;
`engine.standards.due_standard(engine, now)` is the standard to show.
`engine.state.practice.practice.movements[ID]` is how far one is: `grade`, `is_trial`, `rows`, `times`;
`grades.ladder` its ladder, `presenters.practice` the words.

These are the numbers that they use, generated from `numbers.py` by `python -m tools.practice`. They are
judgement on top of the sources in the movements; none of them is a setting, but the heaviest load can be set
lower. Four made-up people are followed for seventeen weeks in [practice-stories.md](practice-stories.md).
"""


def text() -> str:
    """Return the page."""
    fields = dataclasses.fields(NUMBERS)
    parts = [_HEAD]
    for section, of_section in groupby(fields, key=lambda one: one.metadata["section"]):
        rows = [f"| {getattr(NUMBERS, one.name):g} | {one.metadata['meaning']} |" for one in of_section]
        parts.append(f"\n## {section}\n\n| number | meaning |\n|--:|---|\n" + "\n".join(rows) + "\n")
    return "".join(parts)


if __name__ == "__main__":
    PAGE.write_text(text(), encoding="utf-8")
