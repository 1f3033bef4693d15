"""The intermediate representation every format parses to and builds from.

Invariants
- A field lives here when at least two formats have it; anything else stays in ``extra`` of the node it was found on and is
  re-emitted only towards the format it came from (``Request.origin``); towards others it is reported, never dropped silently.
- ``path`` is the place of a node in the body it was read from (``messages[2].content[0]``), for reports and errors.
- ``Usage.input_tokens`` includes cached tokens, ``output_tokens`` includes reasoning tokens; builders convert to each convention.
- Streams: parts never interleave; every ``PartStart`` has a ``PartEnd``; exactly one ``Finish`` or ``StreamError`` ends a stream.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

FormatName: TypeAlias = Literal["openai-chat", "openai-responses", "anthropic", "gemini"]
Role: TypeAlias = Literal["system", "developer", "user", "assistant", "tool"]
Effort: TypeAlias = Literal["none", "minimal", "low", "medium", "high", "xhigh", "max"]
FinishReason: TypeAlias = Literal[
    "stop", "stop_sequence", "tool_calls", "length", "content_filter", "refusal", "pause", "error", "other"
]
JSONObject: TypeAlias = dict[str, Any]


# --------------------------------------------------------------------------- opaque vendor state


@dataclass(slots=True, kw_only=True, frozen=True)
class Native:
    """A wire object kept verbatim because its own vendor must get it back unchanged.

    ``vendor`` is who issued it (``anthropic``, ``openai``, ``google``, ``deepseek`` …), ``format`` the wire format of ``block``.
    Used for signed or encrypted reasoning, Gemini ``thoughtSignature`` (block ``{"thoughtSignature": …}``) and server-tool blocks.
    """

    vendor: str
    format: FormatName
    block: JSONObject


# --------------------------------------------------------------------------- parts


@dataclass(slots=True, kw_only=True)
class Citation:
    """A source of a stretch of text. Offsets are into the part's text, in characters, None when the vendor gives none."""

    url: str | None = None
    title: str | None = None
    cited_text: str | None = None
    start: int | None = None
    end: int | None = None
    native: Native | None = None


@dataclass(slots=True, kw_only=True)
class TextPart:
    text: str
    citations: list[Citation] = field(default_factory=list[Citation])
    #: Vendor state attached to this very part (Gemini puts thoughtSignature on text parts).
    native: Native | None = None
    #: Anthropic ``cache_control`` object, kept as it is.
    cache_control: JSONObject | None = None
    extra: JSONObject | None = None
    path: str = ""


@dataclass(slots=True, kw_only=True)
class Media:
    """Where bytes come from; exactly one of ``data`` (standard base64), ``url``, ``file_id`` or ``text`` is set."""

    media_type: str | None = None
    data: str | None = None
    url: str | None = None
    file_id: str | None = None
    text: str | None = None


@dataclass(slots=True, kw_only=True)
class ImagePart:
    source: Media
    detail: str | None = None
    native: Native | None = None
    cache_control: JSONObject | None = None
    extra: JSONObject | None = None
    path: str = ""


@dataclass(slots=True, kw_only=True)
class FilePart:
    """A document, video or any other file. ``source.media_type`` tells which."""

    source: Media
    filename: str | None = None
    title: str | None = None
    context: str | None = None
    citations: bool | None = None
    native: Native | None = None
    cache_control: JSONObject | None = None
    extra: JSONObject | None = None
    path: str = ""


@dataclass(slots=True, kw_only=True)
class AudioPart:
    """``source.media_type`` is ``audio/…``; ``transcript`` and ``id`` are set on model audio (Chat Completions)."""

    source: Media
    transcript: str | None = None
    id: str | None = None
    expires_at: int | None = None
    native: Native | None = None
    extra: JSONObject | None = None
    path: str = ""


@dataclass(slots=True, kw_only=True)
class ReasoningPart:
    """What the model thought. ``native`` is the vendor's own signed/encrypted block, verbatim, when there is one.

    ``text`` is the readable text ("" when the vendor shows none); ``summary`` tells that it is a summary.
    ``redacted``: the vendor encrypted the whole thought (Anthropic redacted_thinking).
    """

    text: str = ""
    summary: bool = False
    redacted: bool = False
    native: Native | None = None
    extra: JSONObject | None = None
    path: str = ""


@dataclass(slots=True, kw_only=True)
class ToolCallPart:
    """``arguments`` is JSON text for functions, raw text for ``kind == "custom"`` (freeform) tools."""

    id: str
    name: str
    arguments: str
    kind: Literal["function", "custom"] = "function"
    namespace: str | None = None
    native: Native | None = None
    cache_control: JSONObject | None = None
    extra: JSONObject | None = None
    path: str = ""


