"""Give broken input to what reads it: new examples for a minute in ``./test``, for longer in ``./test fuzz``.

A run of single tests gives each a few examples that are always the same.

An input that fails is kept as ``tests/corpus/found/<name>/<digest>``, and given again by every later run.
"""

import hashlib
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

SECONDS = float(os.environ.get("FUZZ_SECONDS", "0"))
"""For each hunt, of new examples each time; 0 for a few that are always the same."""
FEW, MANY = 40, 200
"""Examples at a time, after which the clock is read: many, which go further, where there is time for them."""
LONG = 30.0
LONGEST = 2.0
"""Seconds of processor time that one input may take."""
FOUND = Path(__file__).parents[1] / "corpus" / "found"


def hunt(
    name: str, check: Callable[[bytes], object], inputs: SearchStrategy[bytes], *, few: int = FEW
) -> None:
    """Give the inputs found before and then new ones to ``check``, which raises if one is handled wrongly.

    ``few`` is the number of examples where there is little time.
    """
    for path in sorted((FOUND / name).glob("*")):
        with within(LONGEST):
            check(path.read_bytes())
    last = b""

    @settings(
        max_examples=MANY if SECONDS > LONG else few,
        derandomize=not SECONDS,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(inputs)
    def one(data: bytes) -> None:
        nonlocal last
        last = data
        with within(LONGEST):
            check(data)

    end = monotonic() + SECONDS
    try:
        one()
        while monotonic() < end:
            one()
    except Exception:
        if SECONDS:
            keep(name, last)
        raise


def keep(name: str, data: bytes) -> Path:
    """Write an input into the corpus, and return its path."""
    path = FOUND / name / hashlib.sha256(data).hexdigest()[:12]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise TimeoutError after so much processor time of this process, wherever it is.

    The parser of calendars has the other timer for its own limit.
    """

    def over(_signal: int, _frame: object) -> None:
        raise TimeoutError(f"it took more than {seconds:g} s")

    before = signal.signal(signal.SIGPROF, over)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@st.composite
def mutated(draw: DrawFn, seeds: Sequence[bytes], words: Sequence[bytes]) -> bytes:
    """Return a seed with some places replaced, by words of the format or by any bytes, once or many times."""
    data = draw(st.sampled_from(seeds))
    for _edit in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 40)))
        part = data[start : start + draw(st.integers(0, 60))]
        piece = draw(st.sampled_from(words) | st.binary(max_size=6) | st.just(part))
        data = data[:start] + piece * draw(st.sampled_from((1, 1, 1, 2, 70, 3000))) + data[end:]
    return data
