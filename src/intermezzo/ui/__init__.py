"""Windows: they receive values and emit signals."""
