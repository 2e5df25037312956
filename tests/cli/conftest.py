"""Commands may need a private bus, as adapters do."""

from tests.adapters.conftest import bus_address, start_bus

__all__ = ["bus_address", "start_bus"]
