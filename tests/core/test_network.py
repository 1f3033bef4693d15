"""What the requests of Amux itself go through, and what is said when they do not get there."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from amux_desktop.core.errors import UnavailableError
from amux_desktop.core.network import Network, words
from amux_desktop.oauth.control import ControlClient
from tests.helpers.upstream import Upstream


async def test_every_address_is_shown_to_the_check_and_can_be_refused() -> None:
    seen: list[str] = []

    def check(url: str) -> None:
        seen.append(url)
        raise PermissionError(url)

    with Upstream("openai-chat") as upstream:
        async with Network().client(check=check) as client:
            with pytest.raises(PermissionError):
                await client.get(f"{upstream.base}/v1/models")
        assert seen == [f"{upstream.base}/v1/models"]
        assert upstream.asked == []


@pytest.mark.parametrize(("file", "reason"), [("none.pem", "is not there"), ("empty.pem", "cannot be read")])
async def test_certificates_that_cannot_be_had_are_an_error_the_user_understands(
    tmp_path: Path, file: str, reason: str
) -> None:
    (tmp_path / "empty.pem").write_text("no certificate")
    client = ControlClient(Network(ca_file=str(tmp_path / file)))
    with pytest.raises(UnavailableError) as failed:
        await client.get("a vendor", "https://127.0.0.1:9/")
    assert failed.value.code == "account_offline"
    assert reason in failed.value.message


def test_no_address_is_in_the_words_of_a_failure() -> None:
    assert words(httpx.ConnectError("https://user:secret@host/?key=secret")) == "no connection"
    assert words(httpx.RemoteProtocolError("https://host/?key=secret")) == "RemoteProtocolError"


def test_a_proxy_with_a_password_is_not_shown() -> None:
    assert "secret" not in repr(Network(proxy="http://user:secret@proxy:8080"))
