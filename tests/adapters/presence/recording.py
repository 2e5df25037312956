"""A program that records: ``recording.py DEVICE FLAGS``, where FLAGS are those of pa_stream_flags_t.

Those that parec cannot set; it goes on until it is killed.
"""

import sys

import pulsectl
from pulsectl.pulsectl import c

device, flags = sys.argv[1:]
with pulsectl.Pulse("recording") as pulse:
    spec = c.PA_SAMPLE_SPEC(format=c.PA_SAMPLE_FLOAT32NE, rate=25, channels=1)
    properties = c.pa.proplist_from_string("")
    context = pulse._ctx  # private: pulsectl makes no recording streams, and hands its context to nobody
    stream = c.pa.stream_new_with_proplist(context, "recording", c.byref(spec), None, properties)
    c.pa.stream_connect_record(stream, device.encode(), None, int(flags, 16))
    pulse.event_callback_set(lambda _event: None)
    pulse.event_listen()
