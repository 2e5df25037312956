"""Voice and tones of the session under way, at the elapsed time of the player."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from math import inf

from PySide6.QtCore import QObject, Qt, QTimer

from intermezzo.core.practice.cues import CueKind, SoundCue, Spoken, Tone, ToneStart, sound_cues
from intermezzo.core.practice.model import Session
from intermezzo.core.practice.playback import Playing
from intermezzo.core.practice.sound_policy import must_be_silent, sounds_at, sounds_in
from intermezzo.presenters.sound import phrases
from intermezzo.ui.sound.outlet import Speaker

FRESH_SECONDS = 0.15
"""Age up to which a sound is still begun."""
TITLE_SECONDS = 2.0
"""The same for a title: who returns during a change-over hears what comes next."""
LEAD_SECONDS = 0.01
"""Time by which a timer is early: a tone reaches the device after 9 to 20 ms (with PulseAudio)."""
JUMP_SECONDS = 3.0
"""Time between two positions of the player from which a step was skipped."""
AHEAD_SECONDS = 1.5
"""Time for which timers are set after a position; the player's next one comes earlier, even if late."""
LINGER_MS = 8000
"""Time from the end of a session until the outlet is closed, for the last line and tone."""
_AT_ONCE = 1e-6
"""Tolerance for the rounding errors of summed frame times."""
_WAITING_LINES = frozenset({CueKind.TITLE, CueKind.START})
"""Kinds of lines that wait for the voice."""


@dataclass(frozen=True, slots=True)
class SoundChoice:
    """The user's choice: voice and tones are ``off``, ``floor`` or ``always``; ``volume`` is 0 to 1."""

    voice: str = "off"
    tones: str = "off"
    volume: float = 0.5


