"""The one table of the numbers of the practice; ``docs/practice.md`` is generated from it."""

from dataclasses import dataclass, field
from typing import Any


def _number(default: Any, section: str, meaning: str) -> Any:
    return field(default=default, metadata={"section": section, "meaning": meaning})


@dataclass(frozen=True, slots=True)
class Numbers:
    """Every number that a rule uses; none of them is a setting."""

    evidence_days: int = _number(28, "What counts", "days of history that the rules look at")

    range_start: int = _number(
        2, "Grades", "thirds of the range at which a movement of level 2 or more begins"
    )
    most_hold: int = _number(8, "Grades", "seconds of hold up to which a hold grows by one second")
    most_reps: int = _number(8, "Grades", "repetitions up to which they grow by one")

    smooth_times: int = _number(3, "Going on", "smooth times before a step is offered")
    smooth_days: int = _number(3, "Going on", "different days on which they were")
    smooth_span: int = _number(7, "Going on", "days from the first to the last of them, at least")
    clear_after_gentle: int = _number(
        3, "Going on", "days without a gentle day or “It caught” before a step is offered"
    )
    steps_a_week: int = _number(2, "Going on", "steps in seven days, levels 0 to 2")
    hard_steps_a_week: int = _number(1, "Going on", "steps in seven days, level 3 and above")
    turn_kept: int = _number(
        7, "Going on", "days since it was done for which a movement of the repertoire keeps its turn"
    )
    quiet_after_stay: int = _number(14, "Going on", "days without the offer after “Stay here”")
    most_stays: int = _number(3, "Going on", "“Stay here” after which the step is offered no more")
    quiet_after_harder: int = _number(
        7, "Going on", "days without a step after “Harder” twice in a row, when asked about ease"
    )
    trial_parts: int = _number(
        2, "Going on", "by which the repetitions are divided the first time, at a new grade and after a stop"
    )

    looked_at: int = _number(3, "Easing", "last times that are looked at")
    shaky_times: int = _number(2, "Easing", "of them shaky or eased: one grade lower")
    ease_again: int = _number(14, "Easing", "days within which a second easing is a step back")
    way_back_times: int = _number(
        2, "Easing", "smooth times, on as many days, of the movement below before one stepped back returns"
    )

    stop_rest: int = _number(3, "Stopped", "days of rest for a movement that was stopped")
    hard_stop_rest: int = _number(14, "Stopped", "days of rest at level 3 and above, and one level lower")
    stop_again: int = _number(28, "Stopped", "days within which a second stop takes it out of the repertoire")
    uncomfortable_times: int = _number(
        2, "Stopped", "movements stopped as uncomfortable: a gentle day is offered"
    )
    uncomfortable_within: int = _number(48, "Stopped", "hours within which they were")

    morning_within: int = _number(
        4, "The morning after", "days after a demanding one within which a morning is about it"
    )
    morning_rest: int = _number(3, "The morning after", "days of rest after “much more”")
    morning_again: int = _number(
        14, "The morning after", "days within which a second “much more” lowers the level, and for how long"
    )

    free_level: int = _number(2, "Gates", "the level that is open from the start")
    offered_level: int = _number(
        3, "Gates", "the highest level that is offered of movements that no physiotherapist has reviewed"
    )
    most_offered_level: int = _number(4, "Gates", "the highest level that is offered at all")
    gate_moved_days: int = _number(6, "Gates", "days on which one moved, for level 3")
    gate_moved_within: int = _number(14, "Gates", "the last days of which they are")
    gate_smooth: int = _number(
        3, "Gates", "smooth times in each area, for level 3; of each movement, for levels 4 and 5"
    )
    gate_offered: int = _number(
        56, "Gates", "days for which a step that was offered stands for those smooth times, for level 3"
    )
    gate_span: int = _number(7, "Gates", "days from the first to the last of them, for levels 4 and 5")
    gate_smooth_again: int = _number(2, "Gates", "smooth times after a gate has closed")
    hard_days: int = _number(3, "Gates", "days in seven with level 3 and above, at most")
    hard_apart: int = _number(48, "Gates", "hours between two of them")

    load_start: float = _number(2.0, "Load", "kg to begin with")
    load_step: float = _number(0.5, "Load", "kg more or less in one step")
    load_reps: int = _number(5, "Load", "repetitions with a new load")
    load_days: int = _number(
        7, "Load", "days between two steps of load, and between one of load and one of range"
    )
    load_month: float = _number(2.0, "Load", "kg more in 28 days, at most")
    load_most: float = _number(8.0, "Load", "kg at most")
    load_away: float = _number(0.8, "Load", "of the load is left after an absence, or after gentle days")
    load_least: float = _number(0.5, "Load", "kg at least")
    band_days: int = _number(21, "Load", "days with the light band before the medium one")

    caught_seconds: float = _number(
        300.0, "The opening check", "seconds of a session after “It caught”, at most"
    )
    caught_level: int = _number(1, "The opening check", "highest level after “It caught”")
    caught_range: int = _number(1, "The opening check", "thirds of the range after “It caught”")
    different_range: int = _number(2, "The opening check", "thirds of the range after “One side different”")
    different_times: int = _number(3, "The opening check", "“One side different” answers in the same area")
    different_within: int = _number(14, "The opening check", "days within which its session is preferred")
    caught_days: int = _number(
        2, "The opening check", "days running with “It caught”: a gentle day is offered"
    )
    caught_times: int = _number(
        3, "The opening check", "“It caught” answers that lead to the health question"
    )
    caught_within: int = _number(7, "The opening check", "days within which they were")

    away_days: int = _number(14, "Away", "days since the last session: one grade lower, less load")
    away_long: int = _number(
        28, "Away", "days since the last session: one level lower, the first load, quiet days"
    )
    away_anew: int = _number(
        90, "Away", "days since the last session: from the beginning, with the health question"
    )
    back_interludes: int = _number(1, "Away", "interlude on the first day back after the short absence")
    back_micros: int = _number(0, "Away", "micro-sessions on that day")
    quiet_days: int = _number(3, "Away", "quiet days after a long absence")

    gentle_hours: int = _number(48, "Gentle days", "hours that they last, if they are not ended or renewed")
    gentle_level: int = _number(1, "Gentle days", "highest level")
    gentle_range: int = _number(2, "Gentle days", "thirds of the range")
    halfway_level: int = _number(2, "Gentle days", "highest level on the half-way day")
    gentle_short: int = _number(
        3, "Gentle days", "gentle days after which the load is lower; after more, the level too"
    )
    gentle_many: int = _number(7, "Gentle days", "gentle days after which the health question is offered")
    gentle_within: int = _number(14, "Gentle days", "days within which they were")

    before_the_car: int = _number(
        20, "By the clock", "minutes before the end of work in which “Before the car” is the last interlude"
    )
    before_bed: int = _number(30, "By the clock", "minutes before bedtime from which “Before bed” comes")
    after_bedtime: int = _number(60, "By the clock", "minutes after bedtime until which it may come")
    first_hour: int = _number(
        60, "By the clock", "minutes of work without bending forward, for who wants that"
    )
    exhale_after: int = _number(
        45, "By the clock", "minutes of sitting and typing before “A soft breath”, for who wants that"
    )
    exhale_apart: int = _number(60, "By the clock", "minutes between two of them")
    exhale_shown: int = _number(5, "By the clock", "minutes for which it is shown")
    unanswered_nights: int = _number(
        3, "By the clock", "unanswered nights after which it is asked once whether to stop"
    )

    questions_a_session: int = _number(1, "Questions", "beyond check and feedback, in a session")
    questions_a_day: int = _number(2, "Questions", "beyond check and feedback, in a day")


NUMBERS = Numbers()
