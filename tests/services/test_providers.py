from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from amux_desktop.core.errors import AmuxError, ConflictError, InvalidInputError, NotFoundError, UnavailableError
from amux_desktop.core.events import Event, ProviderChanged, RequestFinished
from amux_desktop.services.app_services import AppServices
from amux_desktop.services.records import NewProviderKey, ProviderDraft
from tests.helpers.upstream import ANSWER, Upstream
from tests.services.conftest import KEY

pytestmark = pytest.mark.both_stores

Add = Callable[..., Any]


def files_with(text: str, folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file() and text.encode() in file.read_bytes()]


async def test_add_edit_and_list(services: AppServices, add_provider: Add, events: list[Event]) -> None:
    provider = await add_provider("up", name="Mine")
    assert (provider.name, provider.slug, provider.adapter) == ("Mine", "up", "openai")
    assert [key.hint for key in provider.keys] == ["6789"]
    edited = await services.providers.edit("up", dataclasses.replace(ProviderDraft.of(provider), name="Yours"))
    assert [item.name for item in await services.providers.list()] == ["Yours"]
    assert edited.keys == provider.keys
    assert [event for event in events if isinstance(event, ProviderChanged)] == [
        ProviderChanged(provider.id, "created"),
        ProviderChanged(provider.id, "updated"),
    ]


async def test_refusals_name_the_reason(services: AppServices, add_provider: Add) -> None:
    provider = await add_provider("up")
    with pytest.raises(ConflictError) as taken:
        await add_provider("up")
    assert taken.value.params["name"] == provider.name
    with pytest.raises(InvalidInputError) as unknown:
        await services.providers.edit("up", dataclasses.replace(ProviderDraft.of(provider), adapter="opnai"))
    assert unknown.value.code == "adapter_unknown"
    assert "openai" in unknown.value.message
    with pytest.raises(NotFoundError):
        await services.providers.get("nobody")
    with pytest.raises(InvalidInputError):
        services.providers.draft_of_preset(services.presets.get("custom-openai"))


async def test_a_removed_provider_comes_back_whole(services: AppServices, add_provider: Add) -> None:
    first = await add_provider("first")
    await add_provider("second")
    headers = {"x-team": "blue"}
    await services.providers.edit("first", dataclasses.replace(ProviderDraft.of(first), headers=headers))
    await services.providers.add_key("first", NewProviderKey(secret="another-key-abcdefgh", label="spare"))
    spare = (await services.providers.get("first")).keys[1]
    await services.providers.edit_key("first", spare.id, enabled=False)
    removed = await services.providers.remove("first")
    assert KEY not in repr(removed)
    assert [item.slug for item in await services.providers.list()] == ["second"]
    restored = await services.providers.restore(removed)
    assert [item.slug for item in await services.providers.list()] == ["first", "second"]
    assert [(key.label, key.enabled) for key in restored.keys] == [("", True), ("spare", False)]
    assert await services.providers.reveal_key("first", restored.keys[0].id) == KEY
    assert await services.providers.headers("first") == headers


async def test_what_is_used_is_not_removed(services: AppServices, add_provider: Add, add_proxy: Add) -> None:
    provider = await add_provider("up")
    proxy = await add_proxy("claude", provider.id)
    assert [item.id for item in await services.providers.uses("up")] == [proxy.id]
    with pytest.raises(ConflictError) as used:
        await services.providers.remove("up")
    assert used.value.params["references"] == ("proxy claude",)


async def test_duplicate_and_reorder(services: AppServices, add_provider: Add) -> None:
    first = await add_provider("up", name="Up")
    await add_provider("last")
    copy = await services.providers.duplicate("up")
    assert (copy.name, copy.slug) == ("Up 2", "up-2")
    assert [item.slug for item in await services.providers.list()] == ["up", "up-2", "last"]
    assert await services.providers.reveal_key(copy.id, copy.keys[0].id) == KEY
    order = [item.id for item in reversed(await services.providers.list())]
    await services.providers.reorder(order)
    assert [item.id for item in await services.providers.list()] == order
    assert order[-1] == first.id


async def test_keys(services: AppServices, add_provider: Add) -> None:
    provider = await add_provider("up")
    await services.providers.set_key("up", "replaced-key-12345678")
    assert await services.providers.reveal_key("up", provider.keys[0].id) == "replaced-key-12345678"
    added = await services.providers.add_key("up", NewProviderKey(secret="third-key-123456789"))
    await services.providers.reorder_keys("up", [added.id, provider.keys[0].id])
    assert [key.id for key in (await services.providers.get("up")).keys] == [added.id, provider.keys[0].id]
    await services.providers.remove_key("up", added.id)
    assert len((await services.providers.get("up")).keys) == 1
    other = await add_provider("other")
    with pytest.raises(NotFoundError):
        await services.providers.reveal_key("up", other.keys[0].id)


