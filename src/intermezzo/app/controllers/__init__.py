"""One controller for each window or activity."""
