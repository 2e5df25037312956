"""Do not disturb, presentation and inhibitors, asked of services on a real bus; dunst is the real one."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from intermezzo.adapters.presence import desktop, do_not_disturb, inhibitors
from intermezzo.adapters.presence.session_bus import names
from intermezzo.adapters.system.dbus import Bus
from intermezzo.core.scheduling.presence import ProbeAnswer
from tests.adapters.conftest import running
from tests.telling import told
from virtual_desktop import wait_until

pytestmark = pytest.mark.slow

Service = Callable[[str], Callable[..., Any]]
LOGIN = "org.freedesktop.login1"
NOTIFICATIONS = "org.freedesktop.Notifications"


@pytest.fixture
def bus(bus_address: str) -> Iterator[Bus]:
    one = Bus("session")
    yield one
    one.close()


def inhibited(bus: Bus) -> ProbeAnswer[bool]:
    return inhibitors.probe(bus, bus, names(bus))


@pytest.mark.parametrize(
    ("name", "member", "arguments", "source"),
    [
        (inhibitors.GNOME, "IsInhibited", [8], "GNOME"),
        (inhibitors.KDE, "HasInhibition", [4], "KDE"),
    ],
)
def test_a_desktop_says_whether_the_screen_is_kept_on(
    service: Service, bus: Bus, name: str, member: str, arguments: list[int], source: str
) -> None:
    asked = service(name)
    for answer in (True, False):
        asked(replies={member: ["b", [answer]]})
        assert inhibited(bus) == ProbeAnswer(answer, source)
    assert asked(calls=True)[-1] == [member, arguments]


def test_where_it_may_be_music_it_is_unknown(service: Service, bus: Bus) -> None:
    manager = service(inhibitors.FREEDESKTOP)
    manager(replies={"HasInhibit": ["b", [True]]})
    assert inhibited(bus).value is None
    assert "A program keeps the computer awake; it may only be playing music." in told(inhibited(bus).why)
    manager(replies={"HasInhibit": ["b", [False]]})
    assert inhibited(bus) == ProbeAnswer(False, "power manager")


@pytest.mark.parametrize(
    ("what", "mode", "user", "process", "value"),
    [
        ("sleep:idle", "block", 0, 1, True),
        ("sleep:shutdown", "block", 0, 1, None),
        ("idle", "delay", 0, 1, None),
        ("idle", "block", 1, 1, None),
        ("idle", "block", 0, os.getpid(), None),
    ],
)
def test_logind_knows_what_blocks_idling_and_cannot_say_no(
    service: Service, bus: Bus, what: str, mode: str, user: int, process: int, value: bool | None
) -> None:
    one = {"(": [what, "player", "a film", mode, os.getuid() + user, process]}
    service(LOGIN)(replies={"ListInhibitors": ["a(ssssuu)", [[one]]]})
    assert inhibited(bus).value is value


def test_a_wrong_answer_is_none(service: Service, bus: Bus) -> None:
    service(LOGIN)(replies={"ListInhibitors": ["s", ["idle"]]})
    service(inhibitors.GNOME)(replies={"IsInhibited": ["u", [1]]})
    answer = inhibited(bus)
    assert answer.value is None
    assert told(answer.why) == [
        "org.gnome.SessionManager gave an unexpected answer.",
        "org.freedesktop.login1 gave an unexpected answer.",
    ]


def test_the_presentation_mode_of_xfce(service: Service, bus: Bus) -> None:
    assert desktop.xfce_presenting(bus, names(bus)).value is None
    settings = service(desktop.XFCONF)
    settings(errors={"GetProperty": f"{desktop.XFCONF}.Error.PropertyNotFound"})
    assert desktop.xfce_presenting(bus, names(bus)) == ProbeAnswer(False, "Xfce")
    settings(replies={"GetProperty": ["v", [{"(": ["b", True]}]]})
    assert desktop.xfce_presenting(bus, names(bus)) == ProbeAnswer(True, "Xfce")
    settings(replies={"GetProperty": ["v", [{"(": ["s", "yes"]}]]})
    assert desktop.xfce_presenting(bus, names(bus)).value is None


def serves(bus: Bus) -> bool:
    return NOTIFICATIONS in names(bus)


def test_the_pause_of_dunst_is_read_afresh(bus: Bus, display: str) -> None:
    assert do_not_disturb.probe(bus).value is None
    config = Path(__file__).parents[3] / "packaging/linux/desktop/dunstrc"
    environment = os.environ | {"DISPLAY": display}
    with running(["dunst", "-conf", str(config)], env=environment, stderr=subprocess.DEVNULL):
        wait_until(lambda: serves(bus), what="dunst")
        assert do_not_disturb.probe(bus) == ProbeAnswer(False, "dunst")
        for paused in (True, False):
            subprocess.run(["dunstctl", "set-paused", str(paused).lower()], check=True, env=environment)
            assert do_not_disturb.probe(bus) == ProbeAnswer(paused, "dunst")
    wait_until(lambda: not serves(bus), what="dunst to leave")
    assert do_not_disturb.probe(bus).value is None


def notifications(service: Service, name: str, **replies: Any) -> Callable[..., Any]:
    one = service(NOTIFICATIONS)
    one(replies={"GetServerInformation": ["ssss", [name, "its makers", "1", "1.2"]], **replies})
    return one


@pytest.mark.parametrize(
    ("name", "member", "on", "off"),
    [
        ("Plasma", "Get", ["v", [{"(": ["b", True]}]], ["v", [{"(": ["b", False]}]]),
        ("Another", "Get", ["v", [{"(": ["b", True]}]], ["v", [{"(": ["b", False]}]]),
        ("mako", "ListModes", ["as", [["default", "do-not-disturb"]]], ["as", [["default"]]]),
    ],
)
def test_each_service_is_asked_in_its_own_way(
    service: Service, bus: Bus, name: str, member: str, on: list[Any], off: list[Any]
) -> None:
    one = notifications(service, name)
    for reply, value in ((on, True), (off, False)):
        one(replies={member: reply})
        assert do_not_disturb.probe(bus).value is value


def test_a_service_that_cannot_say(service: Service, bus: Bus) -> None:
    notifications(service, "plain")
    answer = do_not_disturb.probe(bus)
    assert answer.value is None
    assert told(answer.why) == ["plain doesn’t report whether do not disturb is on."]


def test_a_service_that_hangs_costs_its_limit(service: Service, bus: Bus) -> None:
    service(NOTIFICATIONS)(silent=["GetServerInformation"])
    answer = do_not_disturb.probe(bus)
    assert answer.value is None
    assert told(answer.why) == ["org.freedesktop.Notifications did not answer within 0.8 s."]


def test_the_setting_of_gnome(
    service: Service, bus: Bus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The real program reads a settings file of the test's own."""
    monkeypatch.setattr(do_not_disturb, "LIMIT_SECONDS", 30.0)
    monkeypatch.setenv("GSETTINGS_BACKEND", "keyfile")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    notifications(service, "gnome-shell")
    assert do_not_disturb.probe(bus) == ProbeAnswer(False, "GNOME")
    words = ["gsettings", "set", "org.gnome.desktop.notifications", "show-banners"]
    for shown in (False, True):
        subprocess.run([*words, str(shown).lower()], check=True)
        assert do_not_disturb.probe(bus) == ProbeAnswer(not shown, "GNOME")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert told(do_not_disturb.probe(bus).why) == ["The program gsettings is missing."]


def test_the_setting_of_gnome_is_unknown_in_a_flatpak(
    service: Service, bus: Bus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FLATPAK_ID", "org.example.Intermezzo")
    notifications(service, "gnome-shell")
    answer = do_not_disturb.probe(bus)
    assert answer.value is None
    assert told(answer.why) == ["There’s no way to tell here whether do not disturb is on."]


def test_the_setting_of_xfce(service: Service, bus: Bus) -> None:
    notifications(service, "Xfce Notify Daemon")
    service(desktop.XFCONF)(replies={"GetProperty": ["v", [{"(": ["b", True]}]]})
    assert do_not_disturb.probe(bus) == ProbeAnswer(True, "Xfce")
