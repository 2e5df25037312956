"""The repertoire window: the movements as cards, and one of them in detail."""
