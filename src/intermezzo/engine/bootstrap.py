"""Build the engine and open what it needs, before the first turn: library, store, history, probes."""

import os
import platform
import sys
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from intermezzo.adapters import library
from intermezzo.adapters.library.prescriptions import OwnMovement
from intermezzo.adapters.notify import Notifier
from intermezzo.adapters.presence.probes import Probes
from intermezzo.adapters.store import Store, unwritten
from intermezzo.adapters.system import resources
from intermezzo.adapters.system.dbus import Bus
from intermezzo.adapters.system.paths import Paths
from intermezzo.adapters.system.time_zones import LocalZone, local_zone
from intermezzo.core.faults import Message, message
from intermezzo.core.practice.prescription import StepNamer
from intermezzo.core.practice.screening import NOT_ASKED
from intermezzo.core.settings import Settings
from intermezzo.engine.engine import Engine
from intermezzo.engine.forgetting import open_store
from intermezzo.engine.kept import ASKED, PLAN, read_asked, read_plan
from intermezzo.engine.recorder import Recorder
from intermezzo.engine.screening import SCREENING, read
from intermezzo.engine.state import HISTORY_DAYS, EngineState

PLACES = "windows"
"""The key of the fact that has the places of the windows, which the app writes."""


@dataclass(frozen=True, slots=True)
class Components:
    """What the app runs on. ``status`` are messages for the user, by topic."""

    paths: Paths
    engine: Engine
    store: Store
    probes: Probes
    notifier: Notifier
    welcomed: bool
    places: str | None = None
    """The places of the windows as the last run left them."""
    status: Mapping[str, Message] = field(default_factory=dict)


def open_all(
    paths: Paths, settings: Settings, now: datetime, *, languages: Sequence[str],
    own_movement: OwnMovement, set_name: StepNamer, ask_health: bool,
) -> Components:  # fmt: skip
    """Open the store and read the library. Call it in a worker: a first start is slow. Raise Fault.

    ``languages``, ``own_movement`` and ``set_name`` are those of presenters: the languages of the library's
    texts, the movement of a prescribed exercise that is not in the library, and the name of one of its sets.
    Without ``ask_health`` the health question is never asked, for demonstrations and tests.
    """
    opened = open_store(paths)
    kept = unwritten.take_in(paths.spare, opened.store.append)
    shelf = library.load([resources.sessions(), paths.sessions], languages)
    written = library.prescriptions(paths.plans, shelf.movements, own_movement)
    fact = opened.store.fact(SCREENING)
    # A name for this computer in the rows that does not reveal its own. The name of a folder need not be
    # valid text.
    computer = f"{platform.node()}:{paths.database}".encode(errors="backslashreplace").decode()
    device = uuid.uuid5(uuid.NAMESPACE_DNS, computer).hex[:8]
    local = zone_of(settings)
    recorder = Recorder(local.zone, settings, device, lambda: str(uuid.uuid4()))
    state = EngineState(
        settings,
        tuple(shelf.sessions.values()),
        recorder,
        events=opened.store.recent(recorder.day(now), HISTORY_DAYS),
        movements=tuple(shelf.movements.values()),
        prescriptions=written.prescriptions,
        set_name=set_name,
        today=recorder.day(now),
    )
    status = {f"store{n}": told for n, told in enumerate((*opened.notes, *kept))}
    if opened.store.unreadable:
        status["rows"] = message("store.rows_left_out", n=opened.store.unreadable)
    if opened.store.read_only:
        # The last one says why; it is told until something can be written.
        status["store"] = status.pop(f"store{len(opened.notes) - 1}")
    if local.fault is not None:
        status["zone"] = local.fault
    for told in shelf.messages()[:1]:
        status["library"] = told
    for fault in written.faults[:1]:
        status["plans"] = fault.message
    engine = Engine(state, screening=read(fact) if ask_health else NOT_ASKED)
    engine.asked = read_asked(opened.store.fact(ASKED))
    engine.kept_plan = read_plan(opened.store.fact(PLAN))
    if engine.kept_plan is not None:
        state.plan_cache.recall(engine.kept_plan.day, engine.kept_plan.slots)
    return Components(
        paths=paths,
        engine=engine,
        store=opened.store,
        probes=Probes(Bus("session"), Bus("system"), os.environ),
        notifier=Notifier(Bus("session") if sys.platform.startswith("linux") else None),
        welcomed=not ask_health or fact is not None,
        places=opened.store.fact(PLACES),
        status=status,
    )


def zone_of(settings: Settings) -> LocalZone:
    """Return the zone of the settings, else the present one of this computer."""
    return LocalZone(ZoneInfo(settings.timezone)) if settings.timezone else local_zone()
