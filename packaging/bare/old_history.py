"""``old_history.py FILE``: makes a history of the first schema, three rows long, of somebody who may move."""

import sys
from datetime import UTC, datetime, timedelta
from uuid import UUID

import sqlalchemy as sa

from intermezzo.adapters.store import opening, queries, schema
from intermezzo.core.history.events import Event, EventKind

first = datetime.now(UTC) - timedelta(days=2)
rows = [
    Event(
        id=str(UUID(int=n)), at=first + timedelta(minutes=n), offset=0, day=first.date(), device="before",
        kind=EventKind.COMPLETED, detail={"v": 1, "kind": "interlude"}, session="seated_reset", seconds=95.0,
    )
    for n in range(3)
]  # fmt: skip
engine = sa.create_engine(f"sqlite:///{sys.argv[1]}", isolation_level="AUTOCOMMIT")
with engine.connect() as connection, opening.writing(connection):
    schema.migrate(connection, target=schema.REVISIONS[0])
    connection.execute(sa.insert(schema.event), [queries.record(one) for one in rows])
    connection.execute(sa.insert(schema.fact), {"key": "screening", "value": "none"})
engine.dispose()
