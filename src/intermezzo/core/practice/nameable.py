"""Which movements of a session the user can name in an answer about it."""

from intermezzo.core.practice.model import Movement
from intermezzo.core.practice.playback import Playing
from intermezzo.core.practice.prescription import ExerciseSet


def movements_done(playing: Playing) -> tuple[Movement, ...]:
    """Return the movements of which something was done, each once; none of a prescription."""
    done = {
        step.movement.id: step.movement
        for step, seconds in zip(playing.session.steps, playing.done, strict=True)
        if seconds > 0 and not isinstance(step, ExerciseSet)
    }
    return tuple(done.values())
