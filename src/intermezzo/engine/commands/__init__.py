"""What a person says, as functions that return a result and the rows to record."""
