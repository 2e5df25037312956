"""Voice, tones and chime: as the settings want them, silent in a call, in step with the player."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from intermezzo.adapters import chime
from intermezzo.adapters.system import resources
from intermezzo.app.context import Context
from intermezzo.app.day import DayController
from intermezzo.core.practice.cues import chime_between
from intermezzo.core.practice.model import Session
from intermezzo.core.practice.playback import Playing
from intermezzo.core.practice.sound_policy import in_meeting
from intermezzo.core.scheduling.presence import Presence
from intermezzo.core.settings import Settings
from intermezzo.presenters.sound import heard, silent_now
from intermezzo.ui.sound.mute_button import MuteButton
from intermezzo.ui.sound.outlet import Speaker, extra_there
from intermezzo.ui.sound.sounds import SoundChoice, Sounds

if TYPE_CHECKING:
    from intermezzo.ui.player.window import PlayerWindow

LOUDEST = 10
"""The highest volume in the settings."""
CHIME_LIMIT = chime.LIMIT_SECONDS + 1.0


class SoundController(QObject):
    """Connects the sounds with all that they depend on."""

    told = Signal(str)
    """Why nothing can be heard; empty when something can."""

    def __init__(self, context: Context, day: DayController, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._day = day
        self.there = extra_there()
        """Whether the optional libraries for sound are installed."""
        self.speaker = Speaker(self)
        self.sounds = Sounds(self.speaker, self.in_call, self, speed=context.speed)
        self.chimes = Chimes(context)
        self.mute: MuteButton | None = None
        self._chimes_here = False
        """Whether the chime is what can be heard in this session."""
        self._player: PlayerWindow | None = None
        self.speaker.fault.connect(self._on_fault)
        self.set_settings(context.settings.current)
        context.settings.changed.connect(self.set_settings)
        day.changed.connect(self._prepare)

    def set_settings(self, settings: Settings) -> None:
        """Follow the settings, as far as the libraries for it are installed."""
        if self.there:
            self.sounds.set_choice(SoundChoice(settings.voice, settings.tones, settings.volume / LOUDEST))

    def in_call(self) -> bool | None:
        """Return whether the user is in a meeting or a call; None where nobody knows."""
        engine = self._context.engine
        if in_meeting(engine.day, engine.day_state.meetings, self._context.now()):
            return True
        return self._day.presence.in_call

    def accompany(self, player: "PlayerWindow", session: Session) -> None:
        """Follow the player, which is about to begin a session; offer to mute what can be heard in it.

        Of a silent session nothing is heard. The chime sounds where neither voice nor tones do.
        """
        running = self._context.engine.running
        silent = running is not None and running.silent
        if self.mute is None or self._player is not player:
            self._player = player
            self.mute = MuteButton(player.stage)
            self.mute.muted.connect(self._on_muted)
            player.went_to.connect(self._follow)
            player.finished.connect(self.sounds.end)
        self.sounds.set_muted(silent)
        player.guide.narrator.says_breath = self._context.settings.current.say_breath
        voice, tones = self.sounds.wanted(session)
        wanted = self._context.settings.current.chime
        self._chimes_here = self.chimes.available() and not (voice or tones)
        self.chimes.begin(on=self._chimes_here and wanted and not silent)
        name = "" if silent else heard(voice=voice, tones=tones, chime=self._chimes_here)
        self.mute.begin(name, on=voice or tones or wanted)

    def _follow(self, playing: Playing) -> None:
        self.sounds.follow(playing)
        self.chimes.follow(playing, in_call=self.in_call() is True)

    def _on_muted(self, muted: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Mute voice and tones for this session; turn the chime off or on for good."""
        if not self._chimes_here:
            self.sounds.set_muted(muted)
            return
        self.chimes.on = not muted
        settings = self._context.settings
        settings.replace(replace(settings.current, chime=not muted))

    def listen(self) -> None:
        """Play a tone, unless a sample taken now finds a call."""
        self._day.watch(self._listen)

    def _listen(self, _sample: Presence) -> None:
        if self.sounds.in_call():
            self.told.emit(silent_now())
            return
        self.told.emit("")
        self.sounds.listen()

    def _prepare(self) -> None:
        """Load the voice while an offer is open: it takes longer than *Begin* may wait."""
        offer = self._context.engine.offer
        if offer is not None:
            self.sounds.prepare(offer.session)
        elif self._context.engine.running is None:
            self.sounds.rest()

    def _on_fault(self, line: str) -> None:
        self.told.emit(line)
        self._context.notices.show("sound", line)


class Chimes:
    """The chime between steps and at the end, which needs no extra: it follows the player, while ``on``."""

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
        if due is None or not self.on or in_call:
            return
        file = resources.assets() / "sounds" / f"{due}.wav"
        play = partial(chime.play, file, self._context.settings.current.volume / LOUDEST)
        self._context.worker.submit("chime.play", play, lambda _none: None, lambda _fault: None, CHIME_LIMIT)
