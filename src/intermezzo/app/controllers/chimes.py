"""The chime between steps and at the end, which needs no extra."""

from functools import partial

from intermezzo.adapters import chime
from intermezzo.adapters.system import resources
from intermezzo.app.context import Context
from intermezzo.core.practice.cues import Chime, chime_between
from intermezzo.core.practice.playback import Playing

LIMIT_SECONDS = chime.LIMIT_SECONDS + 1.0


class Chimes:
    """Follow the player, while ``on``."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.available = chime.available
        """Returns whether this computer can play one now."""
        self.on = False
        self._at = 0.0

    def begin(self, *, on: bool) -> None:
        """Follow a session from its beginning."""
        self.on, self._at = on, 0.0

    def follow(self, playing: Playing, *, in_call: bool) -> None:
        """Play the chime that is due at the player's position, but never in a call."""
        before, self._at = self._at, playing.elapsed
        due = chime_between(playing.session, before, playing.elapsed, speed=self._context.speed)
        if due is not None and self.on and not in_call:
            self._play(due)

    def _play(self, which: Chime) -> None:
        file = resources.assets() / "sounds" / f"{which}.wav"
        volume = self._context.settings.current.volume / 10
        play = partial(chime.play, file, volume)
        self._context.worker.submit("chime.play", play, _ignore, _ignore, LIMIT_SECONDS)


def _ignore(_answer: object) -> None:
    """Leave out an answer of which nothing follows."""
