"""The store: one SQLite file of events, its backups, and the way to another computer."""

from intermezzo.adapters.store import unwritten
from intermezzo.adapters.store.incoming import Taken
from intermezzo.adapters.store.mending import Mended
from intermezzo.adapters.store.recovery import Loss
from intermezzo.adapters.store.store import OpenedStore, Store
from intermezzo.adapters.store.unwritten import Aside, Pending

__all__ = ["Aside", "Loss", "Mended", "OpenedStore", "Pending", "Store", "Taken", "unwritten"]
