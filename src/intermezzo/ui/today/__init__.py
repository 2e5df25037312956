"""The Today window."""
