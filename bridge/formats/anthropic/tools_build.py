"""Tool declarations and ``tool_choice`` towards Anthropic, the client's own and other vendors'."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from bridge import ir
from bridge.capabilities.claude import ModelLimits
from bridge.formats.anthropic.dialect import AnthropicDialect
from bridge.formats.anthropic.schema import StrictBudget
from bridge.formats.base import Context
from bridge.formats.read import as_dict, as_list, as_text
from bridge.report import Report
from bridge.schema_rules import function_schema
from bridge.toolbox import ToolNames, as_function, offered

NAME_LIMIT: Final = 128
NAME_PATTERN: Final = re.compile(r"[a-zA-Z0-9_-]{1,128}")
JSON_TOOL: Final = "json"
#: Canonical server tools as this vendor declares them (the newest that needs no beta header and works with every model).
_SERVER = {
    "web_search": {"type": "web_search_20250305", "name": "web_search"},
    "web_fetch": {"type": "web_fetch_20250910", "name": "web_fetch"},
    "code_execution": {"type": "code_execution_20250825", "name": "code_execution"},
}


@dataclass(slots=True)
class BuiltTools:
    tools: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    choice: dict[str, Any] | None = None
    #: MCP servers that declarations of other vendors brought along.
    mcp_servers: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])


def tool_names(request: ir.Request, context: Context) -> ToolNames:
    names = ToolNames(context, limit=NAME_LIMIT, pattern=NAME_PATTERN)
    names.declare([tool for tool in request.tools if tool.kind != "server"])
    return names


class ToolsBuilder:
    """Declarations in the order of the request; ``choice`` afterwards, as it depends on what could be declared."""

    def __init__(
        self,
        request: ir.Request,
        dialect: AnthropicDialect,
        limits: ModelLimits,
        names: ToolNames,
        report: Report,
        context: Context,
    ) -> None:
        self._request = request
        self._dialect = dialect
        self._limits = limits
        self._names = names
        self._report = report
        self._context = context
        self._own = request.origin == "anthropic"
        self._strict = StrictBudget()
        self.built = BuiltTools()

    def build(self) -> BuiltTools:
        vendor_own = self._own and self._dialect.tool_search
        tools = self._request.tools if vendor_own else offered(self._request, self._report)
        for tool in _allowed(tools, self._request.tool_choice, self._report):
            declared = self._server(tool) if tool.kind == "server" else self._function(tool)
            if declared is not None:
                self.built.tools.append(declared)
        self.built.choice = self._choice()
        return self.built

    # ----------------------------------------------------------------- declarations

    def _function(self, tool: ir.Tool) -> dict[str, Any]:
        sent = self._names.send(tool.name, tool.namespace)
        if tool.kind == "custom":
            self._context.custom_tools.add(sent)
            self._report.approximated(tool.path, "a freeform tool goes out as a function with one text argument")
            tool = as_function(tool)
        declared: dict[str, Any] = dict(tool.extra or {}) if self._own else {}
        declared["name"] = sent
        if tool.description is not None:
            declared["description"] = tool.description
        if not self._own:
            self._report.dropped_extra(tool.path, tool.extra, "Anthropic")
            declared["input_schema"] = function_schema(tool.parameters, tool.path, self._report)
        elif tool.parameters is not None:
            declared["input_schema"] = tool.parameters
        self._switches(tool, declared)
        return declared

    def _switches(self, tool: ir.Tool, declared: dict[str, Any]) -> None:
        if tool.strict is False and self._own:
            declared["strict"] = False
        if tool.strict:
            if self._own or (self._limits.structured_output and self._strict.admit(declared["input_schema"])):
                declared["strict"] = True
            else:
                self._report.dropped(
                    f"{tool.path}.strict", "the schema or the model is outside what strict tools take", "info"
                )
        if tool.deferred and self._own:
            if self._dialect.tool_search:
                declared["defer_loading"] = True
            else:
                self._report.mapped(f"{tool.path}.defer_loading")
        if tool.cache_control is not None:
            declared["cache_control"] = tool.cache_control

    def _server(self, tool: ir.Tool) -> dict[str, Any] | None:
        if self._own and tool.native is not None:
            if tool.name in self._dialect.server_tools or self._dialect.vendor == "anthropic":
                return tool.native.block
            self._report.dropped(tool.path, f"{self._dialect.vendor} does not run {tool.name}", "error")
            return None
        if tool.name not in self._dialect.server_tools:
            self._report.dropped(tool.path, f"Anthropic does not run {tool.name}", "error")
            return None
        block = as_dict(tool.native.block) if tool.native is not None else {}
        if tool.name == "mcp":
            return self._mcp(tool, block)
        declared = dict(_SERVER[tool.name])
        if any(other.kind != "server" and other.name == declared["name"] for other in self._request.tools):
            self._report.dropped(
                tool.path, f"a function of the client has the name {declared['name']} already", "error"
            )
            return None
        if any(other["name"] == declared["name"] for other in self.built.tools if "name" in other):
            return None
        if tool.name == "web_search":
            declared.update(_search_settings(block))
        self._report.approximated(tool.path, f"goes out as {declared['type']}")
        return declared

    def _mcp(self, tool: ir.Tool, block: dict[str, Any]) -> dict[str, Any] | None:
        """A remote MCP server as OpenAI declares it. One whose calls need approval is not taken: Anthropic would not ask."""
        label, url = block.get("server_label"), block.get("server_url")
        if not isinstance(label, str) or not isinstance(url, str):
            self._report.dropped(tool.path, "only MCP servers with a label and an address can be used", "error")
            return None
        if block.get("require_approval") != "never":
            self._report.dropped(tool.path, "Anthropic cannot ask for approval before MCP calls", "error")
            return None
        server: dict[str, Any] = {"type": "url", "name": label, "url": url}
        if isinstance(block.get("authorization"), str):
            server["authorization_token"] = block["authorization"]
        self.built.mcp_servers.append(server)
        toolset: dict[str, Any] = {"type": "mcp_toolset", "mcp_server_name": label}
        allowed = [name for name in as_list(block.get("allowed_tools")) if isinstance(name, str)]
        if allowed:
            toolset["default_config"] = {"enabled": False}
            toolset["configs"] = {name: {"enabled": True} for name in allowed}
        return toolset

    # ----------------------------------------------------------------- tool_choice

    def _choice(self) -> dict[str, Any] | None:
        request, choice = self._request, self._request.tool_choice
        if not self.built.tools:
            if choice is not None and choice.mode not in ("auto", "none"):
                self._report.dropped(choice.path, "there are no tools to choose from")
            elif choice is not None:
                self._report.mapped(choice.path)
            return None
        if choice is None:
            if request.parallel_tool_calls is not False:
                return None
            choice = ir.ToolChoice(path=request.paths.get("parallel_tool_calls", "parallel_tool_calls"))
        built = self._mode(choice)
        self._report.mapped(choice.path)
        self._parallel(built)
        if self._own:
            return {**(choice.extra or {}), **built}
        return built

    def _mode(self, choice: ir.ToolChoice) -> dict[str, Any]:
        if choice.mode == "none":
            return {"type": "none"}
        if choice.mode == "auto" or (choice.mode == "allowed" and not choice.required):
            return {"type": "auto"}
        if not self._limits.forced_tools:
            self._report.approximated(
                choice.path, "this model refuses forced tool use; it decides by itself", "warning"
            )
            return {"type": "auto"}
        if choice.mode == "tool" or (choice.mode == "allowed" and len(choice.names) == 1):
            name = self._declared_name(choice.names[0])
            if name is not None:
                return {"type": "tool", "name": name}
            self._report.approximated(
                choice.path, "no tool of that name could be declared; any tool may be called", "warning"
            )
        return {"type": "any"}

    def _declared_name(self, name: str) -> str | None:
        declared = {tool.get("name") for tool in self.built.tools}
        if name in declared:
            return name
        for tool in self._request.tools:
            if tool.name == name:
                sent = self._names.send(tool.name, tool.namespace) if tool.kind != "server" else name
                if sent in declared:
                    return sent
        return None

    def _parallel(self, built: dict[str, Any]) -> None:
        """``disable_parallel_tool_use`` goes with every mode but none."""
        parallel = self._request.parallel_tool_calls
        if parallel is None or built["type"] == "none":
            return
        if parallel is False or self._own:
            built["disable_parallel_tool_use"] = not parallel
        self._report.mapped(self._request.paths.get("parallel_tool_calls", "parallel_tool_calls"))


def _allowed(tools: list[ir.Tool], choice: ir.ToolChoice | None, report: Report) -> list[ir.Tool]:
    """Only the tools that ``allowed`` leaves; Anthropic has no list of its own for that."""
    if choice is None or choice.mode != "allowed":
        return tools
    report.approximated(choice.path, "only the allowed tools are offered")
    kept = [tool for tool in tools if tool.name in choice.names]
    for tool in tools:
        if tool.name not in choice.names:
            report.dropped(tool.path, "not among the allowed tools", "info")
    return kept


def _search_settings(block: dict[str, Any]) -> dict[str, Any]:
    """Domains and place of OpenAI's web search."""
    settings: dict[str, Any] = {}
    options = as_dict(block.get("web_search_options")) or block
    filters = as_dict(block.get("filters"))
    for key in ("allowed_domains", "blocked_domains"):
        domains = [name for name in as_list(filters.get(key)) if isinstance(name, str)]
        if domains and not settings:
            settings[key] = domains
    location = as_dict(options.get("user_location"))
    place = as_dict(location.get("approximate")) or location
    found = {key: place[key] for key in ("city", "region", "country", "timezone") if as_text(place.get(key))}
    if found:
        settings["user_location"] = {"type": "approximate", **found}
    return settings
