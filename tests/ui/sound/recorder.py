"""An outlet that makes no sound and writes down what it was asked for, on a clock that stands until moved."""

from dataclasses import dataclass, field

from intermezzo.core.practice.cues import Tone


@dataclass
class Recorder:
    """``heard`` are (when, what); ``now`` is whatever clock the test moves. Once open it is ready."""

    now: float = 0.0
    speaking: bool = False
    parts: frozenset[str] = frozenset()
    heard: list[tuple[float, str]] = field(default_factory=list)
    stops: int = 0
    closed: int = 0

    def open(self, *, voice: bool, tones: bool) -> None:
        self.parts |= {name for name, wanted in (("voice", voice), ("tones", tones)) if wanted}

    def sound(self, tone: Tone, volume: float, *, waits: bool) -> None:
        if "tones" in self.parts:
            self.heard.append((self.now, f"♪ {tone} {volume:g}"))

    def say(self, text: str, volume: float, *, waits: bool) -> None:
        if "voice" in self.parts:
            self.heard.append((self.now, text))
            self.speaking = True

    def stop(self) -> None:
        self.stops += self.speaking
        self.speaking = False

    def close(self, *, at_once: bool) -> None:
        self.closed += 1
        self.speaking = False
        self.parts = frozenset()
