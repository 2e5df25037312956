"""Free memory goes back to the system."""

import subprocess
import sys
from pathlib import Path

import pytest

from intermezzo.adapters.system import memory


def resident() -> int:
    """Bytes of this process in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only glibc keeps it")


def child(code: str) -> str:
    """What a process says of its heaps at the end."""
    before = "from intermezzo.adapters.system import memory"
    after = "import ctypes; ctypes.CDLL(None).malloc_stats()"
    program = [sys.executable, "-c", f"{before}; {code}; {after}"]
    return subprocess.run(program, check=True, capture_output=True, text=True).stderr


LARGE_AGAIN = "large = bytes(8_000_000); del large; large = bytes(6_000_000)"
IN_THREADS = (
    "from threading import Barrier, Thread; together = Barrier(9);"
    "threads = [Thread(target=lambda: (bytes(2000), together.wait())) for n in range(8)];"
    "[one.start() for one in threads]; together.wait()"
)


def largest_heap(said: str) -> int:
    """Bytes of the first one."""
    return int(said.split("system bytes", 1)[1].split("=", 1)[1].split(maxsplit=1)[0])


def test_a_large_block_is_no_part_of_the_heap_also_after_a_larger_one_was_freed() -> None:
    assert largest_heap(child(LARGE_AGAIN)) > 6_000_000
    assert largest_heap(child(f"memory.keep_compact(); {LARGE_AGAIN}")) < 6_000_000


def test_threads_share_a_heap() -> None:
    assert child(IN_THREADS).count("Arena") > 2
    assert child(f"memory.keep_compact(); {IN_THREADS}").count("Arena") == 2


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
