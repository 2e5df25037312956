"""What logind tells of sleep and shutdown, over a real message bus."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from intermezzo.app.runtime.power import Power
from intermezzo.app.runtime.worker import Worker

pytestmark = pytest.mark.slow

LOGIN = "org.freedesktop.login1"
Order = Callable[..., Any]


@pytest.fixture
def login(service: Callable[[str], Order]) -> Order:
    return service(LOGIN)


@pytest.fixture
def power(qtbot: QtBot, login: Order) -> Iterator[Power]:
    worker = Worker()
    one = Power(worker)
    yield one
    one.stop()
    assert worker.stop() == ()


def emit(login: Order, member: str, value: bool) -> None:
    login(emit=["/org/freedesktop/login1", f"{LOGIN}.Manager", member, "b", [value]])


def test_only_waking_up_and_a_shutdown_are_told(qtbot: QtBot, login: Order, power: Power) -> None:
    told: list[str] = []
    power.woke.connect(lambda: told.append("woke"))
    power.shutting_down.connect(lambda: told.append("shutting down"))

    def heard() -> bool:
        emit(login, "PrepareForSleep", value=False)  # until it listens
        return bool(told)

    qtbot.waitUntil(heard)
    assert set(told) == {"woke"}
    emit(login, "PrepareForSleep", value=True)
    emit(login, "PrepareForShutdown", value=False)
    emit(login, "PrepareForShutdown", value=True)
    qtbot.waitUntil(lambda: told[-1] == "shutting down")
    assert set(told[:-1]) == {"woke"}
