"""Thinking, output format, sampling and limits, fitted to what the model takes (see ``bridge.capabilities.claude``)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bridge import codec, ir
from bridge.capabilities.claude import ModelLimits
from bridge.effort import budget_of, effort_of, nearest, wished_effort
from bridge.formats.anthropic.dialect import AnthropicDialect
from bridge.formats.anthropic.schema import output_schema
from bridge.formats.anthropic.tools_build import JSON_TOOL
from bridge.formats.base import Context
from bridge.report import Report

_MIN_BUDGET: Final = 1024
_USER_ID_LIMIT: Final = 256
_SERVICE_TIERS: Mapping[str, str] = {"auto": "auto", "default": "standard_only", "standard_only": "standard_only"}
_ANY_JSON: Final = "Answer with one valid JSON value and nothing else: no explanation, no Markdown."
_SCHEMA_JSON: Final = _ANY_JSON + " It must follow this JSON Schema:\n"


class SettingsBuilder:
    """Works on a body that already holds its messages and tools. ``build`` is called once."""

    def __init__(
        self,
        request: ir.Request,
        body: dict[str, Any],
        dialect: AnthropicDialect,
        limits: ModelLimits,
        report: Report,
        context: Context,
    ) -> None:
        self._request = request
        self._body = body
        self._dialect = dialect
        self._limits = limits
        self._report = report
        self._context = context
        self._own = request.origin == "anthropic"
        #: A client of this format that asks for the very model it gets knows what it does (betas change some of the rules).
        self._trusted = self._own and context.model == context.target_model

    def build(self) -> None:
        self._thinking()
        self._output_format()
        self._max_tokens()
        self._sampling()
        self._stop()
        self._identity()

    def _path(self, name: str) -> str:
        return self._request.paths.get(name, name)

    def _config(self, key: str, value: Any) -> None:
        self._body["output_config"] = {**self._body.get("output_config", {}), key: value}

    # ----------------------------------------------------------------- thinking

    def _thinking(self) -> None:
        reasoning = self._request.reasoning
        if reasoning is None:
            return
        self._report.mapped(reasoning.path)
        self._report.mapped(self._path("reasoning.effort"))
        if not self._own:
            self._report.dropped_extra(reasoning.path, reasoning.extra, "Anthropic")
            if reasoning.summary not in (None, "auto"):
                self._report.approximated(f"{reasoning.path}.summary", "Anthropic has one kind of summary")
        thinking = self._own_thinking(reasoning) if self._own else self._wished_thinking(reasoning)
        thinking = self._fitted(thinking, reasoning)
        thinking = self._compatible(thinking, reasoning)
        if thinking is None and reasoning.show and not self._own:
            self._report.dropped(self._path("reasoning.show"), "without thinking there are no thoughts to show", "info")
        if thinking is not None:
            self._body["thinking"] = thinking
        self._effort(reasoning)

    def _own_thinking(self, reasoning: ir.Reasoning) -> dict[str, Any] | None:
        if reasoning.enabled is None:
            return None
        kind = "disabled" if not reasoning.enabled else "adaptive" if reasoning.adaptive else "enabled"
        thinking: dict[str, Any] = {"type": kind}
        if reasoning.budget_tokens is not None:
            thinking["budget_tokens"] = reasoning.budget_tokens
        if reasoning.show is not None:
            thinking["display"] = "summarized" if reasoning.show else "omitted"
        return {**thinking, **(reasoning.extra or {})}

    def _wished_thinking(self, reasoning: ir.Reasoning) -> dict[str, Any] | None:
        """What another format's words come to, before the model is asked."""
        wished = wished_effort(reasoning)
        if wished is None and not reasoning.show:
            return None
        if wished == "none":
            return self._off(reasoning)
        budget = reasoning.budget_tokens
        if budget is not None and budget > 0 and "enabled" in self._limits.thinking:
            thinking: dict[str, Any] = {"type": "enabled", "budget_tokens": budget}
        else:
            thinking = {"type": "adaptive"}
        if self._limits.hides_thinking and reasoning.show is not False:
            thinking["display"] = "summarized"
        if not self._limits.hides_thinking and reasoning.show is False:
            self._report.approximated(self._path("reasoning.show"), "this model shows its thoughts all the same")
        return thinking

    def _off(self, reasoning: ir.Reasoning) -> dict[str, Any] | None:
        if not self._limits.thinks_by_default:
            return None
        if not self._limits.can_disable:
            self._report.dropped(reasoning.path, "this model's thinking cannot be switched off", "warning")
            return None
        return {"type": "disabled"}

    def _fitted(self, thinking: dict[str, Any] | None, reasoning: ir.Reasoning) -> dict[str, Any] | None:
        """The kind of thinking the model takes: adaptive or with a budget."""
        if thinking is None:
            return None
        kind, kinds = thinking["type"], self._limits.thinking
        if kind == "disabled" and not self._limits.can_disable:
            return self._off(reasoning)
        if kind not in ("adaptive", "enabled") or kind in kinds:
            return thinking
        rest = {key: value for key, value in thinking.items() if key not in ("type", "budget_tokens")}
        if kind == "enabled" and "adaptive" in kinds:
            self._report.approximated(
                reasoning.path, "this model decides its thinking budget itself; the budget became an effort"
            )
            return {"type": "adaptive", **rest}
        if kind == "adaptive" and "enabled" in kinds:
            budget = budget_of(wished_effort(reasoning) or "medium")
            self._report.approximated(reasoning.path, f"this model wants a thinking budget; it got {budget} tokens")
            rest.pop("display", None)  # newer than the models that want a budget
            return {"type": "enabled", "budget_tokens": budget, **rest}
        self._report.dropped(reasoning.path, "this model does not think")
        return None

    def _compatible(self, thinking: dict[str, Any] | None, reasoning: ir.Reasoning) -> dict[str, Any] | None:
        """Thinking goes neither with a forced tool nor, with a budget, with a tool loop that began without it."""
        if thinking is None or thinking["type"] == "disabled" or self._trusted:
            return thinking
        if self._body.get("tool_choice", {}).get("type") in ("any", "tool"):
            self._report.dropped(reasoning.path, "thinking does not go with forced tool use")
            return self._off(reasoning)
        if thinking["type"] == "enabled":
            if not self._dialect.plain_thinking and _loop_without_thinking(self._body["messages"]):
                self._report.dropped(
                    reasoning.path, "the open tool loop holds no thinking of this vendor, so it cannot begin now"
                )
                return None
            return self._with_budget(thinking, reasoning)
        return thinking

    def _with_budget(self, thinking: dict[str, Any], reasoning: ir.Reasoning) -> dict[str, Any] | None:
        """1024 ≤ budget < max_tokens."""
        budget, limit = thinking.get("budget_tokens"), self._request.max_output_tokens
        wanted = max(_MIN_BUDGET, budget) if isinstance(budget, int) else budget_of("medium")
        if self._limits.max_output is not None:
            wanted = min(wanted, self._limits.max_output - _MIN_BUDGET)
        if limit is not None and wanted >= limit:
            wanted = max(_MIN_BUDGET, limit // 2)
        if limit is not None and wanted >= limit:
            self._report.dropped(reasoning.path, f"thinking needs more than {_MIN_BUDGET} output tokens")
            return None
        if wanted != budget:
            self._report.clamped(reasoning.path, f"the thinking budget is {wanted} tokens")
        return {**thinking, "budget_tokens": wanted}

    def _effort(self, reasoning: ir.Reasoning) -> None:
        effort = reasoning.effort
        if (
            effort is None
            and reasoning.budget_tokens is not None
            and self._body.get("thinking", {}).get("type") == "adaptive"
        ):
            effort = effort_of(reasoning.budget_tokens) if reasoning.budget_tokens > 0 else None
        if effort is None or effort == "none":
            return
        path = self._path("reasoning.effort")
        if not self._limits.efforts:
            if self._own:
                self._report.dropped(path, "this model does not take an effort")
            return
        sent = nearest(effort, self._limits.efforts)
        if sent != effort:
            self._report.approximated(path, f"{effort} is no effort of this model; it got {sent}")
        self._config("effort", sent)

    # ----------------------------------------------------------------- structured output

    def _output_format(self) -> None:
        wanted = self._request.output_format
        if wanted is None:
            return
        if not self._own:
            self._report.dropped_extra(wanted.path, wanted.extra, "Anthropic")
        if wanted.kind == "text":
            self._report.mapped(wanted.path)
        elif wanted.kind == "json_object" or wanted.schema is None:
            self._instruct(_ANY_JSON)
            self._report.approximated(wanted.path, "Anthropic has no JSON mode; the system text asks for JSON")
        elif self._limits.structured_output:
            self._native_format(wanted, wanted.schema)
        else:
            self._emulated_format(wanted, wanted.schema)

    def _native_format(self, wanted: ir.OutputFormat, schema: ir.JSONObject) -> None:
        if self._own:
            built = {**(wanted.extra or {}), "type": "json_schema", "schema": schema}
            if wanted.path == "output_format":
                self._body["output_format"] = built
                return
        else:
            if wanted.name is not None or wanted.description is not None:
                self._report.dropped(f"{wanted.path}.name", "Anthropic has no name for an output format", "info")
            built = {"type": "json_schema", "schema": output_schema(schema, wanted.path, self._report)}
        self._config("format", built)

    def _emulated_format(self, wanted: ir.OutputFormat, schema: ir.JSONObject) -> None:
        """Older models: an invented tool that they must call, or instructions where a call cannot be forced."""
        if self._body.get("thinking", {}).get("type") in ("enabled", "adaptive") or schema.get("type") != "object":
            self._instruct(_SCHEMA_JSON + codec.dumps_text(schema))
            self._report.approximated(
                wanted.path, "this model has no structured output; the system text holds the schema", "warning"
            )
            return
        tools = self._body.setdefault("tools", [])
        name, number = JSON_TOOL, 1
        while any(tool.get("name") == name for tool in tools):
            number += 1
            name = f"{JSON_TOOL}_{number}"
        description = wanted.description or "Give the final answer with this tool."
        self._body["tools"] = [*tools, {"name": name, "description": description, "input_schema": schema}]
        forced = {"type": "any"} if tools else {"type": "tool", "name": name}
        self._body["tool_choice"] = {**forced, "disable_parallel_tool_use": True}
        self._context.json_tool = name
        self._report.approximated(
            wanted.path, "this model has no structured output; it answers through an invented tool"
        )

    def _instruct(self, text: str) -> None:
        system = self._body.get("system")
        if isinstance(system, list):
            self._body["system"] = [*system, {"type": "text", "text": text}]
        else:
            self._body["system"] = f"{system}\n\n{text}" if system else text

    # ----------------------------------------------------------------- limits and sampling

    def _max_tokens(self) -> None:
        asked, limit = self._request.max_output_tokens, self._limits.max_output
        if asked is None:
            if self._own:
                return  # a body for count_tokens
            budget = self._body.get("thinking", {}).get("budget_tokens", 0)
            default = self._dialect.default_max_tokens + budget
            self._body["max_tokens"] = min(default, limit) if limit is not None else default
            return
        if limit is not None and asked > limit and not self._trusted:
            self._report.clamped(self._path("max_output_tokens"), f"this model gives at most {limit} output tokens")
            asked = limit
        elif asked < 1 and not self._own:
            self._report.clamped(self._path("max_output_tokens"), "at least one token must be allowed")
            asked = 1
        self._body["max_tokens"] = asked

    def _sampling(self) -> None:
        request = self._request
        values: dict[str, float | int | None] = {
            "temperature": request.temperature,
            "top_p": request.top_p,
            "top_k": int(request.top_k) if request.top_k is not None else None,  # Gemini's clients write 40.0
        }
        for name, value in list(values.items()):
            if value is not None and (reason := self._refusal(name, value)) is not None:
                self._report.dropped(self._path(name), reason)
                values[name] = None
        temperature = values["temperature"]
        if temperature is not None and not 0 <= temperature <= 1:
            values["temperature"] = min(1.0, max(0.0, temperature))
            self._report.clamped(self._path("temperature"), "Anthropic's temperature goes from 0 to 1")
        if None not in (values["temperature"], values["top_p"]) and not self._limits.temperature_with_top_p:
            self._report.dropped(self._path("top_p"), "this model takes either temperature or top_p")
            values["top_p"] = None
        self._body.update({name: value for name, value in values.items() if value is not None})

    def _refusal(self, name: str, value: float) -> str | None:
        """Why a sampling value cannot be sent; the defaults are taken everywhere."""
        if name != "top_k" and value == 1:
            return None
        if not self._limits.sampling:
            return "this model refuses sampling parameters"
        if self._body.get("thinking", {}).get("type") not in ("enabled", "adaptive") or self._dialect.plain_thinking:
            return None
        return None if name == "top_p" and value >= 0.95 else f"{name} cannot be set together with thinking"

    def _stop(self) -> None:
        kept: list[str] = []
        for index, word in enumerate(self._request.stop):
            if word.strip():
                kept.append(word)
            else:
                self._report.dropped(f"{self._path('stop')}[{index}]", "a stop sequence needs a visible character")
        if kept:
            self._body["stop_sequences"] = kept

    # ----------------------------------------------------------------- who asks, and how urgently

    def _identity(self) -> None:
        request = self._request
        metadata = dict(request.metadata or {}) if self._own else {}
        if request.user is not None:
            if len(request.user) > _USER_ID_LIMIT and not self._own:
                self._report.dropped(self._path("user"), f"a user id has at most {_USER_ID_LIMIT} characters", "info")
            else:
                metadata["user_id"] = request.user
        if metadata:
            self._body["metadata"] = metadata
        if request.service_tier is None:
            return
        tier = request.service_tier if self._own else _SERVICE_TIERS.get(request.service_tier)
        if tier is None:
            self._report.dropped("service_tier", f"Anthropic has no tier {request.service_tier}", "info")
        else:
            self._body["service_tier"] = tier
            self._report.mapped("service_tier")


def _loop_without_thinking(messages: list[dict[str, Any]]) -> bool:
    """Whether the conversation ends with tool results for an assistant turn that does not begin with thinking."""
    turn = [message for message in messages if message.get("role") != "system"]
    user = _last_turn(turn, "user")
    if not any(block.get("type") == "tool_result" for block in user):
        return False
    assistant = _last_turn(turn, "assistant")
    return not assistant or assistant[0].get("type") not in ("thinking", "redacted_thinking")


def _last_turn(messages: list[dict[str, Any]], role: str) -> list[dict[str, Any]]:
    """Takes the blocks of the messages of one role from the end."""
    blocks: list[dict[str, Any]] = []
    while messages and messages[-1].get("role") == role:
        content = messages.pop().get("content")
        blocks = [*(content if isinstance(content, list) else [{"type": "text"}]), *blocks]
    return blocks
