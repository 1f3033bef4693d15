"""Ready-to-copy examples of how a client is pointed at a route."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

Language = Literal["bash", "powershell", "python"]
NO_TOKEN = "sk-amux.YOUR-TOKEN"  # noqa: S105 - the place-holder shown where no token is known


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """`id` is stable: `curl`, `openai`, `anthropic`, `google-genai`, `environment`, `claude-code`, `codex`."""

    id: str
    language: Language
    text: str


def snippets_for(
    route_url: str, inbound: str, model: str, token: str = "", shell: str = "posix"
) -> tuple[Snippet, ...]:
    """`route_url` is the route without an API version, such as `http://127.0.0.1:9527/proxies/claude`."""
    kinds = _BY_FORMAT.get(inbound) or tuple(dict.fromkeys(kind for each in _BY_FORMAT.values() for kind in each))
    chosen = "anthropic" if inbound == "any" else inbound
    place = _Place(route_url, chosen, model, token or NO_TOKEN, shell == "powershell")
    return tuple(_MAKERS[kind](place) for kind in kinds)


@dataclass(frozen=True, slots=True)
class _Place:
    url: str
    inbound: str
    model: str
    token: str
    powershell: bool

    def variables(self, values: Mapping[str, str]) -> tuple[Language, str]:
        if self.powershell:
            return "powershell", "\n".join(f'$env:{name} = "{value}"' for name, value in values.items())
        return "bash", "\n".join(f'export {name}="{value}"' for name, value in values.items())


def _curl(place: _Place) -> Snippet:
    message = {"role": "user", "content": "Hello"}
    match place.inbound:
        case "anthropic":
            path, body = "/v1/messages", {"model": place.model, "max_tokens": 1024, "messages": [message]}
        case "openai-chat":
            path, body = "/v1/chat/completions", {"model": place.model, "messages": [message]}
        case "openai-responses":
            path, body = "/v1/responses", {"model": place.model, "input": "Hello"}
        case _:
            path = f"/v1beta/models/{place.model}:generateContent"
            body = {"contents": [{"role": "user", "parts": [{"text": "Hello"}]}]}
    text = (
        f"curl {place.url}{path} \\\n"
        f'  -H "Authorization: Bearer {place.token}" \\\n'
        '  -H "Content-Type: application/json" \\\n'
        f"  -d {shlex.quote(json.dumps(body))}"
    )
    return Snippet(id="curl", language="bash", text=text)


def _openai(place: _Place) -> Snippet:
    call = (
        f'response = client.responses.create(model="{place.model}", input="Hello")\nprint(response.output_text)'
        if place.inbound == "openai-responses"
        else f'answer = client.chat.completions.create(\n    model="{place.model}",\n'
        '    messages=[{"role": "user", "content": "Hello"}],\n)\nprint(answer.choices[0].message.content)'
    )
    text = f'from openai import OpenAI\n\nclient = OpenAI(base_url="{place.url}/v1", api_key="{place.token}")\n{call}'
    return Snippet(id="openai", language="python", text=text)


def _anthropic(place: _Place) -> Snippet:
    text = (
        f'from anthropic import Anthropic\n\nclient = Anthropic(base_url="{place.url}", api_key="{place.token}")\n'
        f'message = client.messages.create(\n    model="{place.model}",\n    max_tokens=1024,\n'
        '    messages=[{"role": "user", "content": "Hello"}],\n)\nprint(message.content[0].text)'
    )
    return Snippet(id="anthropic", language="python", text=text)


def _google(place: _Place) -> Snippet:
    text = (
        "from google import genai\n\n"
        f'client = genai.Client(api_key="{place.token}", http_options={{"base_url": "{place.url}"}})\n'
        f'answer = client.models.generate_content(model="{place.model}", contents="Hello")\nprint(answer.text)'
    )
    return Snippet(id="google-genai", language="python", text=text)


def _environment(place: _Place) -> Snippet:
    values = {
        "anthropic": {"ANTHROPIC_BASE_URL": place.url, "ANTHROPIC_AUTH_TOKEN": place.token},
        "gemini": {"GOOGLE_GEMINI_BASE_URL": place.url, "GEMINI_API_KEY": place.token},
    }.get(place.inbound, {"OPENAI_BASE_URL": f"{place.url}/v1", "OPENAI_API_KEY": place.token})
    language, text = place.variables(values)
    return Snippet(id="environment", language=language, text=text)


def _claude_code(place: _Place) -> Snippet:
    values = {
        "ANTHROPIC_BASE_URL": place.url,
        "ANTHROPIC_AUTH_TOKEN": place.token,
        "ANTHROPIC_MODEL": place.model,
    }
    language, text = place.variables(values)
    return Snippet(id="claude-code", language=language, text=f"{text}\nclaude")


def _codex(place: _Place) -> Snippet:
    language, text = place.variables({"AMUX_TOKEN": place.token})
    options = {
        "model_provider": '"amux"',
        "model_providers.amux.name": '"Amux"',
        "model_providers.amux.base_url": f'"{place.url}/v1"',
        "model_providers.amux.env_key": '"AMUX_TOKEN"',
        "model_providers.amux.wire_api": '"responses"',
    }
    flags = " ".join(f"-c '{key}={value}'" for key, value in options.items())
    return Snippet(id="codex", language=language, text=f"{text}\ncodex -m {place.model} {flags}")


_MAKERS: Mapping[str, Callable[[_Place], Snippet]] = {
    "curl": _curl,
    "openai": _openai,
    "anthropic": _anthropic,
    "google-genai": _google,
    "environment": _environment,
    "claude-code": _claude_code,
    "codex": _codex,
}
_BY_FORMAT: Mapping[str, tuple[str, ...]] = {
    "anthropic": ("curl", "anthropic", "environment", "claude-code"),
    "openai-chat": ("curl", "openai", "environment"),
    "openai-responses": ("curl", "openai", "environment", "codex"),
    "gemini": ("curl", "google-genai", "environment"),
}
