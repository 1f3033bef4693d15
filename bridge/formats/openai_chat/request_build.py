"""IR → a Chat Completions request body for one dialect."""

from __future__ import annotations

import hashlib
import re
from typing import Any, cast

from bridge import codec, ir
from bridge.capabilities.gpt import ModelLimits
from bridge.formats import read
from bridge.formats.base import Context, Dialect
from bridge.formats.openai_chat import thinking
from bridge.formats.openai_chat.dialect import ChatDialect
from bridge.formats.openai_chat.messages_build import MessagesBuilder
from bridge.formats.openai_chat.tools_build import NAME, NAME_LIMIT, ToolsBuilder
from bridge.report import Report
from bridge.schema_rules import OPENAI_STRICT, object_root

#: IR name → wire name of the fields that go out as they are.
_PLAIN = {
    "temperature": "temperature", "top_p": "top_p", "top_k": "top_k", "presence_penalty": "presence_penalty",
    "frequency_penalty": "frequency_penalty", "seed": "seed", "candidate_count": "n", "logprobs": "logprobs",
    "top_logprobs": "top_logprobs", "verbosity": "verbosity",
}  # fmt: skip
#: What reasoning models take: these values only, or (None) not at all.
_FIXED: dict[str, float | None] = {
    "temperature": 1, "top_p": 1, "presence_penalty": 0, "frequency_penalty": 0, "logprobs": None, "top_logprobs": None,
}  # fmt: skip
_TIERS = frozenset({"auto", "default", "flex", "scale", "priority"})
#: Fields of Responses that OpenAI has here as well, and the IR has no place for.
_SHARED = ("safety_identifier", "prompt_cache_retention", "moderation")
_USER_LIMIT = 64
_USER = re.compile(r"[a-zA-Z0-9_-]+")
_JSON_HINT = "Answer with a JSON object."


def build_request(request: ir.Request, dialect: Dialect, report: Report, context: Context) -> dict[str, Any]:
    """Never raises: what cannot be carried is in the report."""
    chat = cast("ChatDialect", dialect)
    return _Builder(request, chat, report, context).build()


