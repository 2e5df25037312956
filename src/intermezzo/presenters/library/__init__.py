"""What is told of movements, sessions and prescriptions."""
