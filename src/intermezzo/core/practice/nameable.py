"""Which movements of a session the user can name in an answer about it."""

from intermezzo.core.practice.model import Step
from intermezzo.core.practice.playback import Playing


def steps_done(playing: Playing) -> tuple[Step, ...]:
    """Return the steps of which something was done, the last one of each movement."""
    steps = zip(playing.session.steps, playing.done, strict=True)
    return tuple({step.movement.id: step for step, seconds in steps if seconds > 0}.values())
