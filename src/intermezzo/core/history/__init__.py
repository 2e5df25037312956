"""Events and the statistics computed from them."""
