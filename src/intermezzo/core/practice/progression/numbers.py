"""The one table of the numbers of the practice; ``docs/practice.md`` is generated from it."""

from dataclasses import dataclass, field
from functools import partial
from typing import Any


def _number(section: str, default: Any, meaning: str) -> Any:
    return field(default=default, metadata={"section": section, "meaning": meaning})


_evidence = partial(_number, "What counts")
_grades = partial(_number, "Grades")
_going_on = partial(_number, "Going on")
_easing = partial(_number, "Easing")
_stopped = partial(_number, "Stopped")
_morning = partial(_number, "The morning after")
_gates = partial(_number, "Gates")
_load = partial(_number, "Load")
_check = partial(_number, "The opening check")
_away = partial(_number, "Away")
_gentle = partial(_number, "Gentle days")
_by_clock = partial(_number, "By the clock")
_questions = partial(_number, "Questions")


@dataclass(frozen=True, slots=True)
class Numbers:
    """Every number that a rule uses; none of them is a setting."""

    evidence_days: int = _evidence(28, "days of history that the rules look at")

    range_start: int = _grades(2, "thirds of the range at which a movement of level 2 or more begins")
    most_hold: int = _grades(8, "seconds of hold up to which a hold grows by one second")
    most_reps: int = _grades(8, "repetitions up to which they grow by one")

    smooth_times: int = _going_on(3, "smooth times before a step is offered")
    smooth_days: int = _going_on(3, "different days on which they were")
    smooth_span: int = _going_on(7, "days from the first to the last of them, at least")
    clear_after_gentle: int = _going_on(
        3, "days without a gentle day or “It caught” before a step is offered"
    )
    steps_a_week: int = _going_on(2, "steps in seven days, levels 0 to 2")
    hard_steps_a_week: int = _going_on(1, "steps in seven days, level 3 and above")
    turn_kept: int = _going_on(
        7, "days since it was done for which a movement of the repertoire keeps its turn"
    )
    quiet_after_stay: int = _going_on(14, "days without the offer after “Stay here”")
    most_stays: int = _going_on(3, "“Stay here” after which the step is offered no more")
    quiet_after_harder: int = _going_on(
        7, "days without a step after “Harder” twice in a row, when asked about ease"
    )
    trial_parts: int = _going_on(
        2, "by which the repetitions are divided the first time, at a new grade and after a stop"
    )

    looked_at: int = _easing(3, "last times that are looked at")
    shaky_times: int = _easing(2, "of them shaky or eased: one grade lower")
    ease_again: int = _easing(14, "days within which a second easing is a step back")
    way_back_times: int = _easing(
        2, "smooth times, on as many days, of the movement below before one stepped back returns"
    )

    stop_rest: int = _stopped(3, "days of rest for a movement that was stopped")
    hard_stop_rest: int = _stopped(14, "days of rest at level 3 and above, and one level lower")
    stop_again: int = _stopped(28, "days within which a second stop takes it out of the repertoire")
    uncomfortable_times: int = _stopped(2, "movements stopped as uncomfortable: a gentle day is offered")
    uncomfortable_within: int = _stopped(48, "hours within which they were")

    morning_within: int = _morning(4, "days after a demanding one within which a morning is about it")
    morning_rest: int = _morning(3, "days of rest after “much more”")
    morning_again: int = _morning(
        14, "days within which a second “much more” lowers the level, and for how long"
    )

    free_level: int = _gates(2, "the level that is open from the start")
    offered_level: int = _gates(
        3, "the highest level that is offered of movements that no physiotherapist has reviewed"
    )
    most_offered_level: int = _gates(4, "the highest level that is offered at all")
    gate_moved_days: int = _gates(6, "days on which one moved, for level 3")
    gate_moved_within: int = _gates(14, "the last days of which they are")
    gate_smooth: int = _gates(
        3, "smooth times in each area, for level 3; of each movement, for levels 4 and 5"
    )
    gate_offered: int = _gates(
        56, "days for which a step that was offered stands for those smooth times, for level 3"
    )
    gate_span: int = _gates(7, "days from the first to the last of them, for levels 4 and 5")
    gate_smooth_again: int = _gates(2, "smooth times after a gate has closed")
    hard_days: int = _gates(3, "days in seven with level 3 and above, at most")
    hard_apart: int = _gates(48, "hours between two of them")

    load_start: float = _load(2.0, "kg to begin with")
    load_step: float = _load(0.5, "kg more or less in one step")
    load_reps: int = _load(5, "repetitions with a new load")
    load_days: int = _load(7, "days between two steps of load, and between one of load and one of range")
    load_month: float = _load(2.0, "kg more in 28 days, at most")
    load_most: float = _load(8.0, "kg at most")
    load_away: float = _load(0.8, "of the load is left after an absence, or after gentle days")
    load_least: float = _load(0.5, "kg at least")
    band_days: int = _load(21, "days with the light band before the medium one")

    caught_seconds: float = _check(300.0, "seconds of a session after “It caught”, at most")
    caught_level: int = _check(1, "highest level after “It caught”")
    caught_range: int = _check(1, "thirds of the range after “It caught”")
    different_range: int = _check(2, "thirds of the range after “One side different”")
    different_times: int = _check(3, "“One side different” answers in the same area")
    different_within: int = _check(14, "days within which its session is preferred")
    caught_days: int = _check(2, "days running with “It caught”: a gentle day is offered")
    caught_times: int = _check(3, "“It caught” answers that lead to the health question")
    caught_within: int = _check(7, "days within which they were")

    away_days: int = _away(14, "days since the last session: one grade lower, less load")
    away_long: int = _away(28, "days since the last session: one level lower, the first load, quiet days")
    away_anew: int = _away(90, "days since the last session: from the beginning, with the health question")
    back_interludes: int = _away(1, "interlude on the first day back after the short absence")
    back_micros: int = _away(0, "micro-sessions on that day")
    quiet_days: int = _away(3, "quiet days after a long absence")

    gentle_hours: int = _gentle(48, "hours that they last, if they are not ended or renewed")
    gentle_level: int = _gentle(1, "highest level")
    gentle_range: int = _gentle(2, "thirds of the range")
    halfway_level: int = _gentle(2, "highest level on the half-way day")
    gentle_short: int = _gentle(3, "gentle days after which the load is lower; after more, the level too")
    gentle_many: int = _gentle(7, "gentle days after which the health question is offered")
    gentle_within: int = _gentle(14, "days within which they were")

    before_the_car: int = _by_clock(
        20, "minutes before the end of work in which “Before the car” is the last interlude"
    )
    before_bed: int = _by_clock(30, "minutes before bedtime from which “Before bed” comes")
    after_bedtime: int = _by_clock(60, "minutes after bedtime until which it may come")
    first_hour: int = _by_clock(60, "minutes of work without bending forward, for who wants that")
    exhale_after: int = _by_clock(
        45, "minutes of sitting and typing before “A soft breath”, for who wants that"
    )
    exhale_apart: int = _by_clock(60, "minutes between two of them")
    exhale_shown: int = _by_clock(5, "minutes for which it is shown")
    unanswered_nights: int = _by_clock(3, "unanswered nights after which it is asked once whether to stop")

    questions_a_session: int = _questions(1, "beyond check and feedback, in a session")
    questions_a_day: int = _questions(2, "beyond check and feedback, in a day")


NUMBERS = Numbers()
