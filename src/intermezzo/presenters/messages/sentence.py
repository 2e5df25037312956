"""What a code stands for."""

from collections.abc import Callable, Mapping

Sentence = str | Callable[..., str]
"""A template with the facts as its fields, or a function that takes the facts by name."""
Sentences = Callable[[], Mapping[str, Sentence]]
"""Returns sentences by code. Called when a sentence is wanted, because the user's language may change."""
