"""An outlet that makes no sound and writes down what it was asked for, on a clock that stands until moved."""

from intermezzo.core.override import override
from intermezzo.core.practice.cues import Tone
from intermezzo.ui.sound.outlet import Speaker


class Recorder(Speaker):
    """``heard`` are (when, what); ``now`` is whatever clock the test moves. Once open it is ready."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0
        self.parts: frozenset[str] = frozenset()
        self.heard: list[tuple[float, str]] = []
        self.stops = 0
        self.closed = 0

    @override
    def open(self, *, voice: bool, tones: bool) -> None:
        self.parts |= {name for name, wanted in (("voice", voice), ("tones", tones)) if wanted}

    @override
    def sound(self, tone: Tone, volume: float, *, waits: bool) -> None:
        if "tones" in self.parts:
            self.heard.append((self.now, f"♪ {tone} {volume:g}"))

    @override
    def say(self, text: str, volume: float, *, waits: bool) -> None:
        if "voice" in self.parts:
            self.heard.append((self.now, text))
            self.speaking = True

    @override
    def stop(self) -> None:
        self.stops += self.speaking
        self.speaking = False

    @override
    def close(self, *, at_once: bool) -> None:
        self.closed += 1
        self.speaking = False
        self.parts = frozenset()
