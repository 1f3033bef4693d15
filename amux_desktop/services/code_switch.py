"""Code Switch: which coding tool goes where, switched on and off, mapped, repaired, and always brought back."""

from __future__ import annotations

import asyncio
import dataclasses
import logging
import os
import platform
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from amux_desktop.code_switch.catalog import TOOLS, find_tool
from amux_desktop.code_switch.detect import detect
from amux_desktop.code_switch.plan import check_file
from amux_desktop.code_switch.tools import Place, Redirect, Tool
from amux_desktop.core.errors import AmuxError, InvalidInputError, NotFoundError
from amux_desktop.core.events import CodeToolChanged, CodeToolRepaired, EventBus, TokenChanged
from amux_desktop.services.code_catalog import codex_catalog
from amux_desktop.services.code_files import CodeFiles, Drift, FileDiff, Owned, clean_place, diff_of, load_owned
from amux_desktop.services.code_history import CodeHistory
from amux_desktop.services.code_models import MappingPreset, mapping_presets, suggest, target_models
from amux_desktop.services.code_project import Project, project_of
from amux_desktop.services.code_status import Condition, Repaired, Run, TierStatus, ToolStatus
from amux_desktop.services.code_token import ensure_token
from amux_desktop.services.configuration import Configuration
from amux_desktop.services.store import Repositories, Store
from amux_desktop.storage.records import BridgeProxy, CodeBackup, CodeToolDraft, Provider

log = logging.getLogger(__name__)


