"""The four wire formats. Each package knows its own wire shape and the IR, and nothing of the others."""
