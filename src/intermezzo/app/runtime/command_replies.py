"""The replies to the last commands, so that one which is sent again is not carried out again."""

from collections.abc import Callable
from typing import Any

ReplyTo = Callable[[bool, str, Any], None]
"""``reply(ok, line, data)``."""

REMEMBERED = 64
"""How many commands; a client sends one again at once, if at all."""


class CommandReplies:
    """Knows by its id whether a command was carried out, and what the reply was."""

    def __init__(self) -> None:
        self._known: dict[str, _Known] = {}
        """Oldest first."""

    def begin(self, command_id: str, reply: ReplyTo) -> ReplyTo | None:
        """Return with what to reply to a new command; None if it is known: ``reply`` gets that reply."""
        known = self._known.get(command_id)
        if known is not None:
            known.tell(reply)
            return None
        command = self._known[command_id] = _Known(reply)
        if len(self._known) > REMEMBERED:
            del self._known[next(iter(self._known))]
        return command.done


class _Known:
    """One command: who waits for its reply, until there is one."""

    def __init__(self, reply: ReplyTo) -> None:
        self._waiting = [reply]
        self._reply: tuple[bool, str, Any] | None = None

    def tell(self, reply: ReplyTo) -> None:
        if self._reply is None:
            self._waiting.append(reply)
        else:
            reply(*self._reply)

    def done(self, ok: bool, line: str, data: Any = None) -> None:  # noqa: FBT001 - the words of the protocol
        if self._reply is None:
            self._reply = (ok, line, data)
            waiting, self._waiting = self._waiting, []
            for reply in waiting:
                reply(ok, line, data)
