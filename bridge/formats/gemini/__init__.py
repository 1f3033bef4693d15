"""Google Gemini ``generateContent``: requests, answers, streams, errors and token counts."""

from __future__ import annotations

from typing import Final

from bridge.formats.base import Format
from bridge.formats.gemini.count_tokens import endpoint
from bridge.formats.gemini.dialect import GeminiDialect
from bridge.formats.gemini.errors import build_error, parse_error
from bridge.formats.gemini.json_array import Decoder
from bridge.formats.gemini.request_build import build_request
from bridge.formats.gemini.request_parse import parse_request
from bridge.formats.gemini.response import build_response, parse_response
from bridge.formats.gemini.stream_build import StreamBuilder
from bridge.formats.gemini.stream_parse import StreamParser


def _endpoint(model: str, stream: bool) -> str:
    return endpoint(model, "streamGenerateContent?alt=sse" if stream else "generateContent")


FORMAT: Final = Format(
    name="gemini",
    default_dialect=GeminiDialect(),
    parse_request=parse_request,
    build_request=build_request,
    parse_response=parse_response,
    build_response=build_response,
    stream_parser=StreamParser,
    stream_builder=StreamBuilder,
    parse_error=parse_error,
    build_error=build_error,
    endpoint=_endpoint,
    decoder=Decoder,
)
