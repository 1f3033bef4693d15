"""Gateways, clouds and local servers that speak OpenAI's formats, as data."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

from bridge import ir
from bridge.adapter import Adapter
from bridge.capabilities import gpt
from bridge.formats.anthropic.dialect import AnthropicDialect
from bridge.formats.anthropic.dialect import compatible as anthropic_compatible
from bridge.formats.openai_chat.dialect import OPENAI_ONLY, ChatDialect, ChoiceMode, compatible, no_limits
from bridge.formats.openai_responses.dialect import ResponsesDialect
from bridge.report import Report

_ANTHROPIC_VERSION = MappingProxyType({"anthropic-version": "2023-06-01"})
_NO_ALLOWED: Final[frozenset[ChoiceMode]] = frozenset({"none", "required", "tool"})


def _open_model_limits(model: str) -> gpt.ModelLimits:
    """Hosts of open models: reasoning_effort is for gpt-oss; others take it for an error."""
    efforts: tuple[ir.Effort, ...] = ("low", "medium", "high") if "gpt-oss" in model.lower() else ()
    return replace(gpt.UNKNOWN, efforts=efforts)


# --------------------------------------------------------------------------- OpenRouter

#: https://openrouter.ai/docs/use-cases/reasoning-tokens and /docs/features/web-search
OPENROUTER: Final = Adapter(
    name="openrouter",
    title="OpenRouter",
    format="openai-chat",
    dialect=ChatDialect(
        vendor="openrouter",
        limits=no_limits,
        parts=frozenset({"image", "audio", "file", "video"}),
        tool_choices=_NO_ALLOWED,
        refuses=frozenset({"custom_tools", "store", "metadata", "service_tier", "prompt_cache_key"}),
        max_tokens_field="max_tokens",
        tool_limit=None,
        id_limit=64,
        reasoning="object",
        reasoning_field="reasoning",
        # "pass the reasoning_details back unmodified"
        state_fields=("reasoning_details",),
        reasoning_replay="always",
        cache_control=True,
        web_search=MappingProxyType({"plugins": [{"id": "web"}]}),
    ),
    base_url="https://openrouter.ai/api",
    verbatim=True,
    docs="https://openrouter.ai/docs",
)
OPENROUTER_ANTHROPIC: Final = Adapter(
    name="openrouter-anthropic",
    title="OpenRouter (Anthropic format)",
    format="anthropic",
    # Claude itself answers behind it, so signatures are Anthropic's own and are checked.
    dialect=AnthropicDialect(tool_search=False, billing_header=False),
    base_url="https://openrouter.ai/api",
    headers=_ANTHROPIC_VERSION,
    docs="https://openrouter.ai/docs/guides/coding-agents/claude-code-integration",
)
OPENROUTER_RESPONSES: Final = Adapter(
    name="openrouter-responses",
    title="OpenRouter (Responses format)",
    format="openai-responses",
    dialect=ResponsesDialect(
        vendor="openrouter",
        limits=no_limits,
        custom_tools=False,
        namespaces=False,
        tool_search=False,
        hosted=MappingProxyType({}),
    ),
    base_url="https://openrouter.ai/api",
    docs="https://openrouter.ai/docs/api/reference/responses/overview",
)

# --------------------------------------------------------------------------- Groq


def _groq_limits(model: str) -> gpt.ModelLimits:
    """https://console.groq.com/docs/reasoning: gpt-oss low to high; Qwen only none (or default); the others nothing."""
    name = model.lower()
    efforts: tuple[ir.Effort, ...] = ()
    if "gpt-oss" in name:
        efforts = ("low", "medium", "high")
    return replace(gpt.UNKNOWN, efforts=efforts)


def _groq(request: ir.Request, body: dict[str, Any], report: Report) -> None:
    """Thoughts of Qwen apart from the content, and off when asked so; names of messages answer 400."""
    if "qwen" in str(body["model"]).lower():
        body.setdefault("reasoning_format", "parsed")
        if request.reasoning is not None and request.reasoning.enabled is False:
            body["reasoning_effort"] = "none"
    for index, message in enumerate(body["messages"]):
        if "name" in message:
            body["messages"][index] = {key: value for key, value in message.items() if key != "name"}
            report.dropped(f"messages[{index}].name", "Groq takes no names of messages", "info")


