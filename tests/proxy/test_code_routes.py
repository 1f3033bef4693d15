"""Routes of coding tools: what an address means, and what a model name becomes."""

from __future__ import annotations

import pytest

from amux_desktop.proxy.code_routes import CodeEntry, CodeRoutes, CodeTier
from amux_desktop.proxy.resolving import place_of
from tests.helpers.routing import provider, proxy, snapshot

TIERS = (CodeTier("opus", ("*opus*",)), CodeTier("haiku", ("*haiku*",)))


def routes(**changes: object) -> CodeRoutes:
    entry = CodeEntry(
        tool="claude-code", slug="claudecode", name="Claude Code", inbound="anthropic", tiers=TIERS,
        mappings={
            "id-one": (("opus", "one-large"), ("haiku", "one-mini"), ("claude-x*", "one-x"), ("exact", "one-e")),
            "id-two": (("opus", "two-large"), ("haiku", "two-mini")),
        }, **changes,  # type: ignore[arg-type]  # fields of the entry
    )  # fmt: skip
    providers = [
        provider("one", "openai", "http://one", models=["one-large", "one-mini"]),
        provider("two", "openai", "http://two", models=["two-large", "two-mini"]),
        provider("own", "anthropic", "http://own", models=["claude-sonnet-5"]),
        provider("off", "openai", "http://off", enabled=False),
    ]
    return CodeRoutes([entry], snapshot(providers, [proxy("chain", "any", "two")]))


@pytest.mark.parametrize(
    ("slug", "asked", "becomes"),
    [
        ("claudecode@one", "claude-opus-5-5", "one-large"),
        ("claudecode@one", "claude-3-haiku", "one-mini"),
        ("claudecode@one", "claude-x-opus", "one-x"),
        ("claudecode@one", "exact", "one-e"),
        ("claudecode@one", "one-mini", "one-mini"),
        ("claudecode@one", "something-else", "one-large"),
        # A tool that was begun at the other provider goes on with the same tier here.
        ("claudecode@one", "two-mini", "one-mini"),
        ("claudecode@two", "one-large", "two-large"),
        # A provider of the tool's own format knows the tool's names.
        ("claudecode@own", "claude-opus-9-unlisted", "claude-opus-9-unlisted"),
        ("claudecode@one=one-mini", "claude-opus-5-5", "one-mini"),
        ("claudecode@one=org/model:free", "claude-opus-5-5", "org/model:free"),
        ("claudecode@one=opus:x,haiku:y", "claude-3-haiku", "y"),
    ],
)
def test_what_a_name_becomes(slug: str, asked: str, becomes: str) -> None:
    route = routes().find(slug)
    assert route is not None
    (target,) = route.targets
    assert target.model_for(asked) == becomes


def test_the_plain_address_goes_where_the_tool_is_pointed() -> None:
    assert routes().find("claudecode").problem == "tool_no_target"  # type: ignore[union-attr]  # it is there
    pointed = routes(provider_id="id-two").find("claudecode")
    assert pointed is not None
    assert (pointed.targets[0].upstream.slug, pointed.label, pointed.tool) == ("two", "code/claudecode", "claude-code")
    chained = routes(proxy_id="id-chain").find("claudecode")
    assert chained is not None
    assert chained.targets[0].upstream.slug == "two"


@pytest.mark.parametrize("slug", ["cursor", "claudecode@nobody", "claudecode@off", "", "@one"])
def test_an_address_that_means_nothing(slug: str) -> None:
    assert routes().find(slug) is None


def test_a_token_in_the_address_is_taken_out() -> None:
    place = place_of("/code/codex/~sk-amux.abc/v1/responses")
    assert (place.kind, place.slug, place.subpath, place.token) == ("code", "codex", "v1/responses", "sk-amux.abc")
    assert place.without_token("/code/codex/~sk-amux.abc/v1/responses") == "/code/codex/v1/responses"
    assert "sk-amux" not in repr(place)
    encoded = "/code/codex/~sk-%61mux.abc/v1/responses"
    assert place_of(encoded).token == "sk-amux.abc"
    assert place_of(encoded).without_token(encoded) == "/code/codex/v1/responses"
    other = place_of("/code/codex@one=org%2Fmodel/v1/responses")
    assert (other.slug, other.token) == ("codex@one=org/model", "")
