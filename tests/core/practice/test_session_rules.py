"""The rules of practice: what ships keeps them, and a session that breaks one is told which."""

from dataclasses import replace

from intermezzo.adapters import library
from intermezzo.adapters.system import resources
from intermezzo.core.practice.model import Kind, Session, Step
from intermezzo.core.practice.session_rules import SEATED_AFTER_BED, SessionRule, violations

LIBRARY = library.load([resources.sessions()])
INTERLUDE, MICRO, RITUAL = Kind.INTERLUDE, Kind.MICRO, Kind.RITUAL
PLAIN = LIBRARY.sessions["a_plain_round"]
LYING = LIBRARY.sessions["front_side_and_back"]


def made(kind: Kind, *names: str) -> Session:
    """A session of movements, each as often as it says itself."""
    movements = [LIBRARY.movements[name] for name in names]
    return Session("s", "S", kind, tuple(Step(one, one.reps, one.sides) for one in movements))


def opened(session: Session, name: str, reps: int) -> Session:
    """A session with another opening check."""
    movement = LIBRARY.movements[name]
    return replace(session, steps=(Step(movement, reps, movement.sides), *session.steps[1:]))


def rules(session: Session) -> dict[SessionRule, tuple[int, ...]]:
    return {one.rule: one.steps for one in violations(session)}


def test_what_ships_breaks_no_rule() -> None:
    found = {
        one.id: [each.rule for each in violations(one)]
        for one in LIBRARY.sessions.values()
        if violations(one)
    }
    assert found == {}


def test_an_interlude_moves_three_areas_in_three_or_four_steps_and_breathes() -> None:
    good = ["standing_arrive", "sit_to_stand", "thor_rot_seated", "breath_lateral_seated"]
    assert rules(made(INTERLUDE, *good)) == {}
    assert rules(made(INTERLUDE)) == {}
    few = made(INTERLUDE, "thor_rot_seated")
    assert set(rules(few)) == {SessionRule.AREAS, SessionRule.BREATH, SessionRule.STEPS}
    twice = made(INTERLUDE, "wall_slide", "hip_flexor_stride", "breath_lateral_seated")
    assert rules(twice) == {SessionRule.FAULT_TWICE: (0, 1)}
    assert rules(made(INTERLUDE, *good, "jaw_rest")) == {SessionRule.STEPS: ()}


def test_a_micro_session_checks_settles_steadies_and_ends_in_breath() -> None:
    assert rules(PLAIN) == {}
    first_last = replace(PLAIN, steps=(*PLAIN.steps[1:], PLAIN.steps[0]))
    assert rules(first_last) == {
        SessionRule.CHECK: (0,),
        SessionRule.SETTLE: (1,),
        SessionRule.ENDS_IN_BREATH: (6,),
    }
    one_side = replace(PLAIN, steps=(replace(PLAIN.steps[0], sides=1), *PLAIN.steps[1:]))
    assert rules(one_side) == {SessionRule.CHECK: (0,)}
    assert set(rules(made(MICRO, "pelvic_clock_seated"))) == {
        SessionRule.CHECK,
        SessionRule.SETTLE,
        SessionRule.STEADY,
        SessionRule.THEME,
        SessionRule.ENDS_IN_BREATH,
    }


def test_the_check_is_where_the_session_is() -> None:
    """Standing before what is seated, or seated before what is done on the mat."""
    assert rules(opened(PLAIN, "single_leg_stand", 1)) == {SessionRule.CHECK_ELSEWHERE: (0,)}
    assert rules(opened(LYING, "knee_rolls", 1)) == {}
    assert rules(opened(LYING, "pelvic_clock_seated", 2)) == {SessionRule.CHECK_ELSEWHERE: (0,)}
    seated_first = (*PLAIN.steps[:2], *LYING.steps[2:])
    assert rules(replace(LYING, steps=seated_first)) == {SessionRule.CHECK_ELSEWHERE: (0,)}


