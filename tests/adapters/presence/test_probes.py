"""The probes of presence, against services on a real bus and a real X server."""

import subprocess
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from intermezzo.adapters.presence import desktop
from intermezzo.adapters.presence.probes import Probes
from intermezzo.adapters.presence.session_bus import names
from intermezzo.adapters.presence.sound import Streams
from intermezzo.adapters.presence.x11 import IdleX11
from intermezzo.adapters.system.dbus import Bus
from intermezzo.core.faults import message
from intermezzo.core.scheduling.presence import Presence, ProbeAnswer
from tests.adapters.conftest import x_server
from tests.telling import told

pytestmark = pytest.mark.slow

Service = Callable[[str], Callable[..., Any]]
LOGIN = "org.freedesktop.login1"
SURROUNDINGS = ("screen_shared", "presenting", "inhibited", "full_screen", "do_not_disturb")


@pytest.fixture
def bus(bus_address: str) -> Iterator[Bus]:
    one = Bus("session")
    yield one
    one.close()


def hint(value: bool) -> dict[str, Any]:
    return {"Get": ["v", [{"(": ["b", value]}]]}


@pytest.mark.parametrize("locked", [True, False])
def test_logind(service: Service, bus: Bus, locked: bool) -> None:
    login = service(LOGIN)
    login(replies=hint(locked))
    assert desktop.LOGIND_LOCKED.ask(bus) == ProbeAnswer(locked, "logind")
    assert login(calls=True) == [["Get", ["org.freedesktop.login1.Session", "LockedHint"]]]


def test_logind_that_says_nonsense_or_nothing(service: Service, bus: Bus) -> None:
    login = service(LOGIN)
    login(replies={"Get": ["v", [{"(": ["s", "perhaps"]}]]})
    assert desktop.LOGIND_LOCKED.ask(bus) == ProbeAnswer(
        None, "logind", (message("presence.answer", service=LOGIN),)
    )
    login(silent=["Get"])
    answer = desktop.LOGIND_LOCKED.ask(bus)
    assert answer.value is None
    assert told(answer.why) == ["org.freedesktop.login1 did not answer within 0.8 s."]


@pytest.mark.parametrize("name", [name for name, _path in desktop.SCREEN_SAVERS])
def test_the_screen_saver_of_each_desktop(service: Service, bus: Bus, name: str) -> None:
    service(name)(replies={"GetActive": ["b", [True]]})
    assert desktop.saver_active(bus, names(bus)) == ProbeAnswer(True, "screen saver")


def test_no_screen_saver(bus: Bus) -> None:
    answer = desktop.saver_active(bus, names(bus))
    assert answer.value is None
    assert told(answer.why) == ["No screen saver is running that can be asked."]


def test_a_screen_saver_that_cannot_say_leaves_the_word_to_the_next(service: Service, bus: Bus) -> None:
    service("org.freedesktop.ScreenSaver")
    service("org.gnome.ScreenSaver")(replies={"GetActive": ["b", [False]]})
    assert desktop.saver_active(bus, names(bus)) == ProbeAnswer(False, "screen saver")


def test_mutter(service: Service, bus: Bus) -> None:
    monitor = service(desktop.MUTTER)
    monitor(replies={"GetIdletime": ["t", [241_500]]})
    assert desktop.mutter_idle(bus) == ProbeAnswer(241.5, "GNOME")
    monitor(replies={"GetIdletime": ["s", ["long"]]})
    assert desktop.mutter_idle(bus) == ProbeAnswer(None, "GNOME", (message("presence.gnome_answer"),))


def test_x11_idle_grows_and_a_key_ends_it(display: str) -> None:
    x11 = IdleX11({"DISPLAY": display})
    while (x11.probe().value or 0) < 0.3:
        assert x11.probe().why == ()
    before = time.perf_counter()
    subprocess.run(["xdotool", "mousemove", "10", "10", "key", "a"], check=True, env={"DISPLAY": display})
    idle = x11.probe().value
    assert idle is not None
    assert idle < time.perf_counter() - before + 0.05, "it counts from the key on, not from before"
    x11.close()
    x11.close()


def test_a_server_without_the_extension_is_told() -> None:
    with x_server("-extension", "MIT-SCREEN-SAVER") as (name, _process):
        x11 = IdleX11({"DISPLAY": name})
        assert told(x11.probe().why) == ["The X server has no MIT-SCREEN-SAVER extension."]
        x11.close()


def test_a_server_that_goes_is_told_and_does_not_end_the_process() -> None:
    with x_server() as (name, process):
        x11 = IdleX11({"DISPLAY": name})
        assert x11.probe().why == ()
        process.kill()
        process.wait()
        gone = [told(x11.probe().why), told(x11.probe().why)]
        x11.close()
    assert gone == [["The X server doesn’t report idle time."], [f"The X server {name} can’t be reached."]]


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"DISPLAY": ":987"},
        {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"},
        {"DISPLAY": ":0", "XDG_SESSION_TYPE": "wayland"},
    ],
)
def test_where_x11_cannot_know(environment: dict[str, str]) -> None:
    x11 = IdleX11(environment)
    answer = x11.probe()
    x11.close()
    assert answer.value is None
    assert answer.why


