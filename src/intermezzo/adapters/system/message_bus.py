"""What an adapter may ask of a message bus; ``dbus.Bus`` is one. Adapters know no more of it."""

from typing import Any, Protocol


class MessageBus(Protocol):
    """The session or the system bus. ``ask`` waits at most ``limit`` seconds."""

    def ask(
        self,
        destination: str,
        path: str,
        interface: str,
        member: str,
        signature: str = "",
        body: tuple[Any, ...] = (),
        *,
        limit: float = ...,
        start: bool = ...,
    ) -> tuple[Any, ...]:
        """Return the answer's values, or raise Fault."""
        ...

    def listen(self, interface: str, path: str) -> None:
        """Keep the signals of an interface."""
        ...

    def signals(self, limit: float = ...) -> tuple[tuple[str, tuple[Any, ...]], ...]:
        """Return the signals kept so far."""
        ...
