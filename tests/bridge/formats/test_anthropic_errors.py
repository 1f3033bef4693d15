"""Error envelopes and beta headers."""

from __future__ import annotations

from typing import Any

import pytest

from bridge import ir
from bridge.formats.anthropic import FORMAT, AnthropicDialect, count_tokens_body, required_betas
from tests.helpers.anthropic import fixture


def parse(status: int, body: Any) -> ir.Error:
    return FORMAT.parse_error(status, body, AnthropicDialect())


@pytest.mark.parametrize(
    ("status", "body", "kind", "message"),
    [
        (429, {"type": "error", "error": {"type": "rate_limit_error", "message": "slow"}}, "rate_limit", "slow"),
        (529, {"type": "error", "error": {"type": "overloaded_error", "message": "busy"}}, "overloaded", "busy"),
        (200, {"type": "error", "error": {"type": "not_found_error", "message": "no"}}, "not_found", "no"),
        (200, {"base_resp": {"status_code": 1004, "status_msg": "login fail"}}, "server", "login fail"),
        (502, "<html><title>Bad Gateway</title></html>", "server", "Bad Gateway"),
    ],
)
def test_reading(status: int, body: Any, kind: str, message: str) -> None:
    error = parse(status, body)
    assert (error.kind, error.message, error.origin) == (kind, message, "anthropic")
    assert error.status >= 400


@pytest.mark.parametrize(
    ("kind", "status", "built"),
    [
        ("invalid_request", 400, (400, "invalid_request_error")),
        ("authentication", 401, (401, "authentication_error")),
        ("authentication", 400, (400, "invalid_request_error")),
        ("billing", 402, (402, "billing_error")),
        ("permission", 403, (403, "permission_error")),
        ("not_found", 404, (404, "not_found_error")),
        ("conflict", 409, (409, "conflict_error")),
        ("too_large", 413, (413, "request_too_large")),
        ("rate_limit", 429, (429, "rate_limit_error")),
        ("server", 500, (500, "api_error")),
        ("server", 502, (500, "api_error")),
        ("timeout", 504, (504, "timeout_error")),
        ("timeout", 524, (504, "timeout_error")),
        ("overloaded", 503, (529, "overloaded_error")),
        ("invalid_request", 422, (400, "invalid_request_error")),
        ("content_filter", 400, (400, "invalid_request_error")),
        ("rate_limit", 200, (429, "rate_limit_error")),
        ("content_filter", 0, (400, "invalid_request_error")),
    ],
)
def test_words_and_numbers_go_together(kind: Any, status: int, built: tuple[int, str]) -> None:
    code, body = FORMAT.build_error(ir.Error(status=status, message="m", kind=kind, request_id="req_1"))
    assert (code, body["error"]["type"]) == built
    assert body == {"type": "error", "error": {"type": built[1], "message": "m"}, "request_id": "req_1"}


def test_own_envelopes_come_back_as_they_were() -> None:
    body = {
        "type": "error",
        "error": {"type": "not_found_error", "message": "model: x", "details": None},
        "request_id": None,
    }
    assert FORMAT.build_error(parse(404, body)) == (404, body)


# --------------------------------------------------------------------------- betas


@pytest.mark.parametrize(
    ("fields", "betas"),
    [
        ({}, []),
        ({"mcp_servers": []}, ["mcp-client-2025-11-20"]),
        ({"speed": "fast"}, ["fast-mode-2026-02-01"]),
        ({"speed": "standard", "container": "c"}, []),
        ({"container": {"skills": [{}]}}, ["skills-2025-10-02"]),
        (
            {"context_management": {"edits": [{"type": "compact_20260112"}]}},
            ["context-management-2025-06-27", "compact-2026-01-12"],
        ),
        (
            {"thinking": {"type": "adaptive", "display": "updates", "block_binding": {}}},
            ["thinking-binding-controls-2026-08-01", "thinking-display-updates-2026-08-18"],
        ),
        ({"output_format": {}}, ["structured-outputs-2025-11-13"]),
        ({"tools": [{"type": "computer_20251124"}, {"name": "x"}]}, ["computer-use-2025-11-24"]),
        ({"messages": [{"role": "system", "clear_at": "never"}]}, ["mid-conversation-system-clear-at-2026-08-21"]),
        ({"messages": [{"content": [{"type": "container_upload"}]}]}, ["files-api-2025-04-14"]),
        ({"messages": [{"content": [{"type": "tool_addition"}]}]}, ["mid-conversation-tool-changes-2026-07-01"]),
        ({"messages": [{"content": [{"type": "mcp_tool_use"}]}]}, ["mcp-client-2025-11-20"]),
        (
            {
                "messages": [
                    {"content": [{"type": "tool_result", "content": [{"type": "image", "source": {"type": "file"}}]}]}
                ]
            },
            ["files-api-2025-04-14"],
        ),
    ],
)
def test_required_betas(fields: dict[str, Any], betas: list[str]) -> None:
    assert required_betas(fields) == betas


def test_betas_of_a_full_request_are_named_once() -> None:
    betas = required_betas(fixture("request.json"))
    assert len(betas) == len(set(betas))
    assert {"task-budgets-2026-03-13", "mid-conversation-output-config-2026-07-01"} <= set(betas)


def test_counting_takes_no_limits() -> None:
    counted = count_tokens_body({"model": "m", "messages": [], "max_tokens": 5, "stream": True, "tools": []})
    assert counted == {"model": "m", "messages": [], "tools": []}


def test_the_endpoint() -> None:
    assert FORMAT.endpoint("claude-x", True) == "/v1/messages"
