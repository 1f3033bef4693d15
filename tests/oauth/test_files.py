from __future__ import annotations

import json

import pytest

from amux_desktop.core.errors import InvalidInputError
from amux_desktop.oauth import exchange_files
from amux_desktop.services.app_services import AppServices
from tests.helpers.vendors import VendorServer
from tests.oauth.conftest import sign_in


async def test_the_codex_clis_own_file_is_taken_over(services: AppServices, codex: VendorServer) -> None:
    account = await sign_in(services, codex)
    tokens, _ = await services._account_runtime.sealed.load(account.id)
    await services.accounts.edit(account.id, label="kept")
    own = {
        "OPENAI_API_KEY": None,
        "tokens": {
            "id_token": tokens.id_token,
            "access_token": tokens.access_token,
            "refresh_token": tokens.refresh_token,
            "account_id": "acc-u1",
        },
        "last_refresh": "2026-01-01T00:00:00Z",
    }
    imported = await services.accounts.import_file(json.dumps(own).encode())
    assert [(item.email, item.label) for item in imported.accounts] == [("ana@example.com", "kept")]
    assert codex.calls.count("/token") == 2, "an access token without a known end is renewed"


@pytest.mark.parametrize(
    ("entry", "vendor"),
    [
        ({"type": "codex", "access_token": "a", "refresh_token": "r", "email": "x"}, "codex"),
        ({"type": "antigravity", "access_token": "a", "refresh_token": "r", "project_id": "p"}, "antigravity"),
        ({"refreshToken": "r", "accessToken": "a", "projectId": "p"}, "antigravity"),
        ({"accounts": [{"refreshToken": "r", "projectId": "p"}]}, "antigravity"),
        ([{"tokens": {"refresh_token": "r", "account_id": "x"}}], "codex"),
    ],
)
def test_files_of_common_tools_are_known(entry: object, vendor: str) -> None:
    found = exchange_files.unpack(json.dumps(entry).encode())
    assert [(item.vendor, item.tokens.refresh_token) for item in found] == [(vendor, "r")]
    assert "refresh_token='r'" not in repr(found)


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b"[1]", b"{}", b'{"OPENAI_API_KEY": "sk-1"}', b'{"refresh_token": "r"}', b"[" * 99_999]
)
def test_other_files_are_refused(data: bytes) -> None:
    with pytest.raises(InvalidInputError) as caught:
        exchange_files.unpack(data)
    assert caught.value.code == "import_unknown"
    assert "sk-1" not in caught.value.message
