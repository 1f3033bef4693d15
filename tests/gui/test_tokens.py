"""Colours: complete in both themes, and readable (WCAG 2.x) on every surface they may stand on."""

from __future__ import annotations

import dataclasses
import re
from itertools import product
from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtGui import QColor

import amux_desktop.gui
from amux_desktop.gui.tokens import Colors, Mode, load_colors

SURFACES = ("window", "panel", "raised", "subtle", "sunken", "hover", "nav_hover", "nav_sel", "accent_soft")
TONES = ("ok", "warn", "bad", "info")
TEXT_PAIRS = [
    *product(("text", "text2"), (*SURFACES, "pressed")),
    *product(("text3",), SURFACES[:-1]),
    *product(("accent_text",), ("window", "panel", "raised", "subtle", "sunken", "hover", "nav_sel", "accent_soft")),
    *((f"{tone}_text", surface) for tone in TONES for surface in ("panel", "raised", "subtle", "sunken", "hover")),
    *((f"{tone}_text", f"{tone}_soft") for tone in TONES),
    *(("text", f"{tone}_soft") for tone in TONES),
    *(("text2", f"{tone}_soft") for tone in TONES),
    *(("on_accent", fill) for fill in ("accent", "accent_hover", "accent_press", "bad_fill", "bad_hover")),
    *product(("syn_key", "syn_str", "syn_num", "syn_lit", "syn_punct"), ("sunken", "diff_add", "diff_del")),
    ("tooltip_text", "tooltip"),
]
SHAPE_PAIRS = [
    *product(("control",), ("panel", "raised", "subtle")),
    *product(("switch_off", "accent", "ok", "warn", "bad", "info"), ("panel", "raised")),
    *product(("c1", "c2", "c3", "c4", "c5", "c6"), ("raised",)),
]


def luminance(colour: QColor) -> float:
    def channel(value: float) -> float:
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (channel(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: QColor, second: QColor) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_text_is_readable(mode: Mode) -> None:
    colors = load_colors(mode)
    weak = {
        f"{text} on {surface}": round(ratio, 2)
        for text, surface in TEXT_PAIRS
        if (ratio := contrast(colors.named(text), colors.named(surface))) < 4.495
    }
    assert weak == {}


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_shapes_are_visible(mode: Mode) -> None:
    colors = load_colors(mode)
    weak = {
        f"{shape} on {surface}": round(ratio, 2)
        for shape, surface in SHAPE_PAIRS
        if (ratio := contrast(colors.named(shape), colors.named(surface))) < 2.995
    }
    assert weak == {}


def test_contrast_knows_the_extremes() -> None:
    assert contrast(QColor("#000000"), QColor("#FFFFFF")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("#FFFFFF")) == pytest.approx(4.48, abs=0.01)


def test_both_themes_have_every_token() -> None:
    for mode in ("light", "dark"):
        colors = load_colors(mode)  # type: ignore[arg-type]  # a literal of Mode
        assert all(getattr(colors, field.name).isValid() for field in dataclasses.fields(Colors))


def test_no_colour_or_font_size_outside_the_tokens() -> None:
    folder = Path(amux_desktop.gui.__file__).parent
    found = []
    for path in folder.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if path.name != "tokens.py" and re.search(r"""["']#[0-9A-Fa-f]{3,8}["']|setPointSize|font-size""", text):
            found.append(path.name)
    assert found == []
