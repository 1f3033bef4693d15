"""``models/…:countTokens``: the request in both its shapes, and the answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from bridge import ir
from bridge.errors import InvalidResponseError
from bridge.formats import read
from bridge.formats.base import Context, Dialect
from bridge.formats.gemini.request_build import build_request
from bridge.formats.gemini.request_parse import parse_request
from bridge.formats.gemini.wire import get, spelling
from bridge.report import Report


def parse_count_request(body: Mapping[str, Any], model: str | None = None) -> ir.Request:
    """``contents`` alone or a whole ``generateContentRequest``; the model comes from the URL, else from the inner request."""
    inner = get(body, "generateContentRequest")
    if inner is None:
        return parse_request(body, model, stream=False)
    return parse_request(read.obj(inner, spelling(body, "generateContentRequest")), model, stream=False)


def build_count_request(request: ir.Request, dialect: Dialect, report: Report, context: Context) -> dict[str, Any]:
    """Always the whole request, so that system text and tools are counted."""
    body = build_request(request, dialect, report, context)
    return {"generateContentRequest": {"model": resource(context.target_model), **body}}


def parse_count_response(body: Mapping[str, Any]) -> int:
    """Raises InvalidResponseError when there is no count."""
    total = body.get("totalTokens")
    if not isinstance(total, int) or isinstance(total, bool):
        raise InvalidResponseError("must be a number", "totalTokens")
    return total


def build_count_response(tokens: int) -> dict[str, Any]:
    return {"totalTokens": tokens, "promptTokensDetails": [{"modality": "TEXT", "tokenCount": tokens}]}


def resource(model: str) -> str:
    """The resource name of a model: ``models/…`` unless it says another collection (``tunedModels/…``)."""
    return model if "/" in model else f"models/{model}"


def endpoint(model: str, method: str) -> str:
    return f"/v1beta/{quote(resource(model), safe='/-._~@:', errors='replace')}:{method}"
