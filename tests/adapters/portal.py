"""A desktop's portal on a real message bus, with the part that starts programs at login.

Arguments: the bus address, the folder of the entries, what the user of the desktop says: "yes", "no", or
nothing ("silent"). It answers as xdg-desktop-portal 1.20 does, and writes the same entry for a Flatpak.
https://github.com/flatpak/xdg-desktop-portal/blob/1.20.0/src/background.c
"""

import shlex
import sys
from pathlib import Path
from typing import Any

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    message_bus,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.io.blocking import open_dbus_connection

APP_ID = "org.example.Intermezzo"
PATH = "/org/freedesktop/portal/desktop"
address, folder, said = sys.argv[1:]
connection = open_dbus_connection(address)


def request_background(call: Message) -> None:
    _window, options = call.body
    sender = call.header.fields[HeaderFields.sender]
    token = options["handle_token"][1]
    handle = f"{PATH}/request/{sender.removeprefix(':').replace('.', '_')}/{token}"
    connection.send(new_method_return(call, "o", (handle,)))
    if said == "silent":
        return
    allowed = said == "yes"
    on = allowed and options["autostart"][1]
    if allowed:
        change(options) if on else entry().unlink(missing_ok=True)
    results = {"background": ("b", allowed), "autostart": ("b", on)}
    answer = new_signal(
        DBusAddress(handle, interface="org.freedesktop.portal.Request"),
        "Response", "ua{sv}", (0 if allowed else 1, results),
    )  # fmt: skip
    answer.header.fields[HeaderFields.destination] = sender
    connection.send(answer)


def change(options: dict[str, Any]) -> None:
    command, *more = options["commandline"][1]
    words = ["flatpak", "run", f"--command={command}", APP_ID, *more]
    entry().parent.mkdir(parents=True, exist_ok=True)
    entry().write_text(f"[Desktop Entry]\nType=Application\nName=Intermezzo\nExec={shlex.join(words)}\n")


def entry() -> Path:
    return Path(folder, f"{APP_ID}.desktop")


connection.send_and_get_reply(message_bus.RequestName("org.freedesktop.portal.Desktop"))
print("ready", flush=True)
while True:
    call = connection.receive()
    if call.header.message_type is not MessageType.method_call:
        continue
    match call.header.fields[HeaderFields.member]:
        case "RequestBackground":
            request_background(call)
        case "Get" if call.body == ("org.freedesktop.portal.Background", "version"):
            connection.send(new_method_return(call, "v", (("u", 2),)))
        case _:
            connection.send(new_error(call, "org.freedesktop.DBus.Error.UnknownMethod"))
