import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from itertools import count
from pathlib import Path

import pytest
import sqlalchemy as sa

from intermezzo.adapters.store import Store, Taken, backups, opening, queries, schema
from intermezzo.core.faults import Fault
from intermezzo.core.history.events import Event, EventKind, Reason
from intermezzo.presenters.messages import tell
from tests.adapters.store.migrating import AHEAD, one_step_further, write_migration
from tests.adapters.store.test_backups import no_file_larger_than

pytestmark = pytest.mark.slow

Make = Callable[..., Event]
ALL = (date(2000, 1, 1), date(2100, 1, 1))
SINCE_0003 = {EventKind.CHECK, EventKind.GRADE, EventKind.STANDARD, EventKind.EASE, EventKind.MORNING}
"""The kinds that no database before that revision has."""


@pytest.fixture
def behind(path: Path, folder: Path, make: Make, tmp_path: Path) -> Iterator[Path]:
    """A database with one row, and migrations that go one step further; returns their folder."""
    store = Store.open(path, folder).store
    store.append([make()])
    store.close()
    with one_step_further(tmp_path / "50 % of migrations") as migrations:
        yield migrations


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def shape(connection: sa.Connection) -> dict[str, object]:
    """All that SQLAlchemy can read of the schema, indices over expressions by their text."""
    found = sa.inspect(connection)
    tables = {
        name: (
            [(c["name"], str(c["type"]), c["nullable"]) for c in found.get_columns(name)],
            found.get_pk_constraint(name),
            sorted((c["name"], c["sqltext"]) for c in found.get_check_constraints(name)),
        )
        for name in found.get_table_names()
    }
    indices = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name"
    return {**tables, "indices": [tuple(row) for row in connection.exec_driver_sql(indices)]}


def shape_of(path: Path) -> dict[str, object]:
    engine = sa.create_engine(f"sqlite:///{path}")
    try:
        with engine.connect() as connection:
            return shape(connection)
    finally:
        engine.dispose()


