"""Settings, chat, code tools, accounts, tunnel, stored responses, app state."""

from __future__ import annotations

import dataclasses

import pytest
from sqlalchemy import text

from amux_desktop.core.errors import AmuxError, InvalidInputError, NotFoundError
from amux_desktop.core.settings import Settings
from amux_desktop.storage.records import (
    Account,
    AccountDraft,
    AccountTokens,
    ChatPreset,
    CodeMapping,
    CodeToolDraft,
    ConversationDraft,
    LedgerEntry,
    MessageDraft,
    Pool,
    ProviderDraft,
    QuotaSample,
    StoredResponse,
    TunnelConfigDraft,
    TunnelEvent,
)
from amux_desktop.storage.unit import Storage

pytestmark = pytest.mark.both_stores


def table_text(storage: Storage, table: str) -> str:
    with storage.read() as repositories:
        return str(list(repositories.app_state._connection.execute(text(f"SELECT * FROM {table}"))))


def test_only_changed_settings_are_stored_and_secret_ones_sealed(storage: Storage) -> None:
    with storage.write() as repositories:
        repositories.settings.save(
            {"proxy.port": 1234, "logs.bodies": False, "proxy.outbound_proxy": "http://me:hunter2@proxy:1"}
        )
    with storage.read() as repositories:
        loaded, problems = repositories.settings.load({"database.url": "postgresql://h/d"})
    assert problems == ()
    assert loaded == Settings(
        proxy_port=1234, proxy_outbound_proxy="http://me:hunter2@proxy:1", database_url="postgresql://h/d"
    )
    rows = table_text(storage, "settings")
    assert "hunter2" not in rows
    assert "logs.bodies" not in rows
    with storage.write() as repositories:
        repositories.settings.save({"proxy.port": 9527})
        repositories.settings.reset(["proxy.outbound_proxy"])
    assert table_text(storage, "settings") == "[]"


def test_bad_settings_are_refused_whole(storage: Storage) -> None:
    for changes in ({"proxy.port": 1, "proxy.host": ""}, {"proxy.port": 1, "no.such": 1}, {"database.url": "a://b"}):
        with pytest.raises(InvalidInputError), storage.write() as repositories:
            repositories.settings.save(changes)  # type: ignore[arg-type]  # bad on purpose
    assert table_text(storage, "settings") == "[]"


def test_an_unusable_row_keeps_the_default_and_is_reported(storage: Storage) -> None:
    with storage.write() as repositories:
        repositories.settings.save({"proxy.port": 1, "proxy.outbound_proxy": "http://me:pw@proxy:1"})
        repositories.settings._connection.execute(text("UPDATE settings SET value = 'garbage'"))
    with storage.read() as repositories:
        loaded, problems = repositories.settings.load()
    assert loaded == Settings()
    assert {problem.code for problem in problems} == {"setting_invalid", "secret_unreadable"}


def test_app_state_holds_any_json(storage: Storage) -> None:
    with storage.write() as repositories:
        repositories.app_state.set("window", {"x": [1, None, "ü"]})
        assert repositories.app_state.get("window") == {"x": [1, None, "ü"]}
        repositories.app_state.set("window", None)
        assert repositories.app_state.get("window", "gone") == "gone"


def say(role: str, words: str, parent: str | None = None) -> MessageDraft:
    return MessageDraft(role=role, parts=({"type": "text", "text": words},), parent_id=parent)  # type: ignore[arg-type]


def test_a_conversation_is_a_tree_of_which_one_branch_shows(storage: Storage, clock: object) -> None:
    with storage.write(configuration=False) as repositories:
        chat = repositories.chat
        talk = chat.create(ConversationDraft(title="Talk", model="m", options={"temperature": 0.5}))
        question = chat.add_message(talk.id, say("user", "What is a monad?"))
        first = chat.add_message(talk.id, say("assistant", "A burrito", question.id))
        second = chat.add_message(talk.id, say("assistant", "A monoid 100%_sure", question.id))
        follow = chat.add_message(talk.id, say("user", "Why?", second.id))
        assert [message.id for message in chat.branch(talk.id)] == [question.id, second.id, follow.id]
        chat.set_head(talk.id, first.id)
        assert [message.id for message in chat.branch(talk.id)] == [question.id, first.id]
        assert len(chat.messages(talk.id)) == 4
        edited = chat.update_message(first.id, dataclasses.replace(say("assistant", "Edited"), state="stopped"))
        assert (edited.parts[0]["text"], edited.state) == ("Edited", "stopped")
        assert chat.branch(talk.id)[-1].id == first.id, "an edited message keeps its place"
        chat.set_head(talk.id, follow.id)
        chat.delete_message(second.id)
        assert chat.get(talk.id).head_id == question.id
        other = chat.create(ConversationDraft(title="Other"))
        for wrong in (
            lambda: chat.add_message(other.id, say("user", "x", question.id)),
            lambda: chat.set_head(other.id, question.id),
        ):
            with pytest.raises(NotFoundError):
                wrong()


