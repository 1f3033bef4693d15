"""The list of models for one process of a tool that wants one: made from the tool's own, kept in the cache folder."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from collections.abc import Sequence
from pathlib import Path

from amux_desktop.code_switch.codex_models import COMMAND, with_models
from amux_desktop.code_switch.tools import TargetModel
from amux_desktop.core.files import write_private
from amux_desktop.core.processes import end_group, start_process

log = logging.getLogger(__name__)
_SECONDS = 10.0
_KEPT = 8
_PREFIX = "codex-models-"


async def codex_catalog(program: str, version: str, models: Sequence[TargetModel], folder: Path) -> str:
    """Path of the list; empty when none is needed or the tool does not tell its own, which only costs comfort."""
    name = json.dumps([program, version, [(model.id, model.context_tokens) for model in models]])
    path = folder / f"{_PREFIX}{hashlib.sha256(name.encode()).hexdigest()[:16]}.json"
    is_made = await asyncio.to_thread(path.is_file)
    if version and is_made:
        return str(path)
    text = with_models(await _own_list(program), models)
    if text is None:
        return ""
    try:
        await asyncio.to_thread(_keep, path, text)
    except OSError as error:
        log.warning("The list of models was not written to %s: %s", path, error.strerror)
        return ""
    return str(path)


async def _own_list(program: str) -> bytes:
    """Empty when the program fails, hangs or does not know the command."""
    try:
        process = await start_process(
            program, *COMMAND, stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
    except OSError:
        return b""
    try:
        text, _ = await asyncio.wait_for(process.communicate(), _SECONDS)
    except TimeoutError:
        end_group(process)
        await process.wait()
        return b""
    return text if process.returncode == 0 else b""


def _keep(path: Path, text: bytes) -> None:
    write_private(path, text)
    lists = sorted(path.parent.glob(f"{_PREFIX}*.json"), key=lambda item: item.stat().st_mtime, reverse=True)
    for old in lists[_KEPT:]:
        old.unlink(missing_ok=True)
