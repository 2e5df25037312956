"""The zone of this computer as the C library reads it, and zones as text."""

import os
import shutil
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import TZPATH, ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intermezzo.adapters.system import time_zones
from intermezzo.adapters.system.time_zones import local_zone, zone_from_text, zone_named
from intermezzo.core.plain_text import one_line
from tests.telling import told

NEW_YORK = next(path for folder in TZPATH if (path := Path(folder) / "America" / "New_York").is_file())
SUMMER = datetime(2026, 7, 1, tzinfo=UTC)
WINTER = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.fixture
def localtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the system's zone is looked for."""
    monkeypatch.delenv("TZ", raising=False)
    path = tmp_path.resolve() / "localtime"
    monkeypatch.setattr(time_zones, "LOCALTIME", path)
    return path


def hours(text: str) -> tuple[float, float]:
    """The offset in winter and in summer."""
    zone = zone_from_text(text)
    assert zone is not None
    offsets = (moment.astimezone(zone).utcoffset() for moment in (WINTER, SUMMER))
    first, second = ((one or timedelta()) / timedelta(hours=1) for one in offsets)
    return first, second


@pytest.mark.parametrize(
    ("text", "winter", "summer"),
    [
        ("UTC+3", -3, -3),  # POSIX counts westwards
        ("<+03>-3", 3, 3),
        ("EST5EDT,M3.2.0,M11.1.0", -5, -4),
        ("PST4DST", -4, -3),
        ("IST-5:30", 5.5, 5.5),
        ("Europe/Berlin", 1, 2),
        ("Europe/Berlin ", 1, 2),
        (":Europe/Berlin", 1, 2),
        ("EST5EDT", -5, -4),
        (str(NEW_YORK), -5, -4),
    ],
)
def test_a_text_is_read_and_says_itself(text: str, winter: float, summer: float) -> None:
    assert hours(text) == (winter, summer)
    assert hours(str(zone_from_text(text))) == (winter, summer)


RULES = st.sampled_from(
    ["", ",M3.2.0,M11.1.0", ",M10.1.0,M4.1.0/3", ",M3.5.0/-2,M10.5.0/-1", ",J60/1:30,J300",
     ",M3.4.4/26,M10.5.0"]
)  # fmt: skip


@given(
    st.sampled_from(["EST", "<+0330>", "abc", "UTC"]), st.integers(-14, 14), st.sampled_from(["", ":30"]),
    RULES, st.integers(0, 3 * 365 * 24),
)  # fmt: skip
def test_rules_mean_what_the_c_library_takes_them_for(
    name: str, west: int, minutes: str, rules: str, hour: int
) -> None:
    text = f"{name}{west}{minutes}" + (f"DST{rules}" if rules else "")
    zone = zone_from_text(text)
    assert zone is not None
    before = os.environ.get("TZ")
    os.environ["TZ"] = text
    time.tzset()
    try:
        moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hour)
        assert moment.astimezone(zone).utcoffset() == moment.astimezone().utcoffset()
    finally:
        os.environ.pop("TZ") if before is None else os.environ.update(TZ=before)
        time.tzset()


@pytest.mark.parametrize(
    "text",
    ["Mars/Olympus", "Europe", "Europe/Berlin\0", "../../etc/passwd", "/", "/etc/passwd", "/nowhere", "AB3",
     "UTC+30", "EST5EDT,59,299", "EST5EDT,M13.2.0,M11.1.0", "UTC+3,M3.2.0", "UTC+3\nUTC", "\udcff", "٣"],
)  # fmt: skip
def test_a_tz_that_nobody_understands_costs_one_line(
    text: str, localtime: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    localtime.symlink_to(NEW_YORK)
    assert zone_from_text(text) is None
    if "\0" in text:
        return
    monkeypatch.setenv("TZ", text)
    found = local_zone()
    assert str(found.zone) == "America/New_York"
    assert found.fault is not None
    (line,) = told([found.fault])
    shown = one_line(text, 80)
    assert line.startswith(
        f"The variable TZ is “{shown}”, which is not a time zone; America/New_York is used"
    )


def test_tz_comes_first_and_an_empty_one_is_utc(localtime: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    localtime.symlink_to(NEW_YORK)
    for text, zone in (("Asia/Tokyo", "Asia/Tokyo"), ("UTC+3", "UTC+3"), ("", "UTC")):
        monkeypatch.setenv("TZ", text)
        assert (str(local_zone().zone), local_zone().fault) == (zone, None)


def test_a_link_has_the_name_of_its_file(localtime: Path) -> None:
    localtime.symlink_to(NEW_YORK)
    assert local_zone().zone is zone_named("America/New_York")
    localtime.unlink()
    localtime.symlink_to("/no/such/zoneinfo/Europe/Berlin")
    assert str(local_zone().zone) == "Europe/Berlin"


def test_a_plain_file_is_read_and_again_when_it_changes(localtime: Path) -> None:
    shutil.copy(NEW_YORK, localtime)
    found = local_zone()
    assert found.fault is None
    assert str(found.zone) == str(localtime)
    assert hours(str(found.zone)) == (-5, -4)
    assert local_zone().zone is found.zone
    shutil.copy(NEW_YORK.parent.parent / "Asia" / "Tokyo", localtime)
    assert local_zone().zone != found.zone
    assert hours(str(local_zone().zone)) == (9, 9)


def test_a_link_to_a_file_without_a_name_is_read(localtime: Path, tmp_path: Path) -> None:
    shutil.copy(NEW_YORK, tmp_path / "ours")
    localtime.symlink_to(tmp_path / "ours")
    assert SUMMER.astimezone(local_zone().zone).utcoffset() == timedelta(hours=-4)


def test_without_a_file_it_is_utc(localtime: Path) -> None:
    assert (local_zone().zone, local_zone().fault) == (ZoneInfo("UTC"), None)


@pytest.mark.parametrize("size", [0, 3, 44, 60, 200, 900])
def test_a_damaged_file_costs_one_line(localtime: Path, size: int) -> None:
    localtime.write_bytes(NEW_YORK.read_bytes()[:size])
    found = local_zone()
    assert found.zone == ZoneInfo("UTC")
    assert found.fault is not None
    assert told([found.fault]) == [
        "This computer’s time zone can’t be read, so times are in UTC. Choose a time zone in Settings."
    ]
