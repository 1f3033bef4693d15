"""IR answers as whole Responses bodies."""

from __future__ import annotations

import time
from typing import Any

from bridge import ir, toolbox
from bridge.formats import read
from bridge.formats.base import Context
from bridge.formats.openai_responses import output
from bridge.formats.openai_responses.content import NAME, annotation_of, write_own
from bridge.formats.openai_responses.errors import response_error
from bridge.json_types import is_array
from bridge.report import Report


def build_response(response: ir.Response, report: Report, context: Context) -> dict[str, Any]:
    """See ``Format``. Only the first candidate fits; the others are reported."""
    own = response.origin == NAME and output.is_own(context)
    for number in range(1, len(response.candidates)):
        report.dropped(f"choices[{number}]", f"{NAME} gives one answer only", "warning")
    candidate = response.candidates[0]
    identifier = response.id if own and response.id else output.response_id(context.answer_id or response.id)
    model = output.answer_model(response.model, context)
    refused = any(isinstance(part, ir.RefusalPart) for part in candidate.parts)
    status, details = output.status_of(candidate.finish_reason, refused=refused)
    if response.error is not None:
        status, details = "failed", None
    writer = OutputWriter(identifier, report, context, "incomplete" if status == "incomplete" else "completed")
    if own:
        body = output.own_frame(response.extra, identifier, model, response.created)
        body.setdefault("status", status)
    else:
        report.dropped_extra("", response.extra, NAME)
        body = output.frame(context, identifier, model, response.created, response.service_tier)
        body["status"], body["incomplete_details"] = status, details
        if status == "completed":
            body["completed_at"] = int(time.time())
    body["output"] = writer.write(candidate.parts, candidate.logprobs)
    if own and response.service_tier is not None:
        body["service_tier"] = response.service_tier
    if response.error is not None and not body.get("error"):
        body["error"] = response_error(response.error)
    elif status == "failed" and not own:
        body["error"] = output.stopped(candidate.raw_finish_reason)
    if not own or response.usage.raw is not None:
        body["usage"] = output.usage(response.usage, own=own)
    return body


