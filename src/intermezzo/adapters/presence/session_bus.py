"""Questions about presence that are asked on a message bus, and answered by yes or no."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from intermezzo.adapters.system.dbus import Bus
from intermezzo.core.faults import Fault, message
from intermezzo.core.scheduling.presence import ProbeAnswer, T

_DBUS = "org.freedesktop.DBus"


@dataclass(frozen=True, slots=True)
class BusQuestion:
    """A method call, and what its reply means."""

    source: str
    """The name of the service for users."""
    service: str
    path: str
    interface: str
    member: str
    signature: str = ""
    body: tuple[Any, ...] = ()
    read: Callable[[tuple[Any, ...]], bool | None] = lambda reply: _truth(*reply)
    """Return the answer from the values of the reply, None if they are not as expected."""

    def ask(self, bus: Bus) -> ProbeAnswer[bool]:
        """Return the answer of the service."""
        try:
            reply = bus.ask(self.service, self.path, self.interface, self.member, self.signature, self.body)
        except Fault as fault:
            return ProbeAnswer(None, self.source, (fault.message,))
        try:
            value = self.read(reply)
        except (TypeError, ValueError):  # other values than the interface has
            value = None
        if value is None:
            return ProbeAnswer(None, self.source, (message("presence.answer", service=self.service),))
        return ProbeAnswer(value, self.source)


def property_of(source: str, service: str, path: str, interface: str, name: str) -> BusQuestion:
    """Return the question for a property that is true or false."""
    return BusQuestion(
        source, service, path, "org.freedesktop.DBus.Properties", "Get", "ss", (interface, name), variant
    )


def names(bus: Bus) -> frozenset[str]:
    """Return the names of the services on the bus; whatever is absent need not be asked. Raise Fault."""
    (found,) = bus.ask(_DBUS, "/org/freedesktop/DBus", _DBUS, "ListNames")
    return frozenset(found)


def any_yes(*answers: ProbeAnswer[bool]) -> ProbeAnswer[bool]:
    """Return the first yes, else the first no, else unknown with all reasons."""
    return next((one for one in answers if one.value), first_known(*answers))


def first_known(*answers: ProbeAnswer[T]) -> ProbeAnswer[T]:
    """Return the first answer with a value, else unknown with all reasons."""
    unknown: ProbeAnswer[T] = ProbeAnswer(
        None, ", ".join(one.source for one in answers), tuple(why for one in answers for why in one.why)
    )
    return next((one for one in answers if one.value is not None), unknown)


def _truth(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def variant(reply: tuple[Any, ...]) -> bool | None:
    """Return the answer in a variant, None if it is of another type."""
    ((_signature, value),) = reply
    return _truth(value)