@dataclass(slots=True, kw_only=True)
class ToolResultPart:
    """``name`` may be "" when the format does not carry it (look it up by ``call_id``)."""

    call_id: str
    content: list[Part]
    name: str = ""
    is_error: bool = False
    kind: Literal["function", "custom"] = "function"
    #: Gemini's response is an object; kept here when it is one, so that the way back is exact.
    structured: JSONObject | None = None
    cache_control: JSONObject | None = None
    extra: JSONObject | None = None
    path: str = ""


@dataclass(slots=True, kw_only=True)
class RefusalPart:
    text: str
    extra: JSONObject | None = None
    path: str = ""


@dataclass(slots=True, kw_only=True)
class OpaquePart:
    """A block or item only its own vendor understands (server tools and their results, item references, compaction).

    ``text`` is a readable stand-in for other vendors, "" when there is nothing worth showing.
    """

    native: Native
    text: str = ""
    path: str = ""


Part: TypeAlias = (
    TextPart
    | ImagePart
    | FilePart
    | AudioPart
    | ReasoningPart
    | ToolCallPart
    | ToolResultPart
    | RefusalPart
    | OpaquePart
)


# --------------------------------------------------------------------------- request


@dataclass(slots=True, kw_only=True)
class Message:
    """One turn. System text keeps its place: ``Request.messages`` may hold system/developer messages anywhere.

    Tool results live in messages of role ``tool`` (parsers split Anthropic/Gemini user turns: first a ``tool`` message with the
    results, then a ``user`` message with the rest).
    """

    role: Role
    parts: list[Part]
    name: str | None = None
    extra: JSONObject | None = None
    path: str = ""


@dataclass(slots=True, kw_only=True)
class Tool:
    """A tool the client offers.

    ``function``: ``parameters`` is a JSON Schema or None for "no arguments".  ``custom``: free text, ``custom_format`` the grammar.
    ``server``: run by the vendor; ``name`` is the canonical word (``web_search``, ``web_fetch``, ``code_execution``,
    ``file_search``, ``mcp``, ``computer``, ``image_generation``, or the vendor's own type) and ``native`` the declaration.
    """

    name: str
    kind: Literal["function", "custom", "server"] = "function"
    description: str | None = None
    parameters: JSONObject | None = None
    strict: bool | None = None
    custom_format: JSONObject | None = None
    namespace: str | None = None
    #: Listed by name only until the client's own tool search loads it (Anthropic/Responses ``defer_loading``).
    deferred: bool = False
    native: Native | None = None
    cache_control: JSONObject | None = None
    extra: JSONObject | None = None
    path: str = ""


@dataclass(slots=True, kw_only=True)
class ToolChoice:
    """``mode`` ``tool``: exactly ``names[0]``; ``allowed``: one of ``names`` (``required`` tells if a call is forced)."""

    mode: Literal["auto", "none", "required", "tool", "allowed"] = "auto"
    names: tuple[str, ...] = ()
    required: bool = False
    extra: JSONObject | None = None
    path: str = ""


@dataclass(slots=True, kw_only=True)
class Reasoning:
    """How much to think. None everywhere = the client said nothing.

    ``budget_tokens``: −1 = let the model decide (adaptive / dynamic).  ``enabled`` False = asked to be off.
    ``show``: whether the client wants to see thoughts or a summary (``summary`` names the kind: auto, concise, detailed).
    """

    enabled: bool | None = None
    effort: Effort | None = None
    budget_tokens: int | None = None
    adaptive: bool = False
    show: bool | None = None
    summary: str | None = None
    extra: JSONObject | None = None
    path: str = ""


@dataclass(slots=True, kw_only=True)
class OutputFormat:
    """Structured output. ``json_object`` = any JSON."""

    kind: Literal["text", "json_object", "json_schema"]
    schema: JSONObject | None = None
    name: str | None = None
    description: str | None = None
    strict: bool | None = None
    extra: JSONObject | None = None
    path: str = ""


@dataclass(slots=True, kw_only=True)
class Request:
    """One model call. ``origin`` is the format it was parsed from; ``vendor`` the vendor whose native blocks it holds untagged."""

    origin: FormatName
    model: str
    messages: list[Message]
    stream: bool = False
    tools: list[Tool] = field(default_factory=list[Tool])
    tool_choice: ToolChoice | None = None
    parallel_tool_calls: bool | None = None
    reasoning: Reasoning | None = None
    output_format: OutputFormat | None = None
    verbosity: str | None = None
    max_output_tokens: int | None = None
    temperature: float | None = None
    top_p: float | None = None
    top_k: int | None = None
    stop: list[str] = field(default_factory=list[str])
    presence_penalty: float | None = None
    frequency_penalty: float | None = None
    seed: int | None = None
    candidate_count: int | None = None
    logprobs: bool | None = None
    top_logprobs: int | None = None
    user: str | None = None
    metadata: JSONObject | None = None
    service_tier: str | None = None
    store: bool | None = None
    previous_response_id: str | None = None
    prompt_cache_key: str | None = None
    truncation: str | None = None
    #: Wire objects that only frame tools or set something (Responses namespaces, ``additional_tools``, ``configuration_update``),
    #: by path and without the nodes read out of them. Only their own format writes them back.
    declarations: dict[str, JSONObject] = field(default_factory=dict[str, JSONObject])
    #: Where each scalar above was found in the body, only when it differs from its own name: {"max_output_tokens": "max_tokens"}.
    paths: dict[str, str] = field(default_factory=dict[str, str])
    extra: JSONObject | None = None