async def test_no_secret_is_on_the_disk(services: AppServices, add_provider: Add, amux_home: Path) -> None:
    await add_provider("up")
    assert files_with(KEY, amux_home) == []


async def test_a_test_takes_the_way_of_real_traffic(
    services: AppServices, add_provider: Add, upstream: Upstream, events: list[Event]
) -> None:
    await add_provider("up")
    result = await services.providers.test("up", "small-model")
    assert (result.ok, result.status, result.text, result.model) == (True, 200, "".join(ANSWER), "small-model")
    assert upstream.last.path == "/v1/chat/completions"
    assert upstream.last.headers["authorization"] == f"Bearer {KEY}"
    finished = [event.summary for event in events if isinstance(event, RequestFinished)]
    assert [(item.id, item.route, item.source) for item in finished] == [
        (result.request_id, "providers/up", "internal")
    ]
    await services.proxy.aclose()


async def test_a_failing_test_says_what_the_provider_said(
    services: AppServices, add_provider: Add, upstream: Upstream
) -> None:
    provider = await add_provider("up")
    upstream.behaviour.key = "another"
    result = await services.providers.test("up")
    assert (result.ok, result.status) == (False, 401)
    assert "invalid api key" in result.message
    draft = dataclasses.replace(ProviderDraft.of(provider), base_url="http://127.0.0.1:1")
    result = await services.providers.test_draft(draft, "some-key")
    assert not result.ok
    assert result.request_id == ""
    assert "refused" in result.message


async def test_a_draft_is_tested_with_the_stored_key(
    services: AppServices, add_provider: Add, upstream: Upstream
) -> None:
    provider = await add_provider("up")
    draft = dataclasses.replace(ProviderDraft.of(provider), headers={"x-team": "red"})
    assert (await services.providers.test_draft(draft, ref="up")).ok
    assert upstream.last.headers["x-team"] == "red"
    assert (await services.providers.test_draft(draft, api_key="wrong-key", ref="up")).status == 401
    assert await services.providers.headers("up") == {}


async def test_the_model_list_is_fetched_and_completed(
    services: AppServices, add_provider: Add, upstream: Upstream
) -> None:
    upstream.behaviour.models = ("gpt-4.1", "zeta", "alpha")
    provider = await add_provider("up", models=["gpt-4.1"])
    listed = await services.providers.fetch_models("up")
    assert [model.id for model in listed] == ["alpha", "gpt-4.1", "zeta"]
    assert listed[1].context_tokens == 1047576
    assert upstream.last.path == "/v1/models"
    draft = ProviderDraft.of(provider)
    assert await services.providers.fetch_models_of_draft(draft, KEY) == listed
    upstream.behaviour.key = "another"
    with pytest.raises(UnavailableError) as refused:
        await services.providers.fetch_models("up")
    assert "401: invalid api key" in refused.value.message


async def test_any_adapter_may_stand_for_a_preset(services: AppServices) -> None:
    preset = services.providers.preset("deepseek-anthropic")
    assert preset.base_url == "https://api.deepseek.com/anthropic"
    with pytest.raises(AmuxError):
        services.providers.preset("nobody")


async def test_an_adapter_of_the_users_own(services: AppServices, amux_home: Path, upstream: Upstream) -> None:
    folder = amux_home / "adapters"
    folder.mkdir()
    (folder / "acme.toml").write_text(
        f'name = "acme"\ntitle = "Acme"\nbase = "custom-openai"\nbase_url = "{upstream.base}"\n'
    )
    (folder / "broken.toml").write_text("name = ")
    draft = services.providers.draft_of_preset(services.providers.preset("acme"), models=["big-model"])
    await services.providers.add(draft, [NewProviderKey(secret=KEY)])
    assert (await services.providers.test("acme")).ok


@pytest.mark.parametrize(
    ("adapter", "base_url", "path", "url"),
    [
        ("anthropic", "https://api.anthropic.com", "", "https://api.anthropic.com/v1/messages"),
        ("deepseek", "https://api.deepseek.com", "", "https://api.deepseek.com/v1/chat/completions"),
        ("deepseek", "https://h.example/v4 ", "/v1/other", "https://h.example/v4/other"),
        ("deepseek", " ", "", ""),
        ("nobody", "https://h.example", "", ""),
    ],
)
async def test_where_requests_go_is_said_before_they_do(
    services: AppServices, adapter: str, base_url: str, path: str, url: str
) -> None:
    draft = ProviderDraft(name="x", slug="x", adapter=adapter, base_url=base_url, chat_path=path)
    assert services.providers.request_url(draft) == url
