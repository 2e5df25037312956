"""What becomes of a session when the screen locks, the machine sleeps, or the app ends."""

from intermezzo.core.events import Event, EventKind
from intermezzo.core.presence import Presence
from intermezzo.core.standing import effective
from tests.app.conftest import House, Sampled

ENDS = {EventKind.COMPLETED, EventKind.PARTIAL, EventKind.INTERRUPTED}


def ends(house: House) -> list[Event]:
    return [event for event in effective(house.desk.engine.events) if event.kind in ENDS]


def lock(house: House, locked: bool) -> None:
    house.desk.probes = Sampled()  # type: ignore[assignment] # all that the desk asks of them
    house.desk.probes.presence = Presence(locked=locked, idle_seconds=0.0)  # type: ignore[attr-defined]


def begin(house: House) -> None:
    ok, line, _data = house.say("now", "seated_reset")
    assert ok, line
    house.until(lambda: house.windows.player is not None and house.windows.player.playing is not None)


def paused(house: House) -> bool:
    player = house.windows.player
    return player is not None and player.playing is not None and player.playing.paused


def test_a_locked_screen_pauses_and_an_unlocked_one_goes_on(house: House) -> None:
    begin(house)
    lock(house, locked=True)
    house.windows._look()
    house.until(lambda: paused(house))
    house.time.run(60)
    lock(house, locked=False)
    house.windows._look()
    house.until(lambda: not paused(house))
    assert ends(house) == []


def test_two_minutes_behind_a_lock_interrupt_it(house: House) -> None:
    begin(house)
    lock(house, locked=True)
    house.windows._look()
    house.until(lambda: paused(house))
    for seconds, number in ((60, 0), (61, 1)):
        house.time.run(seconds)
        house.windows._looking = False
        house.windows._look()
        house.until(lambda: not house.windows._looking)
        assert len(ends(house)) == number
    assert (ends(house)[0].kind, ends(house)[0].reason) == (EventKind.INTERRUPTED, "locked")
    assert house.desk.engine.running is None


def test_a_sleep_of_more_than_two_minutes_interrupts_it(house: House) -> None:
    begin(house)
    house.time.sleep(100)
    house.desk.turn()
    assert ends(house) == []
    house.time.sleep(130)
    house.desk.turn()
    (end,) = ends(house)
    assert (end.kind, end.reason) == (EventKind.INTERRUPTED, "suspended")


def test_quitting_records_what_was_done(house: House) -> None:
    begin(house)
    assert house.say("quit") == (True, "Goodbye.", None)
    assert [end.kind for end in ends(house)] == [EventKind.PARTIAL]
    assert house.desk.pending.rows == ()
