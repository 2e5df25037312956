"""``python -m tools.chimes``: makes the two chimes in assets/sounds, a few kB each."""

import sys
import wave
from io import BytesIO
from pathlib import Path

from intermezzo.core.practice.cues import Chime
from intermezzo.core.practice.tones import note

FOLDER = Path(__file__).parents[1] / "assets" / "sounds"
RATE = 8_000
"""Samples a second: the highest partial is below 1.2 kHz."""
NOTES = {Chime.STEP: ((329.63, 493.88), 0.7), Chime.END: ((261.63, 392.0, 523.25), 1.4)}
"""The pitches of each chime, in hertz, and its seconds: E and B; C, G and C."""


def chime(which: Chime) -> bytes:
    """Return a chime as a WAV file."""
    samples = note(*NOTES[which], RATE)
    if sys.byteorder == "big":
        samples.byteswap()
    held = BytesIO()
    with wave.open(held, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())
    return held.getvalue()


def main() -> None:
    """Write both files."""
    FOLDER.mkdir(exist_ok=True)
    for which in Chime:
        (FOLDER / f"{which}.wav").write_bytes(chime(which))


if __name__ == "__main__":
    main()
