"""Tooltips with words that come from elsewhere."""

from __future__ import annotations

from html import escape


def plain(text: str) -> str:
    """As it is written. Qt takes a tooltip with a tag in it for HTML, and opens the files that its pictures name."""
    return f"<span style='white-space:pre-wrap'>{escape(text)}</span>" if "<" in text or "&" in text else text
