"""What: movements, sessions, their timeline, the repertoire and prescriptions."""
