"""A service on a real message bus whose answers the test decides.

Arguments: the bus address and the name to own. Lines of JSON on stdin change it, each answered by a line on
stdout: {"replies": {"Member": [signature, [values]]}} · {"silent": ["Member"]} · {"emit": [path, interface,
member, signature, [values]]} · {"calls": true} (which came: [[member, [arguments]], …]) · {"errors":
{"Member": name}} · {"leave": true} (it gives its name up). A member without a reply is answered by an error,
NotSupported if none is named.
"""

import json
import sys
from collections import deque
from threading import Thread
from typing import Any

from jeepney import (
    DBusAddress,
    HeaderFields,
    MessageType,
    message_bus,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.io.threading import open_dbus_connection

connection = open_dbus_connection(sys.argv[1])
connection.send(message_bus.RequestName(sys.argv[2]))
replies: dict[str, Any] = {}
errors: dict[str, str] = {}
silent: set[str] = set()
calls: deque[Any] = deque()


def variants(value: Any) -> Any:
    """JSON has no tuples; what D-Bus wants as one is written as {"(": […]}."""
    if isinstance(value, dict):
        if "(" in value:
            return tuple(variants(one) for one in value["("])
        return {key: variants(one) for key, one in value.items()}
    return [variants(one) for one in value] if isinstance(value, list) else value


def serve() -> None:
    while True:
        message = connection.receive()
        if message.header.message_type is not MessageType.method_call:
            continue
        member = message.header.fields[HeaderFields.member]
        calls.append([member, list(message.body)])
        if member in silent:
            continue
        if member in replies:
            signature, values = replies[member]
            connection.send(new_method_return(message, signature, tuple(variants(values))))
        else:
            name = errors.get(member, "org.freedesktop.DBus.Error.NotSupported")
            connection.send(new_error(message, name))


def obey(order: dict[str, Any]) -> object:
    replies.update(order.get("replies", {}))
    errors.update(order.get("errors", {}))
    silent.update(order.get("silent", []))
    silent.difference_update(order.get("replies", {}))
    if "leave" in order:
        connection.send(message_bus.ReleaseName(sys.argv[2]))
    if "emit" in order:
        path, interface, member, signature, values = order["emit"]
        connection.send(new_signal(DBusAddress(path, interface=interface), member, signature, tuple(values)))
    return list(calls) if "calls" in order else "done"


Thread(target=serve, daemon=True).start()
for line in sys.stdin:
    sys.stdout.write(json.dumps(obey(json.loads(line))) + "\n")
    sys.stdout.flush()
