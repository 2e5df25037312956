"""The numbers of a week, for programs."""

from collections.abc import Mapping, Sequence

from intermezzo.core.history.statistics import DayTally, Gap, WeekSummary
from intermezzo.core.practice.model import Area


def week_json(summary: WeekSummary, areas: Mapping[Area, int], gaps: Sequence[Gap] = ()) -> dict[str, object]:
    """Return the numbers of the week, as ``week --json`` prints them."""
    return {
        "week": summary.key,
        "taken": summary.taken,
        "room": summary.room,
        "extra": summary.extra,
        "partial": summary.partial,
        "minutes": round(summary.seconds / 60, 1),
        "open_days": summary.open,
        "kept_days": summary.kept,
        "spare_day": summary.spare or None,
        "steady": summary.steady,
        "own_breaks": summary.breaks,
        "felt": summary.felt,
        "days": [_day_json(day) for day in summary.days],
        "areas": {area.value: areas.get(area, 0) for area in Area},
        "gaps": [{"at": f"{gap.at:%H:%M}", "offered": gap.offered, "taken": gap.taken} for gap in gaps],
    }


def _day_json(day: DayTally) -> dict[str, object]:
    return {
        "date": day.day.isoformat(),
        "known": day.known,
        "off": day.off,
        "open": day.open,
        "kept": day.kept,
        "room": day.open_room,
        "interludes": day.taken.interlude,
        "micro": day.taken.micro,
        "interludes_left": day.left.interlude,
        "micro_left": day.left.micro,
        "covered": day.covered.total,
        "extra": day.extra,
        "partial": day.partial,
        "done_already": day.done_already,
        "own_breaks": day.breaks,
        "minutes": round(day.seconds / 60, 1),
        "work_minutes": day.work,
        "busy_minutes": day.busy,
        "longest_stretch_minutes": day.longest,
    }
