"""One turn without Qt: gather facts, let core decide, record."""
