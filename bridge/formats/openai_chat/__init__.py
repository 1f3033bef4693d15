"""OpenAI Chat Completions, and everybody who speaks like it (see ``dialect``)."""

from __future__ import annotations

from typing import Final

from bridge.formats.base import Format
from bridge.formats.openai_chat.dialect import ChatDialect
from bridge.formats.openai_chat.errors import build_error, parse_error
from bridge.formats.openai_chat.request_build import build_request
from bridge.formats.openai_chat.request_parse import parse_request
from bridge.formats.openai_chat.response_build import build_response
from bridge.formats.openai_chat.response_parse import facts, parse_response
from bridge.formats.openai_chat.stream_build import ChatStreamBuilder
from bridge.formats.openai_chat.stream_parse import ChatStreamParser


def _endpoint(model: str, stream: bool) -> str:
    return "/v1/chat/completions"


FORMAT: Final = Format(
    name="openai-chat",
    default_dialect=ChatDialect(),
    parse_request=parse_request,
    build_request=build_request,
    parse_response=parse_response,
    build_response=build_response,
    stream_parser=ChatStreamParser,
    stream_builder=ChatStreamBuilder,
    parse_error=parse_error,
    build_error=build_error,
    endpoint=_endpoint,
    facts=facts,
)
