"""The audit of a report: what it finds on its own, and where its lines point."""

from __future__ import annotations

from typing import Any

import pytest

from bridge.audit import audit, locate
from bridge.report import Report, ReportLine


def lost(inbound: Any, outbound: Any, *lines: ReportLine, mapped: tuple[str, ...] = ()) -> list[str]:
    return [line.path for line in audit(inbound, outbound, list(lines), mapped)]


def test_values_that_did_not_arrive() -> None:
    inbound = {
        "model": "m",
        "stream": True,
        "a": 1,
        "b": {"c": [True, "text"]},
        "type": "x",
        "none": None,
        "off": False,
        "empty": "",
    }
    assert lost(inbound, {}) == ["a", "b.c[0]", "b.c[1]"]
    assert lost(inbound, {"z": [1.0, True, "some text here"]}) == []
    assert lost(inbound, {}, ReportLine("b", "dropped", "r"), mapped=("a",)) == []


def test_values_in_another_dress() -> None:
    inbound = {"url": "data:image/png;base64,QUJD", "arguments": '{"a":1,"b":"x"}', "nothing": "{}"}
    assert lost(inbound, {"data": "QUJD", "input": {"a": 1, "b": "x"}}) == []
    assert lost(inbound, {"data": "QUJD", "input": '{"a":1}'}) == ["arguments"]


BODY = {
    "messages": [{"content": [{"type": "file", "file": {"filename": "a"}}]}],
    "tools": [{"function": {"strict": True, "parameters": {"title": "t"}}}],
}


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("messages[0].content", ("messages[0].content", True)),
        ("messages[0].content[0].filename", ("messages[0].content[0].file.filename", True)),
        ("tools[0].strict", ("tools[0].function.strict", True)),
        ("messages[0].name", ("messages[0]", False)),
        ("messages[7].content", ("messages", False)),
        ("tools[0].parameters.title", ("tools[0].function.parameters.title", True)),
        ("tools[0].schema.title", ("tools[0].function.parameters.title", True)),
        ("", ("", True)),
    ],
)
def test_lines_point_at_places_that_exist(path: str, found: tuple[str, bool]) -> None:
    assert locate(BODY, path) == found


def test_a_report_is_settled_when_it_is_read() -> None:
    report = Report()
    report.dropped("tools[0].strict", "no strict mode")
    report.dropped("messages[0].name", "no names")
    report.mapped("messages[0].content[0].filename")
    report.mapped("messages[0].gone")
    assert [line.path for line in report.explicit] == ["tools[0].strict", "messages[0].name"]
    report.audit_later(BODY, {})
    assert [(line.path, line.reason) for line in report] == [
        ("tools[0].function.strict", "no strict mode"),
        ("messages[0]", "no names"),
        ("tools[0].function.parameters.title", "the target format has no place for this value"),
    ]
    assert len(report) == 3
