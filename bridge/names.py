"""Tool names and call ids that fit a target's rules, and the way back.

Vendors differ in what they allow (Anthropic ids ``[A-Za-z0-9_-]+``; OpenAI chat ids ≤ 40, Responses ≤ 64 characters; function
names ≤ 64 or ≤ 128). Whatever must be changed is changed deterministically, the same in calls, results and declarations.
"""

from __future__ import annotations

import hashlib
import re
from collections import deque

_UNSAFE = re.compile(r"[^a-zA-Z0-9_-]")


def _digest(text: str) -> str:
    return hashlib.blake2s(text.encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()


class NameMap:
    """Function names of one request: ``send`` gives a name the target takes, ``restore`` the client's own."""

    __slots__ = ("_back", "_sent")

    def __init__(self) -> None:
        self._sent: dict[str, str] = {}
        self._back: dict[str, str] = {}

    def send(self, name: str, *, limit: int, pattern: re.Pattern[str]) -> str:
        """``pattern`` is what the target accepts as a whole (fullmatch), ``limit`` its length limit in characters."""
        known = self._sent.get(name)
        if known is not None:
            return known
        sent = name
        if len(sent) > limit or not pattern.fullmatch(sent) or self._back.get(sent, name) != name:
            clean = _UNSAFE.sub("_", name)
            if not clean or not (clean[0].isalpha() or clean[0] == "_"):
                clean = "_" + clean
            sent = clean
            if len(sent) > limit or sent != name or self._back.get(sent, name) != name:
                sent = f"{clean[: limit - 11]}_{_digest(name)}"
        self._sent[name] = sent
        self._back[sent] = name
        return sent

    def restore(self, sent: str) -> str:
        return self._back.get(sent, sent)


class IdMap:
    """Call ids of one request for a target: safe characters, limited length, unique."""

    __slots__ = ("_limit", "_sent", "_used")

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._sent: dict[str, str] = {}
        self._used: set[str] = set()

    def send(self, call_id: str) -> str:
        known = self._sent.get(call_id)
        if known is not None:
            return known
        clean = _UNSAFE.sub("_", call_id)
        if clean != call_id or not clean or len(clean) > self._limit or clean in self._used:
            clean = f"{clean[: self._limit - 11]}_{_digest(call_id)}" if clean else f"call_{_digest(call_id)}"
        self._sent[call_id] = clean
        self._used.add(clean)
        return clean


class CallIds:
    """Ids of calls as they go out, each once only (some models begin anew with ``call_0`` in every turn), and of their results.

    Results are asked for after their calls, in the order of these. ``repeat``: the target takes repetitions, so they stay.
    """

    __slots__ = ("_ids", "_open", "_repeat", "_used")

    def __init__(self, limit: int, *, repeat: bool = False) -> None:
        self._ids = IdMap(limit)
        self._repeat = repeat
        self._used: set[str] = set()
        #: Ids as sent that still wait for their result, by the client's own id.
        self._open: dict[str, deque[str]] = {}

    def call(self, call_id: str) -> str:
        base = sent = self._ids.send(call_id)
        number = 1
        while sent in self._used and not self._repeat:
            number += 1
            sent = self._ids.send(f"{base}_{number}")
        self._used.add(sent)
        waiting = self._open.get(call_id)
        if waiting is None:
            self._open[call_id] = deque((sent,))
        else:
            waiting.append(sent)
        return sent

    def result(self, call_id: str) -> str:
        waiting = self._open.get(call_id)
        return waiting.popleft() if waiting else self._ids.send(call_id)
