"""The list of the steps tells which are done, which runs and which come."""

import pytest
from PySide6.QtCore import Qt

from intermezzo.core.practice import playback as play
from intermezzo.core.practice.playback import Playing
from intermezzo.core.practice.timeline import Phase, moment_at
from intermezzo.ui.player.window import PlayerWindow
from tools.gallery import samples

pytestmark = pytest.mark.slow

SESSION = samples.session()


def at(elapsed: float) -> Playing:
    return play.advance(Playing(SESSION), elapsed)


def test_the_steps_say_what_is_done_and_what_comes(player: PlayerWindow) -> None:
    player.start(SESSION, at(30.0))
    model = player.guide.steps.model()
    said = [str(model.index(n, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for n in range(model.rowCount())]
    assert [words.rsplit(", ", 1)[1] for words in said] == ["done", "now", "to come", "to come"]
    assert all(step.movement.name in words for step, words in zip(SESSION.steps, said, strict=True))


def test_a_step_that_was_left_early_has_no_tick(player: PlayerWindow) -> None:
    model = player.guide.steps.model()

    def first() -> str:
        return str(model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)).rsplit(", ", 1)[1]

    seconds, start = SESSION.steps[0].seconds, SESSION.starts[0]
    for share, words in ((0.0, "skipped"), (0.7, "partly done"), (0.8, "done")):
        player.start(SESSION, play.next_(at(start + share * seconds)))
        assert first() == words
    player.previous_step()
    assert first() == "next"


def test_a_step_is_next_until_it_runs(player: PlayerWindow) -> None:
    model = player.guide.steps.model()

    def second() -> str:
        return str(model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)).rsplit(", ", 1)[1]

    player.start(SESSION, at(19.0))
    assert moment_at(SESSION, 19.0).phase is Phase.CHANGE_OVER
    assert second() == "next"
    player.start(SESSION, at(30.0))
    assert second() == "now"
