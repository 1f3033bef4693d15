"""Which operation a sub-path means, for all four formats, with and without the version that some clients leave out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote

from bridge import ir

Kind = Literal[
    "generate", "count_tokens", "compact", "models", "model", "hello", "stored", "socket", "upgrade", "other"
]

#: The methods of what comes over a WebSocket: its opening request, and each request for a response on it.
OPEN_SOCKET = "WS-OPEN"
CREATE_OVER_SOCKET = "WS"


@dataclass(frozen=True, slots=True)
class Operation:
    """``model`` and ``stream`` are set where the URL carries them (Gemini); ``ref`` is a model or response id."""

    kind: Kind
    format: ir.FormatName | None = None
    model: str | None = None
    stream: bool | None = None
    ref: str = ""
    #: Gemini's stream without ``alt=sse`` is a JSON array.
    json_array: bool = False

    @property
    def is_listing(self) -> bool:
        """Answered from the configuration; clients ask often, and nothing about it is worth a record."""
        return self.kind in ("models", "model", "hello", "socket")


_FIXED: dict[tuple[str, str], Operation] = {
    ("POST", "chat/completions"): Operation("generate", "openai-chat"),
    ("POST", "responses"): Operation("generate", "openai-responses"),
    (CREATE_OVER_SOCKET, "responses"): Operation("generate", "openai-responses"),
    (OPEN_SOCKET, "responses"): Operation("socket", "openai-responses"),
    ("POST", "responses/compact"): Operation("compact", "openai-responses"),
    ("POST", "messages"): Operation("generate", "anthropic"),
    ("POST", "messages/count_tokens"): Operation("count_tokens", "anthropic"),
    ("POST", "responses/input_tokens"): Operation("count_tokens", "openai-responses"),
    ("GET", "models"): Operation("models"),
    ("HEAD", "api/hello"): Operation("hello"),
    ("GET", "api/hello"): Operation("hello"),
}
_VERSION = re.compile(r"(?:v1|v1beta|v1alpha)(?:/|$)")
_GEMINI = re.compile(r"models/(?P<model>[^:]+):(?P<method>generateContent|streamGenerateContent|countTokens)")
#: Azure's clients name the deployment in the path and may leave the model out of the body.
_DEPLOYMENT = re.compile(r"(?:openai/)?deployments/(?P<model>[^/]+)/chat/completions")
OTHER = Operation("other")


_UPGRADE = Operation("upgrade", "openai-responses")


def classify(method: str, subpath: str, query: str = "", *, upgrade: bytes = b"") -> Operation:
    """``subpath`` without leading slash, still percent-encoded, as it came behind the route's prefix; ``upgrade`` the header."""
    version = _VERSION.match(subpath)
    path = (subpath[version.end() :] if version else subpath).rstrip("/")
    known = _FIXED.get((method, path))
    if upgrade and upgrade.lower() == b"websocket":
        return known if known is not None and known.kind == "socket" else _UPGRADE
    if known is not None:
        return known
    if method == "POST" and (match := _GEMINI.fullmatch(path)):
        model = unquote(match["model"])
        if match["method"] == "countTokens":
            return Operation("count_tokens", "gemini", model, False)
        stream = match["method"] == "streamGenerateContent"
        return Operation("generate", "gemini", model, stream, json_array=stream and "alt=sse" not in query.split("&"))
    if method == "POST" and (match := _DEPLOYMENT.fullmatch(path)):
        return Operation("generate", "openai-chat", unquote(match["model"]))
    if method == "GET" and path.startswith("models/") and ":" not in path:
        return Operation("model", ref=unquote(path[7:]))
    if path.startswith("responses/") and method in ("GET", "DELETE", "POST"):
        return Operation("stored", "openai-responses", ref=path[10:])
    return OTHER


def listing_format(subpath: str, headers: dict[bytes, bytes], inbound: str) -> ir.FormatName:
    """In which format a client wants its model list: by the route's own format, else by what the request looks like."""
    if inbound != "any":
        return inbound  # type: ignore[return-value]  # the snapshot holds format names only
    if b"anthropic-version" in headers or b"x-api-key" in headers:
        return "anthropic"
    if subpath.startswith("v1beta") or b"x-goog-api-key" in headers:
        return "gemini"
    return "openai-chat"
