"""Qt's own messages reach the log."""

import logging

import pytest
from PySide6.QtCore import qWarning

from intermezzo.app.runtime.qt_messages import logged_qt_messages


def test_a_warning_of_qt_is_a_warning_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with logged_qt_messages():
        qWarning("QPainter::begin: 100 % wrong")
    assert [(one.name, one.levelno, one.getMessage()) for one in caplog.records] == [
        ("intermezzo.qt", logging.WARNING, "default: QPainter::begin: 100 % wrong")
    ]
