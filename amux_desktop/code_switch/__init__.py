"""Code Switch: point other programs' configuration at Amux, key by key, and be able to take every key back."""
