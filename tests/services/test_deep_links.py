"""Links that propose a provider: what they show, what is pointed out, and what is refused."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from amux_desktop.core.errors import AmuxError
from amux_desktop.core.links import is_link
from amux_desktop.services.app_services import AppServices
from amux_desktop.services.deep_links import WARNINGS, LinkProposal, warning_text

KEY = "sk-0123456789abcdefghij"


async def test_a_known_service(services: AppServices) -> None:
    found = await services.links.read(f"amux://import?preset=deepseek&key={KEY}")
    assert (found.draft.name, found.draft.base_url, found.host) == (
        "DeepSeek",
        "https://api.deepseek.com",
        "api.deepseek.com",
    )
    assert found.warnings == ()
    assert found.key_hint == "…ghij"
    assert KEY not in repr(found)
    assert await services.providers.list() == ()
    provider = await services.links.accept(found)
    assert (provider.adapter, provider.slug, len(provider.keys)) == ("deepseek", "deepseek", 1)
    again = await services.links.accept(found)
    assert again.slug == "deepseek-2"


async def test_a_service_of_somebodys_own(services: AppServices) -> None:
    link = "AMUX://import?name=My%20relay&format=anthropic&base_url=https://relay.example/v1/messages&models=a,b,"
    found = await services.links.read(link)
    provider = await services.links.accept(found)
    assert (provider.adapter, provider.base_url) == ("custom-anthropic", "https://relay.example/v1")
    assert [model.id for model in provider.models] == ["a", "b"]
    assert found.key_hint == ""
    assert found.warnings == ("unknown_service",)


POINTED_OUT: tuple[Any, ...] = (
    ("base_url=http://relay.example", "relay.example", {"unencrypted", "unknown_service"}),
    ("base_url=http://127.0.0.1:8000/v1", "127.0.0.1", {"private_address", "unknown_service"}),
    ("base_url=https://192.168.1.9", "192.168.1.9", {"private_address", "unknown_service"}),
    ("base_url=https://[::1]:80", "::1", {"private_address", "unknown_service"}),
    (
        "preset=openai&base_url=https://api.openai.com.evil.example",
        "api.openai.com.evil.example",
        {"other_address"},
    ),
    (
        f"preset=openai&base_url={quote('https://аpi.openai.com')}",
        "xn--pi-6kc.openai.com",
        {"lookalike", "other_address"},
    ),
    ("preset=openai&base_url=https://api.openai.com/v1", "api.openai.com", set()),
    ("preset=moonshot&base_url=https://api.moonshot.ai", "api.moonshot.ai", set()),
    ("preset=ollama", "127.0.0.1", {"private_address"}),
)


async def test_what_is_pointed_out(services: AppServices) -> None:
    for query, host, warnings in POINTED_OUT:
        found = await services.links.read(f"amux://import?{query}")
        assert (found.host, set(found.warnings)) == (host, warnings)
        assert found.draft.base_url.isascii()
        for warning in found.warnings:
            assert "{" not in warning_text(warning, found)


REFUSED: tuple[Any, ...] = (
    ("https://import?preset=openai", "it does not begin with amux://"),
    ("javascript:alert(1)", "it does not begin with amux://"),
    ("amux://delete?preset=openai", "other than an import"),
    ("amux://import/all?preset=openai", "other than an import"),
    ("amux://user@import?preset=openai", "other than an import"),
    ("amux://import?preset=openai#x", "other than an import"),
    ("amux://import", "only you know the address"),
    ("amux://import?preset=openai&preset=gemini", "says something twice"),
    ("amux://import?preset=openai&run=1", "does not know its part 'run'"),
    ("amux://import?preset=nobody", "does not know"),
    ("amux://import?preset=openai&format=gemini", "both a service and a format"),
    ("amux://import?format=soap&base_url=https://x.example", "no format of that name"),
    ("amux://import?base_url=ftp://x.example", "not an http"),
    ("amux://import?base_url=https://me:pw@x.example", "more than a host and a path"),
    ("amux://import?base_url=https://x.example?a=1", "more than a host and a path"),
    ("amux://import?base_url=https://x.example%3Fa", "more than a host and a path"),
    ("amux://import?base_url=https://x.example:99999", "its address is not valid"),
    ("amux://import?base_url=file:///etc/passwd", "not an http"),
    ("amux://import?preset=openai&name=a%0Ab", "invisible characters"),
    ("amux://import?preset=openai&name=%E2%80%AEevil", "invisible characters"),
    ("amux://import?preset=openai&name=%ff", "not a link"),
    ("amux://import?preset=openai&name=" + "n" * 81, "name is too long"),
    ("amux://import?preset=openai&key=" + "k" * 600, "its key"),
    ("amux://import?preset=openai&key=%20a%20b", "its key"),
    ("amux://import?preset=openai&models=" + "m," * 200, "list of models is too long"),
    ("amux://import?preset=openai&name=" + "n" * 9000, "it is too long"),
    ("amux://import?preset=openai\n&name=x", "characters that no link has"),
    ("amux://import?preset", "not a link"),
    ("", "does not begin"),
)


async def test_what_is_refused(services: AppServices) -> None:
    for link, reason in REFUSED:
        with pytest.raises(AmuxError) as caught:
            await services.links.read(link)
        assert caught.value.code == "link_invalid"
        assert reason in str(caught.value)
        assert await services.providers.list() == ()


PARTS = st.sampled_from(["name", "preset", "format", "base_url", "models", "key", "x"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pairs=st.lists(st.tuples(PARTS, st.text(max_size=30) | st.just("https://x.example")), max_size=4))
@example(pairs=[("base_url", "https://xn--\ud7ff.example")])
@example(pairs=[("base_url", "https://[::1")])
async def test_any_link_is_read_or_refused(services: AppServices, pairs: list[tuple[str, str]]) -> None:
    link = "amux://import?" + "&".join(f"{name}={quote(value, errors='replace')}" for name, value in pairs)
    try:
        found = await services.links.read(link)
    except AmuxError as error:
        found = error
    assert isinstance(found, LinkProposal) or found.code == "link_invalid"


def test_every_warning_has_words() -> None:
    assert all(text.endswith(".") for text in WARNINGS.values())
    assert is_link("amux://x")
    assert is_link("Amux:x")
    assert not is_link("amux")
