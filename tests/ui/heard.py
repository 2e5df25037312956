"""What a player tells while it plays."""

from intermezzo.core.practice.playback import Ending, Playing
from intermezzo.ui.player.window import PlayerWindow


class Heard:
    """What the player told."""

    def __init__(self, player: PlayerWindow) -> None:
        self.steps: list[tuple[int, float, bool]] = []
        self.ends: list[tuple[str, float]] = []
        self.endings: list[Ending] = []
        self.commands: list[tuple[str, ...]] = []
        player.command.connect(self.commands.append)
        player.answered.connect(self.commands.append)
        player.step_done.connect(self._step)
        player.finished.connect(self._end)

    def _step(self, index: int, seconds: float, eased: bool) -> None:
        self.steps.append((index, round(seconds, 6), eased))

    def _end(self, how: Ending) -> None:
        self.ends.append((how.outcome.value, round(how.seconds, 6)))
        self.endings.append(how)


def under_way(player: PlayerWindow) -> Playing:
    """What is played just now."""
    assert player.playing is not None
    return player.playing