class _Builder:
    def __init__(self, request: ir.Request, dialect: ChatDialect, report: Report, context: Context) -> None:
        self._request = request
        self._dialect = dialect
        self._report = report
        self._context = context
        self._limits: ModelLimits = dialect.limits(context.target_model or request.model)
        self._keep = request.origin == "openai-chat"

    def build(self) -> dict[str, Any]:
        request, report, keep = self._request, self._report, self._keep
        if request.previous_response_id is not None:
            report.dropped(
                "previous_response_id",
                "Chat Completions keeps no conversations; the earlier turns are missing",
                "error",
            )
        body: dict[str, Any] = {"model": self._context.target_model or request.model, "messages": []}
        tools = ToolsBuilder(request, self._dialect, self._limits, report, self._context, keep=keep)
        tools.add_to(body)
        thinking.add_thinking(body, request, self._dialect, self._limits, report, keep=keep)
        files = keep or (request.origin == "openai-responses" and self._dialect.vendor == "openai")
        messages = MessagesBuilder(self._dialect, self._limits, report, tools.names, keep=keep, files=files)
        body["messages"] = messages.build(request)
        if not body["messages"]:
            # An empty prompt, or one that is kept by the vendor of the other format.
            report.add("messages", "added", "nothing was left to send; an empty message of the user went out", "error")
            body["messages"] = [{"role": "user", "content": ""}]
        self._add_limit(body)
        self._add_plain(body)
        self._add_stop(body)
        self._add_output_format(body)
        self._add_account(body)
        self._add_extra(body)
        self._clamp(body)
        if request.stream:
            self._add_stream(body)
        if self._dialect.patch is not None:
            self._dialect.patch(request, body, report)
        return body

    def _path(self, name: str) -> str:
        return self._request.paths.get(name, name)

    def _refused(self, name: str, path: str, value: Any) -> bool:
        if name not in self._dialect.refuses:
            return False
        if value is not False:
            self._report.dropped(path, f"{self._dialect.vendor} takes no {name}", "info")
        return True

    # ------------------------------------------------------------------ single fields

    def _add_limit(self, body: dict[str, Any]) -> None:
        limit = self._request.max_output_tokens
        if limit is None:
            return
        came_as = self._request.paths.get("max_output_tokens") if self._keep else None
        name: str = self._dialect.max_tokens_field
        if self._limits.known and self._limits.reasoning:
            name = "max_completion_tokens"
        elif came_as is not None and self._dialect.max_tokens_field == "max_completion_tokens":
            name = came_as  # OpenAI takes both words for its older models
        body[name] = limit
        self._report.mapped(self._path("max_output_tokens"))

    def _add_plain(self, body: dict[str, Any]) -> None:
        for attribute, name in _PLAIN.items():
            value = getattr(self._request, attribute)
            if value is None:
                continue
            path = self._path(attribute)
            if name == "n" and value == 1 and (not self._keep or "n" in self._dialect.refuses):
                self._report.mapped(path)
                continue
            if self._refused(name, path, value):
                continue
            if name == "verbosity" and not self._limits.verbosity:
                self._report.dropped(path, "this model takes no verbosity", "info")
                continue
            if not self._limits.sampling and name in _FIXED and value != _FIXED[name]:
                if value is not False:
                    self._report.dropped(path, f"this model takes no {name} but its default", "info")
                continue
            body[name] = value

    def _add_stop(self, body: dict[str, Any]) -> None:
        stop = self._request.stop
        if not stop:
            return
        path = self._path("stop")
        if not self._limits.stop:
            self._report.dropped(path, "this model takes no stop sequences", "warning")
            return
        if self._refused("stop", path, stop):
            return
        limit = self._dialect.stop_limit
        if len(stop) > limit:
            self._report.dropped(path, f"only the first {limit} of {len(stop)} stop sequences are sent", "warning")
        body["stop"] = stop[0] if self._keep and self._request.paths.get("stop") == "stop" else stop[:limit]

    def _add_account(self, body: dict[str, Any]) -> None:
        """Who asks and how it is billed and kept: fields of OpenAI's platform."""
        request = self._request
        if request.user is not None and not self._refused("user", self._path("user"), request.user):
            body["user"] = self._user(request.user)
        if request.prompt_cache_key is not None and not self._refused(
            "prompt_cache_key", self._path("prompt_cache_key"), True
        ):
            body["prompt_cache_key"] = self._short(request.prompt_cache_key, "prompt_cache_key")
        if (
            request.store is not None
            and not self._refused("store", self._path("store"), request.store)
            and (request.store or self._keep)
        ):
            body["store"] = request.store
        if request.metadata is not None and not self._refused("metadata", self._path("metadata"), request.metadata):
            if body.get("store") or self._keep:
                body["metadata"] = request.metadata
            else:
                self._report.dropped(self._path("metadata"), "metadata is only kept for stored completions", "info")
        tier = request.service_tier
        if tier is not None and not self._refused("service_tier", self._path("service_tier"), tier):
            if self._keep or tier in _TIERS:
                body["service_tier"] = tier
            elif tier == "standard_only":
                body["service_tier"] = "default"
                self._report.mapped(self._path("service_tier"))
            else:
                self._report.dropped(self._path("service_tier"), f"no such service tier: {tier}", "info")
        if request.truncation not in (None, "disabled"):
            self._report.dropped(self._path("truncation"), "Chat Completions does not truncate", "warning")

    def _user(self, user: str) -> str:
        """At most 64 characters; Claude Code's is a JSON text of 150 and more, which becomes its own digest."""
        if len(user) <= _USER_LIMIT and (self._keep or _USER.fullmatch(user)):
            return user
        self._report.approximated(
            self._path("user"), f"only a digest is sent: at most {_USER_LIMIT} plain characters are allowed"
        )
        return "user_" + hashlib.blake2s(user.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

    def _short(self, key: str, name: str) -> str:
        if len(key) <= _USER_LIMIT:
            return key
        self._report.approximated(
            self._path(name), f"only a digest is sent: at most {_USER_LIMIT} characters are allowed"
        )
        return hashlib.blake2s(key.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

    def _add_extra(self, body: dict[str, Any]) -> None:
        request = self._request
        if not self._keep:
            extra = dict(request.extra or {})
            if request.origin == "openai-responses" and self._dialect.vendor == "openai":
                body.update({key: extra.pop(key) for key in _SHARED if extra.get(key) is not None})
            self._report.dropped_extra("", extra, "Chat Completions")
            return
        for key, value in (request.extra or {}).items():
            if value in ([], None) and key in ("tools", "tool_choice", "parallel_tool_calls", "functions"):
                continue  # refused by OpenAI, and they say nothing
            if key == "logit_bias" and not self._limits.sampling:
                self._report.dropped(key, "this model takes no logit_bias", "info")
                continue
            body.setdefault(key, value)
        for key, value in request.declarations.items():
            body.setdefault(key, value)

    def _clamp(self, body: dict[str, Any]) -> None:
        for name, (low, high) in self._dialect.clamps.items():
            value = body.get(name)
            if isinstance(value, int | float) and not low <= value <= high:
                body[name] = low if value < low else high
                self._report.clamped(self._path(name), f"{self._dialect.vendor} takes {low} to {high}")

    def _add_stream(self, body: dict[str, Any]) -> None:
        """Usage in streams is always asked for; the client sees it only if it asked as well."""
        body["stream"] = True
        if "stream_options" in self._dialect.refuses:
            body.pop("stream_options", None)
        else:
            body.setdefault("stream_options", {"include_usage": True})

    # ------------------------------------------------------------------ structured output

    def _add_output_format(self, body: dict[str, Any]) -> None:
        wanted = self._request.output_format
        if wanted is None:
            return
        if not self._keep:
            self._report.dropped_extra(wanted.path, wanted.extra, "Chat Completions")
        kinds = self._dialect.output_formats
        match wanted.kind:
            case "text":
                if self._keep:
                    body["response_format"] = {"type": "text", **(wanted.extra or {})}
            case "json_schema":
                self._schema_output(body, wanted, kinds)
            case "json_object":
                self._json_object(body, wanted)

    def _schema_output(self, body: dict[str, Any], wanted: ir.OutputFormat, kinds: frozenset[str]) -> None:
        given = wanted.schema
        root = given if given is None or self._keep else object_root(given)
        if root is None and given is not None:
            # "schema must be a JSON Schema of 'type: \"object\"', got 'type: \"array\"'"; JSON mode gives objects only, too.
            self._prompt(body, _schema_hint(wanted, "JSON"))
            self._report.approximated(
                wanted.path, "output schemas are objects here; it went into the prompt", "warning"
            )
        elif "json_schema" in kinds and self._limits.structured_output:
            body["response_format"] = self._json_schema(wanted, root)
        else:
            self._prompt(body, _schema_hint(wanted, "a JSON object"))
            self._report.approximated(
                wanted.path, "no JSON Schema output here; the schema went into the prompt", "warning"
            )
            if "json_object" in kinds:
                body["response_format"] = {"type": "json_object"}

    def _json_object(self, body: dict[str, Any], wanted: ir.OutputFormat) -> None:
        if "json_object" not in self._dialect.output_formats:
            self._report.approximated(wanted.path, "no JSON mode here; asked for in the prompt", "warning")
            self._prompt(body, _JSON_HINT)
            return
        body["response_format"] = {"type": "json_object", **((wanted.extra or {}) if self._keep else {})}
        # "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'."
        if b"json" not in codec.dumps(body["messages"]).lower():
            self._prompt(body, _JSON_HINT)
            self._report.add("messages", "added", "JSON mode needs the word JSON in the messages")

    def _json_schema(self, wanted: ir.OutputFormat, schema: dict[str, Any] | None) -> dict[str, Any]:
        name = wanted.name or "response"
        if len(name) > NAME_LIMIT or not NAME.fullmatch(name):
            name = re.sub(r"[^a-zA-Z0-9_-]", "_", name)[:NAME_LIMIT]
            self._report.approximated(f"{wanted.path}.name", "letters, digits, _ and - only")
        inner: dict[str, Any] = {"name": name}
        if wanted.description is not None:
            inner["description"] = wanted.description
        if schema is not None:
            inner["schema"] = schema
        if wanted.strict is not None and "strict" not in self._dialect.refuses:
            if self._keep or not wanted.strict or (schema and OPENAI_STRICT.takes(schema)):
                inner["strict"] = wanted.strict
            else:
                self._report.approximated(
                    f"{wanted.path}.strict", "the schema is not closed the way strict mode demands"
                )
        built: dict[str, Any] = {"type": "json_schema", "json_schema": inner}
        if self._keep:
            read.put_back(built, wanted.extra)
        return built

    def _prompt(self, body: dict[str, Any], text: str) -> None:
        """One more instruction, in the first system message when it is plain text, else in one of its own."""
        messages: list[dict[str, Any]] = body["messages"]
        first = messages[0]
        if first["role"] in ("system", "developer") and isinstance(first["content"], str):
            messages[0] = {**first, "content": f"{first['content']}\n\n{text}"}
        else:
            role = "user" if self._limits.instructions == "user" else "system"
            messages.insert(0, {"role": role, "content": text})


def _schema_hint(wanted: ir.OutputFormat, kind: str) -> str:
    hint = f"Answer with {kind}."
    lines = [f"{hint} It is: {wanted.description}" if wanted.description else hint]
    if wanted.schema is not None:
        lines.append(f"It must match this JSON Schema:\n{codec.dumps_text(wanted.schema)}")
    return "\n".join(lines)
