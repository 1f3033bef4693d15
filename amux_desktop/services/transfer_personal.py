"""Importing settings, coding tools, accounts and chats."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from amux_desktop.code_switch.catalog import TOOLS
from amux_desktop.core.ids import new_id
from amux_desktop.core.settings import SETTINGS, Settings, Value, setting
from amux_desktop.services.settings import check_safety
from amux_desktop.services.transfer_collect import Collector
from amux_desktop.services.transfer_format import AccountEntry, ChatEntry, CodeEntry
from amux_desktop.services.transfer_merge import Merge, free_name
from amux_desktop.storage.records import (
    Account,
    AccountDraft,
    AccountTokens,
    ChatPreset,
    CodeMapping,
    CodeTool,
    CodeToolDraft,
    Message,
    Pool,
)

_ByUser = tuple[AccountTokens, str, bool, int]


def merge_settings(merge: Merge, stored: Mapping[str, str], current: Settings) -> None:
    """Raises `setting_invalid`, and `auth_needed_on_network` when the whole would not be safe."""
    changes: dict[str, Value] = {}
    for key, text in stored.items():
        if key not in SETTINGS:
            merge.note("settings", "setting", key, "skip", note="this version has no such setting")
            continue
        declared = setting(key)
        if declared.place != "database":
            merge.note("settings", "setting", key, "skip", note="it is set on each computer")
            continue
        value, here = declared.parse(text), current.get(key)
        same = value == here
        action = merge.choose(exists=same or here != declared.default, same=same)
        if action in ("add", "overwrite"):
            changes[key] = value
        merge.note("settings", "setting", key, action)
    check_safety(current.with_values(changes))
    merge.store.settings.save(changes)


def merge_code_tools(merge: Merge, entries: Iterable[CodeEntry]) -> None:
    """No file of a tool is touched: one that is switched on here stays as it is, all others come switched off."""
    known = {tool.id for tool in TOOLS}
    here = {tool.tool: tool for tool in merge.store.code_tools.list()}
    for entry in entries:
        if entry.tool not in known:
            merge.note("code", "tool", entry.tool, "skip", note="this version does not know it")
            continue
        local = here.get(entry.tool)
        wanted = _local_tool(merge, entry, local)
        same = local is not None and _is_same_tool(wanted, local)
        action = merge.choose(exists=local is not None, same=same)
        note = ""
        if action == "overwrite" and local is not None and local.enabled:
            action, note = "skip", "it is switched on here; switch it off first"
        if action in ("add", "overwrite"):
            _save_tool(merge, wanted)
            note = f"it is switched off: amux code enable {entry.tool}" if entry.draft.enabled else ""
        merge.note("code", "tool", entry.tool, action, note=note)


def merge_accounts(merge: Merge, entries: Iterable[AccountEntry], pools: Iterable[Pool]) -> None:
    accounts = merge.store.accounts
    for entry in entries:
        given = entry.account
        name = f"{given.vendor} {given.label or given.email or given.subject}"
        local = next((item for item in accounts.list(given.vendor) if item.subject == given.subject), None)
        action = merge.decide(local, _by_user(entry), _account, can_rename=False)
        if action in ("add", "overwrite"):
            saved = accounts.save(given, entry.tokens)
            accounts.update(saved.id, AccountDraft(label=given.label, enabled=given.enabled, weight=given.weight))
            accounts.set_state(dataclasses.replace(given, id=saved.id))
        merge.note("accounts", "account", name, action)
    for pool in pools:
        local_pool = accounts.pool(pool.vendor)
        same = local_pool == pool
        is_set = same or local_pool != Pool(vendor=pool.vendor)
        action = merge.choose(exists=is_set, same=same)
        if action in ("add", "overwrite"):
            accounts.save_pool(pool)
        merge.note("accounts", "pool", pool.vendor, action)


def merge_presets(merge: Merge, presets: Iterable[ChatPreset]) -> None:
    here = {preset.name: preset for preset in merge.store.chat.presets()}
    presets = tuple(presets)
    taken = here.keys() | {preset.name for preset in presets}
    for preset in presets:
        local, new_name = here.get(preset.name), ""
        wanted = dataclasses.replace(preset, id=local.id if local else "", position=local.position if local else 0)
        same = wanted == local
        action = merge.choose(exists=local is not None, same=same, can_rename=True)
        if action == "rename":
            new_name = free_name(preset.name, taken)
            taken = taken | {new_name}
            wanted = dataclasses.replace(wanted, id="", name=new_name)
        if action in ("add", "overwrite", "rename"):
            merge.store.chat.save_preset(wanted)
        merge.note("chats", "preset", preset.name, action, new_name=new_name)


def merge_chats(merge: Merge, entries: Iterable[ChatEntry]) -> None:
    """The same conversation has the same id everywhere; `rename` makes a copy with ids of its own."""
    store = merge.store
    here = set(store.transfer.conversation_ids())
    for given in entries:
        entry = _routed(merge, given)
        own_id = entry.conversation.id
        local = store.chat.get(own_id) if own_id in here else None
        action = merge.decide(local, entry, Collector.chat)
        title, new_title = entry.conversation.title or "untitled", ""
        if action == "overwrite":
            store.chat.delete(own_id)
        elif action == "rename":
            new_title = f"{title} (2)"
            conversation = dataclasses.replace(entry.conversation, title=new_title)
            entry = with_new_ids(dataclasses.replace(entry, conversation=conversation))
        if action in ("add", "overwrite", "rename"):
            messages, files = [item.id for item in entry.messages], [item.id for item in entry.attachments]
            if not store.transfer.are_free(messages, files):
                entry = with_new_ids(entry)
            store.transfer.restore_conversation(entry.conversation, entry.messages, entry.attachments)
        merge.note("chats", "conversation", title, action, new_name=new_title)


def _routed(merge: Merge, entry: ChatEntry) -> ChatEntry:
    """With the paths that proxies and providers got here, in the conversation and in each answer."""
    route = merge.names.route
    return dataclasses.replace(
        entry,
        conversation=dataclasses.replace(entry.conversation, route=route(entry.conversation.route)),
        messages=tuple(dataclasses.replace(item, route=route(item.route)) for item in entry.messages),
    )


def _account(collector: Collector, account: Account) -> _ByUser:
    return _by_user(collector.account(account))


def _by_user(entry: AccountEntry) -> _ByUser:
    """What is compared of an account: its tokens and the user's choices, not what its pool learnt."""
    return entry.tokens, entry.account.label, entry.account.enabled, entry.account.weight


