"""Every byte that leaves, and that none leaves without a yes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amux_desktop.code_switch.catalog import TOOLS
from amux_desktop.core.events import CodeToolChanged, ProxyChanged
from amux_desktop.core.tasks import TaskSet
from amux_desktop.services.analytics.catalog import CATALOG, OTHER, cleaned
from amux_desktop.services.analytics.service import ENDPOINT, AnalyticsService
from amux_desktop.services.app_services import AppServices
from amux_desktop.services.build_data import BuildData
from amux_desktop.services.records import NewProviderKey, ProviderDraft
from tests.helpers.serving import ROOT
from tests.helpers.site import Page, Site

BUILD = BuildData(analytics_id="G-TEST", analytics_secret="the-secret")
KEY = "sk-very-secret-0123456789"
#: Everything of a user's own that a figure could betray.
OWN = {
    "name": "My Employer's Relay",
    "slug": "employer-relay",
    "base_url": "https://relay.employer.example",
    "model": "employer-private-model",
    "note": "ask Mallory",
}


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as running:
        running.pages["/mp/collect"] = Page(status=204)
        yield running


@pytest.fixture
async def analytics(services: AppServices, site: Site) -> AnalyticsService:
    return AnalyticsService(
        services.store, services.configuration, services.bus, BUILD, "0.1.0", endpoint=f"{site.base}/mp/collect"
    )


async def use(services: AppServices, analytics: AnalyticsService) -> None:
    """A session with something of everything that is counted, and a lot that is not."""
    tasks = TaskSet()
    tasks.spawn(analytics.run(), name="figures")
    await _turns()
    draft = ProviderDraft(
        name=OWN["name"],
        slug=OWN["slug"],
        adapter="custom-anthropic",
        base_url=OWN["base_url"],
        notes=OWN["note"],
        headers={"x-own": "header-value-of-mine"},
    )
    provider = await services.providers.add(draft, [NewProviderKey(secret=KEY)])
    models = services.providers.describe_models("custom-anthropic", [OWN["model"]])
    await services.providers.set_models(provider.id, models)
    services.bus.publish(CodeToolChanged("codex"))
    services.bus.publish(CodeToolChanged("a-tool-of-my-own"))
    services.bus.publish(ProxyChanged("gone", "created"))
    await _turns()
    await analytics.settled()
    await tasks.cancel_all()


async def _turns() -> None:
    """What was handed to the loop from other threads has arrived."""
    import asyncio

    for _ in range(5):
        await asyncio.sleep(0)


async def test_every_byte_that_is_sent(services: AppServices, analytics: AnalyticsService, site: Site) -> None:
    await services.settings.update({"privacy.analytics": True})
    await use(services, analytics)
    ids, sessions, figures = set(), set(), []
    for request in site.received:
        head, _, body = request.partition(b"\r\n\r\n")
        first, *lines = head.decode().split("\r\n")
        path = urlsplit(first.split(" ")[1])
        assert (first.split(" ")[0], path.path) == ("POST", "/mp/collect")
        assert parse_qs(path.query) == {"measurement_id": ["G-TEST"], "api_secret": ["the-secret"]}
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
        assert headers.pop("host") == urlsplit(site.base).netloc
        assert headers.pop("content-length") == str(len(body))
        headers.pop("accept-encoding", None)
        assert headers == {"user-agent": "amux", "content-type": "application/json", "accept": "*/*"} or headers == {
            "user-agent": "amux",
            "content-type": "application/json",
        }
        sent: dict[str, Any] = json.loads(body)
        ids.add(sent.pop("client_id"))
        (event,) = sent.pop("events")
        assert sent == {"non_personalized_ads": True}
        assert event["params"].pop("engagement_time_msec") == 1
        sessions.add(event["params"].pop("session_id"))
        figures.append((event.pop("name"), event.pop("params")))
        assert event == {}
    started = figures.pop(0)
    assert started[0] == "app_started"
    assert started[1] == {
        "version": "0.1.0",
        "system": started[1]["system"],
        "installation": "python",
        "language": services.settings.current.appearance_language,
    }
    assert figures == [
        ("provider_added", {"format": "anthropic"}),
        ("tool_changed", {"tool": "codex"}),
        ("tool_changed", {"tool": OTHER}),
    ]
    assert len(ids) == len(sessions) == 1
    assert all(
        re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", item) for item in ids
    )
    wire = b"".join(site.received).decode()
    for secret in (*OWN.values(), KEY, "header-value-of-mine", str(Path.home())):
        assert secret not in wire


async def test_without_a_yes_nothing_is_sent(services: AppServices, analytics: AnalyticsService, site: Site) -> None:
    await use(services, analytics)
    assert site.received == []
    assert await services.store.read(lambda store: store.app_state.get("analytics.id")) is None


async def test_a_build_without_measurement_id_sends_nothing(services: AppServices, site: Site) -> None:
    await services.settings.update({"privacy.analytics": True})
    for build in (BuildData(), BuildData(analytics_id="G-TEST"), BuildData(analytics_secret="x")):
        silent = AnalyticsService(
            services.store, services.configuration, services.bus, build, "0.1.0", endpoint=f"{site.base}/mp/collect"
        )
        assert not silent.is_possible
        await use(services, silent)
        await services.providers.remove(OWN["slug"])
    assert site.received == []
    assert not services.analytics.is_possible
    assert ENDPOINT.startswith("https://www.google-analytics.com/")


async def test_off_forgets_the_id_and_on_makes_a_new_one(
    services: AppServices, analytics: AnalyticsService, site: Site
) -> None:
    async def known() -> str | None:
        found: str | None = await services.store.read(lambda store: store.app_state.get("analytics.id"))
        return found

    tasks = TaskSet()
    await services.settings.update({"privacy.analytics": True})
    tasks.spawn(analytics.run(), name="figures")
    await _turns()
    await analytics.settled()
    first = await known()
    assert first is not None
    for switched_on in (False, True):
        await services.settings.update({"privacy.analytics": switched_on})
        services.bus.publish(CodeToolChanged("codex"))
        await _turns()
        await analytics.settled()
        if not switched_on:
            assert await known() is None
    assert await known() not in (None, first)
    await tasks.cancel_all()
    # A switch that was turned while nobody looked (by the command line) counts at the next start.
    await services.settings.update({"privacy.analytics": False})
    tasks.spawn(analytics.run(), name="figures")
    await _turns()
    await analytics.settled()
    await tasks.cancel_all()
    assert await known() is None


async def test_offline_is_silent(services: AppServices, analytics: AnalyticsService, site: Site) -> None:
    site.__exit__(None, None, None)
    await services.settings.update({"privacy.analytics": True})
    await use(services, analytics)
    assert site.received == []


@given(value=st.text(max_size=80), name=st.sampled_from(sorted(CATALOG)))
def test_no_value_outside_the_lists_passes(value: str, name: str) -> None:
    parameters = dict.fromkeys((*CATALOG[name].parameters, "smuggled"), value)
    for key, sent in cleaned(name, parameters).items():
        allowed = CATALOG[name].parameters[key].values
        assert sent == OTHER or sent in allowed or (not allowed and re.fullmatch(r"[0-9.a-z-]{5,24}", sent))


def test_the_documentation_lists_exactly_the_figures() -> None:
    text = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z_]+)` \| (.*?) \| (.*?) \|$", text, re.MULTILINE)
    expected = []
    for name, figure in CATALOG.items():
        parts = []
        for key, parameter in figure.parameters.items():
            values = ", ".join(f"`{value}`" for value in sorted(parameter.values))
            parts.append(f"`{key}`: {parameter.description}" + (f" ({values})" if values else ""))
        expected.append((name, figure.description, "; ".join(parts)))
    assert rows == expected


def test_the_tools_of_the_list_are_the_tools_there_are() -> None:
    assert CATALOG["tool_changed"].parameters["tool"].values == {tool.id for tool in TOOLS}
