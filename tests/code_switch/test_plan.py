"""Enable, edit, disable on thousands of generated files: only our keys change, and every byte comes back."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from amux_desktop.code_switch.atomic import replace_file
from amux_desktop.code_switch.edits import Edit, UnparsableError
from amux_desktop.code_switch.ledger import FileLedger, digest, from_entries, to_entries
from amux_desktop.code_switch.plan import FileEdit, FilePlan, diff, editor_of, fitting, keys_now, plan_file, plan_undo
from amux_desktop.core.errors import AmuxError
from tests.code_switch.documents import TEXTS

URL, TOKEN = "http://127.0.0.1:9527/code/x", "sk-amux." + "t" * 43
EDITS = {
    "json": (
        Edit(("env", "ANTHROPIC_BASE_URL"), URL),
        Edit(("env", "ANTHROPIC_AUTH_TOKEN"), TOKEN),
        Edit(("provider", "amux", "models"), {"a": {"limit": {"context": 1}}}),
        Edit(("model",), "amux/a"),
    ),
    "toml": (
        Edit(("model_provider",), "amux"),
        Edit(("model_context_window",), 200000),
        Edit(("model_providers", "amux", "base_url"), URL),
        Edit(("model_providers", "amux", "http_headers"), {"x-amux-tag": "a \"b\""}),
    ),
    "dotenv": (Edit(("GEMINI_API_KEY",), TOKEN), Edit(("GOOGLE_GEMINI_BASE_URL",), URL)),
}  # fmt: skip
FORMATS = tuple(EDITS)


def nothing(_digest: str) -> bytes | None:
    """No kept original: the keys alone must be enough to come back."""
    return None


def load(format: str, text: str) -> dict[str, Any]:
    try:
        return editor_of(format).load(text) if text.strip() else {}
    except UnparsableError:
        assume(False)
        raise


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("config")


def enable(path: Path, format: str, owned: FileLedger | None = None, edits: tuple[Edit, ...] | None = None) -> FilePlan:
    plan = plan_file(FileEdit(path=path, format=format, edits=edits or EDITS[format]), owned, nothing)
    replace_file(path, plan.before, plan.after)
    return plan


def disable(path: Path, format: str, owned: FileLedger) -> None:
    plan = plan_undo(path, format, owned, nothing)
    replace_file(path, plan.before, plan.after)


@pytest.mark.parametrize("format", FORMATS)
@given(data=st.data())
def test_enable_then_disable_is_byte_identical(format: str, folder: Path, data: st.DataObject) -> None:
    round_trip(format, folder, data)


@pytest.mark.slow
@pytest.mark.parametrize("format", FORMATS)
@given(data=st.data())
@hypothesis_settings(max_examples=2000)
def test_thousands_come_back_byte_identical(format: str, folder: Path, data: st.DataObject) -> None:
    round_trip(format, folder, data)


def round_trip(format: str, folder: Path, data: st.DataObject) -> None:
    text = data.draw(TEXTS[format]())
    load(format, text)
    bom = data.draw(st.booleans())
    path, mode = folder / f"plain.{format}", data.draw(st.sampled_from((0o600, 0o644, 0o444)))
    original = (b"\xef\xbb\xbf" if bom else b"") + text.encode()
    path.unlink(missing_ok=True)
    path.write_bytes(original)
    path.chmod(mode)
    plan = enable_or_refuse(path, format)
    written = path.read_bytes()
    assert written.startswith(b"\xef\xbb\xbf") == bom
    values = load(format, written.decode("utf-8-sig"))
    for edit in EDITS[format]:
        node: Any = values
        for part in edit.path:
            node = node[part]
        assert node == edit.value
    # A ledger that went through the database without a kept original.
    (owned,) = from_entries(to_entries("tool", [plan.ledger]))
    assert owned == plan.ledger
    disable(path, format, owned)
    assert path.read_bytes() == original
    assert path.stat().st_mode & 0o777 == mode


def enable_or_refuse(path: Path, format: str) -> FilePlan:
    """A file where our keys have no place is refused whole; then there is nothing to look at."""
    original = path.read_bytes()
    try:
        return enable(path, format)
    except AmuxError as error:
        refusal = error
    assert refusal.code == "config_shape", refusal.message
    assert path.read_bytes() == original
    assume(False)
    raise refusal


@pytest.mark.parametrize("format", FORMATS)
@given(data=st.data())
def test_line_endings_of_other_lines_stay(format: str, folder: Path, data: st.DataObject) -> None:
    text = data.draw(TEXTS[format]())
    load(format, text)
    path = folder / f"lines.{format}"
    path.write_bytes(text.encode())
    enable_or_refuse(path, format)
    after = path.read_bytes().decode()
    if "\r\n" in text and "\n" not in text.replace("\r\n", ""):
        assert "\n" not in after.replace("\r\n", "")
    if "\r" not in text:
        assert "\r" not in after


@pytest.mark.parametrize("format", FORMATS)
@given(data=st.data())
def test_an_edit_by_the_user_survives_disabling(format: str, folder: Path, data: st.DataObject) -> None:
    """The same edit on a file that was never enabled gives the same bytes."""
    text = data.draw(TEXTS[format]())
    load(format, text)
    path = folder / f"edited.{format}"
    path.write_bytes(text.encode())
    plan = enable_or_refuse(path, format)
    theirs, value = ("theme",) if format != "dotenv" else ("THEME",), data.draw(st.sampled_from(("dark", "light")))
    editor = editor_of(format)
    edited, _ = editor.put(path.read_bytes().decode(), theirs, value)
    path.write_bytes(edited.encode())
    disable(path, format, plan.ledger)
    result = path.read_bytes().decode()
    expected = load(format, text) | {theirs[0]: value}
    assert load(format, result) == expected


@pytest.mark.parametrize("format", FORMATS)
def test_a_key_of_ours_that_the_user_changed_stays(format: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text({"json": '{"model": "mine"}', "toml": 'model = "mine"\n', "dotenv": "A=1\n"}[format])
    plan = enable(path, format)
    theirs = EDITS[format][0].path
    editor = editor_of(format)
    path.write_text(editor.put(path.read_text(), theirs, "http://elsewhere")[0])
    states = {key: now.state for key, now in keys_now(format, path.read_bytes(), plan.ledger, path).items()}
    assert states.pop(theirs) == "changed"
    assert set(states.values()) == {"ours"}
    disable(path, format, plan.ledger)
    after = load(format, path.read_text())
    node: Any = after
    for part in theirs:
        node = node[part]
    assert node == "http://elsewhere"
    assert TOKEN not in path.read_text()


@pytest.mark.parametrize("format", FORMATS)
@given(data=st.data())
def test_enabling_again_changes_nothing_and_other_values_replace_ours(
    format: str, folder: Path, data: st.DataObject
) -> None:
    text = data.draw(TEXTS[format]())
    load(format, text)
    path = folder / f"again.{format}"
    path.write_bytes(text.encode())
    first = enable_or_refuse(path, format)
    written = path.read_bytes()
    second = enable(path, format, first.ledger)
    assert second.is_noop
    assert path.read_bytes() == written
    fewer = (*EDITS[format][1:], Edit(EDITS[format][0].path, "http://127.0.0.1:1/new"))[-2:]
    third = enable(path, format, second.ledger, fewer)
    assert path.read_bytes() != written
    disable(path, format, third.ledger)
    assert path.read_bytes() == text.encode()


@pytest.mark.parametrize("format", FORMATS)
@given(data=st.data())
def test_after_a_write_that_was_cut_short_the_ledger_that_fits_is_used(
    format: str, folder: Path, data: st.DataObject
) -> None:
    text = data.draw(TEXTS[format]())
    load(format, text)
    path = folder / f"under-way.{format}"
    path.write_bytes(text.encode())
    first = enable_or_refuse(path, format)
    fewer = (Edit(EDITS[format][-1].path, "another"),)
    second = plan_file(FileEdit(path=path, format=format, edits=fewer), first.ledger, nothing)
    for content in (first.after, second.after):
        assert content is not None
        path.write_bytes(content)
        owned = fitting(path, format, (second.ledger, first.ledger))
        assert owned is not None
        disable(path, format, owned)
        assert path.read_bytes() == text.encode()


@pytest.mark.parametrize("format", FORMATS)
def test_a_missing_file_is_created_private_and_goes_again(format: str, tmp_path: Path) -> None:
    path = tmp_path / "new" / "file"
    plan = enable(path, format)
    assert path.stat().st_mode & 0o777 == 0o600
    disable(path, format, plan.ledger)
    assert not path.exists()


@pytest.mark.parametrize("format", FORMATS)
def test_a_created_file_with_the_users_own_keys_stays(format: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    plan = enable(path, format)
    path.write_text(editor_of(format).put(path.read_text(), ("mine",), "1")[0])
    disable(path, format, plan.ledger)
    assert load(format, path.read_text()) == {"mine": "1"}


def test_symlinks_stay_and_their_target_changes(tmp_path: Path) -> None:
    real = tmp_path / "dotfiles" / "settings.json"
    real.parent.mkdir()
    real.write_text('{"env": {}}')
    link, far = tmp_path / "link.json", tmp_path / "far.json"
    link.symlink_to(real)
    far.symlink_to("link.json")
    plan = enable(far, "json")
    assert far.is_symlink()
    assert link.is_symlink()
    assert URL in real.read_text()
    disable(far, "json", plan.ledger)
    assert real.read_text() == '{"env": {}}'
    assert [entry.name for entry in real.parent.iterdir()] == ["settings.json"]


@pytest.mark.parametrize(
    ("format", "text", "line", "column"),
    [
        ("json", '{\n  "a": 1,\n  "b" 2\n}', 3, 7),
        ("json", '{"a": "x', 1, 7),
        ("json", '{"a": 1} x', 1, 10),
        ("json", "{'a': 1}", 1, 2),
        ("json", '{"a": 01}', 1, 8),
        ("json", "{ /* open", 1, 3),
        ("toml", 'a = 1\nb = "x', 2, 7),
        ("toml", "a = 1\na = 2\n", 2, 6),
        ("toml", "a = [1,\n", 2, 1),
    ],
)
def test_what_does_not_parse_is_never_touched(format: str, text: str, line: int, column: int, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text(text)
    with pytest.raises(AmuxError) as caught:
        enable(path, format)
    assert caught.value.code == "config_unparsable"
    assert (caught.value.params["line"], caught.value.params["column"]) == (line, column)
    assert path.read_text() == text


def test_what_is_not_utf8_is_never_touched(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b'{"a":\n "\xff"}')
    with pytest.raises(AmuxError) as caught:
        enable(path, "json")
    assert (caught.value.code, caught.value.params["line"], caught.value.params["column"]) == (
        "config_unparsable",
        2,
        3,
    )


@pytest.mark.parametrize(
    ("format", "text"),
    [
        ("json", '{"env": []}'), ("json", '{"env": null}'), ("json", "[]"), ("json", '{"provider": {"amux": "x"}}'),
        ("toml", 'model_providers = { other = { name = "x" } }\n'), ("toml", 'model_providers.amux.name = "x"\n'),
        ("toml", "[[model_providers]]\nname = 1\n"), ("toml", "model_providers = 3\n"),
    ],
)  # fmt: skip
def test_a_place_that_holds_something_else_is_named(format: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text(text)
    with pytest.raises(AmuxError) as caught:
        enable(path, format)
    assert caught.value.code == "config_shape"
    assert path.read_text() == text


def test_a_kept_original_is_used_when_nothing_else_changed(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text('{"env": {"A": "1"}}')
    plan = enable(path, "json")
    assert plan.base is not None
    kept = {digest(plan.base): plan.base}
    assert plan_undo(path, "json", plan.ledger, kept.get).after == plan.base


def test_a_diff_shows_keys_but_no_credentials(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text(json.dumps({"env": {"ANTHROPIC_AUTH_TOKEN": "sk-ant-oat01-secretsecret9f2Q", "B": "2"}}, indent=2))
    plan = plan_file(FileEdit(path=path, format="json", edits=EDITS["json"][:2]), None, nothing)
    shown = "\n".join(diff(plan, [TOKEN]))
    assert "secretsecret" not in shown
    assert TOKEN not in shown
    assert '-    "ANTHROPIC_AUTH_TOKEN": "sk-ant-••••9f2Q"' in shown
    assert '+    "ANTHROPIC_AUTH_TOKEN": "sk-amux.••••tttt"' in shown
    assert f'+    "ANTHROPIC_BASE_URL": "{URL}"' in shown


def test_toml_written_here_is_what_tomllib_reads(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('# mine\nmodel = "o"\n\n[tools]\nweb = true\n')
    enable(path, "toml")
    text = path.read_text()
    assert tomllib.loads(text)["model_providers"]["amux"]["base_url"] == URL
    assert text.startswith('# mine\nmodel = "o"\nmodel_provider = "amux"\n')
