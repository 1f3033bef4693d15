"""A local estimate of prompt tokens for providers that cannot count.

Documented rule: Latin text is about four characters a token, other scripts about 1.5 characters a token; each message costs four tokens,
each tool declaration its JSON text plus eight, each picture 1 600, each other file 3 000. Answers made of it say so in a header.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from amux_desktop.core.errors import AmuxError
from amux_desktop.proxy.balancing import Balancer
from amux_desktop.proxy.exchange import Exchange
from amux_desktop.proxy.outgoing import generate_headers
from amux_desktop.proxy.pipeline import Pipeline
from amux_desktop.proxy.sessions import hints_of
from amux_desktop.proxy.snapshot import Route, Target
from amux_desktop.proxy.upstream import UpstreamClient, UpstreamUnreachableError
from bridge import codec, ir
from bridge.convert import RequestConversion, convert_request, format_of
from bridge.errors import ConversionError, InvalidRequestError
from bridge.urls import join_url

log = logging.getLogger(__name__)
_PATIENCE_S = 10.0
#: Who counts, and where. Copies of these formats mostly lack the endpoint, so only true copies are asked, and not again after a no.
_PATHS: dict[str, str] = {
    "anthropic": "/v1/messages/count_tokens",
    "gemini": "/v1beta/models/{model}:countTokens",
    "openai-responses": "/v1/responses/input_tokens",
}
_CANNOT = frozenset({404, 405, 501})
_MESSAGE, _TOOL, _IMAGE, _FILE = 4, 8, 1600, 3000


class Counter:
    """Asks providers to count. Remembers which of them cannot."""

    def __init__(self, client: UpstreamClient, balancer: Balancer, pipeline: Pipeline, user_agent: str) -> None:
        self._client = client
        self._balancer = balancer
        self._pipeline = pipeline
        self._user_agent = user_agent.encode("latin-1")
        self._cannot: set[tuple[str, str]] = set()

    async def ask(self, exchange: Exchange, route: Route, body: dict[str, Any], raw: bytes) -> bytes | None:
        """The provider's own answer in the client's format; None when nobody can tell, for whatever reason."""
        hints = hints_of(body, exchange.source_model, len(raw))
        for target in self._balancer.order(route, hints, "", 0)[:1]:
            upstream = target.upstream
            place = (upstream.id, upstream.base_url)
            if upstream.adapter.format != exchange.inbound or not upstream.adapter.verbatim or place in self._cannot:
                continue
            try:
                return await self._count(exchange, target, body)
            except (AmuxError, UpstreamUnreachableError, ConversionError, InvalidRequestError) as error:
                log.debug("%s could not count tokens: %s", upstream.name, error)
        return None

    async def _count(self, exchange: Exchange, target: Target, body: dict[str, Any]) -> bytes | None:
        upstream = target.upstream
        exchange.provider_id, exchange.provider_name = upstream.id, upstream.name
        exchange.outbound = upstream.adapter.format
        exchange.target_model = target.model_for(exchange.source_model)
        credentials = await self._pipeline.credentials_of(target.upstream, exchange, target)
        if not credentials:
            return None
        conversion = _conversion(body, target, exchange)
        path = upstream.adapter.paths.get("count_tokens") or _PATHS[upstream.adapter.format]
        answer = await self._client.open(
            "POST",
            join_url(upstream.base_url, path.replace("{model}", exchange.target_model)),
            generate_headers(upstream, dict(credentials[0].headers), conversion, exchange, self._user_agent),
            codec.dumps(conversion.body),
            network=upstream.network,
            connect_timeout_s=min(upstream.connect_timeout_s, _PATIENCE_S),
            first_byte_timeout_s=min(upstream.first_byte_timeout_s, _PATIENCE_S),
            idle_timeout_s=min(upstream.idle_timeout_s, _PATIENCE_S),
        )
        try:
            data = await answer.read()
        finally:
            answer.close()
        if answer.status in _CANNOT:
            self._cannot.add((upstream.id, upstream.base_url))
        return data if answer.status == 200 else None


def _conversion(body: dict[str, Any], target: Target, exchange: Exchange) -> RequestConversion:
    """The body with the mapped model, which Gemini has in an inner request."""
    adapter = target.upstream.adapter
    inner = body.get("generateContentRequest") if adapter.format == "gemini" else None
    source = inner if isinstance(inner, dict) else body
    conversion = convert_request(
        source, adapter.format, adapter, model=exchange.operation.model, stream=False, target_model=exchange.target_model
    )  # fmt: skip
    if inner is not None:
        conversion.body = {"generateContentRequest": {**conversion.body, "model": f"models/{exchange.target_model}"}}
    return conversion


def read(body: Mapping[str, Any], inbound: ir.FormatName, model: str | None) -> ir.Request:
    """The request whose tokens are to be counted. Raises InvalidRequestError."""
    source = body.get("generateContentRequest", body) if inbound == "gemini" else body
    try:
        return format_of(inbound).parse_request(source, model, False)
    except RecursionError:
        raise InvalidRequestError("nested too deeply") from None


def answer(tokens: int, inbound: ir.FormatName) -> dict[str, object]:
    """A count of our own in the client's format."""
    if inbound == "gemini":
        return {"totalTokens": tokens, "promptTokensDetails": [{"modality": "TEXT", "tokenCount": tokens}]}
    if inbound == "openai-responses":
        return {"object": "response.input_tokens", "input_tokens": tokens}
    return {"input_tokens": tokens}


def estimate(request: ir.Request) -> int:
    """Input tokens of a request, at least 1."""
    total = 0
    for message in request.messages:
        total += _MESSAGE + sum(_part(part) for part in message.parts)
    for tool in request.tools:
        total += _TOOL + tokens_of(tool.name) + tokens_of(tool.description or "")
        total += tokens_of(codec.dumps_text(tool.parameters)) if tool.parameters else 0
    if request.output_format is not None and request.output_format.schema:
        total += tokens_of(codec.dumps_text(request.output_format.schema))
    return max(1, total)


def tokens_of(text: str) -> int:
    """Estimated tokens of plain text."""
    if text.isascii():
        return (len(text) + 3) // 4
    wide = sum(1 for character in text if character > "\u02ff")
    return (len(text) - wide + 3) // 4 + (2 * wide + 2) // 3


def _part(part: ir.Part) -> int:
    match part:
        case ir.TextPart() | ir.ReasoningPart() | ir.RefusalPart() | ir.OpaquePart():
            return tokens_of(part.text)
        case ir.ToolCallPart():
            return tokens_of(part.name) + tokens_of(part.arguments) + _TOOL
        case ir.ToolResultPart():
            return _TOOL + sum(_part(inner) for inner in part.content)
        case ir.ImagePart():
            return _IMAGE
        case ir.FilePart():
            return tokens_of(part.source.text) if part.source.text is not None else _FILE
        case ir.AudioPart():
            return _FILE
