"""Which levels are open: they open by what went well, and close by absence, gentle days and stops."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise

from intermezzo.core.history.events import Event
from intermezzo.core.practice.model import AREA_OF, Area
from intermezzo.core.practice.progression.exposures import (
    CAUGHT,
    Exposure,
    Felt,
    checks,
    day_before,
    moved_days,
    promotes_nothing,
    worse_mornings,
)
from intermezzo.core.practice.progression.grades import LOADED_LEVEL, has_weight
from intermezzo.core.practice.progression.numbers import NUMBERS
from intermezzo.core.practice.progression.progress import (
    WAY_BACK,
    ChangedBy,
    LevelChange,
    MovementProgress,
    Practice,
    Rule,
)

_AREAS = (Area.DEEP_CORE, Area.HIPS, Area.MID_BACK)
"""The areas in which a movement of level 2 went well before level 3 opens."""
_STEADY = ("bird_dog", "dead_bug", "desk_plank")
_HINGES = ("dowel_hip_hinge", "wall_hip_hinge")
_RISE, _LIFT = "sts_loaded", "raised_lift"
_OFFERED = frozenset({Rule.GO_ON, Rule.STAY})
"""The rules of an answer to an offered step, before which a movement went well often enough."""
_LOWERED = timedelta(days=NUMBERS.hard_stop_rest)
"""How long a level is not offered after a stop, or a second morning with *much more*."""
_CLOSING = frozenset({Rule.AWAY_LONG, Rule.AWAY_ANEW, Rule.GENTLE})


def opened(
    practice: Practice, events: Sequence[Event], today: date, *, cleared: bool, weights: bool,
    equipment: Iterable[str],
) -> LevelChange | None:  # fmt: skip
    """Return the next level if its gate opens today, else None.

    None opens on a day with an opening check that was not answered with *even*, nor on the two days after
    *it caught*. ``cleared`` tells that the health question allows sessions; without ``weights`` no gate asks
    for a bag, a band or a loaded movement.
    """
    if not cleared or promotes_nothing(events, today):
        return None
    if checks(events, CAUGHT, today, NUMBERS.clear_after_gentle):
        return None
    if practice.level == 2 and weights and not {"bag", "band"} & set(equipment):
        return None
    first = today - timedelta(days=NUMBERS.gate_moved_within - 1)
    if practice.level == 2 and (
        sum(first <= day <= today for day in moved_days(events)) < NUMBERS.gate_moved_days
    ):
        return None
    if not _is_earned(_Evidence(practice, today), practice.level, weights=weights):
        return None
    return LevelChange(practice.level + 1, ChangedBy.PRACTICE, Rule.GATE)


def awaited(practice: Practice, today: date) -> tuple[frozenset[str], ...]:
    """Return sets of movements of each of which the repertoire is to have one.

    Before level 3 is open they are those of level 2 in each area that its gate still waits for; after it has
    opened, those of level 3 without a weight, and those with one.
    """
    if practice.level != NUMBERS.free_level:
        hard = [one.movement for one in practice.movements.values() if one.movement.level == LOADED_LEVEL]
        loaded = frozenset(one.id for one in hard if has_weight(one))
        return frozenset(one.id for one in hard) - loaded, loaded
    evidence = _Evidence(practice, today)
    return tuple(
        frozenset(one.movement.id for one in practice.movements.values() if _is_of_level_two(one, area))
        for area in _AREAS
        if not evidence.any_of_level_two(area)
    )


def _is_of_level_two(one: MovementProgress, area: Area) -> bool:
    return one.movement.level == NUMBERS.free_level and AREA_OF[one.movement.regions[0]] is area


class _Evidence:
    """What went well since the gate was last closed, on days that are not still to come."""

    def __init__(self, practice: Practice, today: date) -> None:
        self._practice, self._today = practice, today
        row = practice.level_row
        closed = row is not None and row.detail.get("rule") in _CLOSING
        self._since = row.at if row is not None and closed else None
        self._wanted = NUMBERS.gate_smooth_again if closed else NUMBERS.gate_smooth
        self._span = 0 if closed else NUMBERS.gate_span

    def smooth(self, one: MovementProgress) -> tuple[Exposure, ...]:
        return tuple(
            time for time in one.times
            if time.promotes and time.day <= self._today and (self._since is None or time.at > self._since)
        )  # fmt: skip

    def enough(self, one: MovementProgress) -> bool:
        """Return whether it went well often enough of late, or for a step that was offered last."""
        return len(self.smooth(one)) >= self._wanted or self._was_offered(one)

    def _was_offered(self, one: MovementProgress) -> bool:
        """Return whether the last row answers a step that was not one of a way back, which takes less."""
        row = one.rows[-1] if one.rows else None
        if row is None or row.rule not in _OFFERED or (self._since is not None and row.at <= self._since):
            return False
        before = next((row.rule for row in reversed(one.rows) if row.rule not in _OFFERED), None)
        return before not in WAY_BACK and 0 <= (self._today - row.day).days < NUMBERS.gate_offered

    def over_days(self, name: str, *, same_load: bool = False) -> bool:
        """Return whether it went well on enough days, far enough apart.

        With ``same_load`` only the times at its present load count.
        """
        one = self._practice.movements.get(name)
        if one is None:
            return False
        times = (time for time in self.smooth(one) if not same_load or time.load_kg == one.grade.load_kg)
        days = sorted({time.day for time in times})
        return len(days) >= self._wanted and (days[-1] - days[0]).days >= self._span

    def any_of_level_two(self, area: Area) -> bool:
        return any(_is_of_level_two(one, area) and self.enough(one) for one in self._practice.known)


def _is_earned(evidence: _Evidence, level: int, *, weights: bool) -> bool:
    """Return whether enough went well at a level for the next one."""
    match level:
        case 2:
            return all(evidence.any_of_level_two(area) for area in _AREAS)
        case 3:
            risen = evidence.over_days(_RISE) or not weights
            return risen and any(evidence.over_days(name) for name in _STEADY)
        case 4:
            lifted = evidence.over_days(_LIFT, same_load=True) or not weights
            return lifted and any(evidence.over_days(name) for name in _HINGES)
        case _:
            return False


def kept_closed(
    practice: Practice, events: Sequence[Event], level: int, now: datetime, *, weights: bool
) -> frozenset[str]:
    """Return the movements that are not offered now, because of their level, their load or their last time.

    ``level`` is the highest one of this day. By hand each can be begun all the same.
    """
    closed = barred(practice, events, level, now, weights=weights)
    if _hard_is_rested(practice, now):
        return closed
    hard = (one.movement for one in practice.movements.values())
    return closed | {movement.id for movement in hard if movement.level >= LOADED_LEVEL}


def barred(
    practice: Practice, events: Sequence[Event], level: int, now: datetime, *, weights: bool
) -> frozenset[str]:
    """Return the movements whose level is not open or that need a weight, whenever they were done last."""
    lowered = {hard for hard, end in lowered_levels(practice, events).items() if now < end}
    hardest = min(lowered) - 1 if lowered else 5
    reviewed = min(level, hardest, NUMBERS.most_offered_level)
    others = min(reviewed, NUMBERS.offered_level)
    return frozenset(
        one.id
        for one in (progress.movement for progress in practice.movements.values())
        if one.level > (reviewed if one.reviewed_by else others) or (has_weight(one) and not weights)
    )


def lowered_levels(practice: Practice, events: Iterable[Event]) -> Mapping[int, datetime]:
    """Return levels that are not offered, each until when: they were stopped, or were twice too much."""
    until: dict[int, datetime] = {}
    mornings = worse_mornings(events)
    for one in practice.known:
        level = one.movement.level
        if level < LOADED_LEVEL:
            continue
        stops = [row.at for row in one.rows_of(Rule.STOPPED)]
        stops += [time.at for time in one.times if time.felt is Felt.STOPPED]
        ends = [at + _LOWERED for at in stops]
        said = [morning for morning in mornings if is_about(morning, one, practice)]
        ends += [
            last.at + _LOWERED
            for first, last in pairwise(said)
            if (last.day - first.day).days <= NUMBERS.morning_again
        ]
        if ends:
            until[level] = max(*ends, until.get(level, ends[0]))
    return until


def is_about(morning: Event, one: MovementProgress, practice: Practice) -> bool:
    """Return whether a movement was among the demanding ones that a morning is about."""
    day = day_before(practice.demanding_days, morning.day)
    return any(time.demanding and time.day == day for time in one.times)


def _hard_is_rested(practice: Practice, now: datetime) -> bool:
    """Return whether level 3 and above may be done now: not too often, nor too soon after the last time."""
    times = [
        time for one in practice.known if one.movement.level >= LOADED_LEVEL for time in one.times
    ]  # fmt: skip
    week = now - timedelta(days=7)
    days = {time.day for time in times if time.at > week}
    last = max((time.at for time in times), default=None)
    return len(days) < NUMBERS.hard_days and (
        last is None or now - last >= timedelta(hours=NUMBERS.hard_apart)
    )
