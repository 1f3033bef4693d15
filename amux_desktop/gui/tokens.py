"""Design tokens: colours (resources/themes/*.json), type roles and sizes. No other module holds a colour or a font size."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import Literal

from PySide6.QtGui import QColor

from amux_desktop.gui.assets import asset

Mode = Literal["light", "dark"]
Tone = Literal["neutral", "ok", "warn", "bad", "info", "accent"]


@dataclass(frozen=True, slots=True)
class Colors:
    """One theme. Roles and the surfaces each may stand on are checked for contrast in tests/gui/test_tokens.py."""

    window: QColor
    panel: QColor
    raised: QColor
    subtle: QColor
    sunken: QColor
    hover: QColor
    pressed: QColor
    nav_hover: QColor
    nav_sel: QColor
    line: QColor
    line_strong: QColor
    control: QColor
    switch_off: QColor
    knob: QColor
    text: QColor
    text2: QColor
    text3: QColor
    disabled: QColor
    on_accent: QColor
    accent: QColor
    accent_hover: QColor
    accent_press: QColor
    accent_text: QColor
    accent_soft: QColor
    accent_line: QColor
    ok: QColor
    ok_text: QColor
    ok_soft: QColor
    ok_line: QColor
    warn: QColor
    warn_text: QColor
    warn_soft: QColor
    warn_line: QColor
    bad: QColor
    bad_text: QColor
    bad_soft: QColor
    bad_line: QColor
    bad_fill: QColor
    bad_hover: QColor
    info: QColor
    info_text: QColor
    info_soft: QColor
    info_line: QColor
    c1: QColor
    c2: QColor
    c3: QColor
    c4: QColor
    c5: QColor
    c6: QColor
    grid: QColor
    syn_key: QColor
    syn_str: QColor
    syn_num: QColor
    syn_lit: QColor
    syn_punct: QColor
    diff_add: QColor
    diff_del: QColor
    scroll: QColor
    scroll_hover: QColor
    tooltip: QColor
    tooltip_text: QColor
    scrim: QColor
    shadow: QColor
    mark_top: QColor
    mark_bottom: QColor

    def named(self, name: str) -> QColor:
        """The colour of a token given by name; a misspelt one is an AttributeError."""
        colour: QColor = getattr(self, name)
        return colour


@dataclass(frozen=True, slots=True)
class ToneColors:
    """The four roles of one state colour: dot and bar, text, fill, border."""

    solid: QColor
    text: QColor
    soft: QColor
    line: QColor


def load_colors(mode: Mode) -> Colors:
    """Reads one theme file; ValueError names the file and what is missing or unknown in it."""
    path = asset("themes", f"{mode}.json")
    raw: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    expected = {field.name for field in fields(Colors)}
    if difference := expected.symmetric_difference(raw):
        raise ValueError(f"{path.name}: missing or unknown tokens: {', '.join(sorted(difference))}")
    return Colors(**{name: QColor(value) for name, value in raw.items()})


def tone_colors(colors: Colors, tone: Tone) -> ToneColors:
    if tone == "neutral":
        return ToneColors(colors.text3, colors.text2, colors.sunken, colors.line)
    if tone == "accent":
        return ToneColors(colors.accent, colors.accent_text, colors.accent_soft, colors.accent_line)
    named = colors.named
    return ToneColors(named(tone), named(f"{tone}_text"), named(f"{tone}_soft"), named(f"{tone}_line"))


Role = Literal[
    "h1",
    "h2",
    "h3",
    "body",
    "body_m",
    "body_s",
    "small",
    "small_m",
    "figures",
    "cap",
    "cap_m",
    "num",
    "mono",
    "mono_s",
    "chat",
]


@dataclass(frozen=True, slots=True)
class TypeRole:
    """Pixel sizes at text size 100 %; `px_zh` because Chinese below 12 px is hard to read."""

    px: int
    weight: int
    mono: bool = False
    spacing: float = 100.0
    px_zh: int = 0
    tabular: bool = False


TYPE: dict[Role, TypeRole] = {
    "h1": TypeRole(20, 600, spacing=98.5),
    "h2": TypeRole(16, 600),
    "h3": TypeRole(14, 600),
    "body": TypeRole(13, 400),
    "body_m": TypeRole(13, 500),
    "body_s": TypeRole(13, 600, tabular=True),
    "small": TypeRole(12, 400),
    "small_m": TypeRole(12, 500),
    "figures": TypeRole(12, 400, tabular=True),
    "cap": TypeRole(11, 400, px_zh=12, tabular=True),
    "cap_m": TypeRole(11, 500, px_zh=12, tabular=True),
    "num": TypeRole(24, 600, spacing=98.5, tabular=True),
    "mono": TypeRole(12, 400, mono=True),
    "mono_s": TypeRole(11, 400, mono=True, px_zh=12),
    "chat": TypeRole(14, 400),
}

UI_FAMILIES = ("Inter", "PingFang SC", "Microsoft YaHei UI", "Noto Sans CJK SC", "WenQuanYi Micro Hei")
MONO_FAMILIES = ("JetBrains Mono", "Menlo", "Consolas", "Noto Sans CJK SC", "WenQuanYi Micro Hei")

FONT_FILES = (
    "Inter-Regular.otf",
    "Inter-Medium.otf",
    "Inter-SemiBold.otf",
    "JetBrainsMono-Regular.ttf",
    "JetBrainsMono-Medium.ttf",
)


class Radius:
    """Corner radii in logical pixels; a focus ring adds 3 to its widget's."""

    KEY_CAP = 5
    BADGE = 6
    SMALL = 7
    CONTROL = 8
    CARD = 10
    PANEL = 12
    DIALOG = 14


class Height:
    """Control heights in logical pixels at text size 100 %."""

    XS = 24
    SM = 28
    MD = 32
    LG = 36
    NAV = 32
    ROW_TABLE = 36
    ROW_COMPACT = 30
    ROW_TWO_LINES = 56
    ROW_LIST = 52
    SETTING = 56
    HEADER = 76
    HEADER_PLAIN = 65


class Motion:
    """Durations in milliseconds; all become 0 under reduce motion."""

    SWITCH = 140
    DIALOG = 160
    TOAST = 200
