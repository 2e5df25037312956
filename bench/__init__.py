"""Benchmarks: each module has a function ``measure()``; ``./test bench`` runs and prints them all."""
