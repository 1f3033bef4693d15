"""What single OpenAI models take, by model name.

Sources: the reasoning guide (https://developers.openai.com/api/docs/guides/reasoning), the model pages, and the API's own
rejections ("Unsupported value: 'minimal' is not supported with the 'gpt-5.1' model …"). A name that is not in the table gets
``UNKNOWN``: nothing is taken away from the request, because deployments and relays carry names of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from bridge.ir import Effort

_CLASSIC: tuple[Effort, ...] = ("low", "medium", "high")
_GPT_5: tuple[Effort, ...] = ("minimal", "low", "medium", "high")
_GPT_5_1: tuple[Effort, ...] = ("none", "low", "medium", "high")
_GPT_5_2: tuple[Effort, ...] = ("none", "low", "medium", "high", "xhigh")
_GPT_5_6: tuple[Effort, ...] = ("none", "low", "medium", "high", "xhigh", "max")


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelLimits:
    """``known`` False: the name says nothing, every switch below is permissive and ``efforts`` is every word there is.

    reasoning: thinks; refuses Chat's ``max_tokens`` in favour of ``max_completion_tokens``.
    efforts: the words ``reasoning_effort`` takes; empty when the parameter itself is refused.
    sampling: takes temperature, top_p, penalties, logprobs and logit_bias other than the defaults.
    stop: takes stop sequences (Chat; Responses never does).
    instructions: the role system text must have: ``any`` of system/developer, ``system`` only, or ``user`` (o1-mini).
    parallel_switch: takes ``parallel_tool_calls``.
    custom_tools: takes freeform tools.
    chat: served by Chat Completions at all (codex and pro models are Responses only).
    chat_tools_with_reasoning: Chat takes function tools while reasoning is on ("use /v1/responses or set reasoning_effort to
    'none'" from gpt-5.4 on).
    search: a search model, which takes ``web_search_options`` on Chat.
    """

    known: bool = True
    reasoning: bool = False
    efforts: tuple[Effort, ...] = ()
    sampling: bool = True
    stop: bool = True
    instructions: Literal["any", "system", "user"] = "any"
    tools: bool = True
    parallel_switch: bool = True
    custom_tools: bool = False
    structured_output: bool = True
    verbosity: bool = False
    images: bool = True
    chat: bool = True
    chat_tools_with_reasoning: bool = True
    search: bool = False


UNKNOWN = ModelLimits(
    known=False, efforts=("none", "minimal", "low", "medium", "high", "xhigh", "max"), custom_tools=True, verbosity=True
)  # fmt: skip

_GPT = re.compile(r"gpt-(\d+)(?:\.(\d+))?(o)?(?![\d.])(.*)")
_O_SERIES = re.compile(r"o(\d)(?![\d.])(.*)")


@lru_cache(maxsize=256)
def limits(model: str) -> ModelLimits:
    """The limits of ``model``; a vendor prefix (``openai/…``) and the marks of a fine-tune (``ft:…:org``) are looked through."""
    name = model.lower().rpartition("/")[2]
    if name.startswith("ft:"):
        name = name.split(":")[1]
    if name.startswith("chatgpt-"):
        return ModelLimits(tools=False)
    if name == "codex-mini-latest":
        return _reasoning((4, 0), "codex")
    if match := _O_SERIES.fullmatch(name):
        return _o_series(int(match[1]), match[2])
    if match := _GPT.fullmatch(name):
        version = (int(match[1]), int(match[2] or 0))
        rest = match[4]
        if version[0] >= 5:
            return _chat_tuned() if "chat" in rest else _reasoning(version, rest)
        return _classic(version, match[3] is not None, rest)
    return UNKNOWN


def _classic(version: tuple[int, int], omni: bool, rest: str) -> ModelLimits:
    """gpt-3.5 to gpt-4.1."""
    structured = omni or version >= (4, 1)
    if "search" in rest:
        return ModelLimits(tools=False, sampling=False, search=True)
    images = structured or "turbo" in rest or "vision" in rest
    return ModelLimits(structured_output=structured, images=images and version[0] == 4)


def _chat_tuned() -> ModelLimits:
    """gpt-5-chat-latest and its like: no reasoning, the usual sampling."""
    return ModelLimits(verbosity=False)


def _o_series(generation: int, rest: str) -> ModelLimits:
    if generation == 1 and rest.startswith(("-mini", "-preview")):
        return ModelLimits(
            reasoning=True, sampling=False, instructions="user", tools=False, parallel_switch=False,
            structured_output=False, images=False,
        )  # fmt: skip
    return ModelLimits(
        reasoning=True, efforts=_CLASSIC, sampling=False,
        # "'stop' is not supported with this model": o3 and o4-mini (recorded); o1 and o3-mini take it.
        stop=generation == 1 or (generation == 3 and rest.startswith("-mini")),
        # o1 and o3-mini know no parallel calls and refuse the switch.
        parallel_switch=generation > 1 and not (generation == 3 and rest.startswith("-mini")),
        images=not (generation == 3 and rest.startswith("-mini")),
        chat=not rest.startswith(("-pro", "-deep-research")) and "deep-research" not in rest,
    )  # fmt: skip


def _reasoning(version: tuple[int, int], rest: str) -> ModelLimits:
    """gpt-5 and later."""
    return ModelLimits(
        reasoning=True, efforts=_efforts(version, rest), sampling=False, stop=False, custom_tools=True, verbosity=True,
        chat="codex" not in rest and "-pro" not in rest,
        chat_tools_with_reasoning=version < (5, 4),
    )  # fmt: skip


def _efforts(version: tuple[int, int], rest: str) -> tuple[Effort, ...]:
    if "-pro" in rest:
        return ("high",) if version < (5, 2) else ("medium", "high", "xhigh")
    if "codex" in rest:
        return ("low", "medium", "high", "xhigh") if version >= (5, 2) or "-max" in rest else _CLASSIC
    if version >= (5, 6):
        return _GPT_5_6
    if version >= (5, 2):
        return _GPT_5_2
    return _GPT_5_1 if version == (5, 1) else _GPT_5
