"""Start at login of a Flatpak, which cannot write the entry itself; the desktop's settings can."""

from collections.abc import Sequence

from intermezzo.core.faults import Fault


def is_on() -> bool:
    """Return no: nothing here starts it, and what the desktop starts cannot be seen from inside."""
    return False


def turn_on(program: Sequence[str]) -> None:  # noqa: ARG001 - the contract of all systems
    """Raise Fault."""
    raise Fault("autostart.flatpak")


def turn_off() -> None:
    """Leave all as it is."""
