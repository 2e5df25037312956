"""Run the engine over many days, from ``until`` to ``until``, with a simulated person who answers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from intermezzo.core.history.events import EventKind
from intermezzo.core.practice.progression.check import opens_with_check
from intermezzo.core.practice.progression.questions import PracticeQuestion, Rank
from intermezzo.core.scheduling import calendar_rules, hours
from intermezzo.core.scheduling.baseline_policies import POLICIES
from intermezzo.core.scheduling.day_state import effective, is_movement, moved_interval
from intermezzo.core.scheduling.decision import LOOK_AGAIN, busy_at
from intermezzo.core.scheduling.intervals import Interval
from intermezzo.engine.baselines import Baseline, LivedDay, SimulationResult
from intermezzo.engine.commands.table import dispatch
from intermezzo.engine.engine import Engine
from intermezzo.engine.practice_questions import note_asked, practice_question, question_of_today
from intermezzo.engine.simulated_person import Person, Persona, Told, real_calls

KEEP = timedelta(days=4)
"""How much history is kept of who says nothing: pauses and the last sessions. Else the engine drops it."""
DAY = timedelta(days=1)
FLARE_DAY, FLARES_EVERY = 1, 14
"""On which of so many days, counted from 0, the gentle days of a flare begin."""
LOOKS_AFTER_CALL = 4
"""How often the engine looks after the end of a call, as the app does it all the time."""


@dataclass(frozen=True, slots=True)
class Simulation:
    """The result of the engine, and of each policy by its name."""

    ours: SimulationResult
    baselines: Mapping[str, SimulationResult]
    story: tuple[Told, ...] = ()
    """What was recorded of the practice and asked about it, of a person who says how it went."""


def simulate(
    engine: Engine, first: date, days: int, persona: Persona, seed: int, calls: int | None = None
) -> Simulation:
    """Simulate ``days`` local days from ``first`` on; return the result, and those of other policies.

    With the seed ``calls``, each meeting is a call that may overrun or end early, and the probes see it.
    The policies make the same number of offers, which are answered with the same odds; offers in a meeting or
    an absence cannot be taken, and the person's own breaks are the same.
    """
    story: list[Told] = []
    ours, baselines = SimulationResult(), {name: Baseline(policy) for name, policy in POLICIES.items()}
    everything = engine.state.occurrences
    for number in range(days):
        day = first + timedelta(days=number)
        if not persona.felt:
            engine.state.events = [event for event in engine.state.events if event.day >= day - KEEP]
        span = calendar_rules.date_span(day, engine.state.zone)
        engine.state.occurrences = tuple(
            one for one in everything if one.start < span.end + DAY and one.end > span.start - DAY
        )
        flare = persona.flares and number % FLARES_EVERY == FLARE_DAY
        dice = f"{seed}:{day.isoformat()}"
        lived = _live(engine, day, persona, dice, calls, ours, number, flare=flare)
        story += lived.person.story
        if persona.felt:
            story += [Told(event.at, event) for event in engine.state.events if event.day == day]
        for baseline in baselines.values():
            baseline.live(lived)
    return Simulation(ours, {name: one.result() for name, one in baselines.items()}, tuple(story))


def _live(
    engine: Engine, day: date, persona: Persona, seed: str, calls: int | None, ours: SimulationResult,
    number: int, *, flare: bool,
) -> LivedDay:  # fmt: skip
    """Run one day through the engine; return what happened."""
    state = engine.state
    now = hours.day_start(state.settings, day, state.zone)
    state.look(now)
    known = engine.day
    held = None if calls is None else real_calls(state.occurrences, state.settings, known.work, calls)
    person = Person(persona, known, held, seed, number)
    offers = 0
    for at in _offers(engine, person, now, _edges(person, known.work), flare=flare):
        offers += 1
        ours.offers_in_busy += busy_at(known, at) is not None
        ours.offers_in_calls += person.in_call(at)
    today = [event for event in effective(state.events) if event.day == day]
    moved = [moved_interval(event) for event in today if is_movement(event)]
    done = [event for event in today if event.kind is EventKind.COMPLETED]
    ours.offers += offers
    ours.completed += len(done)
    ours.sat(known, moved)
    own = tuple(moved_interval(event) for event in today if event.kind is EventKind.AWAY)
    return LivedDay(known, person, offers, tuple(moved_interval(event).length for event in done), own)


def _offers(
    engine: Engine, person: Person, now: datetime, edges: Sequence[datetime], *, flare: bool
) -> Iterator[datetime]:
    """Run the day that begins now to its end; yield the moment of each offer.

    What follows from the days before is recorded once the person is there, and Today lies open then.
    """
    end = engine.state.day_end(now)
    offers = 0
    answer: tuple[str, datetime] | None = None
    while now < end:
        there = person.at_desk(now)
        if flare and there:
            dispatch(engine, ("gentle", "on"), now)
            flare = False
        if person.tells and there:
            engine.tend(now)
        before = engine.offer
        turn = engine.turn(now, person.presence(now))
        if person.tells and there:
            _ask(engine, person, question_of_today(engine, now), now)
        offer = engine.offer
        following = min([turn.decision.until, end, *(edge for edge in edges if edge > now)])
        if offer is None:
            answer = None  # it no longer stands
        elif before is None or before.since != offer.since:
            yield now
            answer = _answer(person, offers, now)
            offers += 1
        if answer is not None:
            word, at = answer
            following = min(following, at) if now < at else _react(engine, person, word, now)
        now = following


def _answer(person: Person, number: int, now: datetime) -> tuple[str, datetime] | None:
    """Return the word and the time of the answer to the offer of this moment; None without one."""
    said = person.answer(number)
    at = now + said.after
    return (said.word, at) if said.word and person.can_answer(at) else None


def _react(engine: Engine, person: Person, word: str, at: datetime) -> datetime:
    """Answer the offer and complete the session that this may begin; return the time after it."""
    reply = dispatch(engine, ("answer", word), at)
    if reply.begin is None:
        return at
    session = reply.begin
    if person.tells and opens_with_check(session):
        session = dispatch(engine, ("check", person.check()), at).reshaped or session
    word, done = person.felt(), session
    if word == "stopped":
        done = replace(session, steps=session.steps[: person.stops_at(session.steps) + 1])
    end = at + timedelta(seconds=done.seconds)
    for index, step in enumerate(done.steps):
        engine.active.step(at, index, step.seconds, eased=person.eases())
    outcome = EventKind.COMPLETED if done == session else EventKind.PARTIAL
    engine.finish(end, outcome, done.active_seconds)
    if word:
        stopped = (done.steps[-1].movement.id, person.why()) if word == "stopped" else ()
        dispatch(engine, ("felt", word, *stopped), end)
    if word == "smooth":
        _ask(engine, person, practice_question(engine, end), end)
    return end


def _ask(engine: Engine, person: Person, question: PracticeQuestion | None, at: datetime) -> None:
    """Ask the person a question, if there is one, and carry out the answer."""
    if question is None:
        return
    note_asked(engine, question, at)
    person.story.append(Told(at, question))
    step, rank = question.step, question.rank
    answers: dict[Rank, tuple[str, ...]] = {
        Rank.MORNING: ("morning", "usual"), Rank.EFFORT: ("felt", "smooth", "--effort", "moderate"),
        Rank.EASE: ("ease", "same"),
    }  # fmt: skip
    if step is not None:
        answers[Rank.GO_ON] = ("go-on", "try" if person.tries() else "stay", step.movement.id)
    if rank in answers:
        dispatch(engine, answers[rank], at)
    elif question.code == "gentle":
        dispatch(engine, ("gentle", "on"), at)


def _edges(person: Person, work: Sequence[Interval]) -> list[datetime]:
    """Return the moments at which the presence changes, or the engine is to look again."""
    edges = [edge for one in person.away for edge in (one.start, one.end)]
    edges += [edge for one in work for edge in (one.start, one.end)]
    for one in person.calls or ():
        edges.append(one.start)
        edges += [one.end + number * LOOK_AGAIN for number in range(LOOKS_AFTER_CALL + 1)]
    return edges
