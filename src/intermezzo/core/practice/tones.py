"""The three tones as samples: 48 kHz, 16 bit, mono."""

import math
from array import array

from intermezzo.core.practice.cues import Tone

RATE = 48_000
"""Samples a second."""
PEAK = 0.5
"""The loudest sample as a share of the 16-bit range; two overlapping tones do not clip."""
_ATTACK = 0.03
"""Seconds of the rise, short enough to be heard at once and long enough not to click."""
_RELEASE = 0.08
"""Seconds of the fade at the end."""
_HERTZ = {Tone.IN: (392.0,), Tone.OUT: (293.66,), Tone.CHANGE: (329.63, 493.88)}
"""G for the breath in, the D below for the breath out, E and B together for a change-over."""
_SECONDS = {Tone.IN: 0.9, Tone.OUT: 0.9, Tone.CHANGE: 1.4}


def samples(tone: Tone) -> "array[int]":
    """Return the samples of a tone."""
    return note(_HERTZ[tone], _SECONDS[tone], RATE)


def note(pitches: tuple[float, ...], seconds: float, rate: int) -> "array[int]":
    """Return the samples of a sound, ``rate`` a second.

    It is made of sines with a faint octave, a raised-cosine attack and an exponential decay.
    """
    return array("h", (_sample(pitches, seconds, n / rate) for n in range(round(seconds * rate))))


def _sample(pitches: tuple[float, ...], seconds: float, at: float) -> int:
    wave = sum(
        math.sin(math.tau * hertz * at) + 0.15 * math.sin(math.tau * 2 * hertz * at) for hertz in pitches
    )
    return round(32_767 * PEAK * _loudness(at, seconds) * wave / (1.15 * len(pitches)))


def _loudness(at: float, seconds: float) -> float:
    rise = (1 - math.cos(math.pi * min(1.0, at / _ATTACK))) / 2
    fall = (1 - math.cos(math.pi * min(1.0, (seconds - at) / _RELEASE))) / 2
    return rise * fall * math.exp(-2.5 * at / seconds)
