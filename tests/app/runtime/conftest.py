"""A command server at a socket of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from intermezzo.adapters import instance
from intermezzo.app.runtime.command_server import CommandServer
from tests.adapters.conftest import bus_address, service, start_bus

__all__ = ["bus_address", "service", "start_bus"]


@pytest.fixture
def address(tmp_path: Path) -> str:
    return instance.address(tmp_path / "home", "someone", tmp_path)


@pytest.fixture
def lock(tmp_path: Path) -> str:
    return str(tmp_path / "lock")


@pytest.fixture
def server(qtbot: QtBot, address: str, lock: str) -> Iterator[CommandServer]:
    one = CommandServer(address, lock, patience=0.2)
    assert one.listen()
    yield one
    one.close()
