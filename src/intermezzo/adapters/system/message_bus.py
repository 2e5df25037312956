"""The interface of a message bus that adapters use; ``dbus.Bus`` implements it."""

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
        """Return the values of the reply, or raise Fault."""
        ...

    def listen(self, interface: str, path: str) -> None:
        """Keep the signals of an interface."""
        ...

    def signals(self, limit: float = ...) -> tuple[tuple[str, tuple[Any, ...]], ...]:
        """Return the signals kept so far."""
        ...
