"""The token of a coding tool: shown among the tokens, limited to that tool, its text sealed here because it is needed again."""

from __future__ import annotations

import dataclasses

from amux_desktop.code_switch.tools import Tool
from amux_desktop.security.tokens import hash_token, new_token
from amux_desktop.services.addresses import name_from
from amux_desktop.services.store import Repositories
from amux_desktop.storage.records import ApiTokenDraft, CodeToolDraft, LedgerEntry, TokenScope


def ensure_token(store: Repositories, tool: Tool, *, create: bool = True) -> tuple[str, str, bool]:
    """(text, id, whether something was made). A token that was removed or renewed by the user is made anew; with
    `create=False` the text is then empty. Raises `vault_locked`."""
    state = store.code_tools.get(tool.id)
    kept = next((entry.written for entry in store.code_tools.ledger(_place(tool))), "")
    if kept and store.tokens.hashes().get(hash_token(kept)) == state.token_id and state.token_id:
        return kept, state.token_id, False
    if not create:
        return "", state.token_id or "", False
    made = new_token()
    tokens = store.tokens.list()
    if state.token_id and any(token.id == state.token_id for token in tokens):
        token = store.tokens.replace_secret(state.token_id, made)
    else:
        names = {token.name for token in tokens}
        name = name_from(tool.name, names) if tool.name in names else tool.name
        draft = ApiTokenDraft(name=name, kind="code", scope=TokenScope(everything=False, tools=(tool.id,)))
        token = store.tokens.create(draft, made)
    store.code_tools.save(tool.id, dataclasses.replace(CodeToolDraft.of(state), token_id=token.id))
    entry = LedgerEntry(tool=_place(tool), file="", key_path=("token",), existed=False, previous="", written=made.text)
    store.code_tools.set_ledger(_place(tool), [entry])
    return made.text, token.id, True


def _place(tool: Tool) -> str:
    return f"{tool.id}:token"
