"""A ``generateContent`` body → IR request.

Fields of ``generationConfig`` and ``toolConfig`` that the IR has no place for stand in ``Request.extra`` under dotted keys that are
their real paths. Schemas in Google's own form stay verbatim in ``Request.declarations`` (output) and ``Tool.native`` (tools).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast, get_args

from bridge import ir
from bridge.errors import InvalidRequestError
from bridge.formats import read
from bridge.formats.gemini.content_parse import VENDOR, parse_contents, parse_system
from bridge.formats.gemini.schema import to_json_schema
from bridge.formats.gemini.wire import both, camel, get, rest, spelling, want_list, want_number
from bridge.json_schema import modern

_TOP = both("contents", "systemInstruction", "tools", "toolConfig", "generationConfig", "serviceTier", "store", "model")
_CONFIG = both(
    "temperature", "topP", "topK", "candidateCount", "maxOutputTokens", "stopSequences", "presencePenalty", "frequencyPenalty", "seed",
    "responseLogprobs", "logprobs", "responseMimeType", "responseSchema", "responseJsonSchema", "thinkingConfig",
)  # fmt: skip
_NUMBERS = {
    "temperature": "temperature", "topP": "top_p", "topK": "top_k", "candidateCount": "candidate_count",
    "maxOutputTokens": "max_output_tokens", "presencePenalty": "presence_penalty", "frequencyPenalty": "frequency_penalty",
    "seed": "seed", "logprobs": "top_logprobs",
}  # fmt: skip
_THINKING = both("includeThoughts", "thinkingBudget", "thinkingLevel")
_CALLING = both("mode", "allowedFunctionNames")
_DECLARATION = both("name", "description", "parameters", "parametersJsonSchema")
_EFFORTS: frozenset[str] = frozenset(get_args(ir.Effort))
#: Canonical words for Google's built-in tools.
SERVER_TOOLS = {
    "googleSearch": "web_search", "googleSearchRetrieval": "web_search", "enterpriseWebSearch": "web_search",
    "urlContext": "web_fetch", "codeExecution": "code_execution", "fileSearch": "file_search", "computerUse": "computer",
    "mcpServers": "mcp",
}  # fmt: skip


def parse_request(body: Mapping[str, Any], model: str | None = None, stream: bool | None = None) -> ir.Request:
    """``model`` and ``stream`` are in the URL at Google; a ``model`` in the body serves when the URL's is not given."""
    request = ir.Request(
        origin="gemini", model=_model(body, model), messages=[], stream=stream is True, extra=rest(body, _TOP) or None
    )
    system = get(body, "systemInstruction")
    if system is not None:
        request.messages.append(parse_system(system, spelling(body, "systemInstruction")))
    if body.get("contents") is not None:
        request.messages.extend(parse_contents(body["contents"], "contents"))
    if body.get("tools") is not None:
        for tool, path in want_list(body["tools"], "tools"):
            request.tools.extend(_tools(read.obj(tool, path), path))
    config = get(body, "generationConfig")
    if config is not None:
        where = spelling(body, "generationConfig")
        _config(request, read.obj(config, where), where)
    calling = get(body, "toolConfig")
    if calling is not None:
        where = spelling(body, "toolConfig")
        _tool_config(request, read.obj(calling, where), where)
    tier = get(body, "serviceTier")
    if tier is not None:
        where = spelling(body, "serviceTier")
        request.service_tier = read.text(tier, where)
        request.paths["service_tier"] = where
    if body.get("store") is not None:
        request.store = read.boolean(body["store"], "store")
    return request


def _model(body: Mapping[str, Any], given: str | None) -> str:
    stated = body.get("model")
    if given is None and stated is None:
        raise InvalidRequestError("is required; Gemini clients name it in the URL", "model")
    name = given if given is not None else read.text(stated, "model")
    return name.removeprefix("models/")


def _keep(request: ir.Request, fields: dict[str, Any]) -> None:
    if fields:
        request.extra = {**(request.extra or {}), **fields}


# --------------------------------------------------------------------------- generationConfig


def _config(request: ir.Request, config: dict[str, Any], path: str) -> None:
    if not config:
        return _keep(request, {path: {}})
    for name, field in _NUMBERS.items():
        value = get(config, name)
        if value is not None:
            where = read.join(path, spelling(config, name))
            setattr(request, field, want_number(value, where))
            request.paths[field] = where
    stops = get(config, "stopSequences")
    if stops is not None:
        where = read.join(path, spelling(config, "stopSequences"))
        request.stop = [read.text(item, place) for item, place in want_list(stops, where)]
        request.paths["stop"] = where
    wanted = get(config, "responseLogprobs")
    if wanted is not None:
        where = read.join(path, spelling(config, "responseLogprobs"))
        request.logprobs = read.boolean(wanted, where)
        request.paths["logprobs"] = where
    thinking = get(config, "thinkingConfig")
    if thinking is not None:
        where = read.join(path, spelling(config, "thinkingConfig"))
        node = read.obj(thinking, where)
        request.reasoning = _reasoning(node, where)
        for name, field in (
            ("includeThoughts", "show"),
            ("thinkingBudget", "budget_tokens"),
            ("thinkingLevel", "effort"),
        ):
            if get(node, name) is not None:
                request.paths[f"reasoning.{field}"] = read.join(where, spelling(node, name))
    _output(request, config, path)
    return _keep(request, rest(config, _CONFIG, path + "."))


