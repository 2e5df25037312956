"""Time intervals, the day's plan, and the decision to offer or to hold."""
