"""A message bus of the desktop (D-Bus): method calls with a time limit and signals on one connection."""

import os
from collections import deque
from contextlib import suppress
from typing import Any, Literal

from intermezzo.core.faults import Fault, message

LIMIT = 0.8
"""Seconds for one reply, if the caller gives no limit."""


class Bus:
    """The session or the system bus; connects at the first call, and again after the bus was restarted.

    Use it from one thread at a time.
    """

    def __init__(self, which: Literal["session", "system"]) -> None:
        self._which = which
        self._connection: Any = None
        self._rules: list[Any] = []
        self._signals: deque[Any] = deque(maxlen=256)

    def ask(
        self,
        destination: str,
        path: str,
        interface: str,
        member: str,
        signature: str = "",
        body: tuple[Any, ...] = (),
        *,
        limit: float = LIMIT,
        start: bool = False,
    ) -> tuple[Any, ...]:
        """Call a method and return the values of its reply, within ``limit`` seconds.

        ``start``: whether the bus may start the service for the call.
        Raise Fault if there is no bus or no such service, for an error reply, and for none in time.
        """
        from jeepney import DBusAddress, MessageFlag, new_method_call

        address = DBusAddress(path, bus_name=destination, interface=interface)
        call = new_method_call(address, member, signature or None, body)
        if not start:
            call.header.flags |= MessageFlag.no_auto_start
        kept = self._connection is not None
        try:
            try:
                reply = self._exchange(call, limit)
            except (ConnectionResetError, BrokenPipeError):
                if not kept:
                    raise
                # The bus was restarted since the last call.
                self.close()
                reply = self._exchange(call, limit)
        except TimeoutError:
            # A late reply must not be read as that of the next call.
            self.close()
            raise Fault("bus.no_answer", service=destination, seconds=limit) from None
        except OSError as error:
            self.close()
            raise Fault("bus.unreachable", bus=self._which, why=error.strerror or error) from error
        except (ValueError, RuntimeError) as error:
            # An unknown kind of address, a refused authentication, or bytes that are no message.
            self.close()
            raise Fault("bus.unusable", bus=self._which, why=error) from error
        return _answer(reply, destination)

    def listen(self, interface: str, path: str) -> None:
        """Keep the signals of an interface for ``signals``, on this and every later connection."""
        from jeepney import MatchRule

        rule = MatchRule(type="signal", interface=interface, path=path)
        self._rules.append(rule)
        if self._connection is not None:
            self._add(rule)

    def signals(self, limit: float = 0.0) -> tuple[tuple[str, tuple[Any, ...]], ...]:
        """Return (member, body) of the signals since the last call; wait at most ``limit`` s for the first.

        Empty also if the connection is broken; the next ``ask`` connects again.
        """
        if self._connection is not None:
            try:
                with suppress(TimeoutError):  # No further signal.
                    while True:
                        self._connection.recv_messages(timeout=0.0 if self._signals else limit)
            except OSError:
                self.close()
        came = tuple((_member(one), one.body) for one in self._signals)
        self._signals.clear()
        return came

    def unique_name(self) -> str:
        """Return the name that the bus has given this connection; empty without one."""
        return str(self._connection.unique_name) if self._connection is not None else ""

    def fileno(self) -> int | None:
        """Return the descriptor that is readable once a signal has come; None without a connection."""
        found: int | None = self._connection.sock.fileno() if self._connection is not None else None
        return found

    def close(self) -> None:
        """Close the connection."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _exchange(self, call: Any, limit: float) -> Any:
        if self._connection is None:
            self._connect(limit)
        return self._connection.send_and_get_reply(call, timeout=limit)

    def _connect(self, limit: float) -> None:
        from jeepney.bus import get_bus
        from jeepney.io.blocking import DBusConnection, prep_socket

        class Limited(DBusConnection):
            """A connection whose first calls (Hello, AddMatch) have a time limit too."""

            def receive(self, *, timeout: float | None = None) -> Any:
                return super().receive(timeout=limit if timeout is None else timeout)

        socket = prep_socket(get_bus(self._address()), timeout=limit)
        # Sending must not block either, if the bus reads no more bytes.
        socket.settimeout(limit)
        try:
            self._connection = Limited(socket)
        except BaseException:
            socket.close()
            raise
        for rule in self._rules:
            self._add(rule)

    def _address(self) -> str:
        if self._which == "system":
            default = "unix:path=/run/dbus/system_bus_socket"
            return os.environ.get("DBUS_SYSTEM_BUS_ADDRESS") or default
        address = os.environ.get("DBUS_SESSION_BUS_ADDRESS")
        runtime = os.environ.get("XDG_RUNTIME_DIR")
        if not address and not runtime:
            raise Fault("bus.unusable", bus=self._which, why=message("bus.no_address"))
        return address or f"unix:path={runtime}/bus"

    def _add(self, rule: Any) -> None:
        from jeepney import message_bus

        self._connection.send_and_get_reply(message_bus.AddMatch(rule), timeout=LIMIT)
        self._connection.filter(rule, queue=self._signals)


def _answer(reply: Any, destination: str) -> tuple[Any, ...]:
    from jeepney import HeaderFields, MessageType

    if reply.header.message_type is MessageType.error:
        name = reply.header.fields.get(HeaderFields.error_name, "")
        if name in {"org.freedesktop.DBus.Error.ServiceUnknown", "org.freedesktop.DBus.Error.NameHasNoOwner"}:
            raise Fault("bus.not_running", service=destination)
        raise Fault("bus.error", service=destination, name=name)
    body: tuple[Any, ...] = reply.body
    return body


def _member(signal: Any) -> str:
    from jeepney import HeaderFields

    return str(signal.header.fields.get(HeaderFields.member, ""))
