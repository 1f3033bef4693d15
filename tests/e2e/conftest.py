"""One `amux serve` for all tests of this folder, between real clients and two strict upstreams."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.helpers.serving import Serving, amux_json
from tests.helpers.upstream import Upstream


@dataclass(frozen=True, slots=True)
class Stage:
    """`chat` and `claude` are the upstreams; `to_chat` takes Anthropic clients to `chat`, `to_claude` OpenAI clients to
    `claude`."""

    home: Path
    server: Serving
    chat: Upstream
    claude: Upstream
    token: str

    def url(self, path: str) -> str:
        return self.server.base_url + path


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    home = tmp_path_factory.mktemp("e2e") / "home"
    with (
        Upstream("openai-chat", "chat-key-0123456789") as chat,
        Upstream("anthropic", "claude-key-0123456789") as claude,
    ):
        plan = {
            "providers": [
                {"preset": "openai", "path": "chat", "base_url": f"{chat.base}/v1", "api_key": "chat-key-0123456789", "models": ["big-model", "small-model"], "passthrough": True},
                {"preset": "anthropic", "path": "claude", "base_url": claude.base, "api_key": "claude-key-0123456789", "models": ["big-model", "small-model"]},
            ],
            "proxies": [
                {"path": "to-chat", "inbound": "anthropic", "provider": "chat", "map": {"claude-*": "big-model"}},
                {"path": "to-claude", "inbound": "openai", "provider": "claude", "map": {"gpt-5": "big-model"}},
            ],
            "tokens": [{"name": "e2e"}],
        }  # fmt: skip
        applied = amux_json(home, "apply", "-", text=json.dumps(plan))
        with Serving(home) as server:
            yield Stage(home, server, chat, claude, applied["tokens"][0]["token"])
