"""A real browser through the whole sign-in, and real coding tools through the pools.

AMUX_CLIENTS names the folder that holds one folder with `node_modules` per tool; without it the usual cache is looked at.
What is not installed is skipped.
"""

from __future__ import annotations

import asyncio
import os
import shutil
from pathlib import Path

import pytest

from amux_desktop.core.errors import AccessError
from amux_desktop.services.app_services import AppServices
from amux_desktop.services.records import BridgeProxyDraft, ProxyTarget
from tests.helpers.vendors import VendorServer
from tests.oauth.conftest import sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
CLIENTS = Path(os.environ.get("AMUX_CLIENTS") or Path.home() / ".cache" / "amux-acceptance" / "npm")
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")


async def run(*command: str, cwd: Path, **env: str) -> tuple[int, str]:
    """Exit code and everything printed; nothing of the tester's own environment reaches the program."""
    plain = {"HOME": str(cwd), "PATH": os.environ["PATH"], "TERM": "dumb", "LANG": "C.UTF-8", **env}
    process = await asyncio.create_subprocess_exec(
        *command,
        cwd=cwd,
        env=plain,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        out, _ = await asyncio.wait_for(process.communicate(), 120)
    except TimeoutError:
        process.kill()
        raise
    return process.returncode or 0, out.decode("utf-8", "replace")


async def browse(url: str, folder: Path) -> str:
    assert BROWSER is not None
    flags = (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        f"--user-data-dir={folder / 'profile'}",
    )
    _, page = await run(BROWSER, *flags, "--virtual-time-budget=8000", "--dump-dom", url, cwd=folder)
    return page


@pytest.mark.skipif(BROWSER is None, reason="no chromium is installed")
async def test_a_real_browser_signs_in_and_a_denial_is_shown(
    services: AppServices, codex: VendorServer, antigravity: VendorServer, tmp_path: Path
) -> None:
    for server in (codex, antigravity):
        ticket = await services.accounts.begin_login(server.kind)
        page = await browse(ticket.url, tmp_path)
        assert "You are signed in" in page, page
        assert (await services.accounts.wait_login(ticket.id)).email == "ana@example.com"
    codex.browser = "deny"
    ticket = await services.accounts.begin_login("codex")
    page = await browse(ticket.url, tmp_path)
    assert "did not work" in page
    assert "<script>alert" not in page
    with pytest.raises(AccessError):
        await services.accounts.wait_login(ticket.id)


def program(tool: str) -> str:
    path = CLIENTS / tool / "node_modules" / ".bin" / tool
    if not path.exists():
        pytest.skip(f"{tool} is not installed in {CLIENTS}")
    return str(path)


async def serve(services: AppServices, slug: str) -> str:
    provider = await services.providers.get(slug)
    target = ProxyTarget(kind="provider", target_id=provider.id)
    await services.proxies.add(BridgeProxyDraft(name="pool", slug="pool", inbound="any", targets=(target,)))
    await services.proxy.start()
    return f"{services.base_url()}/proxies/pool"


@pytest.mark.parametrize("kind", ["codex", "antigravity"])
async def test_claude_code_does_a_tool_task_through_a_pool(
    services: AppServices, codex: VendorServer, antigravity: VendorServer, tmp_path: Path, kind: str
) -> None:
    claude = program("claude")
    server = codex if kind == "codex" else antigravity
    await sign_in(services, server)
    base = await serve(services, f"{kind}-pool")
    model = "gpt-5.1-codex" if kind == "codex" else "claude-sonnet-4-5-thinking"
    code, out = await run(
        claude, "-p", "Note the weather", "--model", model, "--output-format", "json", "--allowedTools", "Bash",
        cwd=tmp_path, ANTHROPIC_BASE_URL=base, ANTHROPIC_AUTH_TOKEN="any", CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC="1",
        ANTHROPIC_DEFAULT_HAIKU_MODEL=model, DISABLE_AUTOUPDATER="1",
    )  # fmt: skip
    assert code == 0, out
    assert "It is sunny." in out
    assert (tmp_path / "weather.txt").read_text().strip() == "sunny"


async def test_codex_does_a_tool_task_through_its_pool(
    services: AppServices, codex: VendorServer, tmp_path: Path
) -> None:
    tool = program("codex")
    await sign_in(services, codex)
    base = await serve(services, "codex-pool")
    settings = {
        "model_provider": '"amux"',
        "model_providers.amux.name": '"amux"',
        "model_providers.amux.base_url": f'"{base}/v1"',
        "model_providers.amux.wire_api": '"responses"',
        "model_providers.amux.experimental_bearer_token": '"any"',
    }
    flags = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    code, out = await run(
        tool, "exec", "--skip-git-repo-check", "--dangerously-bypass-approvals-and-sandbox", "-m", "gpt-5.1-codex", *flags,
        "Note the weather", cwd=tmp_path,
    )  # fmt: skip
    assert code == 0, out
    assert "It is sunny." in out
    assert (tmp_path / "weather.txt").read_text().strip() == "sunny"
    sessions = {chat["headers"].get("session_id") for chat in codex.chats}
    assert len(sessions) == 1
    assert len({chat["body"]["prompt_cache_key"] for chat in codex.chats}) == 1
