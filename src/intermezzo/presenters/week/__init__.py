"""What is told of a week."""
