"""Run the usual measurements, or those named, and print one JSON object with a description of the machine.

    python -m bench [NAME…]

Every module of this package is a measurement, with a function ``measure() -> Mapping[str, object]``, unless
its name begins with an underscore. The usual ones take less than five minutes on two cores. One with
``BY_NAME_ONLY = True`` takes minutes by itself. The result has the seconds of each. A failing one is reported
on stderr and makes the exit code 1; the others still run.
"""

import importlib
import json
import os
import pkgutil
import platform
import sys
import time
import traceback
from importlib.metadata import version
from pathlib import Path

import psutil


def machine() -> dict[str, object]:
    """Return a description of the machine and its software, to compare results."""
    release = platform.freedesktop_os_release() if sys.platform == "linux" else {}
    return {
        "system": release.get("PRETTY_NAME", platform.platform()),
        "kernel": platform.release(),
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_mb": round(psutil.virtual_memory().total / 2**20),
        "load": [round(one, 2) for one in os.getloadavg()],
        "python": platform.python_version(),
        "pyside6": version("PySide6-Essentials"),
        "sqlalchemy": version("SQLAlchemy"),
        "display": os.environ.get("DISPLAY", ""),
    }


def _processor() -> str:
    described = Path("/proc/cpuinfo")
    lines = described.read_text().splitlines() if described.exists() else []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor()


def measurements() -> list[str]:
    """Return the names of all measurements."""
    return [one.name for one in pkgutil.iter_modules([str(Path(__file__).parent)]) if one.name[0] != "_"]


def main() -> int:
    """Run the measurements and return the exit code."""
    wanted = sys.argv[1:]
    known = measurements()
    unknown = sorted(set(wanted) - set(known))
    if unknown:
        sys.stderr.write(f"No such measurement: {', '.join(unknown)}. There are: {', '.join(known)}\n")
        return 2
    results: dict[str, object] = {"machine": machine()}
    failed = False
    seconds: dict[str, float] = {}
    for name in wanted or known:
        try:
            module = importlib.import_module(f"bench.{name}")
            if not wanted and getattr(module, "BY_NAME_ONLY", False):
                sys.stderr.write(f"leaving out {name}, which takes minutes: ./test bench {name}\n")
                continue
            sys.stderr.write(f"measuring {name}\n")
            begin = time.perf_counter()
            results[name] = dict(module.measure())
            seconds[name] = round(time.perf_counter() - begin, 1)
        except Exception:  # noqa: BLE001 - the other measurements still run
            traceback.print_exc()
            failed = True
    results["seconds"] = seconds
    json.dump(results, sys.stdout, indent=2)
    sys.stdout.write("\n")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
