"""What is Qt or APScheduler and no window: threads, timers, the command socket, signals."""
