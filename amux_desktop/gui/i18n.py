"""Texts in the language in force, changed at run time without rebuilding a page.

`tr("{failed} failed", failed=number(3))` makes a `Text`: it is looked up when it is turned into a str, so a widget that
keeps the Text (through `bind`) can show it again in another language. The catalogues are Qt Linguist files; they are
read directly, so there is no compiled copy that could be stale.
"""

from __future__ import annotations

import logging
import weakref
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, cast

import shiboken6
from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from amux_desktop.gui.assets import catalogue

log = logging.getLogger(__name__)

Code = Literal["en", "zh_CN"]
_LOCALES = {"en": QLocale(QLocale.Language.English), "zh_CN": QLocale(QLocale.Language.Chinese, QLocale.Country.China)}


@dataclass(frozen=True, slots=True)
class Text:
    """One translatable text with its values; `str()` gives it in the language in force."""

    source: str
    comment: str = ""
    n: int | None = None
    values: dict[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        template = language().lookup(self.source, self.comment, self.n)
        if self.n is not None:
            template = template.replace("%n", language().locale.toString(self.n))
        return template.format_map(_Values(self.values)) if self.values else template


class _Values(dict[str, object]):
    """Values for the places of a template; a forgotten one shows as a dash, so that a message can never fail."""

    def __missing__(self, key: str) -> str:
        return "–"


@dataclass(frozen=True, slots=True)
class Formatted:
    """A number, time or list, written for the locale in force when it is shown."""

    write: Callable[[QLocale], str]

    def __str__(self) -> str:
        return self.write(language().locale)


TextLike = str | Text | Formatted
Catalogue = dict[tuple[str, str], list[str]]
"""Source and comment of a message to its forms: one, or the singular and the plural."""


def tr(source: str, comment: str = "", /, *, n: int | None = None, **values: object) -> Text:
    """A text for the user. `%n` and `n` choose a plural form; `{name}` places hold values; `comment` tells homonyms apart."""
    return Text(source, comment, n, values)


def number(value: int) -> Formatted:
    return Formatted(lambda locale: locale.toString(value))


class Language(QObject):
    """Owned by the Application. Keeps the catalogue and every bound text."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._messages: Catalogue = {}
        self._read: dict[Code, Catalogue] = {}
        self._bound: weakref.WeakKeyDictionary[QObject, dict[str, TextLike]] = weakref.WeakKeyDictionary()
        self._qt = QTranslator(self)
        self.code: Code = "en"
        self.locale = _LOCALES["en"]
        self._load("en")

    def set_language(self, code: Code | Literal["system"]) -> None:
        resolved = self._system() if code == "system" else code
        if resolved == self.code:
            return
        self.code = resolved
        self.locale = _LOCALES[resolved]
        QLocale.setDefault(self.locale)
        self._load(resolved)
        self._translate_qt(resolved)
        self._show_again()
        self.changed.emit()

    def lookup(self, source: str, comment: str = "", n: int | None = None) -> str:
        """The translation, or the English source for a text the catalogue does not have."""
        forms = self._messages.get((source, comment))
        if not forms:
            return source
        if n is None or len(forms) == 1:
            return forms[0]
        return forms[0 if n == 1 else 1]

    def bind(self, setter: Callable[[str], Any], text: TextLike) -> None:
        """Calls the setter now and again after each change of language. A plain str ends an earlier binding."""
        target, name = cast("_Bound", setter).__self__, cast("_Bound", setter).__name__
        slots = self._bound.setdefault(target, {})
        if isinstance(text, str):
            slots.pop(name, None)
        else:
            slots[name] = text
        setter(str(text))

    def _show_again(self) -> None:
        for target, slots in list(self._bound.items()):
            if shiboken6.isValid(target):
                for name, text in list(slots.items()):
                    getattr(target, name)(str(text))

    def _load(self, code: Code) -> None:
        if code not in self._read:
            self._read[code] = read_catalogue(code)
        self._messages = self._read[code]

    def _translate_qt(self, code: Code) -> None:
        """Qt's own words, for example the context menu of a text field."""
        QApplication.removeTranslator(self._qt)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if code != "en" and self._qt.load(f"qtbase_{code}", folder):
            QApplication.installTranslator(self._qt)

    @staticmethod
    def _system() -> Code:
        chinese = any(name.startswith("zh") for name in QLocale.system().uiLanguages()[:1])
        return "zh_CN" if chinese else "en"


class _Bound(Protocol):
    __self__: QObject
    __name__: str


class Translated(Protocol):
    language: Language


def language() -> Language:
    """The running Application's language."""
    return cast("Translated", QApplication.instance()).language


def bind(setter: Callable[[str], Any], text: TextLike) -> None:
    """Shows a text through a bound method of a widget, now and in every later language."""
    language().bind(setter, text)


def read_catalogue(code: Code) -> Catalogue:
    """Finished messages of a Qt Linguist file."""
    messages: Catalogue = {}
    for message in ET.parse(catalogue(code)).iter("message"):  # noqa: S314 - our own catalogue file
        translation = message.find("translation")
        if translation is None or translation.get("type") is not None:
            continue
        forms = [form.text or "" for form in translation.findall("numerusform")] or [translation.text or ""]
        if all(forms):
            messages[(message.findtext("source") or "", message.findtext("comment") or "")] = forms
    return messages
