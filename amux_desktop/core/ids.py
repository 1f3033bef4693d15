"""Identifiers that sort by the time they were made, which keeps index pages of the database local."""

from __future__ import annotations

import os
import time


def new_id() -> str:
    """32 hex digits laid out as UUID version 7 (RFC 9562): 48 bits of Unix milliseconds, then 74 random bits."""
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10), "big") >> 6
    value = (milliseconds & 0xFFFF_FFFF_FFFF) << 80
    value |= 0x7 << 76
    value |= (random >> 62) << 64
    value |= 0b10 << 62
    value |= random & ((1 << 62) - 1)
    return f"{value:032x}"
