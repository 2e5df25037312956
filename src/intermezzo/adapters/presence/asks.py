"""What the probes need of a message bus."""

from typing import Any, Protocol


class Asks(Protocol):
    """A bus to ask; ``adapters.bus.Bus`` is one."""

    def ask(
        self,
        destination: str,
        path: str,
        interface: str,
        member: str,
        signature: str = "",
        body: tuple[Any, ...] = (),
    ) -> tuple[Any, ...]:
        """Give the answer's values, or raise Fault."""
        ...
