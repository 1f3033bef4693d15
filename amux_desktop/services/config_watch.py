"""Notices configuration changes of other processes (the command line) and brings them into force."""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor

from amux_desktop.core.errors import AmuxError
from amux_desktop.core.events import ConfigurationChangedElsewhere
from amux_desktop.services.configuration import Configuration
from amux_desktop.storage.database import ChangeWatcher, Database

log = logging.getLogger(__name__)
_PAUSE_S = 0.2


async def watch_configuration(database: Database, configuration: Configuration) -> None:
    """Runs until cancelled. A poll of an unchanged SQLite database takes some 10 µs; the watcher needs a thread of its
    own, since its connection belongs to one."""
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(1, thread_name_prefix="amux-watch") as thread:
        watcher = await loop.run_in_executor(thread, ChangeWatcher, database)
        is_blind = False
        try:
            while True:
                try:
                    if await loop.run_in_executor(thread, watcher.poll):
                        await configuration.changed(ConfigurationChangedElsewhere())
                    is_blind = False
                except AmuxError as error:
                    if not is_blind:
                        log.warning("Changes of other processes cannot be noticed: %s", error)
                    is_blind = True
                await asyncio.sleep(_PAUSE_S)
        finally:
            thread.submit(watcher.close)
