"""Catalogues: complete, nothing unused, the same places for values; and switching at run time."""

from __future__ import annotations

import string
import sys
from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtCore import QObject

from amux_desktop.core.errors import MESSAGES, ConflictError
from amux_desktop.gui.application import Application
from amux_desktop.gui.formats import ago, compact, duration, percent
from amux_desktop.gui.i18n import bind, number, tr
from amux_desktop.gui.messages import describe
from amux_desktop.gui.widgets.label import Label

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "translations"))
import update  # noqa: E402 - the catalogue tool is a script, not a package


def test_every_text_is_in_both_catalogues_and_none_is_unused() -> None:
    assert update.problems() == []


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_translations_name_the_same_values(code: str) -> None:
    for (source, _comment), forms in update.read(ROOT / "translations" / f"amux_{code}.ts").items():
        for form in forms:
            assert _places(form) == _places(source), source
            assert ("%n" in form) == ("%n" in source), source


def _places(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name is not None}


def test_text_follows_the_language(qapp: Application) -> None:
    label = Label(tr("%n result(s)", n=2))
    assert label.text() == "2 results"
    qapp.language.set_language("zh_CN")
    assert label.text() == "2 个结果"
    qapp.language.set_language("en")
    assert label.text() == "2 results"


def test_plain_text_ends_an_earlier_binding(qapp: Application) -> None:
    label = Label(tr("Save"))
    label.set_text("DeepSeek")
    qapp.language.set_language("zh_CN")
    assert label.text() == "DeepSeek"


def test_forgotten_value_does_not_break_a_message() -> None:
    assert str(tr("Port {port} is in use", other=1)) == "Port – is in use"


def test_binding_does_not_keep_the_widget_alive(qapp: Application) -> None:
    target = QObject()
    bind(target.setObjectName, tr("Save"))
    target.deleteLater()
    del target
    qapp.processEvents()
    qapp.language.set_language("zh_CN")


def test_every_error_code_has_a_sentence_in_chinese(qapp: Application) -> None:
    qapp.language.set_language("zh_CN")
    for code in MESSAGES:
        sentence = str(describe(ConflictError(code, name="x", references=["a", "b"])))
        assert any("一" <= letter <= "鿿" for letter in sentence), code


def test_lists_in_errors_are_joined() -> None:
    error = ConflictError("in_use", kind="provider", name="DeepSeek", references=("Team", "Kimi"))
    assert str(describe(error)) == "DeepSeek is still used by Team, Kimi. Change or remove those first."


@pytest.mark.parametrize(
    ("milliseconds", "shown"), [(None, "–"), (0, "0 ms"), (940, "940 ms"), (1240, "1.24 s"), (30_000, "30.0 s")]
)
def test_durations(qapp: Application, milliseconds: int | None, shown: str) -> None:
    assert str(duration(milliseconds)) == shown


def test_numbers(qapp: Application) -> None:
    assert str(number(12481)) == "12,481"
    assert str(compact(48_200)) == "48.2k"
    assert str(percent(0.0976)) == "9.8%"
    assert str(percent(0.02)) == "2%"
    assert str(ago(0, now_ms=3 * 3_600_000)) == "3 hours ago"