def test_the_check_is_about_what_the_session_moves() -> None:
    feet = LIBRARY.sessions["feet_awake"]
    assert rules(opened(feet, "neck_rot_eyes", 2)) == {SessionRule.CHECK_OFF_THEME: (0,)}
    assert rules(opened(feet, "pelvic_clock_seated", 2)) == {}


def test_a_micro_session_repeats_no_fault_but_that_of_a_breath() -> None:
    tilted = replace(
        PLAIN, steps=(*PLAIN.steps[:3], *made(MICRO, "pelvic_tilt_seated").steps, *PLAIN.steps[3:])
    )
    assert rules(tilted) == {SessionRule.FAULT_TWICE: (0, 3)}
    breaths = replace(PLAIN, steps=(*PLAIN.steps[:-1], PLAIN.steps[1]))
    assert rules(breaths) == {}


def test_nobody_comes_back_to_a_position_but_for_the_last_breath() -> None:
    """On the back, on hands and knees, on the back again, and on the side: the second time is told."""
    back = made(RITUAL, "dead_bug", "bird_dog", "curl_up_mcgill", "clamshell", "breath_9090")
    assert rules(back) == {SessionRule.POSITION_TWICE: (2,)}
    in_order = made(RITUAL, "dead_bug", "curl_up_mcgill", "clamshell", "bird_dog", "breath_9090")
    assert rules(in_order) == {}
    stands = made(INTERLUDE, "standing_arrive", "scap_set", "single_leg_stand", "breath_lateral_standing")
    assert rules(stands) == {SessionRule.POSITION_TWICE: (2,)}
    assert rules(made(RITUAL, "car_entry", "breath_paced_6", "car_exit", "standing_arrive")) == {}


def test_what_is_done_in_bed_or_in_a_car_is_not_done_between_meetings() -> None:
    bed = made(INTERLUDE, "standing_arrive", "scap_set", "breath_lateral_seated", "sidelying_rest")
    assert rules(bed) == {SessionRule.APART: (3,)}
    assert rules(made(RITUAL, "standing_arrive", "sidelying_rest")) == {}
    assert rules(made(RITUAL, "car_exit", "calf_raise", "wall_slide")) == {SessionRule.APART: (2,)}
    assert rules(made(RITUAL, "calf_raise", "wall_slide")) == {}


def test_who_lies_in_bed_stays_there_or_gets_out_of_it_properly() -> None:
    assert rules(made(RITUAL, "sidelying_rest", "breath_paced_6")) == {SessionRule.UP_FROM_BED: (1,)}
    assert rules(made(RITUAL, "knee_rolls", "legs_elevated", "sidelying_rest")) == {}
    assert rules(made(RITUAL, "sidelying_rest", "log_roll_up", "breath_paced_6")) == {}


def test_after_lying_in_bed_one_sits_a_minute_before_one_stands() -> None:
    roll, breath, stand = made(RITUAL, "log_roll_up", "breath_lateral_seated", "standing_arrive").steps
    for reps, soon in ((4, (2,)), (5, ())):
        session = Session("s", "S", RITUAL, (roll, replace(breath, reps=reps), stand))
        assert (session.starts[2] - session.starts[0] - roll.span >= SEATED_AFTER_BED) is not bool(soon)
        assert rules(session) == ({SessionRule.STANDS_TOO_SOON: soon} if soon else {})
    assert rules(made(RITUAL, "car_exit", "standing_arrive")) == {}


def test_what_holds_for_every_session_is_told_with_its_steps() -> None:
    ritual = made(RITUAL, "sit_to_stand", "back_bend_standing", "sit_to_stand", "floor_lift")
    many = replace(ritual, steps=(replace(ritual.steps[0], reps=9), *ritual.steps[1:]))
    assert rules(many) == {
        SessionRule.POSITION_TWICE: (2, 3),
        SessionRule.REPS: (0,),
        SessionRule.MOVEMENT_TWICE: (0, 2),
        SessionRule.DIRECTION: (1,),
        SessionRule.LEVEL: (3,),
    }
