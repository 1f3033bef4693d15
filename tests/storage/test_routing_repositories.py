"""Providers, proxies, tokens, prices: what is stored comes back, what is wrong is refused and changes nothing."""

from __future__ import annotations

import dataclasses
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from amux_desktop.core.errors import AmuxError, ConflictError, InvalidInputError, NotFoundError
from amux_desktop.security.tokens import new_token
from amux_desktop.storage.records import (
    ApiTokenDraft,
    BridgeProxy,
    BridgeProxyDraft,
    CodeToolDraft,
    Mapping,
    ModelPrice,
    NewProviderKey,
    Provider,
    ProviderDraft,
    ProviderModel,
    ProxyTarget,
    Timeouts,
    TokenScope,
)
from amux_desktop.storage.repositories.base import SLUG
from amux_desktop.storage.repositories.proxies import find_cycle
from amux_desktop.storage.unit import Storage

pytestmark = pytest.mark.both_stores

SECRET = "sk-live-0123456789abcdef0123456789"
DRAFT = ProviderDraft(
    name="DeepSeek",
    slug="deepseek",
    adapter="deepseek",
    preset="deepseek",
    base_url="https://api.deepseek.com/",
    models=(
        ProviderModel(id="deepseek-chat", context_tokens=128_000, capabilities=("tools",)),
        ProviderModel(id="deepseek-reasoner", enabled=False),
    ),
    timeouts=Timeouts(connect_s=3.5),
    options={"region": "eu"},
    headers={"X-Team": "secret-team"},
    outbound_proxy="http://me:pass-word@proxy:8080",
)


def add_provider(storage: Storage, slug: str = "deepseek", **changes: object) -> Provider:
    with storage.write() as repositories:
        draft = dataclasses.replace(DRAFT, slug=slug, **changes)  # type: ignore[arg-type]  # test data
        return repositories.providers.create(draft, [NewProviderKey(secret=SECRET, label="main")])


def add_proxy(storage: Storage, slug: str, *target: ProxyTarget, **changes: object) -> BridgeProxy:
    with storage.write() as repositories:
        draft = BridgeProxyDraft(name=slug.upper(), slug=slug, inbound="anthropic", targets=target)
        return repositories.proxies.create(dataclasses.replace(draft, **changes))  # type: ignore[arg-type]  # test data


def to_provider(provider: Provider) -> ProxyTarget:
    return ProxyTarget(kind="provider", target_id=provider.id)


def to_proxy(proxy: BridgeProxy) -> ProxyTarget:
    return ProxyTarget(kind="proxy", target_id=proxy.id)


def test_a_provider_comes_back_and_its_secrets_only_when_asked(storage: Storage) -> None:
    provider = add_provider(storage)
    with storage.read() as repositories:
        assert repositories.providers.find("deepseek") == repositories.providers.get(provider.id) == provider
        secrets = repositories.providers.secrets(provider.id)
        everything = "".join(
            str(list(repositories.providers._connection.execute(text(f"SELECT * FROM {table}"))))
            for table in ("providers", "provider_keys")
        )
    assert provider.base_url == "https://api.deepseek.com"
    assert provider.models == DRAFT.models
    assert (provider.timeouts, provider.options, provider.header_names) == (
        DRAFT.timeouts,
        {"region": "eu"},
        ("X-Team",),
    )
    assert provider.outbound_proxy == "http://***@proxy:8080"
    assert (provider.keys[0].label, provider.keys[0].hint) == ("main", SECRET[-4:])
    assert secrets.keys == {provider.keys[0].id: SECRET}
    assert (secrets.headers, secrets.outbound_proxy) == (DRAFT.headers, DRAFT.outbound_proxy)
    for shown in (everything, repr(provider), repr(secrets), repr(DRAFT), repr(NewProviderKey(secret=SECRET))):
        assert not any(secret in shown for secret in (SECRET, "secret-team", "pass-word"))


def test_updating_keeps_secrets_that_are_not_given(storage: Storage) -> None:
    provider = add_provider(storage)
    with storage.write() as repositories:
        draft = dataclasses.replace(ProviderDraft.of(provider), name="Renamed")
        changed = repositories.providers.update(provider.id, draft)
        assert repositories.providers.secrets(provider.id).headers == DRAFT.headers
        assert changed == dataclasses.replace(provider, name="Renamed", updated_ms=changed.updated_ms)
        cleared = dataclasses.replace(draft, headers={}, outbound_proxy="")
        assert repositories.providers.update(provider.id, cleared).header_names == ()
        assert repositories.providers.secrets(provider.id).outbound_proxy == ""


