"""Which addresses of meetings may be opened, and which a text has."""

import pytest

from intermezzo.core.scheduling.meeting_links import LONGEST, meeting_in, openable

ZOOM = "https://us02web.zoom.us/j/85012345678?pwd=aBc.1"


@pytest.mark.parametrize(
    "address",
    [ZOOM, "https://meet.example.org:8443/Team%20Room#config", "https://xn--bcher-kva.example/m/1",
     "HTTPS://Teams.Microsoft.com/l/meetup-join/19%3ameeting_x%40thread.v2/0?context=%7b%7d"],
)  # fmt: skip
def test_an_address_of_https_may_be_opened(address: str) -> None:
    assert openable(f" {address}\r\n") == address


@pytest.mark.parametrize(
    "address",
    ["", "javascript:alert(1)", "file:///etc/passwd", "http://zoom.us/j/1", "zoommtg://zoom.us/join?confno=1",
     "data:text/html,x", "https:zoom.us/j/1", "https://", "https:///j/1", "https://zoom.us@evil.example/j/1",
     "https://zoom.us:x@evil.example/j/1", "https://@evil.example/j/1", "https://zoom.us\\@evil.example/j/1",
     "https://zoom.us\\.evil.example/j/1", "https://zoom.us/j/1\nhttps://x.example", "https://zoom.us/j/ 1",
     "https://zoom.us/j/1\x00", "https://zооm.us/j/1", "https://zoom.us/j/\u202e1", "https://localhost/j/1",
     "https://127.0.0.1/j/1", "https://2130706433/j/1", "https://[::1]/j/1", "https://router/j/1",
     "https://zoom.us:0/j/1", "https://zoom.us:99999/j/1", "https://zoom.us:x/j/1", "https://-a.example/1",
     "https://zoom.us/j/1<script>", "--help", "https://zoom.us/" + "a" * LONGEST],
)  # fmt: skip
def test_anything_else_is_dropped(address: str) -> None:
    assert openable(address) == ""
    assert meeting_in(address) in {"", "https://zoom.us/j/1"}, "what stands before a break is an address"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"Join Zoom Meeting\n{ZOOM}\n\nMeeting ID: 850 1234 5678", ZOOM),
        ("Room 3 (https://meet.google.com/abc-defg-hij).", "https://meet.google.com/abc-defg-hij"),
        ('<a href="https://acme.webex.com/acme/j.php?MTID=m1&amp;x=2">Join</a>',
         "https://acme.webex.com/acme/j.php?MTID=m1&x=2"),
        ("Microsoft Teams <https://teams.microsoft.com/l/meetup-join/19%3am/0?c=%7b%7d>",
         "https://teams.microsoft.com/l/meetup-join/19%3am/0?c=%7b%7d"),
        ("https://teams.live.com/meet/9351?p=x", "https://teams.live.com/meet/9351?p=x"),
        ("https://meet.jit.si/OurStandUp", "https://meet.jit.si/OurStandUp"),
        ("jitsi: https://jitsi.example.org/Retro", "https://jitsi.example.org/Retro"),
        (f"Agenda: https://wiki.example.org/a, then {ZOOM}", ZOOM),
        ("https://zoom.us/pricing", ""), ("https://meet.google.com/", ""), ("https://meet.jit.si/", ""),
        ("https://zoom.us.evil.example/j/1", ""), ("https://notzoom.us/j/1", ""),
        ("https://evil.example/zoom.us/j/1", ""), ("https://zoom.us@evil.example/j/1", ""),
        ("Room 3", ""), ("", ""), ("x" * 30_000 + ZOOM, ""),
    ],
)  # fmt: skip
def test_a_text_has_the_first_address_of_a_meeting(text: str, found: str) -> None:
    assert meeting_in(text) == found
