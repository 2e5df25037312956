"""What holds for every test: no test reaches the developer's own desktop, bus, settings or history."""

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

from intermezzo.ui.sound.outlet import extra_there

for _name in ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "LANGUAGE", "LC_ALL", "LC_MESSAGES"):
    os.environ.pop(_name, None)
os.environ["LANG"] = "C.UTF-8"
os.environ["QT_QPA_PLATFORM"] = "offscreen"
_home = tempfile.TemporaryDirectory(prefix="intermezzo-tests-")
os.environ["INTERMEZZO_HOME"] = _home.name

# Machines differ in speed, not in truth: no deadline for a single example, and the same examples each time.
settings.register_profile("house", deadline=None, derandomize=True)
settings.load_profile("house")


LONG = frozenset(
    {
        "adapters/library/test_prescriptions.py",
        "adapters/library/test_shipped.py",
        "adapters/library/test_writing.py",
        "adapters/presence/test_probes.py",
        "adapters/store",
        "adapters/calendars/test_calendars.py",
        "adapters/calendars/test_hostile.py",
        "adapters/calendars/test_prefilter.py",
        "adapters/test_notify.py",
        "adapters/test_settings_file.py",
        "app",
        "cli/test_plan.py",
        "core/figure/test_every_figure.py",
        "core/practice/test_selection.py",
        "core/scheduling/test_ninety_days.py",
        "core/scheduling/test_planner_exact.py",
        "core/practice/test_prescription.py",
        "core/practice/test_repertoire.py",
        "engine/test_simulate.py",
        "pictures",
        "ui/composer",
        "ui/repertoire",
        "app/runtime/test_command_server.py",
        "ui/figure/test_moving_picture.py",
        "ui/player/test_player.py",
        "ui/player/test_player_changes.py",
        "ui/library/prescription/test_paper.py",
        "ui/library/prescription/test_window.py",
        "ui/settings/test_privacy_page.py",
        "ui/settings/test_settings_window.py",
        "app/runtime/test_scheduler.py",
        "ui/week/test_week.py",
        "ui/welcome/test_welcome.py",
    }
)
"""Where the seconds go (see --durations): whole windows, real parts, long searches.

``./test quick`` passes them over, as it does every single test that is marked ``slow``.
"""


_waiting: list[pytest.Item] = []
"""Tests that need the extra ``voice``, where it is not installed."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what lies in ``LONG``; leave what needs the extra ``voice`` to ``./test voice``, and say so."""
    here = Path(__file__).parent
    for item in items:
        place = item.path.relative_to(here)
        if not LONG.isdisjoint(one.as_posix() for one in (place, *place.parents)):
            item.add_marker("slow")
    if not extra_there():
        _waiting.extend(item for item in items if item.get_closest_marker("voice"))
        items[:] = [item for item in items if item not in _waiting]
        config.hook.pytest_deselected(items=_waiting)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name what was not proved here."""
    if _waiting:
        terminalreporter.write_line(
            f"{len(_waiting)} tests of voice and tones need the extra: ./test voice runs them."
        )


def pytest_unconfigure() -> None:
    """Take the home away that no test should have needed."""
    _home.cleanup()
