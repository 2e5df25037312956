"""Free memory goes back to the system."""

import sys
from pathlib import Path

import pytest

from intermezzo.adapters.system import memory


def resident() -> int:
    """Bytes of this process in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc keeps it")
def test_what_is_free_between_what_is_used_goes_back() -> None:
    used: list[bytes] = []
    # Small enough for the heap; one in a hundred stays, so that the heap cannot shrink from its end.
    free = [bytes(2000) for _n in range(50_000)]
    used.extend(free[::100])
    del free
    before = resident()
    memory.give_back()
    assert resident() < before - 50_000_000
    assert len(used) == 500