def _reasoning(config: dict[str, Any], path: str) -> ir.Reasoning:
    found = ir.Reasoning(path=path, extra=rest(config, _THINKING) or None)
    show = get(config, "includeThoughts")
    if show is not None:
        found.show = read.boolean(show, read.join(path, spelling(config, "includeThoughts")))
    budget = get(config, "thinkingBudget")
    if budget is not None:
        amount = int(want_number(budget, read.join(path, spelling(config, "thinkingBudget"))))
        found.budget_tokens = amount
        found.enabled = amount != 0
        found.adaptive = amount < 0
    level = get(config, "thinkingLevel")
    if level is not None:
        where = read.join(path, spelling(config, "thinkingLevel"))
        word = read.text(level, where).lower()
        if word in _EFFORTS:
            found.effort = cast("ir.Effort", word)
            found.enabled = True
        elif word != "thinking_level_unspecified":
            raise InvalidRequestError("must be one of MINIMAL, LOW, MEDIUM, HIGH", where)
    return found


def _output(request: ir.Request, config: dict[str, Any], path: str) -> None:
    mime = get(config, "responseMimeType")
    where = read.join(path, spelling(config, "responseMimeType"))
    if mime is not None:
        mime = read.text(mime, where)
    for name in ("responseJsonSchema", "responseSchema"):
        schema = get(config, name)
        if schema is None:
            continue
        place = read.join(path, spelling(config, name))
        stated = read.obj(schema, place)
        request.declarations[name] = stated
        plain = to_json_schema(stated) if name == "responseSchema" else modern(stated)
        request.output_format = ir.OutputFormat(kind="json_schema", schema=plain, path=place)
        if mime is not None and mime != "application/json":
            request.output_format.extra = {"responseMimeType": mime}
        if mime == "text/x.enum":  # one word of the list, bare: JSON would put it in quotes
            request.output_format.kind, request.output_format.schema = "text", None
        return
    if mime == "application/json":
        request.output_format = ir.OutputFormat(kind="json_object", path=where)
    elif mime == "text/plain":
        request.output_format = ir.OutputFormat(kind="text", path=where)
    elif mime is not None:
        _keep(request, {where: mime})


# --------------------------------------------------------------------------- tools


def _tools(tool: dict[str, Any], path: str) -> list[ir.Tool]:
    found: list[ir.Tool] = []
    for key, value in tool.items():
        name = camel(key)
        where = read.join(path, key)
        if value is None:
            continue
        if name == "functionDeclarations":
            found.extend(_function(read.obj(item, place), place) for item, place in want_list(value, where))
            continue
        native = ir.Native(vendor=VENDOR, format="gemini", block={name: value})
        found.append(ir.Tool(name=SERVER_TOOLS.get(name, name), kind="server", native=native, path=where))
    return found


def _function(declaration: dict[str, Any], path: str) -> ir.Tool:
    description = declaration.get("description")
    found = ir.Tool(
        name=read.text(declaration.get("name"), read.join(path, "name")),
        description=read.text(description, read.join(path, "description")) if description is not None else None,
        native=ir.Native(vendor=VENDOR, format="gemini", block=declaration),
        extra=rest(declaration, _DECLARATION) or None,
        path=path,
    )
    for name in ("parametersJsonSchema", "parameters"):
        schema = get(declaration, name)
        if schema is not None:
            plain = read.obj(schema, read.join(path, spelling(declaration, name)))
            found.parameters = modern(plain) if name == "parametersJsonSchema" else to_json_schema(plain)
            break
    return found


def _tool_config(request: ir.Request, config: dict[str, Any], path: str) -> None:
    calling = get(config, "functionCallingConfig")
    known = both("functionCallingConfig")
    _keep(request, rest(config, known, path + ".") if config else {path: {}})
    if calling is None:
        return
    where = read.join(path, spelling(config, "functionCallingConfig"))
    node = read.obj(calling, where)
    _keep(request, rest(node, _CALLING, where + "."))
    mode = read.text(node.get("mode") or "", read.join(where, "mode")).upper()
    allowed = get(node, "allowedFunctionNames")
    place = read.join(where, spelling(node, "allowedFunctionNames"))
    names = tuple(read.text(item, at) for item, at in want_list(allowed, place)) if allowed is not None else ()
    choice = ir.ToolChoice(path=where, names=names)
    match mode:
        case "ANY":
            choice.required = bool(names)
            choice.mode = "required" if not names else "tool" if len(names) == 1 else "allowed"
        case "NONE":
            choice.mode = "none"
        case "AUTO" | "VALIDATED" | "MODE_UNSPECIFIED" | "":
            choice.mode = "allowed" if names else "auto"
            if mode != "AUTO":
                choice.extra = {"mode": mode} if mode else {}
        case _:
            raise InvalidRequestError("must be one of AUTO, ANY, NONE, VALIDATED", read.join(where, "mode"))
    request.tool_choice = choice