def test_chats_are_found_by_title_and_by_what_was_said(storage: Storage) -> None:
    with storage.write(configuration=False) as repositories:
        chat = repositories.chat
        one = chat.create(ConversationDraft(title="Monads"))
        two = chat.create(ConversationDraft(title="Other"))
        chat.add_message(two.id, say("user", "x" * 200 + " tell me 100% about MONADS please " + "y" * 200))
        matches = {match.conversation.id: match.excerpt for match in chat.search("monads")}
        assert matches[one.id] == ""
        assert "100% about MONADS please" in matches[two.id]
        assert len(matches[two.id]) < 150
        assert [match.conversation.id for match in chat.search("100%")] == [two.id]
        assert chat.search("100_") == ()
        chat.update(one.id, dataclasses.replace(ConversationDraft.of(one), pinned=True))
        assert chat.list()[0].id == one.id
        chat.delete(two.id)
        assert repositories.app_state._connection.scalar(text("SELECT count(*) FROM messages")) == 0


def test_attachments_and_presets(storage: Storage) -> None:
    with storage.write(configuration=False) as repositories:
        chat = repositories.chat
        talk = chat.create(ConversationDraft())
        attachment = chat.add_attachment(talk.id, "a.png", "image/png", b"\x89PNG")
        assert chat.attachment(attachment.id) == attachment
        preset = chat.save_preset(ChatPreset(id="", name="Terse", system_prompt="Be terse."))
        assert chat.save_preset(dataclasses.replace(preset, system_prompt="Be brief.")).id == preset.id
        with pytest.raises(AmuxError, match="Terse"):
            chat.save_preset(ChatPreset(id="", name="Terse", system_prompt=""))
        chat.delete_preset(preset.id)
        assert chat.presets() == ()


def test_code_tools_mappings_ledger_and_backups(storage: Storage) -> None:
    with storage.write() as repositories:
        provider_ids = [
            repositories.providers.create(ProviderDraft(name=slug, slug=slug, adapter="a", base_url="http://h")).id
            for slug in ("one", "two")
        ]
        tools = repositories.code_tools
        assert not tools.get("codex").enabled
        for bad in (
            CodeToolDraft(enabled=True),
            CodeToolDraft(provider_id=provider_ids[0], proxy_id="x"),
            CodeToolDraft(provider_id="x"),
        ):
            with pytest.raises(AmuxError):
                tools.save("codex", bad)
        tools.save("codex", CodeToolDraft(enabled=True, provider_id=provider_ids[0]))
        tools.set_mappings("codex", provider_ids[0], [("opus", "a"), ("haiku", "b")])
        tools.set_mappings("codex", provider_ids[1], [("opus", "c")])
        saved = tools.set_mappings("codex", provider_ids[0], [("haiku", "d")])
        assert set(saved.mappings) == {
            CodeMapping(provider_id=provider_ids[1], source="opus", target="c"),
            CodeMapping(provider_id=provider_ids[0], source="haiku", target="d"),
        }
        entries = (
            LedgerEntry(
                tool="codex",
                file="/h/auth.json",
                key_path=("a.b", "c"),
                existed=True,
                previous='"sk-old"',
                written='"sk-new"',
                created_ms=1,
            ),
            LedgerEntry(
                tool="codex",
                file="/h/auth.json",
                key_path=("a", "b.c"),
                existed=False,
                previous="",
                written="1",
                created_ms=1,
            ),
        )
        tools.set_ledger("codex", entries)
        tools.set_ledger("codex", entries)
        assert tools.ledger("codex") == entries
        kept = tools.add_backup("codex", "/h/auth.json", b"\x00sk-secret\xff", reason="enable", mode=0o600)
        assert tools.add_backup("codex", "/h/auth.json", b"\x00sk-secret\xff", reason="again").id == kept.id
        assert tools.backups("codex") == (kept,)
        assert tools.backup(kept.id).content == b"\x00sk-secret\xff"
    for table in ("code_ledger", "code_backups"):
        assert "sk-" not in table_text(storage, table)


