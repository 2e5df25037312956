"""When the player draws next: once something has moved so far that it can be seen, and on every second."""

from math import ceil

SLOWEST_MS = 150
"""Between two frames at most, so that nothing that begins to move comes late."""


def until_seen(far: float, second_ms: float, frame_ms: int) -> int:
    """Say in how many milliseconds to draw; ``frame_ms`` at least, unless a second is over before.

    ``far`` is how far all will have moved in that time, of what can be seen. ``second_ms`` is how long the
    second that is counted down lasts: with it come all turns, and they come on time, as a tone tells them.
    """
    # A little more, so that by then it is surely far enough.
    moved = 1.1 * frame_ms / far if far else SLOWEST_MS
    wait = max(frame_ms, min(moved, SLOWEST_MS - frame_ms))
    # One that has just struck needs no other frame.
    strikes = second_ms if second_ms >= 1 else second_ms + SLOWEST_MS
    # No frame so shortly before a second that the second's own would come late.
    return ceil(strikes + 1 if wait > strikes - frame_ms else wait)
