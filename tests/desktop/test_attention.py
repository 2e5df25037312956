"""An offer that is a notification opens the card, through the real daemon."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from intermezzo.adapters.notify import Notifier
from intermezzo.adapters.system.dbus import Bus
from intermezzo.app.notifications import Notifications
from intermezzo.app.runtime.worker import Worker
from intermezzo.core.practice.model import Kind
from intermezzo.engine.active_session import OpenOffer
from intermezzo.presenters.views import NotificationView
from virtual_desktop import Desktop

pytestmark = pytest.mark.slow


VIEW = NotificationView(
    "Seated reset · 1 min 36 s",
    "You’re free until 11:00. Take 1 min 36 s?",
    (("default", "Show the card"), ("begin", "Begin")),
)


def offer() -> OpenOffer:
    session: Any = SimpleNamespace(id="one", title="Seated reset", seconds=96.0, kind=Kind.INTERLUDE)
    slot: Any = SimpleNamespace()
    now = datetime.now(UTC)
    return OpenOffer("occurrence", slot, session, now, now + timedelta(hours=1))


@pytest.fixture
def said(
    desktop: Desktop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Notifications, list[tuple[str, ...]]]]:
    """Attention on the desktop's bus, and what it said."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", desktop.env["DBUS_SESSION_BUS_ADDRESS"])
    heard: list[tuple[str, ...]] = []
    bus, worker = Bus("session"), Worker()
    attention = Notifications(Notifier(bus), worker, heard.append)
    yield attention, heard
    attention.follow(None, None)
    assert worker.stop() == ()
    bus.close()


def displayed(desktop: Desktop) -> str:
    return desktop.run("dunstctl", "count", "displayed").strip()


def test_a_click_on_the_notification_opens_the_card(
    desktop: Desktop, qtbot: QtBot, said: tuple[Notifications, list[tuple[str, ...]]]
) -> None:
    attention, heard = said
    desktop.run("dunstctl", "close-all")
    one = offer()
    attention.follow(one, VIEW)
    qtbot.waitUntil(lambda: displayed(desktop) == "1")
    attention.follow(one, VIEW)
    desktop.run("dunstctl", "action")
    qtbot.waitUntil(lambda: heard == [("show", "card", "today")])

    attention.follow(None, None)
    qtbot.waitUntil(lambda: displayed(desktop) == "0")
    attention.follow(replace(one, since=one.since + timedelta(minutes=1)), VIEW)
    qtbot.waitUntil(lambda: displayed(desktop) == "1")
    assert heard == [("show", "card", "today")]
