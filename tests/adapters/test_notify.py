"""Notifications: literal text, one in place of the other, and honest about what was not shown."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import plyer.facades
import pytest

from intermezzo.adapters import notify
from intermezzo.adapters.notify import Notifier
from intermezzo.adapters.system.dbus import Bus
from intermezzo.core.faults import Fault, message
from intermezzo.presenters.messages import tell

pytestmark = pytest.mark.slow

Service = Callable[[str], Callable[..., Any]]


@pytest.fixture
def bus(bus_address: str) -> Iterator[Bus]:
    one = Bus("session")
    yield one
    one.close()


@pytest.fixture
def notifier(bus: Bus) -> Notifier:
    return Notifier(bus)


@pytest.fixture
def daemon(service: Service) -> Callable[..., Any]:
    """A daemon that can do everything, and gives the number 7."""
    one = service(notify.NAME)
    one(replies={"GetCapabilities": ["as", [["actions", "body", "body-markup"]]], "Notify": ["u", [7]]})
    return one


def sent(daemon: Callable[..., Any]) -> list[list[Any]]:
    return [arguments for member, arguments in daemon(calls=True) if member == "Notify"]


def test_what_the_daemon_gets(notifier: Notifier, daemon: Callable[..., Any]) -> None:
    buttons = (("begin", "Begin"), ("snooze", "Snooze"))
    notifier.notify("A break", "90 seconds", 20, buttons)
    hints = {"suppress-sound": ["b", True], "transient": ["b", False], "desktop-entry": ["s", "intermezzo"]}
    assert sent(daemon) == [
        ["Intermezzo", 0, "", "A break", "90 seconds", ["begin", "Begin", "snooze", "Snooze"], hints, 20_000]
    ]


def test_one_takes_the_place_of_the_other_until_it_is_closed(
    notifier: Notifier, daemon: Callable[..., Any]
) -> None:
    notifier.notify("one", "", 5)
    notifier.notify("two", "", 5)
    daemon(replies={"CloseNotification": ["", []]})
    notifier.close()
    notifier.close()
    notifier.notify("three", "", 5)
    assert [arguments[1] for arguments in sent(daemon)] == [0, 7, 0]
    assert [member for member, _ in daemon(calls=True)].count("CloseNotification") == 1


def test_one_that_the_user_closed_is_not_replaced(notifier: Notifier, daemon: Callable[..., Any]) -> None:
    notifier.notify("one", "", 5)
    daemon(emit=[notify.PATH, notify.NAME, "NotificationClosed", "uu", [7, 2]])
    assert notifier.actions(0.05) == ()
    notifier.notify("two", "", 5)
    assert [arguments[1] for arguments in sent(daemon)] == [0, 0]


def test_what_is_shown_changes_in_its_place_and_what_was_closed_does_not_come_back(
    notifier: Notifier, daemon: Callable[..., Any]
) -> None:
    notifier.update("none", "", 5)
    notifier.notify("one", "", 5)
    notifier.update("two", "", 5)
    daemon(emit=[notify.PATH, notify.NAME, "NotificationClosed", "uu", [7, 2]])
    assert notifier.actions(0.05) == ()
    notifier.update("three", "", 5)
    assert [(arguments[1], arguments[3]) for arguments in sent(daemon)] == [(0, "one"), (7, "two")]


def test_what_a_restarted_daemon_shows_under_the_same_number_is_not_ours(
    notifier: Notifier, daemon: Callable[..., Any], service: Service
) -> None:
    notifier.notify("one", "", 5, [("begin", "Begin")])
    daemon(leave=True)
    again = service(notify.NAME)
    again(
        replies={
            "GetCapabilities": ["as", [["actions"]]],
            "Notify": ["u", [7]],
            "CloseNotification": ["", []],
        }
    )
    again(emit=[notify.PATH, notify.NAME, "ActionInvoked", "us", [7, "begin"]])
    assert notifier.actions(5.0) == ()
    notifier.close()
    assert [member for member, _ in again(calls=True)] == []
    notifier.notify("two", "", 5)
    assert [arguments[1] for arguments in sent(again)] == [0]


def test_the_keys_pressed_on_ours_and_on_no_other(notifier: Notifier, daemon: Callable[..., Any]) -> None:
    notifier.notify("one", "", 5, [("begin", "Begin")])
    for number, key in ((3, "begin"), (7, "begin"), (7, "default")):
        daemon(emit=[notify.PATH, notify.NAME, "ActionInvoked", "us", [number, key]])
    heard: list[str] = []
    while len(heard) < 2:
        heard += notifier.actions(5.0)
    assert heard == ["begin", "default"]
    assert notifier.actions() == ()


def test_a_daemon_without_buttons_and_markup_gets_neither(
    notifier: Notifier, daemon: Callable[..., Any]
) -> None:
    daemon(replies={"GetCapabilities": ["as", [["body"]]]})
    notifier.notify("t", "a < b", 5, [("begin", "Begin")])
    assert sent(daemon)[0][4:6] == ["a < b", []]


@pytest.mark.parametrize(
    ("title", "body", "title_there", "body_there"),
    [
        ("--version", "-u critical", "--version", "-u critical"),
        ("a", "<b>bold</b> & <img src='x'>", "a", "&lt;b&gt;bold&lt;/b&gt; &amp; &lt;img src='x'&gt;"),
        ("two\nlines\r\n", "a\tb\u2028c\x00d\x1b[31m", "two lines", "a b c d [31m"),
        ("'\"`$(x)`", 'say "yes"', "'\"`$(x)`", 'say "yes"'),
        ("\u202eevil\u202c", "a\u2066b\u2069\u200f", "evil", "ab"),
        ("خانه\u200cها", "👩\u200d💻", "خانه\u200cها", "👩\u200d💻"),
        ("שלום", "مرحبا", "שלום", "مرحبا"),
        ("x" * 10_000, "y " * 10_000, "x" * 63 + "…", ("y " * 128)[:-1] + "…"),
        ("", "", "", ""),
    ],
)
def test_hostile_text_is_literal_and_clipped(
    notifier: Notifier, daemon: Callable[..., Any], title: str, body: str, title_there: str, body_there: str
) -> None:
    notifier.notify(title, body, 5)
    assert sent(daemon)[0][3:5] == [title_there, body_there]


def test_no_daemon(notifier: Notifier) -> None:
    with pytest.raises(Fault) as fault:
        notifier.notify("t", "b", 5)
    assert tell(fault.value.message).startswith("org.freedesktop.Notifications ")


def test_no_bus(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    with pytest.raises(Fault) as fault:
        Notifier(Bus("session")).notify("t", "b", 5)
    assert tell(fault.value.message) == "The session bus can’t be used: DBUS_SESSION_BUS_ADDRESS is not set."


@pytest.mark.parametrize("silent", ["GetCapabilities", "Notify"])
def test_a_daemon_that_never_answers_costs_its_limit_and_no_more(
    notifier: Notifier, daemon: Callable[..., Any], silent: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notify, "LIMIT", 0.1)
    daemon(silent=[silent])
    with pytest.raises(Fault) as fault:
        notifier.notify("t", "b", 5)
    assert tell(fault.value.message) == "org.freedesktop.Notifications did not answer within 0.05 s."


def test_a_daemon_that_answers_nonsense(notifier: Notifier, daemon: Callable[..., Any]) -> None:
    daemon(replies={"Notify": ["s", ["seven"]]})
    with pytest.raises(Fault) as fault:
        notifier.notify("t", "b", 5)
    assert fault.value.message == message("notifications.answer")


def test_closing_what_cannot_be_closed_says_so(notifier: Notifier, daemon: Callable[..., Any]) -> None:
    notifier.notify("t", "b", 5)
    with pytest.raises(Fault) as fault:
        notifier.close()
    assert "NotSupported" in tell(fault.value.message)


def test_with_a_real_daemon(bus_address: str, display: str, notifier: Notifier, bus: Bus) -> None:
    environment = {"DISPLAY": display, "DBUS_SESSION_BUS_ADDRESS": bus_address, "PATH": "/usr/bin:/bin"}
    words = ["dunst", "-conf", "/dev/null"]
    with subprocess.Popen(words, env=environment, stderr=subprocess.DEVNULL) as dunst:
        try:
            wait_for_owner(bus)
            notifier.notify("-t A break", "<b>90</b> seconds & more", 30, [("begin", "Begin")])
            assert shown(environment) == "1"
            notifier.notify("Another", "in its place", 30, [("begin", "Begin")])
            assert shown(environment) == "1"
            subprocess.run(["dunstctl", "action", "0"], env=environment, check=True)
            assert notifier.actions(5.0) == ("begin",)
            notifier.notify("A third", "", 30)
            notifier.close()
            assert shown(environment) == "0"
        finally:
            dunst.kill()


def wait_for_owner(bus: Bus) -> None:
    """Ask the bus until somebody is the notification daemon."""
    name = "org.freedesktop.DBus"
    question = (name, "/org/freedesktop/DBus", name, "NameHasOwner", "s", (notify.NAME,))
    assert any(bus.ask(*question) == (True,) for _ in range(50_000))


def shown(environment: dict[str, str]) -> str:
    count = subprocess.run(
        ["dunstctl", "count", "displayed"], env=environment, check=True, capture_output=True, text=True
    )
    return count.stdout.strip()


def test_elsewhere_a_missing_part_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(notify, "notification", plyer.facades.Notification())
    notifier = Notifier(None)
    with pytest.raises(Fault) as fault:
        notifier.notify("t", "b", 5)
    assert tell(fault.value.message) == "Notifications don’t work on darwin: No usable implementation found!."
    assert notifier.actions() == ()
    with pytest.raises(Fault) as fault:
        notifier.close()
    assert fault.value.message == message("notifications.not_withdrawn")