def test_keys_are_added_replaced_ordered_and_removed(storage: Storage) -> None:
    provider = add_provider(storage)
    first = provider.keys[0]
    with storage.write() as repositories:
        second = repositories.providers.add_key(provider.id, NewProviderKey(secret=SECRET[::-1], label="spare"))
        repositories.providers.reorder_keys(provider.id, [second.id, first.id])
        repositories.providers.set_key_state(first.id, "limited", reason="429", until_ms=5, used_ms=4)
        repositories.providers.update_key(second.id, enabled=False)
    with storage.write() as repositories:
        keys = repositories.providers.get(provider.id).keys
        assert [(key.label, key.enabled, key.state, key.state_until_ms) for key in keys] == [
            ("spare", False, "unknown", None),
            ("main", True, "limited", 5),
        ]
        assert list(repositories.providers.secrets(provider.id).keys) == [second.id, first.id]
        renewed = repositories.providers.replace_key(first.id, NewProviderKey(secret="another-key-0123456789"))
        assert (renewed.label, renewed.state, renewed.hint) == ("main", "unknown", "6789")
        repositories.providers.delete_key(second.id)
        assert repositories.providers.secrets(provider.id).keys == {first.id: "another-key-0123456789"}


def test_a_ciphertext_moved_to_another_row_does_not_open(storage: Storage) -> None:
    one, two = add_provider(storage, "one"), add_provider(storage, "two")
    with storage.write() as repositories:
        connection = repositories.providers._connection
        for table, row_id, column in (
            ("provider_keys", (one.keys[0].id, two.keys[0].id), "sealed_secret"),
            ("providers", (one.id, two.id), "sealed_headers"),
        ):
            moved = connection.scalar(text(f"SELECT {column} FROM {table} WHERE id = :id"), {"id": row_id[0]})
            connection.execute(text(f"UPDATE {table} SET {column} = :v WHERE id = :id"), {"v": moved, "id": row_id[1]})
    with storage.read() as repositories:
        repositories.providers.secrets(one.id)
        with pytest.raises(AmuxError) as caught:
            repositories.providers.secrets(two.id)
    assert caught.value.code == "secret_unreadable"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name": " "}, "field_required"),
        ({"adapter": ""}, "field_required"),
        ({"slug": "Has Space"}, "slug_invalid"),
        ({"slug": ""}, "slug_invalid"),
        ({"slug": "-x"}, "slug_invalid"),
        ({"slug": "a" * 65}, "slug_invalid"),
        ({"slug": "a\n"}, "slug_invalid"),
        ({"slug": "deepseek"}, "slug_taken"),
        ({"base_url": "ftp://x"}, "field_invalid"),
        ({"base_url": "https://key:secret1@host"}, "field_invalid"),
        ({"base_url": "https://host/?key=1"}, "field_invalid"),
        ({"base_url": "https://host:99999"}, "field_invalid"),
        ({"base_url": "https:// host"}, "field_invalid"),
        ({"outbound_proxy": "nonsense://x"}, "field_invalid"),
        ({"models": (ProviderModel(id=" "),)}, "field_required"),
    ],
)
def test_a_bad_provider_is_refused_and_nothing_changes(storage: Storage, change: dict[str, object], code: str) -> None:
    add_provider(storage)
    with pytest.raises(AmuxError) as caught:
        add_provider(storage, **({"slug": "other"} | change))  # type: ignore[arg-type]  # test data
    assert caught.value.code == code
    assert "secret1" not in str(caught.value)
    if code == "slug_taken":
        assert caught.value.params["name"] == "DeepSeek"
    with storage.read() as repositories:
        assert [provider.slug for provider in repositories.providers.list()] == ["deepseek"]


@pytest.mark.parametrize("secret", ["", "  ", "has space", "line\nbreak", "schlüssel"])
def test_a_key_that_cannot_be_sent_is_refused_without_repeating_it(storage: Storage, secret: str) -> None:
    provider = add_provider(storage)
    with pytest.raises(InvalidInputError) as caught, storage.write() as repositories:
        repositories.providers.add_key(provider.id, NewProviderKey(secret=secret))
    assert not secret.strip() or secret not in str(caught.value)


