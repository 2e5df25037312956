"""The library's window: movements, sessions and prescriptions, a page each."""
