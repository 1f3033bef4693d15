"""The way to each provider, hop by hop: name, connection, TLS, key, model list, and a small call when asked for.

It is walked with the proxy's own client, so through the same outgoing proxy and with the same certificate authorities as
traffic. The first hop that fails ends the walk.
"""

from __future__ import annotations

import dataclasses
import json
import time
from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, cast

from amux_desktop.core.errors import AmuxError
from amux_desktop.services.doctor_check import Check, Hop
from amux_desktop.services.model_lists import models_path, parse_models
from amux_desktop.services.upstream_call import UpstreamAnswer, UpstreamCall
from amux_desktop.storage.records import Provider

if TYPE_CHECKING:
    from amux_desktop.proxy.snapshot import Upstream
    from amux_desktop.services.app_services import AppServices

_SKEW_S = 120.0
_FIXES = {
    "dns": "Check the host in its base URL {url}, your network, and whether an outgoing proxy is needed",
    "connect": "Check the address {url}, a firewall, and whether an outgoing proxy is needed",
    "proxy": "Start the outgoing proxy, or: amux settings set proxy.outbound_proxy none",
    "tls": "Check the clock; behind a filtering proxy: amux settings set proxy.ca_file FILE",
    "timeout": "Try again; if it stays so, the provider or something on the way is stuck",
    "reset": "Check the base URL {url}: something else than this provider may answer there",
}


@dataclass(frozen=True, slots=True)
class Walked:
    """`skew_s` is how far this machine's clock is ahead of the provider's, None when it did not tell."""

    checks: tuple[Check, ...]
    skew_s: float | None = None


async def walk(services: AppServices, provider: Provider, upstream: Upstream | None, call: bool) -> Walked:
    """Never raises for what a provider does."""
    ident, title = f"provider.{provider.slug}", f"Provider {provider.name}"

    def failed(hop: Hop, detail: str, fix: str) -> Walked:
        return Walked((Check(id=ident, level="failed", title=title, detail=detail, fix=fix, hop=hop),))

    if upstream is None:
        return failed(
            "answer",
            f"its adapter {provider.adapter} is not known",
            f"Update Amux, or: amux providers remove {provider.slug}",
        )
    if upstream.locked:
        return failed("vault", "its stored keys are locked", "amux vault unlock")
    if upstream.pool:
        checks: tuple[Check, ...] = (Check(id=ident, level="ok", title=title, detail="uses the accounts of a pool"),)
        return Walked((*checks, await _call(services, provider, ident, title)) if call else checks)
    if not upstream.keys and upstream.adapter.auth != "none" and not upstream.headers:
        return failed("key", "it has no enabled API key", f"amux providers edit {provider.slug} --api-key-stdin")
    answers = [await _ask(one) for one in _each_key(upstream)]
    first = answers[0]
    if first.hop:
        return failed(cast("Hop", first.hop), first.problem, _FIXES[first.hop].format(url=provider.base_url))
    checks = tuple(_judge(provider, ident, title, answers))
    if call and not any(check.level == "failed" for check in checks):
        checks = (*checks, await _call(services, provider, ident, title))
    return Walked(checks, _skew(first.date))


def clock_check(skews: Iterable[float]) -> Check:
    """Compares with what the providers' answers say; one provider alone may be wrong, so the smallest difference counts."""
    differences = sorted(skews, key=abs)
    if not differences:
        return Check(id="clock", level="ok", title="Clock", detail="no provider told its time")
    skew = differences[0]
    if abs(skew) <= _SKEW_S:
        return Check(
            id="clock", level="ok", title="Clock", detail=f"within {max(1, round(abs(skew)))} s of the providers'"
        )
    word = "ahead" if skew > 0 else "behind"
    detail = (
        f"{abs(skew):.0f} s {word} of the providers' clocks: TLS and sign-ins may fail, and records get wrong times"
    )
    return Check(
        id="clock", level="warning", title="Clock", detail=detail, fix="Set the time automatically in the system"
    )


def _each_key(upstream: Upstream) -> list[Upstream]:
    if len(upstream.keys) < 2:
        return [upstream]
    return [dataclasses.replace(upstream, keys=(key,)) for key in upstream.keys]


async def _ask(upstream: Upstream) -> UpstreamAnswer:
    async with UpstreamCall(upstream) as call:
        return await call.get(models_path(upstream))


def _judge(provider: Provider, ident: str, title: str, answers: list[UpstreamAnswer]) -> Iterable[Check]:
    """What the answers to the different keys say."""
    refused = [number for number, answer in enumerate(answers, 1) if answer.status in (401, 403)]
    replace_key = f"amux providers edit {provider.slug} --api-key-stdin"
    if refused:
        which = f"key {', '.join(map(str, refused))} of {len(answers)}: " if len(answers) > 1 else ""
        detail = which + answers[refused[0] - 1].problem
        if len(refused) == len(answers):
            yield Check(id=ident, level="failed", title=title, detail=detail, fix=replace_key, hop="key")
            return
        yield Check(id=f"{ident}.key", level="warning", title=title, detail=detail, fix=replace_key, hop="key")
    good = next((answer for answer in answers if not answer.problem), None)
    if good is None:
        answer = next(answer for answer in answers if answer.status not in (401, 403))
        if answer.status in (404, 405):
            fix = f"It may simply have no model list: amux doctor --call, or check {provider.base_url}"
            yield Check(id=ident, level="warning", title=title, detail=answer.problem, fix=fix, hop="models")
        else:
            fix = "Wait and try again; its status page may know more"
            yield Check(
                id=ident, level="failed", title=title, detail=answer.problem or answer.hop, fix=fix, hop="answer"
            )
        return
    yield _models(provider, ident, title, good)


def _models(provider: Provider, ident: str, title: str, answer: UpstreamAnswer) -> Check:
    try:
        listed = {model.id for model in parse_models(json.loads(answer.body))}
    except ValueError:
        detail = "the model list is not JSON: something else answers at this address"
        return Check(id=ident, level="failed", title=title, detail=detail, fix=f"Check its base URL {provider.base_url}", hop="models")  # fmt: skip
    detail = f"reachable, key accepted, {len(listed)} models"
    gone = [model.id for model in provider.models if model.enabled and listed and model.id not in listed]
    if gone:
        fix = f"amux providers models {provider.slug} --fetch"
        said = f"{detail}; not listed any more: {', '.join(gone[:5])}"
        return Check(id=ident, level="warning", title=title, detail=said, fix=fix, hop="models")
    return Check(id=ident, level="ok", title=title, detail=detail)


async def _call(services: AppServices, provider: Provider, ident: str, title: str) -> Check:
    try:
        result = await services.providers.test(provider.id)
    except AmuxError as error:
        return Check(id=f"{ident}.call", level="failed", title=title, detail=error.message, hop="call")
    if result.ok:
        detail = f"{result.model} answered in {result.duration_ms} ms"
        return Check(id=f"{ident}.call", level="ok", title=title, detail=detail)
    detail = f"{result.model}: {result.status}: {result.message}"
    fix = f"amux providers test {provider.slug} --model NAME tries another model"
    return Check(id=f"{ident}.call", level="failed", title=title, detail=detail, fix=fix, hop="call")


def _skew(date: str) -> float | None:
    try:
        return time.time() - parsedate_to_datetime(date).timestamp()
    except (ValueError, TypeError):
        return None
