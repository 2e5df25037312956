"""Everything that is read before the first turn, in the worker: library, store, history."""

import json
import os
import platform
import sys
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, tzinfo
from zoneinfo import ZoneInfo

from intermezzo.adapters import library
from intermezzo.adapters.notify import Notifier
from intermezzo.adapters.presence.probes import Probes
from intermezzo.adapters.store import Pending, Store, unwritten
from intermezzo.adapters.system import resources
from intermezzo.adapters.system.dbus import Bus
from intermezzo.adapters.system.paths import Paths
from intermezzo.core.settings import Settings
from intermezzo.engine.engine import Engine
from intermezzo.engine.recorder import Recorder
from intermezzo.presenters import languages
from intermezzo.presenters.messages import tell
from intermezzo.presenters.prescription import own_movement

HISTORY_DAYS = 28
"""How far back the choice of a session looks."""
SCREENING = "screening"
"""The fact that the welcome leaves: shown, cleared, date, and nothing else."""


@dataclass(frozen=True, slots=True)
class Components:
    """What the desk runs on. ``status`` are quiet lines for the user, by what they are about."""

    paths: Paths
    engine: Engine
    store: Store
    pending: Pending
    probes: Probes
    notifier: Notifier
    welcomed: bool
    status: Mapping[str, str] = field(default_factory=dict)


def open_all(paths: Paths, settings: Settings, now: datetime, *, screening_passed: bool) -> Components:
    """Open the store and read the library; slow on a first start, so never in the GUI thread.

    ``screening_passed`` lets sessions run although no welcome was seen: in a demonstration and in tests.
    """
    opened = Store.open(paths.database, paths.backups)
    kept = unwritten.take_in(paths.database.parent, opened.store.append)
    shelf = library.load([resources.sessions(), paths.sessions], languages())
    zone = zone_of(settings)
    screening = opened.store.fact(SCREENING)
    recorder = Recorder(zone, time.fromisoformat(settings.rollover), device(paths), lambda: str(uuid.uuid4()))
    engine = Engine(
        settings,
        tuple(shelf.sessions.values()),
        zone,
        recorder,
        opened.store.recent(recorder.day(now), HISTORY_DAYS),
        movements=tuple(shelf.movements.values()),
        screening_passed=screening_passed or is_screening_passed(screening),
    )
    written = library.prescriptions(paths.plans, shelf.movements, own_movement)
    engine.prescriptions = written.plans
    linux = sys.platform.startswith("linux")
    status = {f"store{n}": line for n, line in enumerate((*opened.notes, *kept))}
    faulty = shelf.messages()
    if faulty:
        status["library"] = tell(faulty[0])
    if written.faults:
        status["plans"] = tell(written.faults[0].message)
    return Components(
        paths=paths,
        engine=engine,
        store=opened.store,
        pending=Pending(),
        probes=Probes(Bus("session"), Bus("system"), os.environ),
        notifier=Notifier(Bus("session") if linux else None),
        welcomed=screening_passed or screening is not None,
        status=status,
    )


def is_screening_passed(screening: str | None) -> bool:
    """Whether the welcome was answered with *none of these*."""
    return screening is not None and json.loads(screening).get("cleared") is True


def zone_of(settings: Settings) -> tzinfo:
    """The zone of the settings, else that of this computer as it is now."""
    if settings.timezone:
        return ZoneInfo(settings.timezone)
    from tzlocal import reload_localzone

    return reload_localzone()


def device(paths: Paths) -> str:
    """A name for this computer in the rows that does not tell its own."""
    return uuid.uuid5(uuid.NAMESPACE_DNS, f"{platform.node()}:{paths.database}").hex[:8]
