"""Newer versions of Amux: noticed, shown, downloaded and verified; installing stays with the user."""
