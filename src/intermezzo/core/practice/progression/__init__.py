"""How far one is in each movement, and what follows from how it went: pure functions over the rows."""
