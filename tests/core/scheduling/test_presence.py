"""In a call or not, from what is known of microphone and camera."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from intermezzo.core.scheduling.presence import Presence, call_begins

KNOWN = (True, False, None)
samples = st.builds(
    Presence,
    st.sampled_from(KNOWN),
    st.none() | st.floats(0, 4000),
    st.sampled_from(KNOWN),
    st.sampled_from(KNOWN),
)


def used(microphone: bool | None, camera: bool | None) -> Presence:
    return Presence(microphone=microphone, camera=camera)


def test_one_yes_is_a_call_and_a_no_takes_both() -> None:
    for microphone, camera in product(KNOWN, KNOWN):
        expected = True if True in {microphone, camera} else None if None in {microphone, camera} else False
        assert used(microphone, camera).in_call is expected


def test_a_call_begins_where_what_was_free_is_in_use() -> None:
    assert call_begins(used(False, False), used(True, False))
    assert call_begins(used(None, False), used(None, True)), "one that is known is enough"
    assert not call_begins(used(None, False), used(True, False)), "it may have been in use all along"
    assert not call_begins(used(True, False), used(True, True)), "the call goes on, with a picture"


@given(samples, samples)
def test_what_is_unknown_begins_no_call_and_changes_nothing(before: Presence, now: Presence) -> None:
    begun = call_begins(before, now)
    assert begun <= (now.in_call is True and before.in_call is not True)
    after = now.filled_from(before)
    assert (after.locked, after.idle_seconds) == (now.locked, now.idle_seconds)
    for name in ("microphone", "camera"):
        said = getattr(now, name)
        assert getattr(after, name) is (getattr(before, name) if said is None else said)
    assert call_begins(before, Presence().filled_from(before)) is False
    assert not call_begins(after, now), "and once it has begun, it does not begin again"
