"""Export and import: everything arrives, what is here is respected, and a bad file changes nothing."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import json
import random
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amux_desktop.core.errors import MESSAGES, AmuxError, InvalidInputError
from amux_desktop.security import archive
from amux_desktop.security.archive import decrypt_archive, encrypt_archive
from amux_desktop.services.app_services import AppServices
from amux_desktop.services.records import (
    ApiTokenDraft,
    BridgeProxyDraft,
    Mapping,
    ModelPrice,
    NewProviderKey,
    ProviderDraft,
    ProxyTarget,
    TokenScope,
)
from amux_desktop.services.store import Repositories
from amux_desktop.services.transfer import SECTIONS, Imported
from amux_desktop.services.transfer_collect import Collector
from amux_desktop.services.transfer_format import Bundle, decode_bundle, encode_bundle
from amux_desktop.storage.records import (
    Account,
    AccountTokens,
    ChatPreset,
    CodeToolDraft,
    ConversationDraft,
    MessageDraft,
    Pool,
)
from tests.helpers.upstream import ANSWER, Upstream
from tests.services.conftest import KEY, open_services

pytestmark = pytest.mark.both_stores

PASSPHRASE = "correct horse battery"


@pytest.fixture(autouse=True)
def _fast_derivation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "ITERATIONS", 10)


@pytest.fixture
async def other(tmp_path: Path, services: AppServices, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[AppServices]:
    """A clean profile with the built-in database, also where that of `services` lies on a server."""
    monkeypatch.delenv("AMUX_DATABASE_URL", raising=False)
    opened = await open_services(tmp_path / "other").open()
    yield opened
    await opened.aclose()


@pytest.fixture
async def token(services: AppServices, add_provider: Callable[..., Any], add_proxy: Callable[..., Any]) -> str:
    """A profile with something of everything; returns the text of a token that may use the proxy `claude`."""
    provider = await add_provider("up")
    draft = dataclasses.replace(ProviderDraft.of(provider), headers={"x-team": "blue"}, outbound_proxy="none")
    await services.providers.edit(provider.id, draft)
    spare = await services.providers.add_key(provider.id, NewProviderKey(secret="spare-key-0123456789", label="spare"))
    await services.providers.edit_key(provider.id, spare.id, enabled=False)
    await services.pricing.save(ModelPrice(model="big-*", provider_id=provider.id, input_nanos=5, output_nanos=7))
    inner = await add_proxy("zz-inner", provider.id, mappings=(Mapping(source="", target="big-model", kind="default"),))
    outer = await add_proxy("claude", inner.id, kind="proxy")
    made = await services.tokens.create(
        ApiTokenDraft(name="laptop", scope=TokenScope(everything=False, proxy_ids=(outer.id,)), models=("claude-*",))
    )
    await services.settings.update({"logs.retention_days": 3, "accounts.antigravity_client_secret": "sealed-secret"})
    await services.store.write(lambda store: _personal(store, provider.id, outer.id, made.token.id))
    return made.text


def _personal(store: Repositories, provider_id: str, proxy_id: str, token_id: str) -> None:
    store.code_tools.save("claude-code", CodeToolDraft(provider_id=provider_id, token_id=token_id))
    store.code_tools.set_mappings("claude-code", provider_id, [("opus", "big-model")])
    account = Account(id="", vendor="codex", subject="user-1", email="a@example.com", label="work", weight=3)
    store.accounts.save(account, AccountTokens(access_token="access-1", refresh_token="refresh-1"))
    store.accounts.save_pool(Pool(vendor="codex", strategy="fill_first"))
    store.chat.save_preset(ChatPreset(id="", name="Terse", system_prompt="Be brief."))
    conversation = store.chat.create(ConversationDraft(title="Weather", route="proxies/claude", model="claude-x"))
    file = store.chat.add_attachment(conversation.id, "a.png", "image/png", bytes(range(256)))
    asked = store.chat.add_message(
        conversation.id,
        MessageDraft(
            role="user", parts=({"type": "text", "text": "天气？"}, {"type": "image", "attachment_id": file.id})
        ),
    )
    for text in ("sun", "rain"):
        part = {"type": "text", "text": text}
        answer = MessageDraft(
            role="assistant",
            parts=(part,),
            parent_id=asked.id,
            route="proxies/claude",
            comparison="c" * 32,
            cost_nanos=12,
            error_code="rate_limit",
        )
        store.chat.add_message(conversation.id, answer)
    store.chat.set_draft(conversation.id, "half a sentence")


def everything(store: Repositories) -> dict[str, Any]:
    """All that matters of a profile, in the terms of the user and free of ids."""
    one = Collector(store)
    loaded, problems = store.settings.load()
    assert problems == ()
    accounts = [one.account(item) for item in store.accounts.list()]
    return {
        "providers": [one.provider(item) for item in store.providers.list()],
        "prices": [one.price(item) for item in store.prices.list()],
        "proxies": [one.proxy(item) for item in store.proxies.list()],
        "tokens": [one.token(item) for item in store.tokens.list()],
        "settings": one.settings(loaded),
        "code": [one.code_tool(dataclasses.replace(item, updated_ms=0)) for item in store.code_tools.list()],
        "accounts": [(item.account.subject, item.account.label, item.account.weight, item.tokens) for item in accounts],
        "pools": one.pools(),
        "presets": [dataclasses.replace(item, id="") for item in store.chat.presets()],
        "chats": [one.chat(store.chat.get(item)) for item in store.transfer.conversation_ids()],
    }


def actions(done: Imported) -> dict[str, str]:
    return {f"{change.kind} {change.name}": change.action for change in done.changes}


async def test_a_clean_profile_becomes_the_same_working_app(
    services: AppServices, other: AppServices, token: str, upstream: Upstream, tmp_path: Path
) -> None:
    file = tmp_path / "all.amux"
    exported = await services.transfer.export(file, PASSPHRASE, SECTIONS)
    assert exported.counts["providers"] == 1
    assert exported.counts["chats"] == 1
    done = await other.transfer.import_file(file, PASSPHRASE)
    assert set(actions(done).values()) == {"add"}
    assert await other.store.read(everything) == await services.store.read(everything)

    await other.proxy.start()
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.post(
            f"{other.base_url()}/proxies/claude/v1/messages",
            headers={"x-api-key": token, "anthropic-version": "2023-06-01"},
            json={"model": "claude-x", "max_tokens": 50, "messages": [{"role": "user", "content": "Hi"}]},
        )
    assert answer.status_code == 200, answer.text
    assert answer.json()["content"][0]["text"] == "".join(ANSWER)
    asked = upstream.asked[-1]
    assert asked.body["model"] == "big-model"
    assert asked.headers["authorization"] == f"Bearer {KEY}"
    assert asked.headers["x-team"] == "blue"

    again = await other.transfer.import_file(file, PASSPHRASE, "overwrite")
    assert set(actions(again).values()) == {"unchanged"}


async def test_no_secret_and_no_token_is_readable_in_the_file(
    services: AppServices, token: str, tmp_path: Path
) -> None:
    file = tmp_path / "all.amux"
    await services.transfer.export(file, PASSPHRASE, SECTIONS)
    data = file.read_bytes()
    content = decrypt_archive(data, PASSPHRASE)
    assert KEY.encode() in content
    assert token.encode() not in content
    assert KEY.encode() not in data
    assert b"providers" not in data
    assert file.stat().st_mode & 0o077 == 0


async def test_a_preview_tells_the_same_and_changes_nothing(
    services: AppServices, other: AppServices, token: str, tmp_path: Path
) -> None:
    file = tmp_path / "all.amux"
    await services.transfer.export(file, PASSPHRASE, SECTIONS)
    before = await other.store.read(everything)
    shown = await other.transfer.preview(file, PASSPHRASE)
    assert shown.dry_run
    assert await other.store.read(everything) == before
    assert (await other.transfer.import_file(file, PASSPHRASE)).changes == shown.changes


async def test_only_what_is_asked_for_is_exported(
    services: AppServices, other: AppServices, token: str, tmp_path: Path
) -> None:
    file = tmp_path / "part.amux"
    exported = await services.transfer.export(file, PASSPHRASE, ("tokens", "settings"))
    assert set(exported.counts) == {"tokens", "settings"}
    done = await other.transfer.import_file(file, PASSPHRASE)
    scope = (await other.tokens.list())[0].scope
    assert (scope.everything, scope.proxy_ids) == (False, ()), "a scope may shrink but never grow"
    assert next(change.note for change in done.changes if change.kind == "token")
    usual = await services.transfer.export(file, PASSPHRASE)
    assert "chats" not in usual.counts


async def test_conflicts_skip_overwrite_and_rename(
    services: AppServices, other: AppServices, token: str, tmp_path: Path
) -> None:
    file = tmp_path / "all.amux"
    await services.transfer.export(file, PASSPHRASE, SECTIONS)
    await other.transfer.import_file(file, PASSPHRASE)

    def disturb(store: Repositories) -> None:
        collector = Collector(store)
        provider = store.providers.find("up")
        draft = dataclasses.replace(collector.provider(provider).draft, name="Mine", base_url="https://mine.example")
        store.providers.update(provider.id, draft)
        store.providers.delete_key(provider.keys[1].id)
        inner = store.proxies.find("zz-inner")
        store.proxies.update(inner.id, dataclasses.replace(BridgeProxyDraft.of(inner), notes="mine"))
        conversation = store.chat.list()[0]
        store.chat.update(conversation.id, dataclasses.replace(ConversationDraft.of(conversation), title="Mine"))
        store.settings.save({"logs.retention_days": 9})

    await other.store.write(disturb)
    mine = await other.store.read(everything)

    skipped = await other.transfer.import_file(file, PASSPHRASE, "skip")
    assert actions(skipped)["provider up"] == "skip"
    assert await other.store.read(everything) == mine

    renamed = await other.transfer.import_file(file, PASSPHRASE, "rename")
    assert actions(renamed)["provider up"] == "rename"
    paths = {proxy.slug: proxy for proxy in (await other.store.read(everything))["proxies"]}
    assert paths["zz-inner-2"].targets[0].target_id == "up-2", "a renamed proxy sends to the renamed provider"
    assert paths["zz-inner"].targets[0].target_id == "up"
    assert paths["claude-2"].targets[0].target_id == "zz-inner-2"
    titles = [entry.conversation.title for entry in (await other.store.read(everything))["chats"]]
    assert sorted(titles) == ["Mine", "Weather (2)"]

    overwritten = await other.transfer.import_file(file, PASSPHRASE, "overwrite")
    assert actions(overwritten)["provider up"] == "overwrite"
    here, there = await other.store.read(everything), await services.store.read(everything)
    assert here["providers"][0] == there["providers"][0]
    assert [item for item in here["proxies"] if not item.slug.endswith("-2")] == there["proxies"]
    assert there["chats"][0] in here["chats"]
    assert here["settings"] == there["settings"]


async def test_a_key_that_stays_keeps_its_health(services: AppServices, token: str, tmp_path: Path) -> None:
    file = tmp_path / "all.amux"
    await services.transfer.export(file, PASSPHRASE)
    provider = (await services.providers.list())[0]
    await services.store.write(
        lambda store: store.providers.set_key_state(provider.keys[0].id, "limited", reason="quota")
    )
    await services.store.write(lambda store: store.providers.update_key(provider.keys[0].id, label="changed"))
    await services.transfer.import_file(file, PASSPHRASE, "overwrite")
    after = (await services.providers.list())[0].keys
    assert (after[0].id, after[0].state, after[0].label) == (provider.keys[0].id, "limited", "")


async def test_a_tool_that_is_switched_on_is_left_alone(services: AppServices, token: str, tmp_path: Path) -> None:
    file = tmp_path / "all.amux"
    await services.transfer.export(file, PASSPHRASE)

    def switch_on(store: Repositories) -> None:
        state = store.code_tools.get("claude-code")
        draft = dataclasses.replace(CodeToolDraft.of(state), enabled=True, options={"mine": 1})
        store.code_tools.save("claude-code", draft)

    await services.store.write(switch_on)
    before = await services.store.read(lambda store: store.code_tools.get("claude-code"))
    done = await services.transfer.import_file(file, PASSPHRASE, "overwrite")
    assert actions(done)["tool claude-code"] == "skip"
    assert await services.store.read(lambda store: store.code_tools.get("claude-code")) == before


async def test_keys_that_cannot_be_read_any_more_are_replaced(
    services: AppServices, token: str, tmp_path: Path
) -> None:
    file = tmp_path / "all.amux"
    await services.transfer.export(file, PASSPHRASE)
    await services.vault.reset()
    with pytest.raises(AmuxError, match="cannot be decrypted"):
        await services.transfer.export(tmp_path / "none.amux", PASSPHRASE)
    await services.transfer.import_file(file, PASSPHRASE, "overwrite")
    provider = (await services.providers.list())[0]
    secrets = await services.store.read(lambda store: store.providers.secrets(provider.id))
    assert list(secrets.keys.values()) == [KEY, "spare-key-0123456789"]


async def bundle_of(services: AppServices, tmp_path: Path) -> Bundle:
    file = tmp_path / "bundle.amux"
    await services.transfer.export(file, PASSPHRASE, SECTIONS)
    return decode_bundle(decrypt_archive(file.read_bytes(), PASSPHRASE))


async def refused(services: AppServices, file: Path, content: bytes) -> str:
    """The code with which an archive of this content is refused; nothing may have changed."""
    before = await services.store.read(everything)
    await asyncio.to_thread(file.write_bytes, encrypt_archive(content, PASSPHRASE))
    with pytest.raises(AmuxError) as caught:
        await services.transfer.import_file(file, PASSPHRASE)
    assert await services.store.read(everything) == before
    return caught.value.code


async def test_a_failure_in_the_middle_changes_nothing(
    services: AppServices, other: AppServices, token: str, tmp_path: Path
) -> None:
    bundle, file = await bundle_of(services, tmp_path), tmp_path / "bad.amux"

    def without(**changes: Any) -> bytes:
        return encode_bundle(dataclasses.replace(bundle, **changes))

    proxies = bundle.proxies
    loop = dataclasses.replace(proxies[0], targets=(ProxyTarget(kind="proxy", target_id=proxies[1].slug),))
    lost = dataclasses.replace(proxies[0], targets=(ProxyTarget(kind="provider", target_id="gone"),))
    damaged = dataclasses.replace(bundle.tokens[0], hash="x")
    chat = bundle.chats[0]
    orphan = dataclasses.replace(chat, messages=chat.messages[1:])
    assert await refused(other, file, without(proxies=(lost, *proxies[1:]))) == "import_reference"
    assert await refused(other, file, without(proxies=(loop, *proxies[1:]))) == "archive_invalid"
    assert await refused(other, file, without(providers=bundle.providers * 2)) == "archive_invalid"
    assert await refused(other, file, without(tokens=(damaged,))) == "archive_invalid"
    assert await refused(other, file, without(chats=(orphan,))) == "archive_invalid"
    assert await refused(other, file, without(settings={"proxy.port": "many"})) == "setting_invalid"
    unsafe = {"proxy.host": "0.0.0.0", "proxy.auth_required": "off"}
    assert await refused(other, file, without(settings=unsafe)) == "auth_needed_on_network"
    assert await refused(other, file, without(version=2)) == "archive_newer"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"\xff",
        b"[" * 100_000,
        b'{"kind": "something-else", "version": 1, "app": "", "created_ms": 0}',
        b'{"kind": "amux-configuration", "version": 1, "app": "\\ud800", "created_ms": 0}',
        b'{"kind": "amux-configuration", "version": 1, "app": "", "created_ms": 9223372036854775808}',
        b'{"kind": "amux-configuration", "version": 1, "app": "", "created_ms": 1e999}',
        b'{"kind": "amux-configuration", "version": 1, "app": "", "created_ms": 0, "providers": [{}]}',
    ],
)
async def test_content_that_is_no_configuration(services: AppServices, tmp_path: Path, content: bytes) -> None:
    assert await refused(services, tmp_path / "bad.amux", content) == "archive_invalid"


async def test_wrong_passphrases_and_files(services: AppServices, tmp_path: Path) -> None:
    file = tmp_path / "all.amux"
    with pytest.raises(InvalidInputError, match="too short"):
        await services.transfer.export(file, "seven77")
    with pytest.raises(InvalidInputError, match="not UTF-8"):
        await services.transfer.export(file, "\udcff" * 9)
    with pytest.raises(InvalidInputError, match="cannot be written"):
        await services.transfer.export(tmp_path / "nowhere" / "all.amux", PASSPHRASE)
    assert not file.exists()
    await services.transfer.export(file, PASSPHRASE)
    with pytest.raises(InvalidInputError) as caught:
        await services.transfer.import_file(file, PASSPHRASE + "x")
    assert caught.value.code == "passphrase_wrong"
    with pytest.raises(AmuxError, match="cannot be read"):
        await services.transfer.import_file(tmp_path / "missing", PASSPHRASE)


async def test_altered_archives_never_import_anything(
    services: AppServices, other: AppServices, token: str, tmp_path: Path
) -> None:
    """Cut, flipped, spliced or with a forged header: refused with one clear error."""
    file = tmp_path / "all.amux"
    await services.transfer.export(file, PASSPHRASE, SECTIONS)
    good = file.read_bytes()
    clean = await other.store.read(everything)
    tried = alterations(good)
    assert len(tried) > 150
    for data in tried:
        file.write_bytes(data)
        with pytest.raises(AmuxError) as caught:
            await other.transfer.import_file(file, PASSPHRASE)
        assert caught.value.code in {"archive_invalid", "archive_newer", "passphrase_wrong"}
    assert await other.store.read(everything) == clean


def alterations(good: bytes) -> list[bytes]:
    ends = [*range(0, 320, 7), len(good) - 1, len(good) // 2]
    cut = [good[:end] for end in ends]
    places = [*range(0, 320, 3), len(good) - 1, len(good) - 16, len(good) // 2]
    flipped = [good[:at] + bytes([good[at] ^ 0x41]) + good[at + 1 :] for at in places]
    forged = good.replace(b'"check":"', b'"check":"\\ud800', 1)
    length = int.from_bytes(good[8:12], "big")
    forged = forged[:8] + (length + len(forged) - len(good)).to_bytes(4, "big") + forged[12:]
    return [*cut, *flipped, good + b"x", b"", forged]


async def test_altered_content_never_crashes_or_half_imports(
    services: AppServices, other: AppServices, token: str, tmp_path: Path
) -> None:
    """Well sealed but wrong inside, as from a damaged or foreign Amux: imported whole, or refused and nothing changed."""
    content = encode_bundle(await bundle_of(services, tmp_path))
    file, chance = tmp_path / "strange.amux", random.Random(8)
    here, refusals = await other.store.read(everything), 0
    for _ in range(60):
        altered = json.loads(content)
        alter(altered, chance)
        await asyncio.to_thread(file.write_bytes, encrypt_archive(json.dumps(altered).encode(), PASSPHRASE))
        refusal = await outcome(other, file)
        after = await other.store.read(everything)
        if refusal:
            refusals += 1
            assert refusal in MESSAGES.keys() - {"database_unavailable", "internal"}
            assert after == here
        here = after
        await other.configuration.snapshot()
    assert 10 < refusals < 60


async def outcome(services: AppServices, file: Path) -> str:
    """The code of the refusal, or nothing."""
    try:
        await services.transfer.import_file(file, PASSPHRASE, "overwrite")
    except AmuxError as error:
        return error.code
    return ""


def alter(content: Any, chance: random.Random) -> None:
    """Replace, remove or double one value somewhere."""
    places: list[tuple[Any, Any]] = []
    waiting = [content]
    while waiting:
        value = waiting.pop()
        keys = list(value) if isinstance(value, dict) else range(len(value))
        places.extend((value, key) for key in keys)
        waiting.extend(value[key] for key in keys if isinstance(value[key], dict | list))
    holder, key = chance.choice(places)
    match chance.randrange(3):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, list):
            holder.append(holder[key])
        case _:
            strange = (None, "", "x", "../x", -1, 2**62, 1.5, True, [], {}, [None], {"": None}, "\x00", "é" * 5000)
            holder[key] = chance.choice(strange)


_LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None), max_size=5)
_JSON = st.recursive(
    _LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(field=st.sampled_from([item.name for item in dataclasses.fields(Bundle)]), value=_JSON)
def test_any_content_is_decoded_or_refused(field: str, value: Any) -> None:
    content = {"kind": "amux-configuration", "version": 1, "app": "", "created_ms": 0} | {field: value}
    with contextlib.suppress(InvalidInputError):
        bundle = decode_bundle(json.dumps(content).encode())
        assert decode_bundle(encode_bundle(bundle)) == bundle