def with_new_ids(entry: ChatEntry) -> ChatEntry:
    """A copy that shares no id with the original; parents, the head and files in messages follow."""
    old = [entry.conversation.id, *(item.id for item in entry.messages), *(item.id for item in entry.attachments)]
    ids = {item: new_id() for item in old}
    conversation_id = ids[entry.conversation.id]
    return ChatEntry(
        conversation=dataclasses.replace(
            entry.conversation, id=conversation_id, head_id=ids.get(entry.conversation.head_id or "")
        ),
        messages=tuple(_renumbered(message, conversation_id, ids) for message in entry.messages),
        attachments=tuple(
            dataclasses.replace(item, id=ids[item.id], conversation_id=conversation_id) for item in entry.attachments
        ),
    )


def _renumbered(message: Message, conversation_id: str, ids: Mapping[str, str]) -> Message:
    return dataclasses.replace(
        message,
        id=ids[message.id],
        conversation_id=conversation_id,
        parent_id=ids.get(message.parent_id or ""),
        parts=tuple(_part(part, ids) for part in message.parts),
    )


def _part(part: Mapping[str, Any], ids: Mapping[str, str]) -> Mapping[str, Any]:
    file = part.get("attachment_id")
    return {**part, "attachment_id": ids[file]} if isinstance(file, str) and file in ids else part


def _local_tool(merge: Merge, entry: CodeEntry, local: CodeTool | None) -> CodeTool:
    """As it would be here: ids of this database, no folder that this computer does not have, the token it has here."""
    store, names = merge.store, merge.names
    providers = {item.slug: item.id for item in store.providers.list()}
    proxies = {item.slug: item.id for item in store.proxies.list()}
    tokens = {item.name: item.id for item in store.tokens.list()}
    folder = entry.draft.config_dir
    draft = dataclasses.replace(
        entry.draft,
        enabled=False,
        provider_id=providers.get(names.provider(entry.draft.provider_id or "")),
        proxy_id=proxies.get(names.proxy(entry.draft.proxy_id or "")),
        token_id=(local.token_id if local else None) or tokens.get(names.token(entry.draft.token_id or "")),
        config_dir=folder if folder and Path(folder).is_dir() else "",
        base_url="",
    )
    mappings = (
        CodeMapping(provider_id=provider_id, source=mapping.source, target=mapping.target)
        for mapping in entry.mappings
        if (provider_id := providers.get(names.provider(mapping.provider_id))) is not None
    )
    values = {item.name: getattr(draft, item.name) for item in dataclasses.fields(CodeToolDraft)}
    return CodeTool(tool=entry.tool, mappings=tuple(mappings), **values)


def _is_same_tool(wanted: CodeTool, local: CodeTool) -> bool:
    shown = dataclasses.replace(local, enabled=False, base_url="", updated_ms=0)
    return dataclasses.replace(wanted, updated_ms=0) == shown


def _save_tool(merge: Merge, tool: CodeTool) -> None:
    store = merge.store.code_tools
    store.save(tool.tool, CodeToolDraft.of(tool))
    by_provider: dict[str, list[tuple[str, str]]] = {}
    for mapping in tool.mappings:
        by_provider.setdefault(mapping.provider_id, []).append((mapping.source, mapping.target))
    gone = {item.provider_id for item in store.get(tool.tool).mappings} - by_provider.keys()
    for provider_id in gone:
        store.set_mappings(tool.tool, provider_id, [])
    for provider_id, rows in by_provider.items():
        store.set_mappings(tool.tool, provider_id, rows)
