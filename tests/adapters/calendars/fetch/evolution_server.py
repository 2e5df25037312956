"""A real Evolution Data Server on the session's bus, also on one that starts no program by itself."""

import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager

from intermezzo.adapters.system.dbus import Bus

# The factory ends at once where there is no registry, and after ten seconds in which nobody has asked it.
_PARTS = (
    ("Sources", ["/usr/libexec/evolution-source-registry"]),
    ("Calendar", ["/usr/libexec/evolution-calendar-factory", "--keep-running", "--wait-for-client"]),
)


@contextmanager
def evolution() -> Iterator[None]:
    """Run its two programs, each once the one before it has its name."""
    with ExitStack() as running, closing(Bus("session")) as bus:
        for name, words in _PARTS:
            process = running.enter_context(subprocess.Popen(words, stderr=subprocess.DEVNULL))
            running.callback(process.kill)
            whole = f"org.gnome.evolution.dataserver.{name}"
            while not any(one.startswith(whole) for one in names_on(bus, "ListNames")):
                assert process.poll() is None, f"{words[0]} ended with {process.returncode}"
                bus.signals(0.05)
        yield


def names_on(bus: Bus, member: str) -> list[str]:
    """Return the names that the bus lists."""
    (found,) = bus.ask("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", member)
    return list(found)
