"""What screen readers say while a session goes on: one line after another, never one over another."""

from enum import IntEnum

from PySide6.QtWidgets import QWidget

from intermezzo.core.practice.cues import speaking_seconds
from intermezzo.core.practice.model import Session
from intermezzo.core.practice.playback import Playing
from intermezzo.core.practice.timeline import Moment, Phase
from intermezzo.presenters.player import (
    arrived_announcement,
    begin_announcement,
    breath_announcement,
    pause_announcement,
    side_begins,
    step_announcement,
    step_warnings,
    turn_words,
)
from intermezzo.ui.kit.widgets import announce


class _Rank(IntEnum):
    """The kinds of lines that wait for the one before, the most important first."""

    BEGIN = 0
    STOP = 1
    WATCH = 2
    CUE = 3


class Narrator:
    """Announce a session in words of ``speaker``.

    A step, what the user has changed and the other side are said at once. That it begins, its warnings and
    its cues wait until the line before is over, by the estimated time of a voice, and lapse with the step.
    Only the newest line of a kind waits. The breath, if it is wished for, is said in place of what is less
    important than when to stop.
    """

    def __init__(self, speaker: QWidget) -> None:
        self._speaker = speaker
        self.says_breath = False
        """Whether the breath is said."""
        self._before: tuple[Playing, Moment] | None = None
        self._at = 0.0
        self._free = 0.0
        """The second, like ``_at`` of the session, at which the line that is being said is over."""
        self._waiting: dict[_Rank, str] = {}
        self._told: set[int] = set()
        """The cues of the present step that were said, or wait."""

    def restart(self) -> None:
        """Say the present step again when the session goes on."""
        self._before = None

    def say(self, text: str) -> None:
        """Say a line at once."""
        if text:
            announce(self._speaker, text)
            self._free = max(self._at, self._free) + speaking_seconds(text)

    def follow(self, playing: Playing, moment: Moment) -> None:
        """Go on to a moment."""
        at = playing.elapsed + playing.waited
        if at < self._at:  # the user went back, or did not wait
            self._free = at
        self._at = at
        before, self._before = self._before, (playing, moment)
        if before is None or before[1].step != moment.step or playing.elapsed < before[0].elapsed:
            self._introduce(playing.session, moment.step)
            before = None
        elif playing.paused != before[0].paused:
            self.say(pause_announcement(moment, paused=playing.paused))
        self._say_changes(playing, moment, before)
        if not playing.paused:
            breath = breath_announcement(moment) if self.says_breath and moment.phase is Phase.STEP else ""
            self._say_next(_Rank.STOP if breath else _Rank.CUE)
            if self._at >= self._free and (before is None or _breath(moment) != _breath(before[1])):
                self.say(breath)

    def _introduce(self, session: Session, number: int) -> None:
        self._waiting.clear()
        self._told.clear()
        self.say(step_announcement(session, number))
        stop, watch = step_warnings(session, number)
        self._wait(_Rank.STOP, stop)
        self._wait(_Rank.WATCH, watch)

    def _say_changes(self, playing: Playing, moment: Moment, before: tuple[Playing, Moment] | None) -> None:
        step, eased = playing.session.steps[moment.step], moment.step in playing.eased
        phase, side = (before[1].phase, before[1].side) if before is not None else (None, 1)
        if moment.phase is Phase.ARRIVED and phase is not Phase.ARRIVED:
            self.say(arrived_announcement(moment))
        turns = moment.phase is Phase.TURN and phase is Phase.STEP
        if turns or (side == 1 and before is not None and side_begins(step, moment, eased=eased)):
            self.say(turn_words(step, moment))
        if moment.phase is not Phase.STEP:
            return
        cue = "" if eased or moment.cue in self._told else step.movement.cues[moment.cue]
        if phase is not Phase.STEP:
            self._wait(_Rank.BEGIN, begin_announcement(step, cue, eased=eased))
        else:
            self._wait(_Rank.CUE, cue)
        if cue:
            self._told.add(moment.cue)

    def _wait(self, rank: _Rank, text: str) -> None:
        if text:
            self._waiting[rank] = text

    def _say_next(self, least: _Rank) -> None:
        """Say the most important line that waits, if it is at least so important and there is silence."""
        rank = min(self._waiting, default=None)
        if rank is not None and rank <= least and self._at >= self._free:
            self.say(self._waiting.pop(rank))


def _breath(moment: Moment) -> tuple[object, ...]:
    """Return what is another one with each phase of the breath."""
    return moment.phase, moment.side, moment.rep, moment.breath
