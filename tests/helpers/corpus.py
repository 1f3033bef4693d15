"""Runs every recorded exchange through the converter and has the corpus's own checker judge what comes out."""

from __future__ import annotations

import importlib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from bridge.__main__ import convert_case
from bridge.convert import FORMAT_NAMES
from bridge.errors import BridgeError

PARTS = ("request", "response", "stream", "error")


@dataclass
class Tally:
    """Counts by (source, target, part); ``failures`` holds one line each."""

    good: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    total: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    def table(self) -> str:
        lines = [f"{'from':18}{'part':10}" + "".join(f"{target:>20}" for target in FORMAT_NAMES)]
        for source in FORMAT_NAMES:
            for part in PARTS:
                cells = [(self.good[source, target, part], self.total[source, target, part]) for target in FORMAT_NAMES]
                lines.append(f"{source:18}{part:10}" + "".join(f"{good:>13}/{total:<6}" for good, total in cells))
        return "\n".join(lines)


def load_checker(folder: Path) -> ModuleType:
    """``check.py`` of the corpus; it needs the vendors' SDKs."""
    sys.path.insert(0, str(folder))
    try:
        return importlib.import_module("check")
    finally:
        sys.path.remove(str(folder))


def cases(folder: Path, every: int = 1) -> Iterator[dict[str, Any]]:
    for position, path in enumerate(sorted(folder.glob("*/*.json"))):
        if position % every == 0:
            yield json.loads(path.read_text(encoding="utf-8"))


def judge(folder: Path, checker: ModuleType, every: int = 1, targets: tuple[str, ...] = FORMAT_NAMES) -> Tally:
    tally = Tally()
    for case in cases(folder, every):
        for part, job in jobs(case):
            for target in targets:
                key = (case["format"], target, part)
                tally.total[key] += 1
                problem = _problem(checker, case, part, {**job, "to": target}, target)
                if problem is None:
                    tally.good[key] += 1
                else:
                    tally.failures.append(f"{case['id']} {part} -> {target}: {problem}")
    return tally


def jobs(case: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """(part, batch line without ``to``) of a case. Requests that the vendor itself refused are no measure and left out."""
    source, response = case["format"], case["response"]
    request = case.get("request")
    base = {"from": source, "model": case.get("model")}
    if request and (response["status"] or 0) < 400 and isinstance(request["body"], dict):
        yield "request", {**base, "kind": "request", "body": request["body"], "path": request["path"]}
    if case["kind"] == "response":
        yield "response", {**base, "kind": "response", "body": response["body"]}
    elif case["kind"] == "stream":
        yield "stream", {**base, "kind": "stream", "events": response["events"], "eol": response.get("eol")}
    elif case["kind"] == "stream-json-array":
        events = ["data: " + json.dumps(item, ensure_ascii=False) for item in response["body"]]
        yield "stream", {**base, "kind": "stream", "events": events}
    elif case["kind"] == "error":
        yield "error", {**base, "kind": "error", "body": response["body"], "status": response["status"]}


def _problem(checker: ModuleType, case: dict[str, Any], part: str, job: dict[str, Any], target: str) -> str | None:
    try:
        answer = convert_case(job)
    except BridgeError as error:
        return f"raised {type(error).__name__}: {error}"
    if case["format"] == target:
        given = job["events"] if part == "stream" else job["body"]
        return None if (answer["events"] if part == "stream" else answer["body"]) == given else "is not lossless"
    if part == "request":
        verdict = checker.valid_request(target, answer["body"])
    elif part == "response":
        verdict = checker.valid_response(target, answer["body"])
    elif part == "stream":
        verdict = checker.valid_stream(target, answer["events"])
    else:
        verdict = checker.valid_error(target, answer["body"], answer["status"])
    return None if verdict else "; ".join(verdict.errors[:3])
