"""Flip single bits of a small database and ask the store everything; say where it did not answer.

``./test flips`` flips a bit of every byte, which takes half an hour.
"""

import io
import sys
import tempfile
import traceback
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from intermezzo.adapters.store import Store
from intermezzo.core.faults import Fault
from intermezzo.core.history.events import Event, EventKind, Json

DAY = date(2026, 11, 16)
ALL = (date(1900, 1, 1), date(2999, 12, 31))
SPAN = (DAY - timedelta(days=6), DAY + timedelta(days=7))
ASKED = {"store.newer", "store.not_ours", "store.unopenable"}
"""What is left to the user to decide: the window at the start offers the choice."""


def row(n: int, kind: EventKind) -> Event:
    detail: dict[str, Json] = {
        "v": 1, "kind": "micro", "slot": "2026-11-16T09:00:00+00:00", "regions": ["hip"], "felt": 0.5,
        "room": {"interlude": 2, "micro": 1},
    }  # fmt: skip
    at = datetime(2026, 11, 16, 9, tzinfo=UTC) + timedelta(minutes=n)
    return Event(
        str(UUID(int=n)), kind, at, 3600, DAY, str(UUID(int=1000 + n // 9)), "a", 30.0, device="here",
        detail=detail,
    )  # fmt: skip


def make(path: Path) -> tuple[Event, ...]:
    """Create the database; return its rows."""
    kinds = [kind for kind in EventKind if kind is not EventKind.RETRACTED]
    rows = tuple(row(n, kinds[n % len(kinds)]) for n in range(60))
    with closing(Store.open(path, path.parent / "backups").store) as store:
        store.append(rows)
        store.set_fact("screening", '{"cleared": true}')
    return rows


def ask(path: Path) -> tuple[Event, ...]:
    """Open the store and ask it everything that the app and the commands do; return the rows."""
    with closing(Store.open(path, path.parent / "backups").store) as store:
        found = store.events(*ALL)
        store.recent(DAY, 28)
        store.first_day()
        store.tallies(*SPAN)
        store.sums(*SPAN)
        store.gaps(*SPAN)
        store.fact("screening")
        store.export("csv", io.StringIO())
        store.append([row(500, EventKind.DAY)])
        return found


def unanswered(whole: bytes, rows: tuple[Event, ...], places: Iterable[int], home: Path) -> Iterator[str]:
    """Yield where a flipped bit kept the store from answering, or lost more than a page of rows."""
    path = home / "intermezzo.sqlite3"
    for place in places:
        for old in home.glob("*"):
            if old.is_file():
                old.unlink()
        content = bytearray(whole)
        content[place] ^= 1 << place * 7 % 8
        path.write_bytes(content)
        try:
            found = ask(path)
        except Fault as fault:
            if fault.message.code not in ASKED:
                yield f"byte {place}: {fault}"
        except Exception:  # noqa: BLE001 - whatever it is, it is reported
            yield f"byte {place}: {traceback.format_exc()}"
        else:
            same = sum(one in found for one in rows)
            if same < len(rows) // 2:
                yield f"byte {place}: only {same} of {len(rows)} rows are there"


def main() -> int:
    step = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        rows = make(home / "intermezzo.sqlite3")
        whole = (home / "intermezzo.sqlite3").read_bytes()
        found = 0
        for line in unanswered(whole, rows, range(first, len(whole), step), home):
            print(line, flush=True)
            found += 1
        print(f"{len(whole)} bytes, {found} not answered")
    return found > 0


if __name__ == "__main__":
    sys.exit(main())
