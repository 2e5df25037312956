"""Make rows: each event gets its id, UTC time, offset of the zone, and local day here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import TypedDict, Unpack

from intermezzo.core.history.events import DETAIL_VERSION, Event, EventKind, Json, Reason
from intermezzo.core.practice.model import Kind, Session
from intermezzo.core.scheduling import hours
from intermezzo.core.settings import Settings


class EventValues(TypedDict, total=False):
    """The values of a row that only some rows have."""

    occurrence: str | None
    session: str | None
    seconds: float | None
    reason: Reason | None
    detail: Mapping[str, Json]
    day: date


@dataclass(slots=True)
class Recorder:
    """Has the zone, the settings with the working hours, and the device; ``new_id`` returns a new uuid."""

    zone: tzinfo
    settings: Settings
    device: str
    new_id: Callable[[], str]

    def day(self, now: datetime) -> date:
        """Return the local day of the moment."""
        return hours.local_day(self.settings, now, self.zone)

    def event(self, kind: EventKind, now: datetime, **values: Unpack[EventValues]) -> Event:
        """Return one row at ``now`` (UTC), of the local day of ``now`` unless ``day`` is given."""
        offset = now.astimezone(self.zone).utcoffset()
        if offset is None:
            raise ValueError("the zone must know its offset")
        return Event(
            id=self.new_id(),
            kind=kind,
            at=now,
            offset=int(offset.total_seconds()),
            day=values.get("day") or self.day(now),
            occurrence=values.get("occurrence"),
            session=values.get("session"),
            seconds=values.get("seconds"),
            reason=values.get("reason"),
            device=self.device,
            detail={"v": DETAIL_VERSION, **values.get("detail", {})},
        )


def kinds(session: Session, answers: Kind) -> dict[str, Json]:
    """Return the detail of every row about a session: its kind, and that of its slot if it differs."""
    detail: dict[str, Json] = {"kind": session.kind.value}
    if answers is not session.kind:
        detail["for"] = answers.value
    return detail
