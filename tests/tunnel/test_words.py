"""What cloudflared says, and what it is told: log lines, metrics, tokens, environment."""

from __future__ import annotations

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amux_desktop.core.child_env import child_env
from amux_desktop.core.errors import AmuxError
from amux_desktop.tunnel.command import check_token
from amux_desktop.tunnel.log_lines import LogLine, parse_line
from amux_desktop.tunnel.metrics import locations_in
from amux_desktop.tunnel.provision import clean_hostname

AT = 1_795_358_402_000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '{"level":"info","connIndex":0,"location":"hkg08","time":"2026-11-22T14:40:02Z","message":"Registered"}',
            LogLine(AT, "info", "Registered connIndex=0 location=hkg08"),
        ),
        (
            '{"level":"error","error":"Unauthorized: Invalid tunnel secret","time":"2026-11-22T14:40:02Z","message":"no"}',
            LogLine(AT, "error", 'no error="Unauthorized: Invalid tunnel secret"'),
        ),
        ("2026-11-22T14:40:02Z INF Requesting new quick Tunnel", LogLine(AT, "info", "Requesting new quick Tunnel")),
        ('2026-11-22T14:40:02Z ERR no error="gone"', LogLine(AT, "error", 'no error="gone"')),
        ("\x1b[90m2026-11-22T14:40:02Z\x1b[0m \x1b[31mWRN\x1b[0m slow", LogLine(AT, "warning", "slow")),
        ("panic: runtime error", LogLine(7, "info", "panic: runtime error")),
        ('{"no": "level"}', LogLine(7, "info", '{"no": "level"}')),
        ("USD 5 is no level", LogLine(7, "info", "USD 5 is no level")),
    ],
)
def test_lines_of_both_kinds_are_understood(text: str, expected: LogLine) -> None:
    assert parse_line(text, 7) == expected


@given(st.text())
def test_no_line_is_too_strange(text: str) -> None:
    line = parse_line(text, 7, lambda said: said.replace("secret", "***"))
    assert line is None or (line.level in ("debug", "info", "warning", "error") and "secret" not in line.message)


def test_locations_of_now_are_shown_by_their_airport() -> None:
    text = (
        "# HELP cloudflared_tunnel_server_locations Where each tunnel is connected to.\n"
        'cloudflared_tunnel_server_locations{connection_id="0",edge_location="fra08"} 1\n'
        'cloudflared_tunnel_server_locations{connection_id="1",location="fra13"} 1\n'
        'cloudflared_tunnel_server_locations{connection_id="2",edge_location="lhr01"} 0\n'
        'cloudflared_tunnel_server_locations{connection_id="3",edge_location="somewhere"} 1\n'
        "cloudflared_tunnel_total_requests 12\n"
    )
    assert locations_in(text) == ("FRA", "somewhere")
    assert locations_in("") == ()


def test_a_token_is_found_in_the_install_command() -> None:
    token = base64.b64encode(json.dumps({"a": "account", "t": "tunnel", "s": "c2VjcmV0"}).encode()).decode().rstrip("=")
    assert check_token(f"cloudflared.exe service install {token}\n") == token
    for wrong in ("", "abc", base64.b64encode(b'{"a": 1}').decode(), base64.b64encode(b"[]").decode(), "日本"):
        with pytest.raises(AmuxError) as refused:
            check_token(wrong)
        assert refused.value.code == "tunnel_token_invalid"


@pytest.mark.parametrize(
    ("text", "name"), [("https://API.Example.com/", "api.example.com"), ("a-b.c.example.org.", "a-b.c.example.org")]
)
def test_a_name_is_taken_as_it_is_pasted(text: str, name: str) -> None:
    assert clean_hostname(text) == name


def test_programs_do_not_inherit_what_is_amuxs_own() -> None:
    given_env = {
        "PATH": "/bin", "AMUX_PASSPHRASE_FILE": "/secret", "_PYI_ARCHIVE_FILE": "x", "_MEIPASS2": "x",
        "LD_LIBRARY_PATH": "/bundle", "LD_LIBRARY_PATH_ORIG": "/users/own", "DYLD_LIBRARY_PATH": "/bundle",
    }  # fmt: skip
    assert child_env(given_env, frozen=True) == {"PATH": "/bin", "LD_LIBRARY_PATH": "/users/own"}
    assert child_env(given_env, frozen=False)["LD_LIBRARY_PATH"] == "/bundle"
