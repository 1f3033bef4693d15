from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from amux_desktop.core.errors import ConflictError, InvalidInputError
from amux_desktop.services.app_services import AppServices
from amux_desktop.services.records import BridgeProxyDraft, Mapping, ProxyTarget
from tests.helpers.upstream import ANSWER, Upstream

pytestmark = pytest.mark.both_stores

Add = Callable[..., Any]


async def test_the_picture_of_a_chain(services: AppServices, add_provider: Add, add_proxy: Add) -> None:
    first, second = await add_provider("first"), await add_provider("second")
    inner = await add_proxy("inner", first.id, second.id, mappings=(Mapping(source="a", target="b"),))
    outer = await add_proxy("outer", inner.id, kind="proxy")
    chain = await services.proxies.resolve("outer")
    assert [item.provider_name for item in chain.destinations] == [first.name, second.name]
    assert [[hop.slug for hop in item.hops] for item in chain.destinations] == [["outer", "inner"]] * 2
    assert chain.problem == ""
    await services.providers.set_enabled("first", False)
    await services.providers.set_enabled("second", False)
    assert (await services.proxies.resolve("outer")).problem == "proxy_no_target"
    assert [item.id for item in await services.proxies.uses("inner")] == [outer.id]
    with pytest.raises(ConflictError):
        await services.proxies.remove("inner")


async def test_loops_are_refused_and_not_offered(services: AppServices, add_provider: Add, add_proxy: Add) -> None:
    provider = await add_provider("up")
    first = await add_proxy("first", provider.id)
    second = await add_proxy("second", first.id, kind="proxy")
    looping = dataclasses.replace(BridgeProxyDraft.of(first), targets=(ProxyTarget(kind="proxy", target_id=second.id),))
    with pytest.raises(InvalidInputError) as refused:
        await services.proxies.edit("first", looping)
    assert refused.value.code == "proxy_cycle"
    assert (await services.proxies.resolve_draft(looping, first.id)).problem == "proxy_cycle"
    assert await services.proxies.possible_next(first.id) == ()
    assert [item.slug for item in await services.proxies.possible_next(second.id)] == ["first"]
    assert [item.slug for item in await services.proxies.possible_next()] == ["first", "second"]


async def test_remove_restore_duplicate_reorder(services: AppServices, add_provider: Add, add_proxy: Add) -> None:
    provider = await add_provider("up")
    await add_proxy("a", provider.id, mappings=(Mapping(source="x*", target="y", kind="glob"),))
    await add_proxy("b", provider.id)
    removed = await services.proxies.remove("a")
    restored = await services.proxies.restore(removed)
    assert [item.slug for item in await services.proxies.list()] == ["a", "b"]
    assert restored.mappings == removed.mappings
    copy = await services.proxies.duplicate("a")
    assert [item.slug for item in await services.proxies.list()] == ["a", "a-2", "b"]
    assert copy.mappings == removed.mappings
    await services.proxies.reorder([item.id for item in reversed(await services.proxies.list())])
    assert [item.slug for item in await services.proxies.list()] == ["b", "a-2", "a"]
    assert not (await services.proxies.set_enabled("a", False)).enabled


@pytest.mark.parametrize("inbound", ["any", "openai-chat", "openai-responses", "anthropic", "gemini"])
async def test_a_test_goes_through_mapping_and_conversion(
    inbound: str, services: AppServices, add_provider: Add, add_proxy: Add, upstream: Upstream
) -> None:
    provider = await add_provider("up")
    await add_proxy(
        "p", provider.id, inbound=inbound, mappings=(Mapping(source="", target="big-model", kind="default"),)
    )
    result = await services.proxies.test("p", "whatever")
    assert (result.ok, result.text, result.message) == (True, "".join(ANSWER), "")
    assert upstream.last.body["model"] == "big-model"


async def test_an_unsaved_form_can_be_tested(services: AppServices, add_provider: Add, upstream: Upstream) -> None:
    provider = await add_provider("up")
    target = ProxyTarget(kind="provider", target_id=provider.id, model="small-model")
    draft = BridgeProxyDraft(name="new", slug="new", inbound="anthropic", targets=(target,), enabled=False)
    assert (await services.proxies.test_draft(draft)).ok
    assert upstream.last.body["model"] == "small-model"
    assert await services.proxies.list() == ()
    empty = dataclasses.replace(draft, targets=())
    with pytest.raises(InvalidInputError):
        await services.proxies.test_draft(empty)


async def test_snippets_use_the_route_and_a_model_that_works(
    services: AppServices, add_provider: Add, add_proxy: Add
) -> None:
    provider = await add_provider("up")
    await add_proxy("p", provider.id, inbound="any")
    snippets = {item.id: item for item in await services.proxies.snippets("p", "http://127.0.0.1:9527")}
    assert set(snippets) == {"curl", "openai", "anthropic", "google-genai", "environment", "claude-code", "codex"}
    for snippet in snippets.values():
        assert "http://127.0.0.1:9527/proxies/p" in snippet.text
        if snippet.language == "python":
            compile(snippet.text, snippet.id, "exec")
    assert "big-model" in snippets["openai"].text
    windows = await services.proxies.snippets("p", "http://h", token="sk-amux.t", shell="powershell")
    assert any('$env:ANTHROPIC_AUTH_TOKEN = "sk-amux.t"' in item.text for item in windows)