# --------------------------------------------------------------------------- response


@dataclass(slots=True, kw_only=True)
class Usage:
    """Tokens. Input includes cache reads and writes, output includes reasoning. None = the vendor did not say."""

    input_tokens: int | None = None
    output_tokens: int | None = None
    cache_read_tokens: int | None = None
    cache_write_tokens: int | None = None
    reasoning_tokens: int | None = None
    #: The vendor's own object, for the same format.
    raw: JSONObject | None = None


@dataclass(slots=True, kw_only=True)
class Candidate:
    """One answer; n > 1 gives several."""

    parts: list[Part]
    finish_reason: FinishReason = "stop"
    raw_finish_reason: str | None = None
    stop_sequence: str | None = None
    #: Chat Completions ``logprobs`` object shape: {"content": [{token, logprob, bytes, top_logprobs}], "refusal": …}
    logprobs: JSONObject | None = None
    extra: JSONObject | None = None


@dataclass(slots=True, kw_only=True)
class Response:
    """A whole answer. ``candidates`` is never empty (a blocked prompt has one without parts)."""

    origin: FormatName
    id: str
    model: str
    candidates: list[Candidate]
    usage: Usage = field(default_factory=Usage)
    created: int | None = None
    service_tier: str | None = None
    #: Set when the answer is a failure inside a 200 (Responses ``status: failed``).
    error: Error | None = None
    extra: JSONObject | None = None


ErrorKind: TypeAlias = Literal[
    "invalid_request",
    "authentication",
    "billing",
    "permission",
    "not_found",
    "conflict",
    "too_large",
    "rate_limit",
    "overloaded",
    "timeout",
    "server",
    "content_filter",
]
"""The unified word for what went wrong."""


@dataclass(slots=True, kw_only=True)
class Error:
    """An upstream's error, read from any envelope. ``kind`` is the unified word, ``type``/``code``/``param`` the vendor's own."""

    status: int
    message: str
    kind: ErrorKind = "server"
    type: str | None = None
    code: str | None = None
    param: str | None = None
    request_id: str | None = None
    retry_after_s: float | None = None
    origin: FormatName | None = None
    body: Any = None


# --------------------------------------------------------------------------- stream events


@dataclass(slots=True, kw_only=True)
class ResponseStart:
    id: str
    model: str
    created: int | None = None
    #: Input tokens when the vendor tells them first (Anthropic).
    usage: Usage | None = None
    service_tier: str | None = None
    extra: JSONObject | None = None


@dataclass(slots=True, kw_only=True)
class PartStart:
    """``part`` is the part as known so far (empty text, tool call with id and name and ``arguments == ""``).

    ``whole`` tells that nothing follows but the ``PartEnd`` (opaque blocks, redacted thinking).
    ``candidate`` counts from 0; parts of a later candidate come after all parts of the earlier ones.
    """

    index: int
    part: Part
    whole: bool = False
    candidate: int = 0


@dataclass(slots=True, kw_only=True)
class PartDelta:
    """More of the open part: text, reasoning text, refusal text, or argument text, by the kind of the part."""

    index: int
    text: str
    logprobs: list[JSONObject] | None = None


@dataclass(slots=True, kw_only=True)
class CitationDelta:
    index: int
    citation: Citation


@dataclass(slots=True, kw_only=True)
class NativeDelta:
    """Vendor state of the open part became known (signature, encrypted content); comes after its last ``PartDelta``."""

    index: int
    native: Native


@dataclass(slots=True, kw_only=True)
class PartEnd:
    index: int


@dataclass(slots=True, kw_only=True)
class Ping:
    """Keep-alive of the upstream; builders pass it on in their own form."""


@dataclass(slots=True, kw_only=True)
class Finish:
    """The end, with merged usage. ``reasons`` holds (unified, raw) of further candidates when n > 1."""

    reason: FinishReason
    raw_reason: str | None = None
    stop_sequence: str | None = None
    usage: Usage = field(default_factory=Usage)
    reasons: tuple[tuple[FinishReason, str | None], ...] = ()
    extra: JSONObject | None = None


@dataclass(slots=True, kw_only=True)
class StreamError:
    """The upstream broke off, in its own words or because the connection ended. Ends the stream instead of ``Finish``."""

    error: Error


StreamEvent: TypeAlias = (
    ResponseStart | PartStart | PartDelta | CitationDelta | NativeDelta | PartEnd | Ping | Finish | StreamError
)
