"""The state of a session being played, and the operations of the player's buttons."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from math import inf

from intermezzo.core.history.events import EventKind, Reason
from intermezzo.core.practice.model import Kind, Session, Step
from intermezzo.core.practice.replacement import replaced
from intermezzo.core.practice.timeline import Moment, Phase, lead_in, moment_at

COMPLETE_SHARE = 0.8
"""The share of the active seconds from which a session is completed."""
RESTART_SECONDS = 3.0
"""Later than this in a step, *Back* goes to its own beginning instead of the step before."""
ARRIVED_SECONDS = 30.0
"""How long a step on the floor waits for the user before it begins by itself."""
_BEFORE = 1e-3
"""Seconds before such a step at which the session waits, so that nothing of the step has begun."""
_EPSILON = 1e-6
"""Tolerance for the rounding errors of thousands of added frames."""


@dataclass(frozen=True, slots=True)
class Playing:
    """The state of the player. ``done`` are the active seconds of each step, at most the step's length."""

    session: Session
    elapsed: float = 0.0
    done: tuple[float, ...] = ()
    eased: frozenset[int] = frozenset()
    """Indices of the steps done in their easier form, initially those of the session."""
    paused: bool = False
    before: float = 0.0
    """Active seconds of movements that were replaced."""
    waited: float = 0.0
    """Seconds for which the step that waits has waited so far."""
    unhurried: bool = False
    """Whether the first step waits until the user is ready, as long as it takes."""

    def __post_init__(self) -> None:
        if not self.done:
            steps = self.session.steps
            object.__setattr__(self, "done", (0.0,) * len(steps))
            eased = self.eased | {number for number, step in enumerate(steps) if step.easier}
            object.__setattr__(self, "eased", eased)

    @property
    def active_seconds(self) -> float:
        """Seconds of movement done so far."""
        return self.before + sum(self.done)

    @property
    def left(self) -> float:
        """Seconds to the end."""
        return max(0.0, self.session.seconds - self.elapsed)

    @property
    def finished(self) -> bool:
        """Whether the end has been reached."""
        return self.elapsed >= self.session.seconds - _EPSILON

    @property
    def arrived(self) -> bool:
        """Whether the coming step, on the floor or of somebody who is new, waits for the user."""
        starts = self.session.starts
        return self._reads or any(
            abs(starts[one] - _BEFORE - self.elapsed) < _EPSILON for one in self.arrivals
        )

    @property
    def arrivals(self) -> frozenset[int]:
        """The steps that wait until the user is ready."""
        return self.session.arrivals | ({0} if self.unhurried else set())

    @property
    def moment(self) -> Moment:
        """The present moment. While a step waits for the user it counts down until it begins by itself.

        The first step of somebody who is new does not: ``breath_left`` is infinite.
        """
        moment = moment_at(self.session, self.elapsed)
        if not self.arrived:
            return moment
        left = moment.breath_left - _BEFORE + ARRIVED_SECONDS - self.waited
        return replace(moment, phase=Phase.ARRIVED, breath_left=inf if self._reads else left)

    @property
    def _reads(self) -> bool:
        """Whether somebody who is new has not begun yet."""
        return self.unhurried and self.elapsed < self.session.starts[0]

    @property
    def step(self) -> int:
        """The index of the present step, or of the coming one during a change-over."""
        return moment_at(self.session, self.elapsed).step


@dataclass(frozen=True, slots=True)
class Ending:
    """How a session ended. ``outcome`` is completed, partial or interrupted; ``seconds`` are active ones."""

    outcome: EventKind
    seconds: float
    reason: Reason | None = None
    left: int = 0
    """The number of last steps that are to be done later."""


def advance(playing: Playing, seconds: float, *, waits: bool = True) -> Playing:
    """Let time pass, unless paused; before a step on the floor it ``waits`` for the user, up to 30 s.

    Before the first step of somebody who is new it waits as long as it takes.

    Raise ValueError for negative seconds.
    """
    if seconds < 0:
        raise ValueError(f"a session cannot advance by {seconds} seconds")
    if playing.paused:
        return playing
    end = playing.elapsed + seconds
    holds = (playing.session.starts[index] - _BEFORE for index in playing.arrivals)
    hold = min((at for at in holds if playing.elapsed - _EPSILON <= at < end), default=None)
    if hold is None or not waits:
        return _gone_on(playing, end)
    waited = playing.waited + end - max(hold, playing.elapsed)
    if waited < ARRIVED_SECONDS or (playing.unhurried and hold < playing.session.starts[0]):
        return replace(_gone_on(playing, hold), waited=waited)
    begun = replace(_gone_on(playing, hold + _BEFORE), waited=0.0)
    return advance(begun, waited - ARRIVED_SECONDS)


