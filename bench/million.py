"""The time of the week and the map with a million sessions. Filling the database takes minutes."""

from bench import store

BY_NAME_ONLY = True


def measure() -> dict[str, object]:
    """Return milliseconds. A million sessions in ten years make a week 23 times as large as a usual one."""
    return {"sessions_1000000": store.queries(1_000_000)}
