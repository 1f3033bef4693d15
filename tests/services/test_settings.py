from __future__ import annotations

import pytest

from amux_desktop.core.errors import InvalidInputError
from amux_desktop.core.events import Event, SettingsChanged
from amux_desktop.services.app_services import AppServices

pytestmark = pytest.mark.both_stores


async def test_changes_count_at_once_and_are_told(services: AppServices, events: list[Event]) -> None:
    await services.settings.set_text("logs.bodies", "on")
    assert services.settings.current.logs_bodies
    assert SettingsChanged(frozenset({"logs.bodies"})) in events
    assert not services.settings.view("logs.bodies").is_default
    await services.settings.reset(["logs.bodies"])
    assert services.settings.view("logs.bodies").is_default


async def test_nothing_changes_when_one_value_is_refused(services: AppServices) -> None:
    with pytest.raises(InvalidInputError):
        await services.settings.update({"logs.bodies": True, "proxy.port": 99999})
    assert not services.settings.current.logs_bodies
    with pytest.raises(InvalidInputError) as unknown:
        await services.settings.set_text("proxy.prot", "1")
    assert "proxy.port" in unknown.value.message


async def test_a_proxy_on_the_network_must_ask_for_tokens(services: AppServices) -> None:
    with pytest.raises(InvalidInputError) as refused:
        await services.settings.update({"proxy.host": "0.0.0.0", "proxy.auth_required": False})
    assert refused.value.code == "auth_needed_on_network"
    await services.settings.update({"proxy.auth_required": False})
    with pytest.raises(InvalidInputError):
        await services.proxy.start("0.0.0.0", 0)
    assert services.proxy.status.state == "failed"


async def test_secrets_are_masked_and_files_kept_apart(services: AppServices) -> None:
    await services.settings.set_text("proxy.outbound_proxy", "http://user:secret@proxy.example:8080")
    assert services.settings.current.proxy_outbound_proxy == "http://user:secret@proxy.example:8080"
    assert "secret" not in str(services.settings.view("proxy.outbound_proxy").value)
    await services.settings.set_text("database.url", "sqlite:////tmp/other.db")
    assert "other.db" in services.paths.config.read_text()
    await services.settings.set_text("database.url", "")


async def test_every_setting_is_listed(services: AppServices) -> None:
    from amux_desktop.core.settings import SETTINGS

    assert [view.declaration.key for view in await services.settings.list()] == list(SETTINGS)
