"""LiteLLM's proxy: `config.yaml` with deployments under model names, fallbacks between those names, and the master key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from amux_desktop.services.importing.files import read_yaml, refuse
from amux_desktop.services.importing.findings import Findings, WireFormat
from amux_desktop.services.importing.values import list_of, literal, mapping_in, mappings_in, text_of, texts_in
from amux_desktop.services.presets import Presets
from amux_desktop.storage.records import Mapping as Row
from amux_desktop.storage.records import ProxyTarget

NAME = "LiteLLM"
_REFERENCE = "os.environ/"
_OPENAI = "https://api.openai.com/v1"
_WIRES: Mapping[str, tuple[WireFormat, str]] = {
    "openai": ("openai-chat", _OPENAI),
    "text-completion-openai": ("openai-chat", _OPENAI),
    "custom_openai": ("openai-chat", ""),
    "openai_like": ("openai-chat", ""),
    "hosted_vllm": ("openai-chat", ""),
    "litellm_proxy": ("openai-chat", ""),
    "lm_studio": ("openai-chat", "http://127.0.0.1:1234/v1"),
    "ollama": ("openai-chat", "http://127.0.0.1:11434"),
    "ollama_chat": ("openai-chat", "http://127.0.0.1:11434"),
    "anthropic": ("anthropic", "https://api.anthropic.com"),
    "gemini": ("gemini", "https://generativelanguage.googleapis.com"),
}
_PRESETS = {
    "deepseek": "deepseek",
    "dashscope": "qwen",
    "fireworks_ai": "fireworks",
    "groq": "groq",
    "minimax": "minimax",
    "mistral": "mistral",
    "moonshot": "moonshot",
    "nvidia_nim": "nvidia",
    "openrouter": "openrouter",
    "together_ai": "together",
    "volcengine": "volcengine",
    "xai": "xai",
    "zai": "zhipu",
}
_FOREIGN = {
    "bedrock": "Amazon Bedrock",
    "sagemaker": "Amazon SageMaker",
    "vertex_ai": "Vertex AI",
    "watsonx": "IBM watsonx",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Deployment:
    group: str
    path: str
    model: str
    weight: int
    wildcard: bool


class _Reader:
    def __init__(self, config: Mapping[str, Any], found: Findings, env: Mapping[str, str], presets: Presets) -> None:
        self._config = config
        self._found = found
        own = {key: str(value) for key, value in mapping_in(config, "environment_variables").items()}
        self._env = {**env, **{key: value for key, value in own.items() if not value.startswith(_REFERENCE)}}
        self._presets = presets

    def take(self) -> None:
        deployments = [
            deployment for item in mappings_in(self._config, "model_list") if (deployment := self._deployment(item))
        ]
        self._proxy(deployments)
        general = mapping_in(self._config, "general_settings")
        master, missing = self._value(text_of(general, "master_key"))
        if missing:
            self._found.leave_out("token", "master_key", "env_missing", missing)
        elif master:
            self._found.token(NAME, master)

    def _value(self, text: str) -> tuple[str, str]:
        """The text, or what the variable it refers to holds; else the name of a variable that is not set."""
        if not text.startswith(_REFERENCE):
            return text, ""
        name = text.removeprefix(_REFERENCE)
        return self._env.get(name, ""), "" if self._env.get(name) else name

    def _deployment(self, item: Mapping[str, Any]) -> _Deployment | None:
        params = mapping_in(item, "litellm_params")
        group, whole = text_of(item, "model_name"), text_of(params, "model")
        if not group or not whole:
            return None
        mode = text_of(mapping_in(item, "model_info"), "mode")
        if mode and mode not in ("chat", "completion", "responses"):
            self._found.leave_out("model", group, "format", f"{mode} models")
            return None
        vendor, model = self._vendor(whole, params)
        path = self._provider(group, vendor, model, params)
        if not path:
            return None
        wildcard = "*" in model
        if wildcard and group not in ("*", model):
            # Only the whole name can be passed on; cutting a vendor's prefix off needs names that are known.
            self._found.leave_out("model", group, "rule", "names with a prefix and *")
            return None
        weight = params.get("weight")
        return _Deployment(
            group=group,
            path=path,
            model=model,
            weight=weight if isinstance(weight, int) and weight > 0 else 1,
            wildcard=wildcard,
        )

    def _vendor(self, whole: str, params: Mapping[str, Any]) -> tuple[str, str]:
        named = text_of(params, "custom_llm_provider")
        if named:
            return named, whole.removeprefix(f"{named}/")
        vendor, slash, model = whole.partition("/")
        if slash and (vendor in _WIRES or vendor in _PRESETS or vendor in _FOREIGN or vendor == "azure"):
            return vendor, model
        if slash and not text_of(params, "api_base"):
            return vendor, model
        known = {"claude": "anthropic", "gemini": "gemini"}
        return next((name for start, name in known.items() if whole.startswith(start)), "openai"), whole

    def _provider(self, group: str, vendor: str, model: str, params: Mapping[str, Any]) -> str:
        url, missing_url = self._value(text_of(params, "api_base", "base_url"))
        key, missing = self._value(text_of(params, "api_key"))
        adapter, wire = "", "openai-chat"
        if vendor in _WIRES:
            wire, usual = _WIRES[vendor]
            url = url or usual
            adapter = "ollama" if vendor.startswith("ollama") else ""
        elif vendor in _PRESETS:
            preset = self._presets.get(_PRESETS[vendor])
            url, adapter = url or preset.base_url, preset.adapter
        elif vendor == "azure":
            adapter = "azure"
            url = _azure_url(url)
        else:
            self._found.leave_out("model", group, "format", _FOREIGN.get(vendor, vendor))
            return ""
        if missing_url:
            self._found.leave_out("model", group, "env_missing", missing_url)
            return ""
        name = _TITLES.get(vendor) or (self._presets.get(_PRESETS[vendor]).name if vendor in _PRESETS else vendor)
        if missing:
            self._found.leave_out("key", name, "env_missing", missing)
        headers = {str(key): str(value) for key, value in mapping_in(params, "extra_headers").items()}
        models = [] if "*" in model else [model]
        return self._found.provider(
            name,
            url,
            wire,  # type: ignore[arg-type]  # from the table above
            keys=[key],
            models=models,
            headers=headers,
            adapter=adapter,
        )

    def _proxy(self, deployments: list[_Deployment]) -> None:
        if not deployments:
            return
        groups: dict[str, list[_Deployment]] = {}
        for deployment in deployments:
            groups.setdefault(deployment.group, []).append(deployment)
        names = {name: name for name in groups} | self._aliases(groups)
        fallbacks = self._fallbacks(groups)
        targets: list[ProxyTarget] = []
        rows: list[Row] = []
        # A name of its own comes before one with *, as there.
        for name in sorted(names, key=lambda name: "*" in name):
            group = names[name]
            for member in [item for part in (group, *fallbacks.get(name, ())) for item in groups[part]]:
                target = _target(name, member)
                if target not in targets:
                    targets.append(target)
            if "*" not in name:
                rows.append(Row(kind="exact", source=name, target=groups[group][0].model))
        shared = any(len(members) > 1 for members in groups.values())
        if shared and fallbacks:
            self._found.leave_out("rule", "routing_strategy", "rule", "sharing the load together with fallbacks")
        self._found.proxy(
            NAME, "any", targets, mappings=rows, balance="weighted" if shared and not fallbacks else "ordered"
        )

    def _aliases(self, groups: Mapping[str, object]) -> dict[str, str]:
        settings = mapping_in(self._config, "router_settings")
        found: dict[str, str] = {}
        for alias, group in mapping_in(settings, "model_group_alias").items():
            name = text_of(group, "model") if isinstance(group, dict) else str(group)
            if name in groups:
                found[str(alias)] = name
            else:
                self._found.leave_out("rule", str(alias), "no_target", name)
        return found

    def _fallbacks(self, groups: Mapping[str, object]) -> dict[str, list[str]]:
        """Groups after a failure, by model name. Both sections that may hold them are read."""
        found: dict[str, list[str]] = {}
        for section in ("litellm_settings", "router_settings"):
            settings = mapping_in(self._config, section)
            for item in mappings_in(settings, "fallbacks"):
                for name in item:
                    for wanted in texts_in(item, name):
                        if wanted in groups and name in groups:
                            found.setdefault(name, []).append(wanted)
                        else:
                            missing = wanted if name in groups else str(name)
                            self._found.leave_out("rule", f"fallbacks of {name}", "no_target", missing)
            for other in ("context_window_fallbacks", "content_policy_fallbacks", "default_fallbacks"):
                if list_of(settings, other):
                    self._found.leave_out("rule", other, "rule", "fallbacks of that kind")
        return found


_TITLES = {
    "openai": "OpenAI",
    "text-completion-openai": "OpenAI",
    "anthropic": "Anthropic",
    "gemini": "Gemini",
    "azure": "Azure OpenAI",
    "ollama": "Ollama",
    "ollama_chat": "Ollama",
    "hosted_vllm": "vLLM",
    "lm_studio": "LM Studio",
    "litellm_proxy": "LiteLLM proxy",
    "custom_openai": "OpenAI compatible",
    "openai_like": "OpenAI compatible",
}


def read(path: Path, found: Findings, env: Mapping[str, str], presets: Presets) -> None:
    """Raises `file_invalid`."""
    config = read_yaml(path)
    if not isinstance(config.get("model_list"), list):
        refuse(path, "it has no model_list")
    _Reader(config, found, env, presets).take()


def _target(name: str, deployment: _Deployment) -> ProxyTarget:
    glob = name if "*" in name else literal(name)
    return ProxyTarget(
        kind="provider",
        target_id=deployment.path,
        model="" if deployment.wildcard else deployment.model,
        weight=deployment.weight,
        conditions={} if glob == "*" else {"models": [glob]},
    )


def _azure_url(url: str) -> str:
    """The resource's v1 address, which takes the deployment as the model."""
    base = url.rstrip("/")
    return base if not base or "/openai" in base else f"{base}/openai"
