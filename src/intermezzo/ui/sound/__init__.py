"""Voice and soft tones: told at their very second here, made to sound by a child process."""
