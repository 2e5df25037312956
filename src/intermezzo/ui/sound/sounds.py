"""Voice and tones of the session under way, told by the elapsed time that the player draws at."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer

from intermezzo.core.practice.cues import CueKind, Spoken, Telling, Tone, ToneStart, tellings
from intermezzo.core.practice.model import Session
from intermezzo.core.practice.playback import Playing
from intermezzo.core.practice.sound_policy import hushed, wanted_at, wanted_in
from intermezzo.presenters.sound import phrases
from intermezzo.ui.sound.outlet import Outlet

FRESH_SECONDS = 0.15
"""What should have begun longer ago than this is not told any more."""
TITLE_SECONDS = 2.0
"""But a title is: who comes back in the middle of a change-over shall hear what it leads to."""
LEAD_SECONDS = 0.01
"""How much earlier a timer ends: from here to the device a tone takes 9 to 20 ms (with PulseAudio)."""
JUMP_SECONDS = 3.0
"""More than this between two looks was a step skipped: what is being said belongs to the one before."""
AHEAD_SECONDS = 1.5
"""How far a look reaches: further than to the player's next one, even if that is late."""
LINGER_MS = 8000
"""After the end, until the outlet is closed: the close is said and the last tone has died away."""
_AT_ONCE = 1e-6
"""What begins within this is now: thousands of frames are added up, and floats lose a little on the way."""
_WAITING_LINES = frozenset({CueKind.TITLE, CueKind.START})
"""What is still worth saying when the voice is ready a little later."""


@dataclass(frozen=True, slots=True)
class SoundChoice:
    """What the user wants to hear: off, floor or always; ``volume`` is 0 to 1."""

    voice: str = "off"
    tones: str = "off"
    volume: float = 0.5


