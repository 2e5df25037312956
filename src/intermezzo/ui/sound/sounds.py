"""Voice and tones of the session under way, told by the elapsed time that the player draws at."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer

from intermezzo.core.hush import wanted_at, wanted_in
from intermezzo.core.model import Session
from intermezzo.core.playing import Playing
from intermezzo.core.telling import Line, Sounding, Spoken, Telling, tellings
from intermezzo.ui.sound.outlet import Outlet
from intermezzo.words.sound import phrases

FRESH_SECONDS = 0.15
"""What should have begun longer ago than this is not told any more."""
JUMP_SECONDS = 3.0
"""More than this between two looks was a step skipped: what is being said belongs to the one before."""
AHEAD_SECONDS = 1.0
"""How far a look reaches: further than the player's slowest tick."""
LINGER_MS = 8000
"""After the end, until the outlet is closed: the close is said and the last tone has died away."""
_WAITING_LINES = frozenset({Line.TITLE, Line.START})
"""What is still worth saying when the voice is ready a little later."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user wants to hear: off, floor or always; ``volume`` is 0 to 1."""

    voice: str = "off"
    tones: str = "off"
    volume: float = 0.5


class Sounds(QObject):
    """Tells what comes between two looks at the elapsed time; ``hushed`` is asked before every sound.

    The player looks every 33 ms, and rarely when it is not seen. What comes before its next look is told by a
    timer that ends at that very moment, so that nothing waits for a frame.
    """

    def __init__(
        self, outlet: Outlet, hushed: Callable[[], bool], parent: QObject | None = None, *, speed: float = 1.0
    ) -> None:
        super().__init__(parent)
        self.wish = Wish()
        self._outlet = outlet
        self._hushed = hushed
        self._speed = speed
        self._session: Session | None = None
        self._told: tuple[Telling, ...] = ()
        self._at: tuple[float, ...] = ()
        self._heard = 0.0
        """All up to this elapsed second has been told, or let go."""
        self._line: Line | None = None
        """What is being said, if anything is."""
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setTimerType(Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self._on_time)
        self._linger = QTimer(self)
        self._linger.setSingleShot(True)
        self._linger.setInterval(LINGER_MS)
        self._linger.timeout.connect(self._outlet.close)

    def prepare(self, session: Session) -> None:
        """Open what a session wants, before it begins: a voice takes its time."""
        self._linger.stop()
        self._outlet.open(
            voice=wanted_in(self.wish.voice, session), tones=wanted_in(self.wish.tones, session)
        )

    def follow(self, playing: Playing) -> None:
        """Tell what comes up to where the player is, and what comes before its next look at its time."""
        now = playing.elapsed
        if playing.session is not self._session:
            self._begin(playing.session, now)
        if now < self._heard - FRESH_SECONDS * self._speed or now > self._heard + JUMP_SECONDS * self._speed:
            self._be_silent()
            self._heard = now - FRESH_SECONDS * self._speed
        self.timer.stop()
        if playing.paused or self._hushed():
            self._be_silent()
            self._heard = max(self._heard, now)
            return
        self._tell_to(now)
        if not playing.finished:
            self._look_ahead(now)

    def end(self, *, at_once: bool) -> None:
        """The session is over; ``at_once`` cuts off what is being said."""
        self.timer.stop()
        self._session = None
        if at_once:
            self._be_silent()
        self._linger.start()

    def close(self) -> None:
        """Give everything back, now."""
        self.timer.stop()
        self._linger.stop()
        self._outlet.close()

    def _begin(self, session: Session, now: float) -> None:
        self._session = session
        self._told = tellings(session, phrases())
        self._at = tuple(one.at for one in self._told)
        self._heard = now - FRESH_SECONDS * self._speed
        self._be_silent()
        self.prepare(session)

    def _be_silent(self) -> None:
        self._line = None
        self._outlet.stop()

    def _tell_to(self, now: float) -> None:
        due = self._told[bisect_right(self._at, self._heard) : bisect_right(self._at, now)]
        self._heard = max(self._heard, now)
        for one in due:
            if one.at >= now - FRESH_SECONDS * self._speed:
                self._tell(one)

    def _look_ahead(self, now: float) -> None:
        index = bisect_right(self._at, self._heard)
        if index < len(self._at) and self._at[index] <= now + AHEAD_SECONDS * self._speed:
            self.timer.start(max(0, round((self._at[index] - now) / self._speed * 1000)))

    def _on_time(self) -> None:
        """It is the moment of the next one: the timer was set for no other."""
        if self._hushed():
            self._be_silent()
            return
        now = self._at[bisect_right(self._at, self._heard)]
        self._tell_to(now)
        self._look_ahead(now)

    def _tell(self, one: Telling) -> None:
        if self._session is None:
            return
        place = self._session.steps[one.step].movement.place
        if isinstance(one, Sounding):
            if wanted_at(self.wish.tones, place):
                self._outlet.sound(one.tone, self.wish.volume)
        elif wanted_at(self.wish.voice, place) and not self._cuts_off(one):
            self._line = one.line
            self._outlet.say(one.text, self.wish.volume, waits=one.line in _WAITING_LINES)

    def _cuts_off(self, one: Spoken) -> bool:
        """Whether a slow voice is still saying something at least as important."""
        return self._outlet.speaking and self._line is not None and self._line <= one.line