GROQ: Final = Adapter(
    name="groq",
    title="Groq",
    format="openai-chat",
    dialect=compatible(
        "groq",
        limits=_groq_limits,
        tool_choices=_NO_ALLOWED,
        max_tokens_field="max_completion_tokens",
        reasoning="effort",
        reasoning_field="reasoning",
        reasoning_replay="tool_turns",
        # "logprobs, logit_bias, top_logprobs … will result in a 400 error": https://console.groq.com/docs/openai
        refuses=OPENAI_ONLY | {"logprobs", "top_logprobs", "logit_bias"},
        clamps=MappingProxyType({"n": (1, 1)}),
        patch=_groq,
    ),
    base_url="https://api.groq.com/openai",
    docs="https://console.groq.com/docs/openai",
)
GROQ_RESPONSES: Final = Adapter(
    name="groq-responses",
    title="Groq (Responses format)",
    format="openai-responses",
    dialect=ResponsesDialect(
        vendor="groq",
        limits=_groq_limits,
        custom_tools=False,
        namespaces=False,
        tool_search=False,
        encrypted_reasoning=False,
        hosted=MappingProxyType({}),
    ),
    base_url="https://api.groq.com/openai",
    docs="https://console.groq.com/docs/responses-api",
)

# --------------------------------------------------------------------------- xAI


def _xai_limits(model: str) -> gpt.ModelLimits:
    """ "Model grok-code-fast-1 does not support parameter reasoningEffort" (recorded): only some take the parameter."""
    name = model.lower()
    efforts: tuple[ir.Effort, ...] = ()
    if "grok-3-mini" in name:
        efforts = ("low", "high")
    elif "grok-4.3" in name or "grok-latest" in name:
        efforts = ("none", "low", "medium", "high")
    plain = "non-reasoning" in name or name.startswith("grok-2")
    # presence_penalty, frequency_penalty and stop are refused by reasoning models
    return replace(gpt.UNKNOWN, efforts=efforts, stop=plain)


XAI: Final = Adapter(
    name="xai",
    title="xAI",
    format="openai-chat",
    dialect=compatible(
        "xai",
        limits=_xai_limits,
        tool_choices=_NO_ALLOWED,
        max_tokens_field="max_completion_tokens",
        reasoning="effort",
        refuses=(OPENAI_ONLY - {"user"}) | {"presence_penalty", "frequency_penalty"},
    ),
    base_url="https://api.x.ai",
    docs="https://docs.x.ai/docs/api-reference",
)
XAI_RESPONSES: Final = Adapter(
    name="xai-responses",
    title="xAI (Responses format)",
    format="openai-responses",
    dialect=ResponsesDialect(
        vendor="xai",
        limits=_xai_limits,
        custom_tools=False,
        namespaces=False,
        tool_search=False,
        hosted=MappingProxyType({"web_search": {"type": "web_search"}, "code_execution": {"type": "code_interpreter"}}),
    ),
    base_url="https://api.x.ai",
    docs="https://docs.x.ai/docs/guides/responses-api",
)
XAI_ANTHROPIC: Final = Adapter(
    name="xai-anthropic",
    title="xAI (Anthropic format)",
    format="anthropic",
    dialect=anthropic_compatible("xai", documents=False),
    base_url="https://api.x.ai",
    docs="https://docs.x.ai/docs/api-reference",
)

# --------------------------------------------------------------------------- Mistral

_NINE = re.compile(r"[a-zA-Z0-9]{9}")


def _mistral_limits(model: str) -> gpt.ModelLimits:
    """reasoning_effort none or high for the hybrids from mistral-small-2603 on; Magistral thinks without being asked."""
    hybrid = re.search(r"mistral-small-(latest|26)|mistral-medium-(latest|26|3\.5)", model.lower())
    return replace(gpt.UNKNOWN, efforts=("none", "high") if hybrid else ())


def _mistral(_request: ir.Request, body: dict[str, Any], _report: Report) -> None:
    """``seed`` has another name, and ids of calls are nine letters and digits."""
    if "seed" in body:
        body["random_seed"] = body.pop("seed")
    for message in body["messages"]:
        for call in message.get("tool_calls") or ():
            call["id"] = _nine(call["id"])
        if message["role"] == "tool":
            message["tool_call_id"] = _nine(message["tool_call_id"])


def _nine(call_id: str) -> str:
    if _NINE.fullmatch(call_id):
        return call_id
    return hashlib.blake2s(call_id.encode("utf-8", "surrogatepass")).hexdigest()[:9]