def _gone_on(playing: Playing, end: float) -> Playing:
    start, end = playing.elapsed, min(end, playing.session.seconds)
    done = tuple(
        min(step.seconds, had + max(0.0, step.active_until(end - at) - step.active_until(start - at)))
        for step, at, had in zip(playing.session.steps, playing.session.starts, playing.done, strict=True)
    )
    return replace(playing, elapsed=end, done=done)


def back(playing: Playing) -> Playing:
    """Go to the beginning of this step, or to the step before if this one has hardly begun."""
    moment = moment_at(playing.session, playing.elapsed)
    begun = moment.phase is Phase.DONE or (
        moment.phase in {Phase.STEP, Phase.TURN}
        and playing.elapsed - playing.session.starts[moment.step] > RESTART_SECONDS
    )
    index = moment.step if begun else max(0, moment.step - 1)
    return replace(playing, elapsed=lead_in(playing.session, index), waited=0.0)


def next_(playing: Playing) -> Playing:
    """Go to the change-over before the next step, or from a change-over or a turn straight to what comes."""
    moment = moment_at(playing.session, playing.elapsed)
    if moment.phase in {Phase.READY, Phase.CHANGE_OVER}:
        return replace(playing, elapsed=playing.session.starts[moment.step], waited=0.0)
    if moment.phase is Phase.TURN:
        return replace(playing, elapsed=playing.elapsed + moment.breath_left)
    if moment.step + 1 < len(playing.session.steps):
        return replace(playing, elapsed=lead_in(playing.session, moment.step + 1))
    return replace(playing, elapsed=playing.session.seconds)


def ease(playing: Playing) -> Playing:
    """Switch this step to its easier form, or back to the full one."""
    return replace(playing, eased=playing.eased ^ {playing.step})


def exchange(playing: Playing, index: int, step: Step) -> Playing:
    """Replace a step by another, and go to its lead-in. What was done of the first one counts."""
    session = replaced(playing.session, index, step)
    done = (*playing.done[:index], 0.0, *playing.done[index + 1 :])
    eased = playing.eased - {index}
    return replace(
        playing, session=session, elapsed=lead_in(session, index), waited=0.0, done=done,
        eased=eased | {index} if step.easier else eased,
        before=playing.before + playing.done[index],
    )  # fmt: skip


def reshaped(playing: Playing, session: Session) -> Playing:
    """Go on with what the session has become after its first step, which is the same."""
    done = (playing.done[0], *(0.0 for _step in session.steps[1:]))
    latest = lead_in(session, 1) if len(session.steps) > 1 else session.seconds
    return replace(
        playing, session=session, elapsed=min(playing.elapsed, latest), done=done, waited=0.0,
        eased=frozenset(number for number in playing.eased if number == 0),
    )  # fmt: skip


def ending(playing: Playing, reason: Reason | None = None) -> Ending:
    """Return how the session ends here. With a ``reason`` it is interrupted and its rest is left to do.

    The present step belongs to the rest and is done again from its beginning.
    """
    seconds = playing.active_seconds
    if reason is not None:
        return Ending(EventKind.INTERRUPTED, seconds, reason, len(playing.done) - playing.step)
    done = outcome(playing)
    return Ending(done, seconds, Reason.FINISHED_HERE if done is EventKind.PARTIAL else None)


def rest(session: Session, left: int, refused: Collection[str]) -> Session | None:
    """Return the last ``left`` steps of a session without refused movements, or None if none are left."""
    steps = session.steps[-left:] if left > 0 else ()
    steps = tuple(step for step in steps if step.movement.id not in refused)
    return replace(session, steps=steps) if steps else None


def outcome(playing: Playing) -> EventKind:
    """Return ``COMPLETED`` from 80 % of the active seconds on, else ``PARTIAL``."""
    enough = playing.active_seconds >= COMPLETE_SHARE * playing.session.active_seconds - _EPSILON
    return EventKind.COMPLETED if enough else EventKind.PARTIAL


def in_last_fifth(playing: Playing) -> bool:
    """Return whether the session counts as completed from here on, so that *Complete* is shown first."""
    return outcome(playing) is EventKind.COMPLETED


def can_wait(session: Session) -> bool:
    """Return whether the rest may be done later; not for a ritual, which answers no slot."""
    return session.kind is not Kind.RITUAL


def steps_done(playing: Playing) -> tuple[Step, ...]:
    """Return the steps of which something was done, the last one of each movement."""
    steps = zip(playing.session.steps, playing.done, strict=True)
    return tuple({step.movement.id: step for step, seconds in steps if seconds > 0}.values())
