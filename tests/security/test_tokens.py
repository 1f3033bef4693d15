"""API tokens."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from amux_desktop.core.redaction import Redactor
from amux_desktop.security.tokens import has_token_shape, hash_token, matches, new_token


def test_a_new_token_is_unique_matches_its_hash_and_hides() -> None:
    tokens = [new_token() for _ in range(500)]
    assert len({token.text for token in tokens}) == 500
    for token in tokens[:20]:
        assert has_token_shape(token.text)
        assert matches(token.text, token.hash)
        assert not matches(token.text[:-1] + ("A" if token.text[-1] != "A" else "B"), token.hash)
        assert token.text not in repr(token)
        assert token.text not in token.hash
        assert token.text.endswith(token.hint)
        assert token.text not in Redactor().redact(f"got {token.text}")


@given(st.text())
def test_anything_a_client_sends_can_be_hashed(text: str) -> None:
    assert len(hash_token(text.encode("utf-8", "surrogatepass").decode("utf-8", "surrogateescape"))) == 64