def test_accounts_keep_the_users_choices_when_they_log_in_again(storage: Storage) -> None:
    tokens = AccountTokens(access_token="at-secret", refresh_token="rt-secret")
    with storage.write(configuration=False) as repositories:
        accounts = repositories.accounts
        account = accounts.save(Account(id="", vendor="codex", subject="s1", email="a@b.c"), tokens)
        accounts.update(account.id, AccountDraft(label="Work", enabled=False, weight=5))
        accounts.set_state(
            dataclasses.replace(accounts.get(account.id), state="limited", failures=3, quota={"5h": 0.9})
        )
        again = accounts.save(Account(id="", vendor="codex", subject="s1", email="new@b.c", plan="pro"), tokens)
        assert again.id == account.id
        assert (again.label, again.enabled, again.weight, again.quota) == ("Work", False, 5, {"5h": 0.9})
        assert (again.state, again.failures, again.email, again.plan) == ("active", 0, "new@b.c", "pro")
        accounts.set_tokens(account.id, AccountTokens(access_token="at2"), expires_ms=9)
        assert accounts.tokens(account.id).access_token == "at2"
        assert accounts.pool("codex") == Pool(vendor="codex")
        pool = accounts.save_pool(Pool(vendor="codex", strategy="fill_first", protect_percent=3))
        assert accounts.pool("codex") == pool
        for at, used in ((1, 0.1), (2, 0.2), (2, 0.3)):
            accounts.add_quota_sample(QuotaSample(account_id=account.id, at_ms=at, window="5h", used=used))
        assert [sample.used for sample in accounts.quota_history(account.id, 0)] == [0.1, 0.3]
        with pytest.raises(InvalidInputError):
            accounts.update(account.id, AccountDraft(weight=0))
    assert "secret" not in table_text(storage, "oauth_accounts")
    with storage.write() as repositories:
        repositories.accounts.delete(account.id)
        assert repositories.accounts.list("codex") == ()


def test_the_tunnel_keeps_credentials_that_are_not_given(storage: Storage) -> None:
    with storage.write() as repositories:
        tunnel = repositories.tunnel
        saved = tunnel.save(TunnelConfigDraft(mode="token", routes=("proxies/a",), token="tok-secret"))
        assert (saved.has_token, saved.has_api_token) == (True, False)
        tunnel.save(dataclasses.replace(TunnelConfigDraft.of(saved), hostname="h"))
        assert tunnel.secrets().token == "tok-secret"
        assert tunnel.get().hostname == "h"
        assert not tunnel.save(dataclasses.replace(TunnelConfigDraft.of(saved), token="")).has_token
        for at in (1, 2, 3):
            tunnel.add_event(TunnelEvent(at_ms=at, level="info", message=f"line {at}"))
        tunnel.delete_events_before(2)
        assert [event.message for event in tunnel.events()] == ["line 3", "line 2"]


def test_stored_responses_belong_to_their_token_and_expire(storage: Storage, clock: object) -> None:
    now = clock.now  # type: ignore[attr-defined]  # the fake clock

    def turn(number: int, token: str = "t") -> StoredResponse:
        return StoredResponse(
            id=f"resp_{number}",
            route="r",
            token_id=token,
            model="m",
            input=b"[%d]" % number,
            output=b"[]",
            previous_id=f"resp_{number - 1}" if number else None,
            created_ms=now,
            expires_ms=now + 100 * (number + 1),
        )

    with storage.write(configuration=False) as repositories:
        responses = repositories.responses
        for number in range(3):
            responses.save(turn(number))
        assert responses.chain("resp_2", "t") == tuple(turn(number) for number in range(3))
        assert responses.chain("resp_2", "other") == ()
        assert responses.get("resp_1", "other") is None
        assert not responses.delete("resp_1", "other")
        clock.now += 150  # type: ignore[attr-defined]  # the fake clock
        assert responses.chain("resp_2", "t") == (), "a chain with a hole cannot be continued"
        assert responses.delete_expired() == 1
        assert responses.delete("resp_1", "t")
