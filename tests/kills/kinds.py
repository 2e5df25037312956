"""Every kind of work in which a process is killed."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from tests.kills.app_work import App
from tests.kills.file_work import CalendarAnswers, SettingsChanges
from tests.kills.killing import Work
from tests.kills.store_work import Backups, Exports, Imports, Restores, Rows, Waiting
from tests.kills.whole_work import Forgetting, Mending, Migrating

KINDS: Mapping[str, Callable[[Path], Work]] = {
    "rows": Rows, "backups": Backups, "restores": Restores, "imports": Imports, "waiting": Waiting,
    "exports": Exports, "forgetting": Forgetting, "migrating": Migrating, "mending": Mending,
    "settings": SettingsChanges, "calendars": CalendarAnswers, "app": App,
}  # fmt: skip

FAILING: Mapping[str, Callable[[Path], Work]] = {
    **{name: kind for name, kind in KINDS.items() if name != "app"},
    "forgetting": partial(Forgetting, homes=1), "migrating": partial(Migrating, homes=1),
    "mending": partial(Mending, homes=1),
}  # fmt: skip
"""Those whose steps are let fail; a process does it once."""
OF_FILES_ONLY = frozenset({"settings", "calendars"})
"""Those of them that change no database."""
ACTS: Mapping[str, int] = {"rows": 2, "waiting": 3, "exports": 3}
"""How many acts a process does whose steps are let fail, if not one."""
