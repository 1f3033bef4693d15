"""Amux Desktop: the window, the proxy and the command line around `bridge`."""

__version__ = "0.1.0"
