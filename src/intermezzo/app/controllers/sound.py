"""Voice and tones in the app: what the settings want, when a call forbids it, and where the player is."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from intermezzo.app.day import DayController
from intermezzo.core.practice.model import Session
from intermezzo.core.practice.playback import Ending
from intermezzo.core.practice.sound_policy import in_meeting
from intermezzo.core.scheduling.presence import Presence
from intermezzo.core.settings import Settings
from intermezzo.presenters.sound import silent_now
from intermezzo.ui.sound.mute_button import MuteButton
from intermezzo.ui.sound.outlet import Speaker, extra_there
from intermezzo.ui.sound.sounds import SoundChoice, Sounds

if TYPE_CHECKING:
    from intermezzo.ui.player.window import PlayerWindow

LOUDEST = 10
"""The highest volume in the settings."""


class SoundController(QObject):
    """Connects the sounds with everything that they depend on."""

    said = Signal(str)
    """Why something cannot be heard; empty when it can."""

    def __init__(self, desk: DayController, settings: Settings, parent: QObject, speed: float) -> None:
        super().__init__(parent)
        self.desk = desk
        self.there = extra_there()
        self.speaker = Speaker(self)
        self.sounds = Sounds(self.speaker, self.call, self, speed=speed)
        self.mute: MuteButton | None = None
        self._player: PlayerWindow | None = None
        self.speaker.fault.connect(self._on_fault)
        self.set_settings(settings)
        desk.changed.connect(self._prepare)

    def set_settings(self, settings: Settings) -> None:
        """Want what the settings say, as far as the extra for it is there."""
        if self.there:
            self.sounds.set_choice(SoundChoice(settings.voice, settings.tones, settings.volume / LOUDEST))

    def call(self) -> bool | None:
        """Whether the user is in a call: calendar, user and probes can say yes; None where nobody knows."""
        engine = self.desk.engine
        if in_meeting(engine.day, engine.day_state.meetings, self.desk.now()):
            return True
        return self.desk.presence.in_call

    def accompany(self, player: "PlayerWindow", session: Session) -> None:
        """Follow a player that begins with a session; its switch is there if there is something to hear."""
        if self.mute is None or self._player is not player:
            self._player = player
            self.mute = MuteButton(player.stage)
            self.mute.muted.connect(self.sounds.set_muted)
            player.went_to.connect(self.sounds.follow)
            player.finished.connect(self._on_finished)
        self.sounds.set_muted(False)
        self.mute.begin(audible=self.sounds.audible(session))

    def listen(self) -> None:
        """Let a tone be heard, because the user asked for it, unless a look now finds a call."""
        self.desk.watch(self._listen)

    def _listen(self, _sample: Presence) -> None:
        if self.sounds.in_call():
            self.said.emit(silent_now())
            return
        self.said.emit("")
        self.sounds.listen()

    def close(self) -> None:
        """Return everything back."""
        self.sounds.close()

    def _prepare(self) -> None:
        """While the card stands the voice gets ready; it takes longer than a Begin can wait."""
        offer = self.desk.engine.offer
        if offer is not None:
            self.sounds.prepare(offer.session)
        elif self.desk.engine.running is None:
            self.sounds.rest()

    def _on_finished(self, _how: Ending) -> None:
        self.sounds.end()

    def _on_fault(self, line: str) -> None:
        self.said.emit(line)
        self.desk.tell("sound", line)