def test_tables_and_migrations_make_the_same_schema(tmp_path: Path) -> None:
    """When this fails, a table or a closed list has changed: write the migration for it."""
    shapes = []
    for n, make_it in enumerate((schema.create, schema.migrate)):
        engine = sa.create_engine(f"sqlite:///{tmp_path / str(n)}.sqlite3", isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            with opening.writing(connection):
                make_it(connection)
            shapes.append(shape(connection))
            assert schema.revision(connection) == schema.REVISIONS[-1]
            assert schema.is_head(opening.driver(connection).execute(schema.STATEMENTS))
        engine.dispose()
    assert shapes[0] == shapes[1]


def test_every_migration_is_known() -> None:
    files = sorted((schema.MIGRATIONS / "versions").glob("[0-9]*.py"))
    assert tuple(file.name[:4] for file in files) == schema.REVISIONS


@pytest.mark.parametrize("revision", schema.REVISIONS[:-1])
def test_every_older_database_keeps_its_rows_and_indices(
    path: Path, folder: Path, make: Make, revision: str
) -> None:
    """Its copy from before the migration comes in too."""
    kinds = [kind for kind in EventKind if kind not in SINCE_0003]
    old = [make(kind.value, reason=Reason.AWAY, detail={"n": n}) for n, kind in enumerate(kinds)]
    path.parent.mkdir()
    engine = sa.create_engine(f"sqlite:///{path}", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection, opening.writing(connection):
        schema.migrate(connection, target=revision)
        connection.execute(sa.insert(schema.event), [queries.record(one) for one in old])
        connection.execute(sa.insert(schema.fact), {"key": "screening", "value": "none"})
    engine.dispose()
    opened = Store.open(path, folder)
    assert opened.notes == ()
    (copy,) = folder.iterdir()
    assert copy.name == f"before-migration-{schema.REVISIONS[-1]}-1.sqlite"
    store = opened.store
    assert inserts(path) == inserts(copy)
    assert len(store.events(*ALL)) == len(old) - 1, "without the retraction"
    assert store.fact("screening") == "none"
    new = [make("held", reason=reason) for reason in Reason]
    new += [make(kind.value, detail={}) for kind in EventKind if kind in SINCE_0003]
    store.append(new)
    assert list(store.events(*ALL))[len(old) - 1 :] == new
    assert store.restore(copy)[1] == Taken(len(old))
    assert inserts(path) == inserts(copy)
    store.close()
    assert shape_of(path) == shape_of(made_at_head(path.with_name("fresh.sqlite3"), folder))
    assert Store.open(path, folder).notes == ()


def inserts(path: Path) -> list[str]:
    return [line for line in dump(path) if line.startswith('INSERT INTO "event"')]


def made_at_head(path: Path, folder: Path) -> Path:
    Store.open(path, folder).store.close()
    return path


def test_alembic_is_not_loaded_at_head(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from intermezzo.adapters.store import Store\n"
        "for _ in range(2): Store.open(Path('x.sqlite3'), Path('backups')).store.close()\n"
        "print(sorted({'alembic', 'sqlalchemy.orm', 'PySide6'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_a_schema_behind_head_is_brought_there_after_a_copy(
    path: Path, folder: Path, behind: Path, make: Make, connections: list[sqlite3.Connection]
) -> None:
    write_migration(behind, then="pass")
    before = dump(path)
    indices = shape_of(path)["indices"]
    store = Store.open(path, folder, migrations=behind).store
    assert len(store.events(*ALL)) == 1
    assert connections[-1].execute("PRAGMA foreign_keys").fetchone() == (1,)
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("SELECT mood FROM event").fetchall() == [("calm",)]
    assert shape_of(path)["indices"] == indices
    store.append([make(id="00000000-0000-0000-0000-0000000000ff")])
    store.close()
    (copy,) = folder.iterdir()
    assert copy.name == f"before-migration-{AHEAD}-1.sqlite"
    assert dump(copy) == before
    assert Store.open(path, folder, migrations=behind).notes == ()
    assert len(list(folder.iterdir())) == 1


def test_a_migration_that_fails_half_way_changes_nothing(path: Path, folder: Path, behind: Path) -> None:
    write_migration(behind, then="raise RuntimeError('half way')")
    before = dump(path)
    with pytest.raises(RuntimeError, match="half way"):
        Store.open(path, folder, migrations=behind)
    assert dump(path) == before
    assert not backups.damage(path)
    (copy,) = folder.iterdir()
    assert dump(copy) == before


def test_an_error_in_any_statement_of_a_migration_changes_nothing(
    path: Path, folder: Path, behind: Path
) -> None:
    write_migration(behind, then="pass")
    before = dump(path)
    for n in count(1):
        with failing_statement(n) as statements:
            store = Store.open(path, folder, migrations=behind).store
            store.close()
        if not store.read_only:
            break
        assert dump(path) == before, "a copy of it stands in"
    assert any(one.startswith("INSERT INTO _alembic_tmp_event") for one in statements)
    assert statements[-1] == "COMMIT"
    assert len(statements) == n - 1
    assert dump(path) != before


WRITE = ("CREATE", "ALTER", "INSERT", "UPDATE", "DELETE", "DROP", "COMMIT")


@contextmanager
def failing_statement(n: int) -> Iterator[list[str]]:
    """Let the disk fail in the n-th statement that writes, and collect these statements."""
    statements: list[str] = []

    def look(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if statement.lstrip().startswith(WRITE):
            statements.append(statement)
            if len(statements) == n:
                error = sqlite3.OperationalError("disk I/O error")
                error.sqlite_errorcode = sqlite3.SQLITE_IOERR
                raise error

    sa.event.listen(sa.Engine, "before_cursor_execute", look)
    try:
        yield statements
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", look)


def test_without_place_for_the_copy_nothing_is_migrated(path: Path, folder: Path, behind: Path) -> None:
    write_migration(behind, then="pass")
    before = dump(path)
    folder.write_text("a file where the folder should be")
    opened = Store.open(path, folder, migrations=behind)
    assert opened.store.read_only, "a migrated copy is read meanwhile"
    assert [note.code for note in opened.notes] == ["store.opened_copy"]
    opened.store.close()
    assert dump(path) == before


def test_a_disk_that_fills_up_while_migrating_changes_nothing(path: Path, folder: Path, behind: Path) -> None:
    write_migration(behind, then="pass")
    with closing(sqlite3.connect(path)) as connection:
        more = (
            "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n LIMIT 2000) INSERT INTO event "
            "SELECT id || n, NULL, kind, at, offset, day, hex(zeroblob(50)), NULL, NULL, device, detail "
            "FROM event, n"
        )
        connection.execute(more)
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = dump(path)
    with no_file_larger_than(path.stat().st_size), pytest.raises(Fault, match=r"^store\."):
        Store.open(path, folder, migrations=behind)
    assert dump(path) == before
    assert not backups.damage(path)
    (copy,) = folder.iterdir()
    assert dump(copy) == before
    Store.open(path, folder, migrations=behind).store.close()


@pytest.mark.parametrize(
    "made_newer", ["UPDATE alembic_version SET version_num = '0999'", "PRAGMA user_version = 999"]
)
def test_a_newer_schema_is_refused_in_words(path: Path, folder: Path, made_newer: str) -> None:
    Store.open(path, folder).store.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(made_newer)
    before = path.read_bytes()
    with pytest.raises(Fault, match=r"^store\.newer") as told:
        Store.open(path, folder)
    assert "\n" not in tell(told.value)
    assert path.read_bytes() == before
    assert not folder.exists()


def test_a_database_of_another_program_is_left_alone(path: Path, folder: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    with pytest.raises(Fault, match=r"^store\.not_ours"):
        Store.open(path, folder)
    assert "CREATE TABLE theirs (x);" in dump(path)
