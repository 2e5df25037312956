"""Qt's own messages reach the log."""

import logging
from collections.abc import Iterator

import pytest
from PySide6.QtCore import qInstallMessageHandler, qWarning

from intermezzo.ui.qt_messages import log_qt_messages


@pytest.fixture
def installed() -> Iterator[None]:
    before = qInstallMessageHandler(None)
    log_qt_messages()
    yield
    qInstallMessageHandler(before)


@pytest.mark.usefixtures("installed")
def test_a_warning_of_qt_is_a_warning_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    qWarning("QPainter::begin: 100 % wrong")
    assert [(one.name, one.levelno, one.getMessage()) for one in caplog.records] == [
        ("intermezzo.qt", logging.WARNING, "default: QPainter::begin: 100 % wrong")
    ]
