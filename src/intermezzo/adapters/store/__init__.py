"""The store: one SQLite file of events, its backups, and the way to another computer."""

from intermezzo.adapters.store import unwritten
from intermezzo.adapters.store.pending import Pending
from intermezzo.adapters.store.store import OpenedStore, Store

__all__ = ["OpenedStore", "Pending", "Store", "unwritten"]
