"""The sheet that adds a calendar."""
