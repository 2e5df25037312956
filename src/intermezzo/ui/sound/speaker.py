"""The child that makes tones and lines sound, started with ``[voice] [tones] [ENGINE]``.

It hears ``tone VOLUME NAME``, ``say VOLUME TEXT`` and ``stop``, a line each, and ends where they end. It
answers ``ready``, ``speaking``, ``silent`` and ``fault device|voice``. It needs the extra ``voice``.
"""

import sys
from collections.abc import Sequence
from threading import Thread

from PySide6.QtCore import QCoreApplication, QIODevice, QObject, QTimer, Signal
from PySide6.QtMultimedia import QAudioFormat, QAudioSink, QMediaDevices
from PySide6.QtTextToSpeech import QTextToSpeech

from intermezzo.core.practice.cues import Tone
from intermezzo.core.practice.tones import RATE, samples

_PRIME_SECONDS = 0.1
"""Silence at first: with it the stream has begun, and the first tone is as prompt as any."""
_MORE_MS = 20
"""When the rest of a tone is handed over that did not fit at once."""


def _tell(line: str) -> None:
    print(line, flush=True)


class Tones(QObject):
    """The tones, on the sound device that is in use; an idle stream stays open, so that none waits for it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._made = {tone: samples(tone).tobytes() for tone in Tone}
        self._devices = QMediaDevices(self)
        self._devices.audioOutputsChanged.connect(self._open)
        self._sink: QAudioSink | None = None
        self._stream: QIODevice | None = None
        self._left = b""
        self._open()

    def _open(self) -> None:
        device = QMediaDevices.defaultAudioOutput()
        if self._sink is not None:
            self._sink.stop()
            self._sink = self._stream = None
        if device.isNull():
            _tell("fault device")
            return
        form = QAudioFormat()
        form.setSampleRate(RATE)
        form.setChannelCount(1)
        form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        self._sink = QAudioSink(device, form, self)
        self._stream = self._sink.start()
        self._left = bytes(2 * round(_PRIME_SECONDS * RATE))
        self._hand_over()

    def play(self, tone: Tone, volume: float) -> None:
        """Begin a tone in place of any other."""
        if self._sink is not None:
            self._sink.setVolume(volume**2)  # as ears hear it: half is half as loud
            self._left = self._made[tone]
            self._hand_over()

    def _hand_over(self) -> None:
        if self._stream is None or not self._left:
            return
        self._left = self._left[max(0, self._stream.write(self._left)) :]
        if self._left:
            QTimer.singleShot(_MORE_MS, self, self._hand_over)


class Voice(QObject):
    """The system's voice; None of it where there is none."""

    def __init__(self, parent: QObject, engine: str) -> None:
        super().__init__(parent)
        self._speech = speech = QTextToSpeech(engine, self) if engine else QTextToSpeech(self)
        self.there = speech.state() is not QTextToSpeech.State.Error and (
            bool(engine) or speech.engine() != "mock"
        )
        if not self.there:
            _tell("fault voice")
        speech.stateChanged.connect(self._on_state)

    def say(self, text: str, volume: float) -> None:
        """Say a line in place of any other."""
        if not self.there:
            _tell("silent")
            return
        self._speech.setVolume(volume)
        self._speech.say(text)

    def stop(self) -> None:
        """Be silent."""
        self._speech.stop()

    def _on_state(self, state: QTextToSpeech.State) -> None:
        _tell("speaking" if state is QTextToSpeech.State.Speaking else "silent")


class Ears(QObject):
    """Reads what is asked, in a thread of its own: pipes have no notifier everywhere."""

    heard = Signal(str)
    over = Signal()

    def listen(self) -> None:
        """Read to the end."""
        for line in sys.stdin:
            self.heard.emit(line.rstrip("\n"))
        self.over.emit()


class Child(QObject):
    """Does what it hears."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__()
        engine = "".join(word for word in words if word not in {"voice", "tones"})
        # The voice is wanted first, and opening it is what takes time.
        self._voice = Voice(self, engine) if "voice" in words else None
        self._tones = Tones(self) if "tones" in words else None

    def obey(self, line: str) -> None:
        """Do one line. Raises ValueError for one that nobody could have meant."""
        match line.split(" ", 2):
            case ["tone", volume, name]:
                if self._tones is not None:
                    self._tones.play(Tone(name), float(volume))
            case ["say", volume, text]:
                if self._voice is not None:
                    self._voice.say(text, float(volume))
            case ["stop"]:
                if self._voice is not None:
                    self._voice.stop()
            case _:
                raise ValueError(f"not a request: {line}")


def main(words: Sequence[str]) -> int:
    """Open what is named, then do what is heard until nothing more can come."""
    app = QCoreApplication([])
    child, ears = Child(words), Ears()
    ears.heard.connect(child.obey)
    ears.over.connect(app.quit)
    Thread(target=ears.listen, name="ears", daemon=True).start()
    _tell("ready")
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
