"""JSON5 (https://spec.json5.org) read into plain values: comments, trailing commas, bare keys, single quotes, hex numbers.

Keys that occur twice keep their last value, as JavaScript does.
"""

from __future__ import annotations

import json
import math
import re
from typing import Any

_BLANK = re.compile(r"(?:[\s\ufeff\u2028\u2029]+|//[^\n\r\u2028\u2029]*|/\*.*?\*/)*", re.DOTALL)
_NAME = re.compile(r"[^\W\d][\w$\u200c\u200d]*|\$[\w$]*")
_NUMBER = re.compile(r"[+-]?(?:0[xX][0-9a-fA-F]+|Infinity|NaN|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)")
_PLAIN = re.compile(r"[^\"'\\\n\r]+")
_ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "0": "\0"}
_WORDS = {"true": True, "false": False, "null": None}
_MAX_DEPTH = 60


class Json5Error(ValueError):
    """`reason` never quotes the text."""

    def __init__(self, text: str, at: int, reason: str) -> None:
        self.reason = reason
        self.line = text.count("\n", 0, at) + 1
        self.column = at - (text.rfind("\n", 0, at) + 1) + 1
        super().__init__(f"{reason} (line {self.line}, column {self.column})")


def loads(text: str) -> Any:
    """Raises Json5Error."""
    reader = _Reader(text)
    reader.blank()
    value = reader.value(0)
    reader.blank()
    if reader.at < len(text):
        raise reader.problem("nothing may follow the document")
    return value


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def problem(self, reason: str) -> Json5Error:
        return Json5Error(self.text, self.at, reason)

    def blank(self) -> None:
        match = _BLANK.match(self.text, self.at)
        self.at = match.end() if match else self.at
        if self.text.startswith("/*", self.at):
            raise self.problem("a comment does not end")

    def take(self, char: str) -> bool:
        self.blank()
        if not self.text.startswith(char, self.at):
            return False
        self.at += 1
        self.blank()
        return True

    def value(self, depth: int) -> Any:
        if depth > _MAX_DEPTH:
            raise self.problem("nested too deeply")
        if self.take("{"):
            return self.members(depth)
        if self.take("["):
            return self.items(depth)
        if self.text[self.at : self.at + 1] in ('"', "'"):
            return self.string()
        if (number := _NUMBER.match(self.text, self.at)) is not None:
            self.at = number.end()
            return self.number(number[0])
        if (word := _NAME.match(self.text, self.at)) is not None and word[0] in _WORDS:
            self.at = word.end()
            return _WORDS[word[0]]
        raise self.problem("a value is missing")

    def members(self, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not self.take("}"):
            key = self.key()
            if not self.take(":"):
                raise self.problem("a colon is missing")
            found[key] = self.value(depth + 1)
            if not self.take(",") and not self.text.startswith("}", self.at):
                raise self.problem("a comma or } is missing")
        return found

    def items(self, depth: int) -> list[Any]:
        found: list[Any] = []
        while not self.take("]"):
            found.append(self.value(depth + 1))
            if not self.take(",") and not self.text.startswith("]", self.at):
                raise self.problem("a comma or ] is missing")
        return found

    def key(self) -> str:
        if self.text[self.at : self.at + 1] in ('"', "'"):
            return self.string()
        name = _NAME.match(self.text, self.at)
        if name is None:
            raise self.problem("a key is missing")
        self.at = name.end()
        return name[0]

    def string(self) -> str:
        quote = self.text[self.at]
        start, self.at = self.at, self.at + 1
        parts: list[str] = []
        while not self.text.startswith(quote, self.at):
            if (plain := _PLAIN.match(self.text, self.at)) is not None:
                parts.append(plain[0])
                self.at = plain.end()
            elif self.text.startswith("\\", self.at):
                parts.append(self.escape())
            elif self.text[self.at : self.at + 1] in ('"', "'"):
                parts.append(self.text[self.at])
                self.at += 1
            else:
                self.at = start
                raise self.problem("a text does not end")
        self.at += 1
        return "".join(parts)

    def escape(self) -> str:
        char = self.text[self.at + 1 : self.at + 2]
        if char in ("\n", "\r", "\u2028", "\u2029"):
            self.at += 3 if self.text.startswith("\r\n", self.at + 1) else 2
            return ""
        length = {"x": 2, "u": 4}.get(char)
        if length is None:
            if not char:
                raise self.problem("a text does not end")
            self.at += 2
            return _ESCAPES.get(char, char)
        return self.code(length)

    def code(self, length: int) -> str:
        """`\\xHH` or `\\uHHHH`; two of the latter may be one character."""
        start, digits = self.at, self.text[self.at + 2 : self.at + 2 + length]
        if not re.fullmatch(f"[0-9a-fA-F]{{{length}}}", digits):
            raise self.problem("an escape is not valid")
        self.at += 2 + length
        code = int(digits, 16)
        if 0xD800 <= code <= 0xDFFF:
            pair = re.compile(r"\\u[dD][89abAB]\w\w\\u[dD][c-fC-F]\w\w").match(self.text, start)
            if pair is None:
                raise self.problem("an escape is not valid")
            try:
                character: str = json.loads(f'"{pair[0]}"')
            except ValueError:
                raise self.problem("an escape is not valid") from None
            self.at = pair.end()
            return character
        return chr(code)

    def number(self, text: str) -> int | float:
        sign, digits = (-1, text[1:]) if text[0] == "-" else (1, text.lstrip("+"))
        if digits[:2] in ("0x", "0X"):
            return sign * int(digits, 16)
        if digits in ("Infinity", "NaN"):
            return sign * math.inf if digits == "Infinity" else math.nan
        if digits.isdigit():
            if len(digits) > 300:
                raise self.problem("a number is too long")
            return sign * int(digits)
        return sign * float(digits)