@given(st.text(max_size=70))
def test_slugs_are_safe_in_a_path(slug: str) -> None:
    if SLUG.fullmatch(slug):
        assert slug.isascii()
        assert slug == slug.lower()
        assert not set(slug) & set("/?#%\\ \n")
        assert slug not in {".", ".."}


def test_order_is_the_users_and_must_be_complete(storage: Storage) -> None:
    ids = [add_provider(storage, slug).id for slug in ("a", "b", "c")]
    with storage.write() as repositories:
        repositories.providers.reorder([ids[2], ids[0], ids[1]])
        assert [provider.slug for provider in repositories.providers.list()] == ["c", "a", "b"]
        for bad in (ids[:2], [*ids, ids[0]], [*ids[:2], "unknown"]):
            with pytest.raises(AmuxError):
                repositories.providers.reorder(bad)


def test_what_is_used_cannot_be_deleted_and_the_users_are_named(storage: Storage) -> None:
    provider = add_provider(storage)
    proxy = add_proxy(storage, "claude", to_provider(provider))
    chained = add_proxy(storage, "front", to_proxy(proxy))
    with storage.write() as repositories:
        token = repositories.tokens.create(ApiTokenDraft(name="codex", kind="code"), new_token())
        repositories.code_tools.save("codex", CodeToolDraft(enabled=True, provider_id=provider.id, token_id=token.id))
    for delete, names in (
        (lambda repositories: repositories.providers.delete(provider.id), ("proxy CLAUDE", "tool codex")),
        (lambda repositories: repositories.proxies.delete(proxy.id), ("proxy FRONT",)),
        (lambda repositories: repositories.tokens.delete(token.id), ("tool codex",)),
    ):
        with pytest.raises(ConflictError) as caught, storage.write() as repositories:
            delete(repositories)
        assert caught.value.params["references"] == names
    with storage.write() as repositories:
        repositories.code_tools.delete("codex")
        repositories.proxies.delete(chained.id)
        repositories.proxies.delete(proxy.id)
        repositories.providers.delete(provider.id)
        repositories.tokens.delete(token.id)
        for table in ("provider_keys", "proxy_targets", "model_mappings"):
            assert repositories.providers._connection.scalar(text(f"SELECT count(*) FROM {table}")) == 0


def test_a_proxy_comes_back_and_keeps_the_ids_of_its_targets(storage: Storage) -> None:
    one, two = add_provider(storage, "one"), add_provider(storage, "two")
    targets = (
        dataclasses.replace(to_provider(one), model="m", weight=3, conditions={"tools": True}),
        dataclasses.replace(to_provider(two), enabled=False),
    )
    mappings = (
        Mapping(source="a", target="x"),
        Mapping(source="b*", target="y", kind="glob"),
        Mapping(source="", target="z", kind="default"),
    )
    proxy = add_proxy(storage, "p", *targets, mappings=mappings)
    assert [dataclasses.replace(target, id="") for target in proxy.targets] == list(targets)
    assert proxy.mappings == mappings
    with storage.write() as repositories:
        draft = dataclasses.replace(BridgeProxyDraft.of(proxy), targets=proxy.targets[::-1], mappings=mappings[::-1])
        changed = repositories.proxies.update(proxy.id, draft)
    with storage.read() as repositories:
        assert repositories.proxies.find("p") == changed
    assert [target.id for target in changed.targets] == [target.id for target in proxy.targets[::-1]]
    assert changed.mappings == mappings[::-1]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"targets": ()}, "proxy_no_target"),
        ({"targets": (ProxyTarget(kind="provider", target_id="gone"),)}, "not_found"),
        ({"inbound": "telepathy"}, "field_invalid"),
        ({"mappings": (Mapping(source="a", target=""),)}, "field_required"),
        ({"mappings": (Mapping(source="a", target="x"), Mapping(source="a", target="y"))}, "field_invalid"),
        ({"slug": "taken"}, "slug_taken"),
    ],
)
def test_a_bad_proxy_is_refused(storage: Storage, change: dict[str, object], code: str) -> None:
    target = to_provider(add_provider(storage))
    add_proxy(storage, "taken", target)
    with pytest.raises(AmuxError) as caught:
        add_proxy(storage, **({"slug": "new", "targets": (target,)} | change))  # type: ignore[arg-type]  # test data
    assert caught.value.code == code
    with storage.read() as repositories:
        assert len(repositories.proxies.list()) == 1


