"""``Content`` and ``Part`` objects of a request → IR messages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bridge import carrier, codec, ir
from bridge.errors import InvalidRequestError
from bridge.formats import read
from bridge.formats.gemini.media import media_part
from bridge.formats.gemini.wire import KIND_OF, OWN_ID, PART_KINDS, both, get, rest, spelling, want_list

VENDOR = "google"
_ROLES: dict[str | None, ir.Role] = {
    None: "user", "": "user", "user": "user", "model": "assistant", "function": "user", "tool": "user",
}  # fmt: skip
_CONTENT = both("role", "parts")
_PART = both("thought", "thoughtSignature", *PART_KINDS)
_SIGNATURE = both("thoughtSignature")
_CALL = both("id", "name", "args")
_RESULT = both("id", "name", "response", "parts")
#: Where clients and Google's own examples put the one value of a result.
_RESULT_KEYS = ("output", "result", "content", "error")


def parse_system(value: Any, path: str) -> ir.Message:
    content = read.obj(value, path)
    parts: list[ir.Part] = []
    for item, where in want_list(content.get("parts") or [], read.join(path, "parts")):
        part = read.obj(item, where)
        if part.get("text") is not None:
            text = read.text(part["text"], read.join(where, "text"))
            parts.append(ir.TextPart(text=text, extra=rest(part, both("text", "thought")) or None, path=where))
        else:
            parts.append(ir.OpaquePart(native=ir.Native(vendor=VENDOR, format="gemini", block=part), path=where))
    return ir.Message(role="system", parts=parts, extra=rest(content, frozenset({"parts"})) or None, path=path)


def parse_contents(value: Any, path: str) -> list[ir.Message]:
    """A user turn holding function responses becomes a ``tool`` message and a ``user`` message with the rest, both of one path."""
    reader = _Reader()
    messages: list[ir.Message] = []
    for item, where in want_list(value, path):
        messages.extend(reader.content(read.obj(item, where), where))
    return messages


class _Reader:
    """Walks the turns and remembers the calls that results still have to be matched with."""

    __slots__ = ("_calls", "_carried", "_unanswered")

    def __init__(self) -> None:
        self._calls = 0
        #: Reasoning unpacked in the model's turn that is being read.
        self._carried: list[ir.ReasoningPart] = []
        self._unanswered: list[tuple[str, str]] = []

    def content(self, content: dict[str, Any], path: str) -> list[ir.Message]:
        stated = content.get("role")
        if stated is not None and not (isinstance(stated, str) and stated in _ROLES):
            raise InvalidRequestError("must be 'user' or 'model'", read.join(path, "role"))
        role = _ROLES[stated]
        extra = rest(content, _CONTENT) or None
        if stated in ("function", "tool"):
            extra = {**(extra or {}), "role": stated}
        messages: list[ir.Message] = []
        if role == "assistant":
            self._unanswered = []
        else:
            self._carried = []
        for item, where in want_list(content.get("parts") or [], f"{path}.parts"):
            for part in self._part(read.obj(item, where), where, role):
                kind: ir.Role = "tool" if part.__class__ is ir.ToolResultPart else role
                if messages and messages[-1].role == kind:
                    messages[-1].parts.append(part)
                else:
                    messages.append(ir.Message(role=kind, parts=[part], extra=extra, path=path))
        return messages or [ir.Message(role=role, parts=[], extra=extra, path=path)]

    def _part(self, part: dict[str, Any], path: str, role: ir.Role) -> list[ir.Part]:
        key, kind, signature, extra = _look(part, path)
        before, native = self._signature(part, signature, path) if signature is not None else ([], None)
        found: ir.Part
        match kind:
            case "text":
                found = _text(part, path, native, extra)
            case "functionCall":
                found = self._call(part[key], f"{path}.{key}", path, role, native, extra)
            case "functionResponse":
                found = self._result(part[key], f"{path}.{key}", path, role, extra)
            case "inlineData" | "fileData":
                found = media_part(part, kind, path)
                found.native = native
                found.extra = {**(found.extra or {}), **(extra or {})} or None
            case _:
                found = ir.OpaquePart(native=ir.Native(vendor=VENDOR, format="gemini", block=part), path=path)
        if signature is None:
            return [found]
        if isinstance(found, ir.TextPart) and not found.text and carrier.is_token(signature):
            return before  # an empty part that only brought the token
        return [*before, found]

    def _signature(self, part: Mapping[str, Any], value: Any, path: str) -> tuple[list[ir.Part], ir.Native | None]:
        """(other vendors' reasoning that travelled in the signature, the signature when it is Google's own)."""
        signature = read.text(value, read.join(path, spelling(part, "thoughtSignature")))
        if not carrier.is_token(signature):
            return [], ir.Native(vendor=VENDOR, format="gemini", block={"thoughtSignature": signature})
        # Later tokens of a turn repeat what earlier ones held (see stream_build), in case a client drops some.
        fresh: list[ir.Part] = []
        for reasoning in carrier.unpack(signature) or []:
            if reasoning not in self._carried:
                self._carried.append(reasoning)
                fresh.append(reasoning)
        return fresh, None

    def _call(
        self, value: Any, where: str, path: str, role: ir.Role, native: ir.Native | None, extra: dict[str, Any] | None
    ) -> ir.ToolCallPart:
        call = read.obj(value, where)
        if role != "assistant":
            raise InvalidRequestError("belongs in a turn of role 'model'", where)
        name = read.text(call.get("name"), f"{where}.name")
        args = call.get("args")
        arguments = codec.dumps_text(read.obj(args, f"{where}.args")) if args is not None else "{}"
        self._calls += 1
        call_id = read.text(call["id"], f"{where}.id") if call.get("id") else f"{OWN_ID}{self._calls}"
        self._unanswered.append((call_id, name))
        if inner := rest(call, _CALL, "functionCall."):
            extra = {**(extra or {}), **inner}
        return ir.ToolCallPart(id=call_id, name=name, arguments=arguments, native=native, extra=extra, path=path)

    def _result(
        self, value: Any, where: str, path: str, role: ir.Role, extra: dict[str, Any] | None
    ) -> ir.ToolResultPart:
        result = read.obj(value, where)
        if role != "user":
            raise InvalidRequestError("belongs in a turn of role 'user'", where)
        name = read.text(result.get("name") or "", f"{where}.name")
        given = result.get("response")
        response = read.obj(given, f"{where}.response") if given is not None else {}
        stated = read.text(result.get("id") or "", f"{where}.id")
        content: list[ir.Part] = [ir.TextPart(text=_readable(response), path=f"{where}.response")] if response else []
        if result.get("parts"):
            content += [
                _inner_part(read.obj(item, at), at) for item, at in want_list(result["parts"], f"{where}.parts")
            ]
        if inner := rest(result, _RESULT, "functionResponse."):
            extra = {**(extra or {}), **inner}
        return ir.ToolResultPart(
            call_id=self._match(stated, name), name=name, content=content, is_error="error" in response,
            structured=response, extra=extra, path=path,
        )  # fmt: skip

    def _match(self, stated: str, name: str) -> str:
        """The id of the call a result answers: by id, else by name and order, as the API does."""
        found = next((call for call in self._unanswered if stated and call[0] == stated), None)
        if found is None:
            # A result may name an id that its call was given without; then it is matched by name as well.
            found = next(
                (call for call in self._unanswered if call[1] == name and (not stated or call[0].startswith(OWN_ID))),
                None,
            )
        if found is not None:
            self._unanswered.remove(found)
            return found[0]
        self._calls += 1
        return stated or f"{OWN_ID}{self._calls}"


def _look(part: dict[str, Any], path: str) -> tuple[str, str, Any, dict[str, Any] | None]:
    """(the field that says what the part is, its kind, the signature, fields the IR has no place for)."""
    found, kind, signature = "", "", None
    extra: dict[str, Any] | None = None
    for key, value in part.items():
        if value is None:
            continue
        if key in KIND_OF:
            if found:
                raise InvalidRequestError(f"holds {found} and {key}; a part is one of them", path)
            found, kind = key, KIND_OF[key]
        elif key in _SIGNATURE:
            signature = value
        elif key not in _PART:
            extra = {**(extra or {}), key: value}
    if not kind and signature is not None:
        kind = "text"
    return found, kind, signature, extra


def _inner_part(inner: dict[str, Any], path: str) -> ir.Part:
    """A picture or file beside the response of a function."""
    kind = next((kind for kind in ("inlineData", "fileData") if get(inner, kind) is not None), None)
    if kind is None:
        return ir.OpaquePart(native=ir.Native(vendor=VENDOR, format="gemini", block=inner), path=path)
    media = media_part(inner, kind, path)
    media.extra = {**(media.extra or {}), **rest(inner, both("inlineData", "fileData"))} or None
    return media


def _text(part: Mapping[str, Any], path: str, native: ir.Native | None, extra: dict[str, Any] | None) -> ir.Part:
    text = read.text(part.get("text") or "", f"{path}.text")
    thought = part.get("thought")
    if thought is not None and read.boolean(thought, read.join(path, "thought")):
        block = {"thought": True, **native.block} if native is not None else {"thought": True}
        kept = ir.Native(vendor=VENDOR, format="gemini", block=block)
        return ir.ReasoningPart(text=text, summary=True, native=kept, extra=extra, path=path)
    return ir.TextPart(text=text, native=native, extra=extra, path=path)


def _readable(response: dict[str, Any]) -> str:
    """A result as text, for formats whose results are text: the value itself when it stands alone under a usual key."""
    if len(response) == 1:
        key, value = next(iter(response.items()))
        if key in _RESULT_KEYS:
            return value if isinstance(value, str) else codec.dumps_text(value)
    return codec.dumps_text(response)
