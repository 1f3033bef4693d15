"""Accounts of vendors that people log in to: the login itself, tokens, quotas, and who of a pool serves the next request."""
