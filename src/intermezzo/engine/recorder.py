"""Makes the rows: every event gets its id, its UTC time, the zone's offset and the local day here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo

from intermezzo.core.history.events import DETAIL_VERSION, Event, EventKind, Json, Reason, local_day
from intermezzo.core.practice.model import Kind, Session


@dataclass(slots=True)
class Recorder:
    """Knows the zone and the device; ``new_id`` returns a fresh uuid as text."""

    zone: tzinfo
    rollover: time
    device: str
    new_id: Callable[[], str]

    def day(self, now: datetime) -> date:
        """The local day that the moment belongs to."""
        return local_day(now, self.zone, self.rollover)

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
        """One row at ``now`` (UTC); it belongs to the local day of ``now``, unless ``day`` names another."""
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
    """What every row about a session says: its kind, and the kind of slot where that is another."""
    detail: dict[str, Json] = {"kind": session.kind.value}
    if answers is not session.kind:
        detail["for"] = answers.value
    return detail
