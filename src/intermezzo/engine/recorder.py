"""Make rows: each event gets its id, UTC time, offset of the zone, and local day here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from intermezzo.core.history.events import DETAIL_VERSION, Event, EventKind, Json, Reason
from intermezzo.core.practice.model import Kind, Session
from intermezzo.core.scheduling import hours
from intermezzo.core.settings import Settings


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

    def event(
        self,
        kind: EventKind,
        now: datetime,
        *,
        occurrence: str | None = None,
        session: str | None = None,
        seconds: float | None = None,
        reason: Reason | None = None,
        detail: Mapping[str, Json] | None = None,
        day: date | None = None,
    ) -> Event:
        """Return one row at ``now`` (UTC), of the local day of ``now`` unless ``day`` is given."""
        offset = now.astimezone(self.zone).utcoffset()
        if offset is None:
            raise ValueError("the zone must know its offset")
        return Event(
            id=self.new_id(),
            kind=kind,
            at=now,
            offset=int(offset.total_seconds()),
            day=self.day(now) if day is None else day,
            occurrence=occurrence,
            session=session,
            seconds=seconds,
            reason=reason,
            device=self.device,
            detail={"v": DETAIL_VERSION, **(detail or {})},
        )


def kinds(session: Session, answers: Kind) -> dict[str, Json]:
    """Return the detail of every row about a session: its kind, and that of its slot if it differs."""
    detail: dict[str, Json] = {"kind": session.kind.value}
    if answers is not session.kind:
        detail["for"] = answers.value
    return detail