@pytest.mark.parametrize(
    ("hinted", "active", "locked"),
    [
        (True, False, True),
        (False, True, True),
        (False, False, False),
        (None, True, True),
        (True, None, True),
        (None, False, False),
        (False, None, False),
        (None, None, None),
    ],
)
def test_one_yes_is_enough_and_unknown_is_unknown(
    service: Service, bus: Bus, hinted: bool | None, active: bool | None, locked: bool | None
) -> None:
    if hinted is not None:
        service(LOGIN)(replies=hint(hinted))
    if active is not None:
        service("org.freedesktop.ScreenSaver")(replies={"GetActive": ["b", [active]]})
    probes = Probes(bus, bus, {}, "linux")
    assert probes.locked().value is locked
    assert (probes.locked().why == ()) == (locked is not None)
    probes.close()


def test_a_sample_of_a_desktop(service: Service, bus: Bus, display: str) -> None:
    service(LOGIN)(replies=hint(False))
    probes = Probes(bus, bus, {"DISPLAY": display}, "linux")
    sample = probes.sample()
    assert sample.locked is False
    assert sample.idle_seconds is not None
    assert probes.idle().source == "X11"
    probes.close()
    service(desktop.MUTTER)(replies={"GetIdletime": ["t", [90_000]]})
    probes = Probes(bus, bus, {"DISPLAY": display, "WAYLAND_DISPLAY": "wayland-0"}, "linux")
    assert probes.sample() == Presence(False, 90.0)
    assert probes.idle().source == "GNOME"
    probes.close()


def test_a_sample_where_nothing_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere")
    probes = Probes(Bus("session"), Bus("system"), {}, "linux")
    assert probes.sample() == Presence(None, None)
    assert any("can’t be" in line for line in told(probes.locked().why))
    assert "No X11 display." in told(probes.idle().why)


def test_calls_and_surroundings_are_asked_only_when_they_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    probes = Probes(Bus("session"), Bus("system"), {}, "linux")
    asked: list[str] = []
    talking = frozenset({"talk"})

    def says(name: str, *, value: bool) -> Callable[..., ProbeAnswer[bool]]:
        def probe(*_names: object) -> ProbeAnswer[bool]:
            asked.append(name)
            return ProbeAnswer(value, name)

        return probe

    for name in SURROUNDINGS:
        monkeypatch.setattr(probes, name, says(name, value=True))
    monkeypatch.setattr(probes, "camera", says("camera", value=False))
    monkeypatch.setattr(probes, "streams", lambda: Streams(talking, talking))
    assert probes.sample().in_call is None
    assert asked == []
    sample = probes.sample(calls=True, surroundings=True)
    assert (sample.microphone, sample.camera, asked) == (True, False, ["camera"]), "the call says enough"
    assert (sample.microphone_users, sample.sound_users) == (talking, talking)
    assert sample.screen_shared is None
    monkeypatch.setattr(probes, "streams", lambda: Streams(frozenset(), talking))
    sample = probes.sample(calls=True, surroundings=True)
    assert asked == ["camera", "camera", *SURROUNDINGS]
    assert [getattr(sample, name) for name in SURROUNDINGS] == [True] * 5
    assert probes.sample(surroundings=True).microphone is None


def test_at_rest_an_absence_of_minutes_is_one_question(service: Service, bus: Bus) -> None:
    login, mutter = service(LOGIN), service(desktop.MUTTER)
    login(replies=hint(True))
    mutter(replies={"GetIdletime": ["t", [240_000]]})
    probes = Probes(bus, bus, {}, "linux")
    assert probes.sample() == Presence(None, 240.0)
    assert login(calls=True) == []
    assert probes.sample(surroundings=True).locked is True
    mutter(replies={"GetIdletime": ["t", [239_000]]})
    assert probes.sample() == Presence(True, 239.0)
    probes.close()


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_elsewhere_the_foreign_probes_are_asked_and_know_nothing_here(platform: str) -> None:
    probes = Probes(Bus("session"), Bus("system"), {}, platform)
    assert probes.sample(calls=True, surroundings=True) == Presence()
    microphone = probes.streams().microphone()
    surroundings = [getattr(probes, name)() for name in SURROUNDINGS]
    for answer in (probes.locked(), probes.idle(), microphone, probes.camera(), *surroundings):
        assert answer.value is None
        assert answer.why


def test_the_camera_is_unknown_in_a_flatpak_which_sees_no_other_process(
    bus: Bus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FLATPAK_ID", "org.example.Intermezzo")
    probes = Probes(bus, bus, {}, "linux")
    answer = probes.camera()
    probes.close()
    assert answer.value is None
    assert told(answer.why) == ["There’s no way to tell here whether the camera is in use."]
