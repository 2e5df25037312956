"""What is told of calendars: adding one, the guides of providers, the state of each."""
