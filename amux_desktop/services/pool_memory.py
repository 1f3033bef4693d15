"""What the pools of the serving process have learnt, kept beside the database: it survives a restart, and `amux pools show`
sees the same picture as the window."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Mapping
from pathlib import Path

from amux_desktop.core.files import write_private
from amux_desktop.oauth.pool import AccountPool

log = logging.getLogger(__name__)
_EVERY_S = 1.0


class PoolMemory:
    """A file that is written at most once a second, and only when something changed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._written = ""

    def recall(self, pools: Mapping[str, AccountPool]) -> None:
        """A file that is missing or damaged is no memory."""
        try:
            known = json.loads(self._path.read_text(encoding="utf-8"))
            for vendor, pool in pools.items():
                pool.recall(known.get(vendor, {}))
        except FileNotFoundError:
            return
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            log.warning("%s was not read: %s", self._path, type(error).__name__)

    def keep(self, pools: Mapping[str, AccountPool]) -> None:
        """Now, without waiting for the next second."""
        self._write(self._text(pools))

    async def run(self, pools: Mapping[str, AccountPool]) -> None:
        """Until cancelled."""
        while True:
            await asyncio.sleep(_EVERY_S)
            text = self._text(pools)
            if text != self._written:
                await asyncio.to_thread(self._write, text)

    def _text(self, pools: Mapping[str, AccountPool]) -> str:
        return json.dumps({vendor: pool.memory() for vendor, pool in pools.items()})

    def _write(self, text: str) -> None:
        try:
            write_private(self._path, text.encode())
        except OSError as error:
            log.warning("%s was not written: %s", self._path, error.strerror)
            return
        self._written = text
