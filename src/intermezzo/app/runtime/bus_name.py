"""The program's own name on the session bus, by which a desktop and a sandbox know that it runs.

Commands come by the socket instead, because each home has an instance of its own; of several the first has
the name.
"""

import logging
import sys

from intermezzo.adapters.system.identity import APP_ID
from intermezzo.app.runtime.worker import Worker
from intermezzo.core.faults import Fault

LIMIT = 5.0
"""Seconds for the bus to answer."""

_log = logging.getLogger(__name__)


def own_name(worker: Worker) -> None:
    """Ask the bus for the name, on Linux; the connection is Qt's, which answers whoever calls."""
    if sys.platform == "linux":
        worker.submit("probes.name", _register, _told, _failed, LIMIT)  # the probes ask this bus too


def _register() -> bool:
    from PySide6.QtDBus import QDBusConnection

    return QDBusConnection.sessionBus().registerService(APP_ID)


def _told(got_it: bool) -> None:  # noqa: FBT001 - the worker's answer
    if not got_it:
        _log.info("%s is not ours on the session bus", APP_ID)


def _failed(fault: Fault) -> None:
    _log.info("no name on the session bus: %s", fault)