MISTRAL: Final = Adapter(
    name="mistral",
    title="Mistral AI",
    format="openai-chat",
    dialect=compatible(
        "mistral",
        limits=_mistral_limits,
        parts=frozenset({"image", "audio"}),
        tool_choices=_NO_ALLOWED,
        required_word="any",
        reasoning="effort",
        # Thoughts are parts of the content: {type: thinking, thinking: […]}
        reasoning_field="content",
        reasoning_replay="always",
        # Unknown fields answer 422; usage comes in streams without being asked for.
        refuses=(OPENAI_ONLY - {"prompt_cache_key"}) | {"stream_options", "logprobs", "top_logprobs", "logit_bias"},
        usage=MappingProxyType({"cache_read_tokens": "num_cached_tokens"}),
        patch=_mistral,
    ),
    base_url="https://api.mistral.ai",
    docs="https://docs.mistral.ai/api",
)

# --------------------------------------------------------------------------- other clouds

#: https://www.volcengine.com/docs/82379/1494384: thinking {type: enabled|disabled|auto}, reasoning_effort minimal to high
VOLCENGINE: Final = Adapter(
    name="volcengine",
    title="Volcengine Ark",
    format="openai-chat",
    dialect=compatible(
        "volcengine",
        parts=frozenset({"image", "video"}),
        tool_choices=_NO_ALLOWED,
        reasoning="thinking",
        efforts=("minimal", "low", "medium", "high"),
        reasoning_replay="tool_turns",
        refuses=OPENAI_ONLY - {"service_tier"},
    ),
    base_url="https://ark.cn-beijing.volces.com/api",
    paths=MappingProxyType({"chat": "/v3/chat/completions", "models": "/v3/models"}),
    docs="https://www.volcengine.com/docs/82379/1494384",
)
VOLCENGINE_ANTHROPIC: Final = Adapter(
    name="volcengine-anthropic",
    title="Volcengine Ark (Anthropic format, coding plan)",
    format="anthropic",
    dialect=anthropic_compatible("volcengine", documents=False),
    base_url="https://ark.cn-beijing.volces.com/api/coding",
    docs="https://www.volcengine.com/docs/82379/1928262",
)
SILICONFLOW: Final = Adapter(
    name="siliconflow",
    title="SiliconFlow",
    format="openai-chat",
    dialect=compatible(
        "siliconflow",
        tool_choices=_NO_ALLOWED,
        output_formats=frozenset({"text", "json_object"}),
        reasoning="enable_thinking",
        refuses=(OPENAI_ONLY - {"top_k"}) | {"strict", "parallel_tool_calls"},
        # https://docs.siliconflow.cn/cn/api-reference/chat-completions/chat-completions
        clamps=MappingProxyType({"thinking_budget": (128, 32768)}),
    ),
    base_url="https://api.siliconflow.cn",
    docs="https://docs.siliconflow.cn",
)
SILICONFLOW_ANTHROPIC: Final = Adapter(
    name="siliconflow-anthropic",
    title="SiliconFlow (Anthropic format)",
    format="anthropic",
    dialect=anthropic_compatible("siliconflow", documents=False),
    base_url="https://api.siliconflow.cn",
    docs="https://docs.siliconflow.cn/cn/api-reference/chat-completions/messages",
)
TOGETHER: Final = Adapter(
    name="together",
    title="Together AI",
    format="openai-chat",
    dialect=compatible(
        "together",
        limits=_open_model_limits,
        tool_choices=_NO_ALLOWED,
        reasoning="effort",
        reasoning_field="reasoning",
        refuses=(OPENAI_ONLY - {"top_k"}) | {"strict"},
        think_tags=True,
    ),
    base_url="https://api.together.xyz",
    docs="https://docs.together.ai/reference/chat-completions-1",
)
FIREWORKS: Final = Adapter(
    name="fireworks",
    title="Fireworks AI",
    format="openai-chat",
    dialect=compatible(
        "fireworks",
        tool_choices=_NO_ALLOWED,
        reasoning="effort",
        # https://docs.fireworks.ai/guides/reasoning
        efforts=("none", "low", "medium", "high"),
        reasoning_replay="tool_turns",
        refuses=OPENAI_ONLY - {"top_k", "user"},
        think_tags=True,
    ),
    base_url="https://api.fireworks.ai/inference",
    docs="https://docs.fireworks.ai/api-reference/post-chatcompletions",
)
FIREWORKS_ANTHROPIC: Final = Adapter(
    name="fireworks-anthropic",
    title="Fireworks AI (Anthropic format)",
    format="anthropic",
    dialect=anthropic_compatible("fireworks", documents=False),
    base_url="https://api.fireworks.ai/inference",
    docs="https://docs.fireworks.ai/tools-sdks/anthropic-compatibility",
)
NVIDIA: Final = Adapter(
    name="nvidia",
    title="NVIDIA NIM",
    format="openai-chat",
    dialect=compatible(
        "nvidia", limits=_open_model_limits, tool_choices=_NO_ALLOWED, reasoning="effort", think_tags=True
    ),
    base_url="https://integrate.api.nvidia.com",
    docs="https://docs.api.nvidia.com/nim/reference/llm-apis",
)
#: OpenAI's models under vendor/model names, without OpenAI's own services.
GITHUB_MODELS: Final = Adapter(
    name="github-models",
    title="GitHub Models",
    format="openai-chat",
    dialect=compatible(
        "github", limits=gpt.limits, developer=True, reasoning="effort", refuses=OPENAI_ONLY, reasoning_field=None
    ),
    base_url="https://models.github.ai/inference",
    paths=MappingProxyType({"chat": "/chat/completions"}),
    docs="https://docs.github.com/en/rest/models/inference",
)
#: https://{resource}.openai.azure.com/openai; the v1 API takes the deployment as the model.
AZURE: Final = Adapter(
    name="azure",
    title="Azure OpenAI",
    format="openai-chat",
    dialect=ChatDialect(vendor="azure"),
    base_url="",
    auth="api-key",
    verbatim=True,
    docs="https://learn.microsoft.com/azure/ai-foundry/openai/api-version-lifecycle",
)
AZURE_RESPONSES: Final = Adapter(
    name="azure-responses",
    title="Azure OpenAI (Responses)",
    format="openai-responses",
    dialect=ResponsesDialect(vendor="azure"),
    base_url="",
    auth="api-key",
    verbatim=True,
    docs="https://learn.microsoft.com/azure/ai-foundry/openai/how-to/responses",
)

