"""Anthropic Messages: requests, answers, streams, errors and token counts."""

from __future__ import annotations

from typing import Final

from bridge.formats.anthropic.betas import count_tokens_body, required_betas
from bridge.formats.anthropic.dialect import AnthropicDialect, compatible
from bridge.formats.anthropic.errors import build_error, parse_error
from bridge.formats.anthropic.request_build import build_request
from bridge.formats.anthropic.request_parse import parse_request
from bridge.formats.anthropic.response import build_response, facts, parse_response
from bridge.formats.anthropic.stream_build import StreamBuilder
from bridge.formats.anthropic.stream_parse import StreamParser
from bridge.formats.base import Format

__all__ = ["FORMAT", "AnthropicDialect", "compatible", "count_tokens_body", "required_betas"]


def _endpoint(_model: str, _stream: bool) -> str:
    return "/v1/messages"


FORMAT: Final = Format(
    name="anthropic",
    default_dialect=AnthropicDialect(),
    parse_request=parse_request,
    build_request=build_request,
    parse_response=parse_response,
    build_response=build_response,
    stream_parser=StreamParser,
    stream_builder=StreamBuilder,
    parse_error=parse_error,
    build_error=build_error,
    endpoint=_endpoint,
    facts=facts,
)
