"""An exercise of one's own without a figure looks the same before it begins as when it does."""

import pytest

from intermezzo.core.practice.model import Kind, Session, Step
from intermezzo.core.practice.playback import Playing, advance
from intermezzo.core.practice.timeline import Phase
from intermezzo.presenters.library.prescription import own_movement
from intermezzo.ui.player.window import PlayerWindow

pytestmark = pytest.mark.slow

OWN = own_movement("raises", "Heel raises", "Up on both feet, down slowly on one.")
SESSION = Session("own", "Own", Kind.RITUAL, (Step(OWN, 3, 1), Step(OWN, 3, 2)))


def at(elapsed: float) -> Playing:
    return advance(Playing(SESSION), elapsed)


@pytest.mark.parametrize("number", [0, 1])
def test_the_dial_is_not_empty_while_one_gets_ready(player: PlayerWindow, number: int) -> None:
    start, lead = SESSION.starts[number], SESSION.leads[number]
    pictures = []
    for elapsed, phase in ((start - lead / 2, (Phase.READY, Phase.CHANGE_OVER)), (start, (Phase.STEP,))):
        assert at(elapsed).moment.phase in phase
        player.start(SESSION, at(elapsed))
        pictures.append(player.stage.dial.grab().toImage())
    assert player.stage.dial.count == "1"
    assert pictures[0] == pictures[1]
