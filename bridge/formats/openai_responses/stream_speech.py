"""Message items of an event stream.

The item stays open over neighbouring text parts and is finished by whatever comes next. Texts of other formats are joined into
one content part, as OpenAI itself writes one (Anthropic cuts an answer with citations into many); parts of this format stay apart.
"""

from __future__ import annotations

from typing import Any

from bridge import ir
from bridge.formats import read
from bridge.formats.openai_responses.content import NAME, annotation_of
from bridge.formats.openai_responses.response_build import chat_logprob
from bridge.formats.openai_responses.stream_wire import Wire
from bridge.report import Report


class Speech:
    """``own``: the upstream speaks this very format, so items and parts are its own."""

    def __init__(self, wire: Wire, report: Report, *, own: bool) -> None:
        self._wire = wire
        self._report = report
        self._own = own
        #: Whether any refusal was spelled out.
        self.refused = False
        # the open message item
        self._shell: dict[str, Any] | None = None
        self._content: list[dict[str, Any]] = []
        # the open content part
        self._open = False
        self._refusal = False
        self._head = b""
        self._pieces: list[str] = []
        self._length = 0
        self._logprobs: list[ir.JSONObject] = []
        self._annotations: list[dict[str, Any]] = []
        # the IR part being written, which may be one of several in the content part
        self._item: dict[str, Any] | None = None
        self._base = 0
        self._late: list[ir.Citation] = []

    def start(self, part: ir.TextPart | ir.RefusalPart) -> bytes:
        """Other formats' empty texts must leave no trace, so their content part is opened by the first text only."""
        refusal = isinstance(part, ir.RefusalPart)
        self._item = (part.extra or {}).get("item") if self._own else None
        out = self._close_content() if self._own or refusal or self._refusal else b""
        self._refusal = refusal
        self._base = self._length if self._open else 0
        self._late = []
        if self._own:
            out += self._open_content()
        return out + self.say(part.text) if part.text else out

    def say(self, text: str, logprobs: list[ir.JSONObject] | None = None) -> bytes:
        if self._open and not logprobs:
            self._pieces.append(text)
            self._length += len(text)
            return self._wire.delta(self._head, text)
        if not text:
            return b""
        out = b"" if self._open else self._open_content()
        if not logprobs:
            return out + self.say(text)
        self._logprobs += map(chat_logprob, logprobs)
        self._pieces.append(text)
        self._length += len(text)
        payload = {**self._place(), "delta": text, "logprobs": [_without_bytes(entry) for entry in logprobs]}
        return out + self._wire.event("response.output_text.delta", payload)

    def cite(self, citation: ir.Citation) -> bytes:
        """A citation without offsets covers its whole part, so it waits for the end of it."""
        if citation.start is None and (citation.native is None or citation.native.format != NAME):
            self._late.append(citation)
            return b""
        return self._annotate(citation)

    def end(self) -> bytes:
        out = b""
        for citation in self._late if self._open else ():
            out += self._annotate(citation)
        self._late = []
        return out + self._close_content() if self._own or self._refusal else out

    def close(self, status: str = "completed") -> bytes:
        out = self._close_content()
        shell, self._shell = self._shell, None
        if shell is None:
            return out
        content, self._content = self._content, []
        return out + self._wire.done({**shell, "status": status, "content": content})

    # ------------------------------------------------------------- inside

    def _place(self) -> dict[str, Any]:
        assert self._shell is not None
        return {
            "item_id": self._shell["id"],
            "output_index": len(self._wire.items),
            "content_index": len(self._content),
        }

    def _open_content(self) -> bytes:
        item = self._item
        out = b""
        if self._shell is None or (item is not None and item.get("id") != self._shell["id"]):
            out = self.close()
            shell = {"type": "message", "role": "assistant", **(item or {})}
            self._shell = {**shell, "id": shell.get("id") or self._wire.new_id("msg")}
            out += self._wire.added({**self._shell, "status": "in_progress", "content": list[Any]()})
        self._open = True
        self._pieces, self._length, self._base = [], 0, 0
        self._logprobs, self._annotations = [], []
        place = self._place()
        if self._refusal:
            self.refused = True
            self._head = self._wire.head("response.refusal.delta", place)
        else:
            self._head = self._wire.head("response.output_text.delta", {**place, "logprobs": list[Any]()})
        return out + self._wire.event("response.content_part.added", {**place, "part": self._block("")})

    def _block(self, text: str) -> dict[str, Any]:
        if self._refusal:
            return {"type": "refusal", "refusal": text}
        return {"type": "output_text", "text": text, "annotations": self._annotations, "logprobs": self._logprobs}

    def _close_content(self) -> bytes:
        if not self._open:
            return b""
        place, text = self._place(), "".join(self._pieces)
        block = self._block(text)
        if self._refusal:
            out = self._wire.event("response.refusal.done", {**place, "refusal": text})
        else:
            entries = [_without_bytes(entry) for entry in self._logprobs]
            out = self._wire.event("response.output_text.done", {**place, "text": text, "logprobs": entries})
        out += self._wire.event("response.content_part.done", {**place, "part": block})
        self._content.append(block)
        self._open = False
        return out

    def _annotate(self, citation: ir.Citation) -> bytes:
        annotation = annotation_of(citation, self._length - self._base, self._base)
        if annotation is None:
            self._report.dropped("", f"{NAME} cites pages only", "info")
            return b""
        out = b"" if self._open else self._open_content()
        self._annotations.append(annotation)
        payload = {**self._place(), "annotation_index": len(self._annotations) - 1, "annotation": annotation}
        return out + self._wire.event("response.output_text.annotation.added", payload)


def _without_bytes(entry: ir.JSONObject) -> ir.JSONObject:
    """Events tell tokens and their probabilities only; the bytes are in the finished content."""

    def bare(one: ir.JSONObject) -> ir.JSONObject:
        return {"token": one.get("token"), "logprob": one.get("logprob")}

    return {**bare(entry), "top_logprobs": [bare(one) for one in read.as_objects(entry.get("top_logprobs"))]}
