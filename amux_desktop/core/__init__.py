"""What every other package may use: paths, settings, events, errors, logging, tasks. No Qt, no web framework, no SQL."""