class OutputWriter:
    """Parts of an answer as output items."""

    def __init__(self, response_id: str, report: Report, context: Context, last_status: str) -> None:
        self._id = response_id
        self._report = report
        self._context = context
        self._own = output.is_own(context)
        self._last_status = last_status
        self._offered = output.Offered(context)
        self._items: list[dict[str, Any]] = []
        self._message: dict[str, Any] | None = None

    def write(self, parts: list[ir.Part], logprobs: ir.JSONObject | None) -> list[dict[str, Any]]:
        for part in parts:
            match part:
                case ir.TextPart() | ir.RefusalPart():
                    self._speak(part, logprobs)
                    if isinstance(part, ir.TextPart):
                        logprobs = None
                case ir.ReasoningPart():
                    self._add(output.reasoning_item(part, self._new_id("rs"), self._context))
                case ir.ToolCallPart():
                    self._call(part)
                case _:
                    self._other(part)
        if self._items and self._last_status != "completed" and "status" in self._items[-1]:
            last = self._items[-1]
            if not self._own:
                last["status"] = self._last_status
        return self._items

    def _new_id(self, prefix: str) -> str:
        return output.item_id(prefix, self._id, len(self._items))

    def _add(self, item: dict[str, Any]) -> None:
        self._message = None
        self._items.append(item)

    def _speak(self, part: ir.TextPart | ir.RefusalPart, logprobs: ir.JSONObject | None) -> None:
        if self._own:
            self._speak_own(part)
            return
        if isinstance(part, ir.TextPart):
            if part.native is not None:
                self._add(output.state_item(part.native, self._new_id("rs")))
            if not part.text:
                return
        message = self._message or self._open_message({})
        if isinstance(part, ir.RefusalPart):
            message["content"].append({"type": "refusal", "refusal": part.text})
        else:
            self._say(message["content"], part, logprobs)

    def _speak_own(self, part: ir.TextPart | ir.RefusalPart) -> None:
        """The first part of a message item holds the item's own fields."""
        shell = (part.extra or {}).get("item")
        message = self._message if self._message is not None and shell is None else self._open_message(shell or {})
        block = dict(write_own(part, assistant=True) or {})
        block.pop("item", None)
        message["content"].append(block)

    def _open_message(self, shell: dict[str, Any]) -> dict[str, Any]:
        message = self._message = {
            "id": self._new_id("msg"), "type": "message", "status": "completed", "role": "assistant",
            "content": list[Any](), **shell,
        }  # fmt: skip
        self._items.append(message)
        return message

    def _say(self, content: list[dict[str, Any]], part: ir.TextPart, logprobs: ir.JSONObject | None) -> None:
        """Texts in a row are one text, as OpenAI itself writes one; Anthropic cuts an answer with citations into many."""
        if not content or content[-1]["type"] != "output_text":
            content.append({"type": "output_text", "text": "", "annotations": list[Any](), "logprobs": list[Any]()})
        block = content[-1]
        base = len(block["text"])
        block["text"] += part.text
        block["logprobs"] += [chat_logprob(entry) for entry in read.as_objects((logprobs or {}).get("content"))]
        for citation in part.citations:
            annotation = annotation_of(citation, len(part.text), base)
            if annotation is None:
                self._report.dropped(part.path, f"{NAME} cites pages only", "info")
            else:
                block["annotations"].append(annotation)

    def _call(self, part: ir.ToolCallPart) -> None:
        if part.native is not None and not self._own:
            self._add(output.state_item(part.native, self._new_id("rs")))
        shape = output.CallShape(part, self._offered)
        arguments = toolbox.unwrap(part.arguments) if shape.unwrap else part.arguments
        if shape.kind == "function" and not self._own:
            arguments = output.clean_arguments(arguments)
        item = shape.item(self._new_id(shape.prefix), part.id, arguments, "completed")
        if self._own and part.extra is not None:
            if "status" not in part.extra:
                item.pop("status", None)
            item.update({key: value for key, value in part.extra.items() if key != "item"})
        self._add(item)

    def _other(self, part: ir.Part) -> None:
        if isinstance(part, ir.OpaquePart) and part.native.format == NAME and self._own:
            self._add(part.native.block)
        elif isinstance(part, ir.ImagePart) and part.source.data is not None:
            self._add(image_item(part.source.data, self._new_id("ig")))
        elif isinstance(part, ir.AudioPart) and part.transcript:
            self._report.approximated(part.path, "audio was replaced by its transcript", "warning")
            self._speak(ir.TextPart(text=part.transcript), None)
        elif isinstance(part, ir.OpaquePart) and part.text:
            self._report.approximated(part.path, f"a block of {part.native.vendor} is given as text")
            self._message = None
            self._speak(ir.TextPart(text=part.text), None)
        else:
            output.report_lost(part, self._report)
            self._message = None  # what follows a tool's block is a new message, as around OpenAI's own tools


def image_item(data: str, identifier: str) -> dict[str, Any]:
    return {"id": identifier, "type": "image_generation_call", "status": "completed", "result": data}


def chat_logprob(entry: ir.JSONObject) -> ir.JSONObject:
    """One token's log probability with the fields that are optional elsewhere."""

    def filled(one: ir.JSONObject) -> ir.JSONObject:
        token = one.get("token")
        data = one.get("bytes")
        text = token if isinstance(token, str) else ""
        return {
            "token": text, "logprob": one.get("logprob", 0.0),
            "bytes": data if is_array(data) else list(text.encode("utf-8", "surrogatepass")),
        }  # fmt: skip

    return {**filled(entry), "top_logprobs": [filled(one) for one in read.as_objects(entry.get("top_logprobs"))]}