def test_loops_are_refused_and_named(storage: Storage) -> None:
    provider = to_provider(add_provider(storage))
    a = add_proxy(storage, "a", provider)
    b = add_proxy(storage, "b", to_proxy(a))
    c = add_proxy(storage, "c", to_proxy(b), provider)
    for target in (a, b, c):
        draft = dataclasses.replace(BridgeProxyDraft.of(a), targets=(provider, to_proxy(target)))
        with pytest.raises(InvalidInputError) as caught, storage.write() as repositories:
            repositories.proxies.update(a.id, draft)
        assert caught.value.code == "proxy_cycle"
    assert caught.value.params["chain"] == "A > C > B > A"


@given(st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdef"), max_size=4)))
def test_a_cycle_is_found_exactly_when_there_is_one(edges: dict[str, list[str]]) -> None:
    reachable, todo = set(), list(edges.get("a", ()))
    while todo:
        node = todo.pop()
        if node not in reachable:
            reachable.add(node)
            todo.extend(edges.get(node, ()))
    way = find_cycle("a", edges)
    assert bool(way) == ("a" in reachable)
    assert all(after in edges[before] for before, after in itertools.pairwise(way))


def test_a_token_is_stored_as_a_hash_only(storage: Storage) -> None:
    secret = new_token()
    proxy = add_proxy(storage, "p", to_provider(add_provider(storage)))
    scope = TokenScope(everything=False, proxy_ids=(proxy.id,), tools=("codex",))
    draft = ApiTokenDraft(
        name="laptop", scope=scope, models=("gpt-*",), permissions=("proxy", "tunnel"), daily_budget_nanos=5
    )
    with storage.write() as repositories:
        token = repositories.tokens.create(draft, secret)
        rows = str(list(repositories.tokens._connection.execute(text("SELECT * FROM api_tokens"))))
    assert secret.text not in rows
    assert ApiTokenDraft.of(token) == draft
    with storage.write() as repositories:
        assert repositories.tokens.hashes() == {secret.hash: token.id}
        with pytest.raises(ConflictError, match="laptop"):
            repositories.tokens.create(draft, new_token())
    with storage.write() as repositories:
        repositories.proxies.delete(proxy.id)
    with storage.write(configuration=False) as repositories:
        repositories.tokens.touch({token.id: 77})
    with storage.write() as repositories:
        left = repositories.tokens.find("laptop")
        assert left.last_used_ms == 77
        assert left.scope == TokenScope(everything=False, tools=("codex",)), "a lost route must not widen the scope"
        repositories.tokens.update(token.id, dataclasses.replace(ApiTokenDraft.of(left), enabled=False))
        assert repositories.tokens.replace_secret(token.id, new_token()).hint != ""
        assert secret.hash not in repositories.tokens.hashes()
        repositories.tokens.delete(token.id)
        assert repositories.tokens.list() == ()


def test_missing_things_are_named(storage: Storage) -> None:
    with storage.write() as repositories:
        for call in (
            lambda: repositories.providers.find("nope"),
            lambda: repositories.proxies.get("nope"),
            lambda: repositories.tokens.delete("nope"),
            lambda: repositories.prices.delete("nope"),
            lambda: repositories.request_logs.get("nope"),
        ):
            with pytest.raises(NotFoundError, match="nope"):
                call()


def test_prices(storage: Storage) -> None:
    provider = add_provider(storage)
    with storage.write() as repositories:
        price = repositories.prices.save(
            ModelPrice(
                model="gpt-*", provider_id=provider.id, currency="CNY", input_nanos=5, tiers=({"above_tokens": 9},)
            )
        )
        assert repositories.prices.list() == (price,)
        changed = repositories.prices.save(dataclasses.replace(price, output_nanos=7))
        assert repositories.prices.list() == (changed,)
        with pytest.raises(InvalidInputError):
            repositories.prices.save(ModelPrice(model="x", input_nanos=-1))
        repositories.providers.delete(provider.id)
    with storage.read() as repositories:
        assert repositories.prices.list() == ()
