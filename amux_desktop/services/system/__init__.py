"""Amux's place in the operating system: start with the session, and opening of amux:// links."""
