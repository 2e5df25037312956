"""The breath is said to screen readers once for each phase, by the user's wish only."""

import pytest

from intermezzo.core.practice import playback as play
from intermezzo.core.practice.playback import Playing
from intermezzo.ui.player import stage
from intermezzo.ui.player.window import PlayerWindow
from tests.ui.clock import Clock
from tools.gallery import samples

SESSION = samples.session()


@pytest.mark.parametrize("wished", [True, False])
def test_the_breath_is_said_once_for_each_phase(
    player: PlayerWindow, clock: Clock, monkeypatch: pytest.MonkeyPatch, wished: bool
) -> None:
    said: list[str] = []
    monkeypatch.setattr(stage, "announce", lambda _widget, text: said.append(text))
    player.stage.says_breath = wished
    player.start(SESSION, play.advance(Playing(SESSION), 4.5))
    for _tenth in range(120):
        clock.now += 0.1
        player.catch_up()
    assert said == (["Breathe in", "Breathe out", "Breathe in", "Breathe out"] if wished else [])
