"""Runs ``intermezzo simulate`` on a calendar."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.simulated.calendars import DAYS, SampleCalendar
from tools.simulated.icalendar_text import OWNER

SEED = 1


@dataclass(frozen=True, slots=True)
class Sample:
    """A person to live a calendar, and whether its meetings are calls that overrun or end early."""

    persona: str
    calls: bool


SAMPLES = (Sample("busy", calls=True), Sample("busy", calls=False), Sample("diligent", calls=True))


@dataclass(frozen=True, slots=True)
class Lived:
    """A calendar, and what ``simulate --json`` printed for each sample."""

    calendar: SampleCalendar
    results: Mapping[Sample, Mapping[str, Any]]


def lived(one: SampleCalendar, folder: Path, samples: Sequence[Sample]) -> Lived:
    """Write the calendar with its settings into a folder of its own, and run it. Raise if that fails."""
    home = written(one, folder)
    return Lived(one, {sample: _simulated(one, home, sample) for sample in samples})


def written(one: SampleCalendar, folder: Path) -> Path:
    """Write the calendar and its settings; return the folder, which is a home of the app."""
    home = folder / one.name.replace(" ", "_")
    home.mkdir(parents=True, exist_ok=True)
    calendar = home / "calendar.ics"
    calendar.write_text(one.text, newline="")
    hours = "".join(f"{day} = {json.dumps(times)}\n" for day, times in one.weekdays().items())
    source = f"calendars = [{{ path = {json.dumps(str(calendar))}, me = [{json.dumps(OWNER)}] }}]\n"
    (home / "settings.toml").write_text(f'timezone = "{one.zone}"\n{hours}{source}')
    return home


def _simulated(one: SampleCalendar, home: Path, sample: Sample) -> Mapping[str, Any]:
    words = [
        sys.executable, "-m", "intermezzo", "--home", str(home), "simulate", "--from", one.first.isoformat(),
        "--days", str(DAYS), "--persona", sample.persona, "--seed", str(SEED), "--json",
        *(("--calls", str(SEED)) if sample.calls else ()),
    ]  # fmt: skip
    run = subprocess.run(words, capture_output=True, text=True, check=False)
    if run.returncode or run.stderr:
        raise RuntimeError(f"{one.name}: {run.stderr}")
    found: Mapping[str, Any] = json.loads(run.stdout)
    return found