class Sounds(QObject):
    """Tells what comes between two looks at the elapsed time; ``call`` is asked before every sound.

    It answers whether the user is in a call: yes, no, or None where nobody knows.

    The player looks when a second is over, and when somebody steers. What comes before its next look is told
    by a timer that ends at that very moment, so that nothing waits for the player.
    """

    def __init__(
        self, outlet: Outlet, call: Callable[[], bool | None], parent: QObject | None = None, *,
        speed: float = 1.0,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._wish = SoundChoice()
        self._muted = False
        self.outlet = outlet
        self._call = call
        self._speed = speed
        self._session: Session | None = None
        self._told: tuple[Telling, ...] = ()
        self._at: tuple[float, ...] = ()
        self._heard = 0.0
        """All up to this elapsed second has been told, or let go."""
        self._open = False
        """Whether the outlet was opened and not closed since."""
        self._line: CueKind | None = None
        """What is being said, if anything is."""
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setTimerType(Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self._on_time)
        self._linger = QTimer(self)
        self._linger.setSingleShot(True)
        self._linger.setInterval(LINGER_MS)
        self._linger.timeout.connect(self._close)

    def set_wish(self, wish: SoundChoice) -> None:
        """Follow what the user wants to hear from now on."""
        self._wish = wish
        if self._session is not None:
            self.prepare(self._session)
        if wish.voice == "off":
            self._be_silent()

    def set_muted(self, muted: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Be silent until told otherwise, or until the next session."""
        self._muted = muted
        if muted:
            self._be_silent()

    def audible(self, session: Session) -> bool:
        """Whether the user wants to hear anything of a session."""
        return any(self._wanted(session))

    def prepare(self, session: Session) -> None:
        """Open what a session wants, before it begins: a voice takes its time."""
        voice, tones = self._wanted(session)
        if voice or tones:
            self._linger.stop()
            self._open = True
            self.outlet.open(voice=voice, tones=tones)

    def rest(self) -> None:
        """Nothing is to be heard soon: what was opened is closed in a while."""
        if self._open and self._session is None and not self._linger.isActive():
            self._linger.start()

    def listen(self) -> None:
        """Let one tone be heard, because the user asked for it; raises ValueError in a call."""
        if self.in_call():
            raise ValueError("nothing sounds in a call")
        self._open = True
        self.outlet.open(voice=False, tones=True)
        self.outlet.sound(Tone.IN, self._wish.volume, waits=True)
        self.rest()

    def in_call(self) -> bool:
        """Whether it is known that the user is in a call."""
        return self._call() is True

    def follow(self, playing: Playing) -> None:
        """Tell what comes up to where the player is, and what comes before its next look at its time."""
        if not self.audible(playing.session):
            self.timer.stop()
            return
        now = playing.elapsed
        if playing.session is not self._session:
            self._begin(playing.session, now)
        if now < self._heard - FRESH_SECONDS * self._speed or now > self._heard + JUMP_SECONDS * self._speed:
            self._be_silent()
            self._heard = now - FRESH_SECONDS * self._speed
        self.timer.stop()
        if hushed(call=self._call(), paused=playing.paused, muted=self._muted):
            self._be_silent()
            self._heard = max(self._heard, now)
            return
        self._tell_to(now)
        if not playing.finished:
            self._look_ahead(now)

    def end(self) -> None:
        """The session is over: its close is said to the end, anything else is cut off."""
        self.timer.stop()
        if self._session is not None and self._line is not CueKind.CLOSE:
            self._be_silent()
        self._session = None
        self._muted = False
        self.rest()

    def close(self) -> None:
        """Return everything back, now."""
        self.timer.stop()
        self._linger.stop()
        self.outlet.close(at_once=True)

    def _close(self) -> None:
        self._open = False
        self.outlet.close(at_once=False)

    def _wanted(self, session: Session) -> tuple[bool, bool]:
        """Whether voice, and whether tones."""
        return wanted_in(self._wish.voice, session), wanted_in(self._wish.tones, session)

    def _begin(self, session: Session, now: float) -> None:
        self._session = session
        self._told = tellings(session, phrases())
        self._at = tuple(one.at for one in self._told)
        self._heard = now - TITLE_SECONDS * self._speed
        self._be_silent()
        self.prepare(session)

    def _be_silent(self) -> None:
        self._line = None
        self.outlet.stop()

    def _tell_to(self, now: float) -> None:
        due = self._told[bisect_right(self._at, self._heard) : bisect_right(self._at, now + _AT_ONCE)]
        self._heard = max(self._heard, now + _AT_ONCE)
        for one in due:
            title = isinstance(one, Spoken) and one.line is CueKind.TITLE
            fresh = TITLE_SECONDS if title else FRESH_SECONDS
            if one.at >= now - fresh * self._speed:
                self._tell(one)

    def _look_ahead(self, now: float) -> None:
        index = bisect_right(self._at, self._heard)
        if index < len(self._at) and self._at[index] <= now + AHEAD_SECONDS * self._speed:
            wait = (self._at[index] - now) / self._speed - LEAD_SECONDS
            self.timer.start(max(0, round(wait * 1000)))

    def _on_time(self) -> None:
        """It is the moment of the next one: the timer was set for no other."""
        if hushed(call=self._call(), paused=False, muted=self._muted):
            self._be_silent()
            return
        now = self._at[bisect_right(self._at, self._heard)]
        self._tell_to(now)
        self._look_ahead(now - LEAD_SECONDS * self._speed)

    def _tell(self, one: Telling) -> None:
        if self._session is None:
            return
        place = self._session.steps[one.step].movement.place
        if isinstance(one, ToneStart):
            if wanted_at(self._wish.tones, place):
                self.outlet.sound(one.tone, self._wish.volume, waits=False)
        elif wanted_at(self._wish.voice, place) and not self._cuts_off(one):
            if one.line is CueKind.TITLE:
                self.outlet.stop()  # what still waits for a voice to open was about the step before
            self._line = one.line
            self.outlet.say(one.text, self._wish.volume, waits=one.line in _WAITING_LINES)

    def _cuts_off(self, one: Spoken) -> bool:
        """Whether a slow voice still says what is at least as important; title and close always come."""
        if one.line in {CueKind.TITLE, CueKind.CLOSE}:
            return False
        return self.outlet.speaking and self._line is not None and self._line <= one.line