class Sounds(QObject):
    """Play the sounds of a session as the player's position moves on.

    ``call`` is called before every sound and returns whether the user is in a call, None if unknown.
    The player reports its position once a second and after every user action; sounds between two positions
    are started by a timer of their own.
    """

    def __init__(
        self, outlet: Speaker, call: Callable[[], bool | None], parent: QObject | None = None, *,
        speed: float = 1.0,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._choice = SoundChoice()
        self._muted = False
        self.outlet = outlet
        self._call = call
        self._speed = speed
        self._session: Session | None = None
        self._cues: tuple[SoundCue, ...] = ()
        self._times: tuple[float, ...] = ()
        self._played_until = 0.0
        """Elapsed seconds up to which every sound was played or dropped."""
        self._waits_at = inf
        """Elapsed second at which the session waits for the user; nothing after it has a timer."""
        self._open = False
        self._line: CueKind | None = None
        """Kind of the line that is being said."""
        self.timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self._on_time)
        self.close_timer = QTimer(self, singleShot=True, interval=LINGER_MS)
        self.close_timer.timeout.connect(self._close)

    def set_choice(self, choice: SoundChoice) -> None:
        """Set what the user wants to hear."""
        self._choice = choice
        if self._session is not None:
            self.prepare(self._session)
        if choice.voice == "off":
            self._silence()

    def set_muted(self, muted: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Mute until the next session or until unmuted."""
        self._muted = muted
        if muted:
            self._silence()

    def wanted(self, session: Session) -> tuple[bool, bool]:
        """Return whether the user wants voice, and whether tones, in a session."""
        return sounds_in(self._choice.voice, session), sounds_in(self._choice.tones, session)

    def prepare(self, session: Session) -> None:
        """Open the outlet before a session begins, because a voice takes time to load."""
        voice, tones = self.wanted(session)
        if voice or tones:
            self.close_timer.stop()
            self._open = True
            self.outlet.open(voice=voice, tones=tones)

    def rest(self) -> None:
        """Close the outlet after a while unless a session begins."""
        if self._open and self._session is None and not self.close_timer.isActive():
            self.close_timer.start()

    def listen(self) -> None:
        """Play one tone at the user's request. Raise ValueError in a call."""
        if self.in_call():
            raise ValueError("nothing sounds in a call")
        self._open = True
        self.outlet.open(voice=False, tones=True)
        self.outlet.sound(Tone.IN, self._choice.volume, waits=True)
        self.rest()

    def in_call(self) -> bool:
        """Return whether the user is known to be in a call."""
        return self._call() is True

    def follow(self, playing: Playing) -> None:
        """Play what is due at the player's position, and set a timer for what comes next."""
        if not any(self.wanted(playing.session)):
            self.timer.stop()
            return
        now = playing.elapsed
        if playing.session is not self._session:
            self._begin(playing, now)
        if (
            now < self._played_until - FRESH_SECONDS * self._speed
            or now > self._played_until + JUMP_SECONDS * self._speed
        ):
            self._silence()
            self._played_until = now - FRESH_SECONDS * self._speed
        self.timer.stop()
        if must_be_silent(call=self._call(), paused=playing.paused, muted=self._muted):
            self._silence()
            self._played_until = max(self._played_until, now)
            return
        starts = playing.session.starts
        self._waits_at = min((starts[one] for one in playing.arrivals if starts[one] > now), default=inf)
        self._play_until(now)
        if not playing.finished:
            self._set_timer(now)

    def end(self) -> None:
        """End the session: the closing line is finished, anything else is cut off."""
        self.timer.stop()
        if self._session is not None and self._line is not CueKind.CLOSE:
            self._silence()
        self._session = None
        self._muted = False
        self.rest()

    def close(self) -> None:
        """Release the outlet at once."""
        self.timer.stop()
        self.close_timer.stop()
        self.outlet.close(at_once=True)

    def _close(self) -> None:
        self._open = False
        self.outlet.close(at_once=False)

    def _begin(self, playing: Playing, now: float) -> None:
        self._session = session = playing.session
        self._cues = sound_cues(session, phrases(), unhurried=playing.unhurried)
        self._times = tuple(cue.at for cue in self._cues)
        self._played_until = now - TITLE_SECONDS * self._speed
        self._silence()
        self.prepare(session)

    def _silence(self) -> None:
        self._line = None
        self.outlet.stop()

    def _play_until(self, now: float) -> None:
        due = self._cues[
            bisect_right(self._times, self._played_until) : bisect_right(self._times, now + _AT_ONCE)
        ]
        self._played_until = max(self._played_until, now + _AT_ONCE)
        for cue in due:
            title = isinstance(cue, Spoken) and cue.line is CueKind.TITLE
            fresh = TITLE_SECONDS if title else FRESH_SECONDS
            if cue.at >= now - fresh * self._speed:
                self._play(cue)

    def _set_timer(self, now: float) -> None:
        index = bisect_right(self._times, self._played_until)
        soon = min(now + AHEAD_SECONDS * self._speed, self._waits_at - _AT_ONCE)
        if index < len(self._times) and self._times[index] <= soon:
            wait = (self._times[index] - now) / self._speed - LEAD_SECONDS
            self.timer.start(max(0, round(wait * 1000)))

    def _on_time(self) -> None:
        if must_be_silent(call=self._call(), paused=False, muted=self._muted):
            self._silence()
            return
        now = self._times[bisect_right(self._times, self._played_until)]
        self._play_until(now)
        self._set_timer(now - LEAD_SECONDS * self._speed)

    def _play(self, cue: SoundCue) -> None:
        if self._session is None:
            return
        place = self._session.steps[cue.step].movement.place
        if isinstance(cue, ToneStart):
            if sounds_at(self._choice.tones, place):
                self.outlet.sound(cue.tone, self._choice.volume, waits=False)
        elif sounds_at(self._choice.voice, place) and not self._is_dropped(cue):
            if cue.line is CueKind.TITLE:
                self.outlet.stop()  # lines that wait for the voice belong to the step before
            self._line = cue.line
            self.outlet.say(cue.text, self._choice.volume, waits=cue.line in _WAITING_LINES)

    def _is_dropped(self, cue: Spoken) -> bool:
        """Return whether a line is dropped for one that is being said and at least as important."""
        if cue.line in {CueKind.TITLE, CueKind.CLOSE}:
            return False
        return self.outlet.speaking and self._line is not None and self._line <= cue.line
