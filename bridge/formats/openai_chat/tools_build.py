"""Tool declarations and tool choice for an OpenAI-like endpoint."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bridge import ir, schema_rules, toolbox
from bridge.capabilities.gpt import ModelLimits
from bridge.formats import read
from bridge.formats.base import Context
from bridge.formats.openai_chat.dialect import ChatDialect
from bridge.report import Report

#: What all OpenAI-like vendors take as a function name.
NAME = re.compile(r"[a-zA-Z0-9_-]+")
NAME_LIMIT = 64
_OPENAI_SEARCH: dict[str, Any] = {"web_search_options": {}}


class ToolsBuilder:
    """Fills ``context.custom_tools`` with the freeform tools that go out as functions."""

    def __init__(
        self,
        request: ir.Request,
        dialect: ChatDialect,
        limits: ModelLimits,
        report: Report,
        context: Context,
        *,
        keep: bool,
    ) -> None:
        self._request = request
        self._dialect = dialect
        self._limits = limits
        self._report = report
        self._context = context
        self._keep = keep
        self._tools = toolbox.offered(request, report)
        self.names = toolbox.ToolNames(context, limit=NAME_LIMIT, pattern=NAME)
        self.names.declare([tool for tool in self._tools if tool.kind != "server"])

    def add_to(self, body: dict[str, Any]) -> None:
        """tools, tool_choice and parallel_tool_calls, as far as there are tools."""
        if not self._limits.tools:
            for tool in self._tools:
                self._report.dropped(tool.path, "this model takes no tools", "error")
            self._tools = [tool for tool in self._tools if tool.kind == "server"]
        choice = self._request.tool_choice
        tools = self._tools
        if choice is not None and choice.mode == "allowed" and "allowed" not in self._dialect.tool_choices:
            tools = [tool for tool in tools if tool.kind == "server" or tool.name in choice.names]
        built: list[dict[str, Any]] = []
        legacy: list[dict[str, Any]] = []
        for tool in tools:
            if tool.path.startswith("functions") and self._keep:
                legacy.append(self._tool(tool)["function"])
            elif tool.kind == "server":
                self._server(tool, body, built)
            else:
                built.append(self._tool(tool))
        built = self._limited(built)
        if built:
            body["tools"] = [*body.get("tools", ()), *built]
        if legacy:
            body["functions"] = legacy
        self._add_choice(body)
        self._add_parallel(body)

    def _limited(self, built: list[dict[str, Any]]) -> list[dict[str, Any]]:
        limit = self._dialect.tool_limit
        if limit is None or len(built) <= limit:
            return built
        self._report.dropped("tools", f"only {limit} tools are allowed; {len(built) - limit} were left out", "error")
        return built[:limit]

    # ------------------------------------------------------------------ declarations

    def _tool(self, tool: ir.Tool) -> dict[str, Any]:
        name = self.names.send(tool.name, tool.namespace)
        if tool.kind == "custom":
            if "custom_tools" not in self._dialect.refuses and self._limits.custom_tools:
                return self._finished(tool, {"type": "custom", "custom": self._custom(tool, name)})
            self._context.custom_tools.add(name)
            self._report.approximated(tool.path, "a freeform tool goes out as a function with one string argument")
            tool = toolbox.as_function(tool)
        return self._finished(tool, {"type": "function", "function": self._function(tool, name)})

    def _finished(self, tool: ir.Tool, built: dict[str, Any]) -> dict[str, Any]:
        if tool.cache_control is not None and (self._keep or self._dialect.cache_control):
            built["cache_control"] = tool.cache_control
        elif tool.cache_control is not None:
            self._report.dropped(f"{tool.path}.cache_control", "prompts are cached by prefix, without marks", "info")
        if not self._keep:
            self._report.dropped_extra(tool.path, tool.extra, "Chat Completions")
            return built
        read.put_back(built, tool.extra)
        return built

    def _custom(self, tool: ir.Tool, name: str) -> dict[str, Any]:
        built: dict[str, Any] = {"name": name}
        if tool.description is not None:
            built["description"] = tool.description
        form = tool.custom_format
        if form is not None:
            if form.get("type") == "grammar":
                form = {"type": "grammar", "grammar": {key: value for key, value in form.items() if key != "type"}}
            built["format"] = form
        return built

    def _function(self, tool: ir.Tool, name: str) -> dict[str, Any]:
        built: dict[str, Any] = {"name": name}
        if tool.description is not None:
            built["description"] = tool.description
        parameters = tool.parameters
        if not self._keep:
            parameters = schema_rules.function_schema(parameters, tool.path, self._report, strict=tool.strict is True)
        if parameters is not None:
            built["parameters"] = parameters
        if tool.strict is not None and self._takes_strict(tool, parameters):
            built["strict"] = tool.strict
        return built

    def _takes_strict(self, tool: ir.Tool, parameters: dict[str, Any] | None) -> bool:
        if "strict" in self._dialect.refuses:
            if tool.strict:
                self._report.dropped(f"{tool.path}.strict", f"{self._dialect.vendor} has no strict tools", "info")
            return False
        if self._keep:
            return True
        if not tool.strict:
            return False
        if not schema_rules.OPENAI_STRICT.takes(parameters):
            self._report.approximated(
                f"{tool.path}.strict",
                "the schema is not closed the way OpenAI's strict mode demands; sent without strict",
            )
            return False
        return True

    def _server(self, tool: ir.Tool, body: dict[str, Any], built: list[dict[str, Any]]) -> None:
        native = tool.native
        if native is not None and native.format == "openai-chat" and self._keep:
            if "web_search_options" in native.block:
                body["web_search_options"] = native.block["web_search_options"]
            else:
                built.append(native.block)
            return
        fragment: Mapping[str, Any] | None = _OPENAI_SEARCH if self._limits.search else self._dialect.web_search
        if tool.name != "web_search" or fragment is None:
            self._report.dropped(tool.path, f"{self._context.vendor} runs no {tool.name} on Chat Completions", "error")
            return
        for key, value in fragment.items():
            if key == "tools":
                built.extend(value)
            elif isinstance(value, list):
                body[key] = [*body.get(key, ()), *value]
            else:
                body[key] = value
        self._report.approximated(tool.path, "the vendor's own web search with its own settings")

    # ------------------------------------------------------------------ choice

    def _add_choice(self, body: dict[str, Any]) -> None:
        choice = self._request.tool_choice
        if choice is None:
            return
        path = choice.path or "tool_choice"
        if "functions" in body and choice.path == "function_call":
            body["function_call"] = {"name": choice.names[0]} if choice.mode == "tool" else choice.mode
            return
        if "tools" not in body:
            if choice.mode not in ("auto", "none"):
                self._report.dropped(path, "there are no tools to choose from", "warning")
            return
        if self._keep and choice.extra:
            body["tool_choice"] = choice.extra
            return
        self._report.dropped_extra(path, choice.extra, "Chat Completions")
        if choice.mode in ("tool", "allowed"):
            known = self._known(choice, body)
            for name in choice.names:
                if name not in known:
                    self._report.dropped(path, f"the tool {name} is not offered", "warning")
            if not known:
                return
            choice = replace(choice, names=known)
        self._word(choice, path, body)

    def _known(self, choice: ir.ToolChoice, body: dict[str, Any]) -> tuple[str, ...]:
        """The names that stand for a tool on offer; OpenAI refuses others."""
        offered = {tool[tool["type"]]["name"] for tool in body["tools"] if tool.get("type") in ("function", "custom")}
        return tuple(name for name in choice.names if self._sent(name) in offered)

    def _word(self, choice: ir.ToolChoice, path: str, body: dict[str, Any]) -> None:
        modes = self._dialect.tool_choices
        self._report.mapped(path)
        match choice.mode:
            case "auto":
                body["tool_choice"] = "auto"
            case "none" if "none" in modes:
                body["tool_choice"] = "none"
            case "none":
                # Without the word the only way to rule calls out is to offer nothing.
                self._report.approximated(
                    path, "the vendor knows no tool_choice none; the tools were left out", "warning"
                )
                del body["tools"]
            case "required" if "required" in modes:
                body["tool_choice"] = self._dialect.required_word
            case "tool" if "tool" in modes:
                body["tool_choice"] = self._named(choice.names[0])
            case "tool" if "required" in modes and len(body["tools"]) == 1:
                body["tool_choice"] = self._dialect.required_word
            case "allowed" if "allowed" in modes:
                mode = "required" if choice.required else "auto"
                body["tool_choice"] = {
                    "type": "allowed_tools", "allowed_tools": {"mode": mode, "tools": [self._named(name) for name in choice.names]},
                }  # fmt: skip
            case "allowed" if not choice.required:
                body["tool_choice"] = "auto"
            case "allowed" if "required" in modes:
                body["tool_choice"] = self._dialect.required_word
            case _:
                body["tool_choice"] = "auto"
                self._report.approximated(path, f"{self._dialect.vendor} cannot be forced to call a tool", "warning")

    def _named(self, name: str) -> dict[str, Any]:
        sent = self._sent(name)
        tool = next((tool for tool in self._tools if tool.name == name), None)
        kind = (
            "custom"
            if tool is not None and tool.kind == "custom" and sent not in self._context.custom_tools
            else "function"
        )
        return {"type": kind, kind: {"name": sent}}

    def _sent(self, name: str) -> str:
        tool = next((tool for tool in self._tools if tool.name == name and tool.kind != "server"), None)
        return self.names.send(name, tool.namespace if tool is not None else None)

    def _add_parallel(self, body: dict[str, Any]) -> None:
        parallel = self._request.parallel_tool_calls
        if parallel is None:
            return
        path = self._request.paths.get("parallel_tool_calls", "parallel_tool_calls")
        if "tools" not in body:
            self._report.dropped(path, "there are no tools", "info")
            return
        if "parallel_tool_calls" in self._dialect.refuses or not self._limits.parallel_switch:
            if not parallel:
                self._report.dropped(path, "calls cannot be limited to one at a time here", "info")
            return
        if parallel and not self._keep:
            self._report.mapped(path)  # the default
            return
        body["parallel_tool_calls"] = parallel
        self._report.mapped(path)
