"""The OpenAI Responses wire format."""

from __future__ import annotations

from typing import Final

from bridge.formats.base import Format
from bridge.formats.openai_responses.content import NAME
from bridge.formats.openai_responses.dialect import CODEX_BACKEND, DEFAULT, ResponsesDialect
from bridge.formats.openai_responses.errors import build_error, parse_error
from bridge.formats.openai_responses.request_build import build_request
from bridge.formats.openai_responses.request_parse import parse_request
from bridge.formats.openai_responses.response_build import build_response
from bridge.formats.openai_responses.response_parse import parse_response
from bridge.formats.openai_responses.stream_build import StreamBuilder
from bridge.formats.openai_responses.stream_collect import Collector
from bridge.formats.openai_responses.stream_parse import StreamParser

FORMAT: Final = Format(
    name=NAME,
    default_dialect=DEFAULT,
    parse_request=parse_request,
    build_request=build_request,
    parse_response=parse_response,
    build_response=build_response,
    stream_parser=StreamParser,
    stream_builder=StreamBuilder,
    parse_error=parse_error,
    build_error=build_error,
    endpoint=lambda model, stream: "/v1/responses",
    collector=Collector,
)

__all__ = ["CODEX_BACKEND", "FORMAT", "Collector", "ResponsesDialect"]
