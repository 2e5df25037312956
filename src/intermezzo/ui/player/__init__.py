"""The player: guides one session."""
