"""The repertoire window: every movement to look at, to try, and to take in or out."""
