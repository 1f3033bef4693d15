from __future__ import annotations

import asyncio
import socket
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from amux_desktop.core.errors import AccessError, AmuxError, InvalidInputError, NotFoundError
from amux_desktop.oauth.login import challenge_of
from amux_desktop.services.app_services import AppServices
from tests.helpers.vendors import User, VendorServer
from tests.oauth.conftest import sign_in


async def test_a_codex_account_signs_in_and_brings_its_pool(services: AppServices, codex: VendorServer) -> None:
    codex.user = User("u1", "ana@example.com", plan="pro", left={"5h": 0.75, "week": 0.5})
    account = await sign_in(services, codex)
    assert (account.email, account.plan, account.verified, account.state) == ("ana@example.com", "pro", True, "active")
    assert (await services.providers.get("codex-pool")).pool == "codex"
    looked = await services.accounts.look("ana@example.com")
    assert {name: round(item["used"], 2) for name, item in looked.quota.items()} == {"5h": 0.25, "week": 0.5}


async def test_an_antigravity_account_is_enrolled_step_by_step(
    services: AppServices, antigravity: VendorServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    antigravity.onboard_steps = 3
    monkeypatch.setattr("amux_desktop.oauth.accounts_api._ONBOARD_PAUSE_S", 0)
    account = await sign_in(services, antigravity)
    assert account.metadata["project"] == "project-u1"
    assert account.plan == "free-tier"
    assert antigravity.calls.count("/v1internal:onboardUser") == 3


async def test_the_address_asks_for_pkce_and_the_registered_redirect(
    services: AppServices, codex: VendorServer
) -> None:
    ticket = await services.accounts.begin_login("codex")
    query = {name: items[0] for name, items in parse_qs(urlsplit(ticket.url).query).items()}
    assert query["code_challenge_method"] == "S256"
    assert query["redirect_uri"] == codex.real.redirect_uri
    assert challenge_of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk") == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


async def test_denial_ends_the_sign_in_and_its_words_are_escaped(services: AppServices, codex: VendorServer) -> None:
    codex.browser = "deny"
    ticket = await services.accounts.begin_login("codex")
    async with httpx.AsyncClient(follow_redirects=True) as browser:
        page = await browser.get(ticket.url)
    assert page.status_code == 400
    assert "&lt;script&gt;" in page.text
    assert "<script>" not in page.text
    with pytest.raises(AccessError) as caught:
        await services.accounts.wait_login(ticket.id)
    assert caught.value.code == "login_denied"
    assert await services.accounts.list() == ()


async def test_a_foreign_state_is_refused_and_the_right_one_still_works(
    services: AppServices, codex: VendorServer
) -> None:
    codex.browser = "wrong_state"
    ticket = await services.accounts.begin_login("codex")
    async with httpx.AsyncClient(follow_redirects=True) as browser:
        assert (await browser.get(ticket.url)).status_code == 400
        codex.browser = "approve"
        assert (await browser.get(ticket.url)).status_code == 200
    assert (await services.accounts.wait_login(ticket.id)).email == "ana@example.com"


async def test_a_redirect_works_once(services: AppServices, codex: VendorServer) -> None:
    ticket = await services.accounts.begin_login("codex")
    async with httpx.AsyncClient() as browser:
        target = (await browser.get(ticket.url)).headers["location"]
        assert (await browser.get(target)).status_code == 200
        again = await browser.get(target)
    assert again.status_code == 400
    assert "finished already" in again.text
    assert codex.calls.count("/token") == 1


async def test_the_callback_answers_only_its_path_and_host(services: AppServices, codex: VendorServer) -> None:
    await services.accounts.begin_login("codex")
    base = f"http://127.0.0.1:{codex.real.redirect_port}"
    async with httpx.AsyncClient() as browser:
        assert (await browser.get(base + "/other")).status_code == 404
        foreign = await browser.get(base + "/auth/callback?code=x", headers={"host": "evil.example"})
    assert foreign.status_code == 421


async def test_both_loopback_addresses_are_served(services: AppServices, codex: VendorServer) -> None:
    if not socket.has_ipv6:
        pytest.skip("this machine has no IPv6")
    await services.accounts.begin_login("codex")
    for host in ("127.0.0.1", "::1"):
        reader, writer = await asyncio.open_connection(host, codex.real.redirect_port)
        writer.close()
        await writer.wait_closed()
        assert reader is not None


async def test_pages_speak_the_users_language(services: AppServices, codex: VendorServer) -> None:
    ticket = await services.accounts.begin_login("codex", "zh_CN")
    async with httpx.AsyncClient(follow_redirects=True) as browser:
        assert "登录成功" in (await browser.get(ticket.url)).text


async def test_a_busy_port_is_told_and_pasting_still_works(services: AppServices, codex: VendorServer) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", codex.real.redirect_port))
        busy.listen()
        ticket = await services.accounts.begin_login("codex")
        assert ticket.problem is not None
        assert str(codex.real.redirect_port) in ticket.problem.message
        async with httpx.AsyncClient() as browser:
            target = (await browser.get(ticket.url)).headers["location"]
        with pytest.raises(AmuxError):
            await services.accounts.paste_login(ticket.id, "http://localhost/?code=abc")
        account = await services.accounts.paste_login(ticket.id, f"  {target} ")
    assert account.email == "ana@example.com"


async def test_a_sign_in_that_nobody_finishes_ends(services: AppServices, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("amux_desktop.services.account_logins.LIFETIME_S", 0.01)
    ticket = await services.accounts.begin_login("codex")
    with pytest.raises(AccessError) as caught:
        await services.accounts.wait_login(ticket.id)
    assert caught.value.code == "login_expired"


async def test_a_cancelled_sign_in_frees_the_port(services: AppServices, codex: VendorServer) -> None:
    ticket = await services.accounts.begin_login("codex")
    await services.accounts.cancel_login(ticket.id)
    with pytest.raises(NotFoundError):
        await services.accounts.wait_login(ticket.id)
    second = await services.accounts.begin_login("codex")
    assert second.problem is None


async def test_a_device_code_needs_no_browser_here(
    services: AppServices, codex: VendorServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def pause(_seconds: float) -> None:
        codex.device_confirmed = codex.calls.count("/device/token") >= 2

    monkeypatch.setattr(services.accounts._logins, "_pause", pause)
    ticket = await services.accounts.begin_device_login("codex")
    assert ticket.user_code == "ABCD-1234"
    assert (await services.accounts.wait_login(ticket.id)).email == "ana@example.com"
    assert codex.calls.count("/device/token") == 3
    with pytest.raises(InvalidInputError) as caught:
        await services.accounts.begin_device_login("antigravity")
    assert caught.value.code == "login_no_device"


async def test_unreachable_keys_leave_the_identity_unverified(services: AppServices, codex: VendorServer) -> None:
    codex.keys_down = True
    assert not (await sign_in(services, codex)).verified


async def test_signing_in_again_renews_the_same_account(services: AppServices, codex: VendorServer) -> None:
    first = await sign_in(services, codex)
    await services.accounts.edit(first.id, label="mine", weight=3)
    again = await sign_in(services, codex)
    assert (again.id, again.label, again.weight) == (first.id, "mine", 3)


async def test_the_last_account_takes_the_provider_along_and_is_revoked(
    services: AppServices, codex: VendorServer
) -> None:
    await sign_in(services, codex)
    second = await sign_in(services, codex, User("u2", "bo@example.com"))
    assert await services.accounts.remove("ana@example.com")
    assert [item.slug for item in await services.providers.list()] == ["codex-pool"]
    assert await services.accounts.remove(second.id)
    assert await services.providers.list() == ()
    assert len(codex.revoked) == 2


async def test_accounts_travel_in_an_encrypted_archive(services: AppServices, codex: VendorServer) -> None:
    account = await sign_in(services, codex)
    archive = await services.accounts.export("a long passphrase")
    assert b"ana@example.com" not in archive
    await services.accounts.remove(account.id)
    with pytest.raises(InvalidInputError):
        await services.accounts.import_file(archive, "another passphrase")
    imported = await services.accounts.import_file(archive, "a long passphrase")
    assert [item.email for item in imported.accounts] == ["ana@example.com"]


async def test_no_token_is_stored_in_clear(services: AppServices, codex: VendorServer) -> None:
    account = await sign_in(services, codex)
    tokens, _ = await services._account_runtime.sealed.load(account.id)
    stored = services.paths.database.read_bytes() + services.paths.database.with_name("amux.db-wal").read_bytes()
    for secret in (tokens.access_token, tokens.refresh_token, tokens.id_token):
        assert secret
        assert secret.encode() not in stored
        assert secret not in repr(account) + repr(tokens)
