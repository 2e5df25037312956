"""A message bus of the desktop (D-Bus): questions with a time limit and signals, on one open connection."""

import os
from collections import deque
from contextlib import suppress
from typing import Any, Literal

from intermezzo.core.faults import Fault
from intermezzo.presenters import _

LIMIT = 0.8
"""Seconds for one answer, where the caller names no limit."""


class Bus:
    """The session or the system bus; connects when first asked, and again after the bus has gone away.

    For one thread at a time.
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
        """Call a method and return what it answers, within ``limit`` seconds.

        ``start``: whether the bus may start the service for that, where it knows how.
        Raises Fault: no bus, no such service, an error as the answer, or none in time.
        """
        from jeepney import DBusAddress, MessageFlag, new_method_call

        address = DBusAddress(path, bus_name=destination, interface=interface)
        message = new_method_call(address, member, signature or None, body)
        if not start:
            message.header.flags |= MessageFlag.no_auto_start
        kept = self._connection is not None
        try:
            try:
                reply = self._exchange(message, limit)
            except (ConnectionResetError, BrokenPipeError):
                if not kept:
                    raise
                # The bus was started anew since the last question.
                self.close()
                reply = self._exchange(message, limit)
        except TimeoutError:
            # What is still to come belongs to a question that nobody asks any more.
            self.close()
            raise Fault(
                _("{service} did not answer within {seconds:g} s.").format(service=destination, seconds=limit)
            ) from None
        except OSError as error:
            self.close()
            raise Fault(
                _("The {bus} bus cannot be reached: {why}.").format(
                    bus=self._which, why=error.strerror or error
                )
            ) from error
        except (ValueError, RuntimeError) as error:
            # An address of a kind we do not know, a refused log-in, or bytes that are no message.
            self.close()
            raise Fault(
                _("The {bus} bus cannot be used: {why}.").format(bus=self._which, why=error)
            ) from error
        return _answer(reply, destination)

    def listen(self, interface: str, path: str) -> None:
        """Keep the signals of an interface for ``signals``, from now on and after every new connection."""
        from jeepney import MatchRule

        rule = MatchRule(type="signal", interface=interface, path=path)
        self._rules.append(rule)
        if self._connection is not None:
            self._add(rule)

    def signals(self, limit: float = 0.0) -> tuple[tuple[str, tuple[Any, ...]], ...]:
        """Return (member, body) of the signals that came since; wait at most ``limit`` s for the first.

        Empty also when the connection has broken; the next question makes a new one.
        """
        if self._connection is not None:
            try:
                with suppress(TimeoutError):  # Nothing more has come.
                    while True:
                        self._connection.recv_messages(timeout=0.0 if self._signals else limit)
            except OSError:
                self.close()
        came = tuple((_member(one), one.body) for one in self._signals)
        self._signals.clear()
        return came

    def fileno(self) -> int | None:
        """The descriptor that turns readable when a signal comes; None while there is no connection."""
        return None if self._connection is None else int(self._connection.sock.fileno())

    def close(self) -> None:
        """Leave the bus."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _exchange(self, message: Any, limit: float) -> Any:
        if self._connection is None:
            self._connect(limit)
        return self._connection.send_and_get_reply(message, timeout=limit)

    def _connect(self, limit: float) -> None:
        from jeepney.bus import get_bus
        from jeepney.io.blocking import DBusConnection, prep_socket

        class Limited(DBusConnection):
            """A connection whose very first words (Hello, AddMatch) have a time limit as well."""

            def receive(self, *, timeout: float | None = None) -> Any:
                return super().receive(timeout=limit if timeout is None else timeout)

        socket = prep_socket(get_bus(self._address()), timeout=limit)
        # A bus that takes no more bytes must not hold up a sender either.
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
            raise ValueError(_("DBUS_SESSION_BUS_ADDRESS is not set"))
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
            raise Fault(_("{service} is not running.").format(service=destination))
        raise Fault(_("{service} answered with an error: {name}.").format(service=destination, name=name))
    body: tuple[Any, ...] = reply.body
    return body


def _member(message: Any) -> str:
    from jeepney import HeaderFields

    return str(message.header.fields.get(HeaderFields.member, ""))
