"""Voice and tones: what is played when, and the child process that plays it."""
