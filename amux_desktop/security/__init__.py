"""Secrets at rest: the cipher, the vault that holds its keys, API tokens and encrypted archives."""
