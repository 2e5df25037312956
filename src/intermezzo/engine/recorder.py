"""Make rows: each event gets its id, UTC time, offset of the zone, and local day here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import TypedDict, Unpack

from intermezzo.core.history.events import DETAIL_VERSION, Event, EventKind, Json, Reason
from intermezzo.core.practice.model import Kind, Session
from intermezzo.core.scheduling import hours
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.core.settings import Settings


class EventValues(TypedDict, total=False):
    """The values of a row that only some rows have."""

    occurrence: str | None
    session: str | None
    seconds: float | None
    reason: Reason | None
    detail: Mapping[str, Json]
    day: date


@dataclass(frozen=True, slots=True)
class _LocalDay:
    """A local day of these settings in this zone."""

    facts: tuple[Settings, tzinfo]
    date: date
    span: Interval


@dataclass(slots=True)
class Recorder:
    """Has the zone, the settings with the working hours, and the device; ``new_id`` returns a new uuid."""

    zone: tzinfo
    settings: Settings
    device: str
    new_id: Callable[[], str]

    _known: _LocalDay | None = field(default=None, init=False)

    def day(self, now: datetime) -> date:
        """Return the local day of the moment."""
        return self._local_day(now).date

    def day_end(self, now: datetime) -> datetime:
        """Return when the next local day begins, in UTC."""
        return self._local_day(now).span.end

    def _local_day(self, now: datetime) -> _LocalDay:
        """Return the day that was known before if it holds still: a turn asks for it many times."""
        known, facts = self._known, (self.settings, self.zone)
        if known is None or known.facts != facts or not known.span.holds(now):
            day = hours.local_day(self.settings, now, self.zone)
            known = self._known = _LocalDay(facts, day, hours.day_span(self.settings, day, self.zone))
        return known

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
