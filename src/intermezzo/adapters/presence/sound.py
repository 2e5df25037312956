"""The programs that use the microphone or have any sound stream, from PulseAudio or pipewire-pulse."""

import os
import select
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from intermezzo.core.faults import Message, message
from intermezzo.core.scheduling.presence import ProbeAnswer

SOURCE = "PulseAudio"
LIMIT_SECONDS = 0.8
"""Time limit for one answer of the server."""
_NOBODY = 0xFFFFFFFF
"""PA_INVALID_INDEX: no client, or no sink."""


@dataclass(frozen=True, slots=True)
class Streams:
    """The names of the programs with a stream; None and why if unknown."""

    recording: frozenset[str] | None
    """Those that record from a microphone."""
    every: frozenset[str] | None
    """Those with a stream of any kind."""
    why: tuple[Message, ...] = ()

    def microphone(self) -> ProbeAnswer[bool]:
        """Return whether a program records from a microphone."""
        return ProbeAnswer(None if self.recording is None else bool(self.recording), SOURCE, self.why)


def probe() -> Streams:
    """Ask for the streams of other programs.

    Each question connects and disconnects; the first one loads the library. Not thread-safe.
    """
    library = _library()
    return _ask(library) if library else Streams(None, None, (message("presence.no_libpulse"),))


@cache
def _library() -> Any:
    """Return pulsectl, None without libpulse: searching for it starts three programs, so do it once only."""
    try:
        import pulsectl
    except OSError:
        return None
    return pulsectl


def _ask(pulsectl: Any) -> Streams:
    why = message("presence.no_sound_server")

    def wait(polled: Sequence[Any], seconds: float) -> int:
        """Replace the library's wait, which has no time limit; closing the connection ends the question."""
        nonlocal why
        limit = LIMIT_SECONDS if seconds < 0 else min(seconds, LIMIT_SECONDS)
        ready = _poll(polled, limit)
        if not ready and limit == LIMIT_SECONDS:
            why = message("presence.sound_server_silent", seconds=limit)
            pulse.close()
        return ready

    call_error = pulsectl.pulsectl.c.pa.CallError
    pulse = pulsectl.Pulse("intermezzo", connect=False)
    try:
        pulse.set_poll_func(wait)
        pulse.connect()
        heard = [one for one in pulse.source_output_list() if _is_of_program(one)]
        played = [one for one in pulse.sink_input_list() if _is_of_program(one)]
        recording = [one for one in heard if not one.corked]
        if recording:
            monitors = {one.index for one in pulse.source_list() if one.monitor_of_sink != _NOBODY}
            recording = [one for one in recording if one.source not in monitors]
        return Streams(_names(recording), _names(heard + played))
    except (pulsectl.PulseError, call_error):
        return Streams(None, None, (why,))
    finally:
        pulse.close()


def _is_of_program(stream: Any) -> bool:
    """Return whether a stream counts: not a level meter, and of another program.

    Streams of the server's modules (a loopback, noise suppression) belong to no program and do not count; a
    program that records their output does.
    """
    told = stream.proplist
    meter = stream.resample_method == "peaks" or told.get("resample.peaks") == "true"
    ours = told.get("application.process.id") == str(os.getpid())
    return not (meter or ours or stream.client == _NOBODY)


def _names(streams: Sequence[Any]) -> frozenset[str]:
    """Return the names of the programs' files: a browser names its recording and its playing differently."""
    names = ("application.process.binary", "application.name")
    return frozenset(
        next((one.proplist[name] for name in names if name in one.proplist), "") for one in streams
    )


def _poll(polled: Sequence[Any], seconds: float) -> int:
    """Do poll(2) on the library's pollfd structures; return how many are ready."""
    waiting = select.poll()
    for one in polled:
        one.revents = 0
        waiting.register(one.fd, one.events)
    found = dict(waiting.poll(max(0.0, seconds) * 1000))
    for one in polled:
        one.revents = found.get(one.fd, 0)
    return len(found)