class CodeSwitchService:
    """`ref` is a tool's id, command or address part; unknown ones raise `tool_unknown`. `address` is the proxy's base URL."""

    def __init__(
        self,
        store: Store,
        configuration: Configuration,
        bus: EventBus,
        address: Callable[[], str],
        lock: Path,
        cache: Path,
        place: Place | None = None,
    ) -> None:
        self._store = store
        self._configuration = configuration
        self._bus = bus
        self._address = address
        self._files = CodeFiles(store, lock)
        self._history = CodeHistory(store)
        self._cache = cache
        self._place = place
        self.repairs: tuple[Repaired, ...] = ()
        """Everything that was set right since this process began, for a window that opens later."""

    # ------------------------------------------------------------------ looking

    async def list(self) -> tuple[ToolStatus, ...]:
        """Every tool that is known, installed or not."""
        return tuple([await self.show(tool.id) for tool in TOOLS])

    async def show(self, ref: str) -> ToolStatus:
        tool = find_tool(ref)
        view = await self._store.read(lambda store: _View(store, tool))
        return await asyncio.to_thread(self._status, tool, view)

    async def redirected(self) -> tuple[str, ...]:
        """Names of the tools whose files point at Amux now."""

        def work(store: Repositories) -> tuple[str, ...]:
            states = {state.tool: state for state in store.code_tools.list() if state.enabled}
            return tuple(tool.name for tool in TOOLS if tool.id in states)

        return await self._store.read(work)

    async def preview(self, ref: str, *, provider: str = "", proxy: str = "") -> tuple[FileDiff, ...]:
        """What each file would get, from the user's own text to ours; nothing is written and no token is made."""
        tool = find_tool(ref)
        view = await self._store.read(lambda store: _View(store, tool, provider, proxy))
        redirect = self._redirect(tool, view, view.token or "sk-amux." + "0" * 43)
        plans = await asyncio.to_thread(self._files.plan, tool, self._place_of(view), redirect, view.owned)
        return tuple(diff_of(plan, redirect.token) for plan in plans if plan.base != plan.after)

    async def preview_off(self, ref: str) -> tuple[FileDiff, ...]:
        """What restoring would change in each file, from the text that is there."""
        tool = find_tool(ref)
        view = await self._store.read(lambda store: _View(store, tool))
        plans = await asyncio.to_thread(self._files.plan_off, tool, view.owned)
        return tuple(diff_of(plan, view.token, undoing=True) for plan in plans if not plan.is_noop)

    async def versions(self, ref: str) -> tuple[CodeBackup, ...]:
        """Kept texts of the tool's files, newest first, without content."""
        return await self._history.list(find_tool(ref))

    async def preview_version(self, ref: str, version: str) -> FileDiff:
        """What putting a kept text back would change in its file. `version` is a number of the list (1 is the newest) or an
        id. Raises `not_found`."""
        tool = find_tool(ref)
        view = await self._store.read(lambda store: _View(store, tool))
        return await self._history.diff(tool, version, clean_place(tool, self._place_of(view), view.owned))

    # ------------------------------------------------------------------ switching

    async def enable(self, ref: str, *, provider: str = "", proxy: str = "") -> ToolStatus:
        """Point the tool at Amux; without a target it keeps the one it had. Twice is once.
        Raises `tool_no_target`, `config_unparsable`, `config_shape`, `config_changed`, `file_unwritable`, `not_found`."""
        tool = find_tool(ref)
        await self._aim(tool, provider, proxy)
        await self._apply(tool)
        return await self.show(tool.id)

    async def disable(self, ref: str) -> ToolStatus:
        """Take our keys back out of the tool's files; what the user changed meanwhile stays."""
        tool = find_tool(ref)
        await self._take_back(tool, enabled=False)
        return await self.show(tool.id)

    async def switch(self, ref: str, *, provider: str = "", proxy: str = "") -> ToolStatus:
        """Another target, in force with the next request. While the tool is off this only prepares."""
        tool = find_tool(ref)
        if not provider and not proxy:
            raise InvalidInputError("field_required", field="target")
        await self._aim(tool, provider, proxy)
        view = await self._store.read(lambda store: _View(store, tool))
        if view.owned.state.enabled:
            await self._apply(tool)
        return await self.show(tool.id)

    async def map(self, ref: str, rows: Sequence[tuple[str, str]], *, provider: str = "") -> ToolStatus:
        """Replace the mapping for a provider (the current one if none is named). Rows without a target are left out."""
        tool = find_tool(ref)

        def work(store: Repositories) -> None:
            state = store.code_tools.get(tool.id)
            chosen = store.providers.find(provider).id if provider else state.provider_id
            if not chosen:
                raise NotFoundError("tool_no_target", tool=tool.name)
            store.code_tools.save(tool.id, CodeToolDraft.of(state))
            store.code_tools.set_mappings(
                tool.id, chosen, [(source, target) for source, target in rows if target.strip()]
            )

        await self._store.write(work)
        await self._configuration.changed(CodeToolChanged(tool.id))
        view = await self._store.read(lambda store: _View(store, tool))
        if view.owned.state.enabled:
            await self._apply(tool)
        return await self.show(tool.id)

    async def suggest(self, ref: str, provider: str) -> tuple[tuple[str, str], ...]:
        """The mapping proposed for a provider."""
        tool = find_tool(ref)
        return suggest(tool, await self._store.read(lambda store: store.providers.find(provider)))

    async def presets(self, ref: str, provider: str) -> tuple[MappingPreset, ...]:
        """Whole mappings to choose from for a provider; none when its models are not known."""
        tool = find_tool(ref)
        return mapping_presets(tool, await self._store.read(lambda store: store.providers.find(provider)))

    async def set_folder(self, ref: str, folder: str) -> ToolStatus:
        """Where the tool's files are; empty for its own place. Only while the tool is off."""
        tool = find_tool(ref)

        def work(store: Repositories) -> None:
            state = store.code_tools.get(tool.id)
            if state.enabled:
                raise InvalidInputError(
                    "field_invalid", field="folder", value=folder, reason="Switch the tool off first"
                )
            store.code_tools.save(tool.id, dataclasses.replace(CodeToolDraft.of(state), config_dir=folder.strip()))

        await self._store.write(work)
        await self._configuration.changed(CodeToolChanged(tool.id))
        return await self.show(tool.id)

    async def restore_version(self, ref: str, version: str) -> ToolStatus:
        """Put a kept text back in its place. A tool that goes through Amux still does afterwards; the text that was there is
        kept as well. Raises `not_found`, `config_changed`, `file_unwritable`, and what `enable` raises."""
        tool = find_tool(ref)
        chosen, _ = await self._history.text(tool, version)
        view = await self._store.read(lambda store: _View(store, tool))
        if view.owned.ledgers:
            await self._take_back(tool, enabled=False)
        async with self._files.locked():
            await self._history.put_back(tool, chosen.id)
        if view.owned.state.enabled:
            await self._apply(tool)
        await self._configuration.changed(CodeToolChanged(tool.id))
        return await self.show(tool.id)

    async def restore_all(self) -> tuple[tuple[str, AmuxError | None], ...]:
        """Take our keys out of every tool's files; one that cannot be does not keep the others from it."""
        results: list[tuple[str, AmuxError | None]] = []
        for tool in TOOLS:
            view = await self._store.read(lambda store, tool=tool: _View(store, tool))  # type: ignore[misc]  # bound now
            if not view.owned.ledgers and not view.owned.state.enabled:
                continue
            try:
                await self._take_back(tool, enabled=False)
                results.append((tool.id, None))
            except AmuxError as error:
                results.append((tool.id, error))
        return tuple(results)

    async def suspend(self) -> None:
        """Take our keys back for the time in which the proxy does not run; `repair` brings them again."""
        for tool in TOOLS:
            view = await self._store.read(lambda store, tool=tool: _View(store, tool))  # type: ignore[misc]  # bound now
            if view.owned.ledgers:
                try:
                    await self._take_back(tool, enabled=view.owned.state.enabled)
                except AmuxError as error:
                    log.warning("%s still points at Amux: %s", tool.name, error)

    async def repair(self) -> tuple[Repaired, ...]:
        """Set right what drifted since the last time: an interrupted write, another address, keys that went away.
        A key that somebody changed is left alone; the page says so."""
        repaired: list[Repaired] = []
        for tool in TOOLS:
            view = await self._store.read(lambda store, tool=tool: _View(store, tool))  # type: ignore[misc]  # bound now
            reason: Literal["address", "missing", "interrupted", "suspended"] | None = None
            error: AmuxError | None = None
            try:
                reason = await asyncio.to_thread(self._wrong, tool, view)
                if reason is not None and view.owned.state.enabled:
                    await self._apply(tool)
                elif reason is not None:
                    await self._take_back(tool, enabled=False)
            except AmuxError as problem:
                error = problem
            if reason is not None:
                repaired.append(Repaired(tool=tool.id, name=tool.name, reason=reason, error=error))
                self.repairs = (*self.repairs, repaired[-1])
                level = logging.INFO if reason == "suspended" and error is None else logging.WARNING
                log.log(level, "%s was set right (%s)%s", tool.name, reason, f": {error}" if error else "")
                self._bus.publish(CodeToolRepaired(tool.id, reason, error is None))
        return tuple(repaired)

    # ------------------------------------------------------------------ one process

    async def prepare_run(self, ref: str, *, provider: str = "", model: str = "", folder: Path | None = None) -> Run:
        """The way of one process of a tool: options, then `.amux.toml` of the folder, then what the tool is switched to.
        Raises `tool_missing`, `tool_no_target`, `not_found`."""
        tool = find_tool(ref)
        project = project_of(tool, folder) if folder is not None else Project()
        wanted = provider or project.provider
        view = await self._store.read(lambda store: _View(store, tool, wanted))
        if view.provider is None and view.proxy is None:
            raise NotFoundError("tool_no_target", tool=tool.name)
        found = await asyncio.to_thread(detect, tool, self._place_of(view))
        if not found.program:
            raise NotFoundError("tool_missing", tool=tool.name, command=tool.command)
        token = await self._token(tool)
        if view.provider is not None and not view.mapped:
            # The route takes the mapping from the database, also for names that only it knows, such as `main`.
            await self._suggest(tool, view.provider)
            view = await self._store.read(lambda store: _View(store, tool, wanted))
        redirect = self._run_redirect(tool, view, token, bool(wanted), model or project.model, project)
        if tool.wants_catalog and redirect.models:
            models = tuple(redirect.models.values())
            path = await codex_catalog(found.program, found.version, models, self._cache)
            redirect = dataclasses.replace(redirect, catalog=path)
        launch = await asyncio.to_thread(tool.launch, clean_place(tool, self._place_of(view), view.owned), redirect)
        return Run(
            program=found.program,
            arguments=launch.args,
            env=launch.env,
            target_name=view.target_name,
            project=project.file,
        )

    def _run_redirect(self, tool: Tool, view: _View, token: str, fixed: bool, model: str, project: Project) -> Redirect:
        slug = f"{tool.slug}@{view.provider.slug}" if fixed and view.provider is not None else tool.slug
        rows = (
            [(tier.name, model) for tier in tool.tiers]
            if model
            else list((dict(view.rows) | dict(project.mapping)).items())
        )
        if model:
            slug += "=" + quote(model, safe="")
        elif project.mapping:
            tiers = {tier.name for tier in tool.tiers}
            unknown = sorted(set(project.mapping) - tiers)
            if unknown:
                reason = f"{tool.name} has {', '.join(sorted(tiers))}"
                raise InvalidInputError("field_invalid", field="mapping", value=unknown[0], reason=reason)
            pairs = [f"{source}:{target}" for source, target in rows if source in tiers]
            slug += "=" + quote(",".join(pairs), safe=":,")
        models = target_models(tool, view.provider, rows)
        if project.tag and not tool.sends_tag:
            slug += f";tag={quote(project.tag, safe='')}"
        return Redirect(url=f"{self._address()}/code/{slug}", token=token, models=models, tag=project.tag)

    # ------------------------------------------------------------------ helpers

    async def _aim(self, tool: Tool, provider: str, proxy: str) -> None:
        """Store the target and, for a provider that was never mapped, the proposed mapping."""

        def work(store: Repositories) -> None:
            state = store.code_tools.get(tool.id)
            draft = CodeToolDraft.of(state)
            if provider:
                draft = dataclasses.replace(draft, provider_id=store.providers.find(provider).id, proxy_id=None)
            elif proxy:
                draft = dataclasses.replace(draft, provider_id=None, proxy_id=store.proxies.find(proxy).id)
            elif not draft.provider_id and not draft.proxy_id:
                raise NotFoundError("tool_no_target", tool=tool.name)
            store.code_tools.save(tool.id, draft)
            if draft.provider_id and not any(row.provider_id == draft.provider_id for row in state.mappings):
                rows = suggest(tool, store.providers.get(draft.provider_id))
                store.code_tools.set_mappings(tool.id, draft.provider_id, rows)

        await self._store.write(work)
        await self._configuration.changed(CodeToolChanged(tool.id))

    async def _suggest(self, tool: Tool, provider: Provider) -> None:
        def work(store: Repositories) -> None:
            store.code_tools.save(tool.id, CodeToolDraft.of(store.code_tools.get(tool.id)))
            store.code_tools.set_mappings(tool.id, provider.id, suggest(tool, provider))

        await self._store.write(work)
        await self._configuration.changed(CodeToolChanged(tool.id))

    async def _token(self, tool: Tool) -> str:
        text, token_id, created = await self._store.write(lambda store: ensure_token(store, tool))
        if created:
            await self._configuration.changed(TokenChanged(token_id, "created"))
        return text

    async def _apply(self, tool: Tool) -> None:
        async with self._files.locked():
            token = await self._token(tool)
            view = await self._store.read(lambda store: _View(store, tool))
            redirect = self._redirect(tool, view, token)
            plans = await asyncio.to_thread(self._files.plan, tool, self._place_of(view), redirect, view.owned)
            draft = dataclasses.replace(CodeToolDraft.of(view.owned.state), enabled=True, base_url=redirect.url)
            await self._files.write(tool, view.owned, plans, draft)
        await self._configuration.changed(CodeToolChanged(tool.id))

    async def _take_back(self, tool: Tool, *, enabled: bool) -> None:
        async with self._files.locked():
            view = await self._store.read(lambda store: _View(store, tool))
            plans = await asyncio.to_thread(self._files.plan_off, tool, view.owned)
            draft = dataclasses.replace(CodeToolDraft.of(view.owned.state), enabled=enabled)
            await self._files.write_off(tool, view.owned, plans, draft)
        await self._configuration.changed(CodeToolChanged(tool.id))

    def _redirect(self, tool: Tool, view: _View, token: str) -> Redirect:
        if view.provider is None and view.proxy is None:
            raise NotFoundError("tool_no_target", tool=tool.name)
        models = target_models(tool, view.provider, view.rows)
        return Redirect(url=f"{self._address()}/code/{tool.slug}", token=token, models=models)

    def _place_of(self, view: _View) -> Place:
        place = self._place or Place(home=Path.home(), env=dict(os.environ), system=platform.system())
        return dataclasses.replace(place, config_dir=view.owned.state.config_dir)

    def _wrong(self, tool: Tool, view: _View) -> Literal["address", "missing", "interrupted", "suspended"] | None:
        owned = view.owned
        if owned.interrupted or (owned.ledgers and not owned.state.enabled):
            return "interrupted"
        if not owned.state.enabled:
            return None
        if not owned.ledgers:
            return "suspended"
        if owned.state.base_url != f"{self._address()}/code/{tool.slug}":
            return "address"
        return "missing" if self._files.drift(tool, owned).absent else None

    def _status(self, tool: Tool, view: _View) -> ToolStatus:
        state, place = view.owned.state, self._place_of(view)
        problem: AmuxError | None = None
        drift, files = Drift(), tuple(view.owned.ledgers)
        try:
            drift = self._files.drift(tool, view.owned)
            if not files:
                probe = Redirect(url="", token="", models={})
                files = tuple(str(edit.path) for edit in tool.edits(place, probe))
            for file in files:
                check_file(Path(file), tool.format_of(Path(file)))
        except AmuxError as error:
            problem = error
        condition: Condition = "on" if state.enabled else "off"
        if state.enabled and problem is not None:
            condition = "broken"
        elif state.enabled and (drift.changed or drift.absent or not view.owned.ledgers):
            condition = "changed"
        tiers = dict(view.rows)
        originals = [item for item in view.owned.backups if item.reason == "original"]
        return ToolStatus(
            id=tool.id, name=tool.name, slug=tool.slug, command=tool.command, logo=tool.logo, enabled=state.enabled,
            condition=condition, found=detect(tool, place), files=files, provider_id=state.provider_id or "",
            proxy_id=state.proxy_id or "", target_name=view.target_name,
            tiers=tuple(
                TierStatus(name=tier.name, label=tier.label, globs=tier.globs, target=tiers.get(tier.name, ""))
                for tier in tool.tiers
            ),
            mappings=tuple(row for row in view.rows if row[0] not in {tier.name for tier in tool.tiers}),
            overrides=tool.overrides(clean_place(tool, place, view.owned)) if problem is None else (),
            conflicts=drift.keys, problem=problem, token_id=state.token_id or "",
            versions=len(view.owned.backups), backed_up_ms=originals[0].created_ms if originals else None,
        )  # fmt: skip


class _View:
    """Everything about a tool, read in one transaction. A named target takes the place of the stored one."""

    def __init__(self, store: Repositories, tool: Tool, provider: str = "", proxy: str = "") -> None:
        self.owned: Owned = load_owned(store, tool)
        state = self.owned.state
        self.token = ensure_token(store, tool, create=False)[0]
        self.provider: Provider | None = None
        self.proxy: BridgeProxy | None = None
        if provider:
            self.provider = store.providers.find(provider)
        elif proxy:
            self.proxy = store.proxies.find(proxy)
        elif state.provider_id:
            self.provider = store.providers.get(state.provider_id)
        elif state.proxy_id:
            self.proxy = store.proxies.get(state.proxy_id)
        chosen = self.provider
        rows = [(row.source, row.target) for row in state.mappings if chosen and row.provider_id == chosen.id]
        self.mapped = bool(rows)
        self.rows: tuple[tuple[str, str], ...] = tuple(rows) or (suggest(tool, chosen) if chosen and provider else ())
        target = self.provider or self.proxy
        self.target_name = target.name if target is not None else ""
