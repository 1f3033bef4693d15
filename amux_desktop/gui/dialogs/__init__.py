"""Forms and questions shown inside the window over a scrim."""
