"""The tones: soft at both ends, never broken, at the pitch they should have, and each unlike the others."""

import math

import pytest

from intermezzo.core.practice.cues import Tone
from intermezzo.core.practice.tones import PEAK, RATE, samples

MADE = {tone: samples(tone) for tone in Tone}


def strength(tone: Tone, hertz: float) -> float:
    """How much of a pitch is in a tone: one bin of a Fourier sum over its first half second."""
    part = MADE[tone][: RATE // 2]
    real = sum(one * math.cos(math.tau * hertz * n / RATE) for n, one in enumerate(part))
    imaginary = sum(one * math.sin(math.tau * hertz * n / RATE) for n, one in enumerate(part))
    return math.hypot(real, imaginary) / len(part)


@pytest.mark.parametrize("tone", Tone)
def test_a_tone_comes_and_goes_softly(tone: Tone) -> None:
    made = MADE[tone]
    assert max(map(abs, made)) <= 32_767 * PEAK
    assert max(map(abs, made)) > 5_000
    assert max(map(abs, made[: RATE // 1000])) < 100  # no click at the beginning
    assert max(map(abs, made[-RATE // 1000 :])) < 100  # nor at the end
    assert max(map(abs, made[: RATE // 50])) > 1_000  # and yet there within 20 ms


def test_each_has_its_own_pitch() -> None:
    assert strength(Tone.IN, 392.0) > 10 * strength(Tone.IN, 293.66)
    assert strength(Tone.OUT, 293.66) > 10 * strength(Tone.OUT, 392.0)
    for hertz in (329.63, 493.88):
        assert strength(Tone.CHANGE, hertz) > 10 * strength(Tone.CHANGE, 440.0)
