"""What is told of the day."""