# --------------------------------------------------------------------------- local servers

#: reasoning_effort answers 400 for models that do not think, so nothing is asked: thinking models think anyway.
OLLAMA: Final = Adapter(
    name="ollama",
    title="Ollama",
    format="openai-chat",
    dialect=compatible(
        "ollama",
        tool_choices=_NO_ALLOWED,
        reasoning_field="reasoning",
        refuses=OPENAI_ONLY | {"strict", "parallel_tool_calls", "n"},
        think_tags=True,
    ),
    base_url="http://127.0.0.1:11434",
    docs="https://docs.ollama.com/api/openai-compatibility",
)
OLLAMA_ANTHROPIC: Final = Adapter(
    name="ollama-anthropic",
    title="Ollama (Anthropic format)",
    format="anthropic",
    dialect=anthropic_compatible("ollama", documents=False),
    base_url="http://127.0.0.1:11434",
    docs="https://docs.ollama.com/api/anthropic-compatibility",
)
LMSTUDIO: Final = Adapter(
    name="lmstudio",
    title="LM Studio",
    format="openai-chat",
    dialect=compatible(
        "lmstudio",
        # tool_choice is a word there, never an object; response_format is json_schema or text.
        tool_choices=frozenset({"none", "required"}),
        output_formats=frozenset({"text", "json_schema"}),
        refuses=(OPENAI_ONLY - {"top_k"}) | {"parallel_tool_calls", "n"},
        think_tags=True,
    ),
    base_url="http://127.0.0.1:1234",
    docs="https://lmstudio.ai/docs/developer/openai-compat",
)
VLLM: Final = Adapter(
    name="vllm",
    title="vLLM",
    format="openai-chat",
    dialect=compatible(
        "vllm",
        limits=_open_model_limits,
        # Chat templates of many models want one system message, first.
        system="front",
        parts=frozenset({"image", "audio", "video"}),
        tool_choices=_NO_ALLOWED,
        reasoning="effort",
        # reasoning_content was renamed: https://docs.vllm.ai/en/latest/features/reasoning_outputs/
        reasoning_field="reasoning",
        refuses=OPENAI_ONLY - {"top_k", "user"},
        think_tags=True,
    ),
    base_url="http://127.0.0.1:8000",
    docs="https://docs.vllm.ai/en/latest/serving/openai_compatible_server/",
)

ADAPTERS: Final = (
    OPENROUTER, OPENROUTER_ANTHROPIC, OPENROUTER_RESPONSES, GROQ, GROQ_RESPONSES, XAI, XAI_RESPONSES, XAI_ANTHROPIC, MISTRAL,
    VOLCENGINE, VOLCENGINE_ANTHROPIC, SILICONFLOW, SILICONFLOW_ANTHROPIC, TOGETHER, FIREWORKS, FIREWORKS_ANTHROPIC, NVIDIA,
    GITHUB_MODELS, AZURE, AZURE_RESPONSES, OLLAMA, OLLAMA_ANTHROPIC, LMSTUDIO, VLLM,
)  # fmt: skip
