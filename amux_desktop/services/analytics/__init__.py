"""Anonymous usage figures, off until the user says yes."""
