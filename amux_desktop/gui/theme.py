"""The theme in force: colours, fonts, scale and motion, switched at run time.

Widgets look everything up here while they paint and store nothing, so a switch is one palette change and one repaint.
"""

from __future__ import annotations

from typing import Literal, Protocol, cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from amux_desktop.gui.assets import asset
from amux_desktop.gui.tokens import (
    FONT_FILES,
    MONO_FAMILIES,
    TYPE,
    UI_FAMILIES,
    Colors,
    Mode,
    Role,
    Tone,
    ToneColors,
    load_colors,
    tone_colors,
)

Preference = Literal["system", "light", "dark"]


class Theme(QObject):
    """Owned by the Application; `changed` after colours, fonts or sizes did."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        for name in FONT_FILES:
            if QFontDatabase.addApplicationFont(str(asset("fonts", name))) < 0:
                raise RuntimeError(f"the font {name} cannot be read")
        self._sets: dict[Mode, Colors] = {}
        self._fonts: dict[Role, QFont] = {}
        self._hints = QGuiApplication.styleHints()  # the wrapper must be kept: a chained call returned a deleted one
        self._hints.colorSchemeChanged.connect(self._on_system_scheme_changed)
        self.preference: Preference = "system"
        self.scale = 1.0
        self.reduce_motion = False
        self._chinese = False
        self._mode: Mode = self._resolve()
        self.colors = self._colors(self._mode)
        self._apply()

    @property
    def mode(self) -> Mode:
        return self._mode

    def set_preference(self, preference: Preference) -> None:
        """Light, dark, or what the system says. Native title bars and file dialogs follow."""
        if preference == self.preference:
            return
        self.preference = preference
        schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark, "system": Qt.ColorScheme.Unknown}
        self._hints.setColorScheme(schemes[preference])
        self._switch(self._resolve())

    def set_scale(self, scale: float) -> None:
        """The user's text size; fonts, heights and icons grow together."""
        if scale != self.scale:
            self.scale = scale
            self._refresh_sizes()

    def set_chinese(self, chinese: bool) -> None:
        """Chinese text uses larger captions and no letter spacing."""
        if chinese != self._chinese:
            self._chinese = chinese
            self._refresh_sizes()

    def font(self, role: Role) -> QFont:
        """A cached font; copy it before changing it."""
        font = self._fonts.get(role)
        if font is None:
            font = self._fonts[role] = self._make_font(role)
        return font

    @property
    def sizes(self) -> tuple[float, bool]:
        """What the fonts depend on: a key for whatever is measured with them."""
        return self.scale, self._chinese

    def px(self, size: float) -> int:
        """A design size in logical pixels at the user's text size."""
        return round(size * self.scale)

    def duration(self, milliseconds: int) -> int:
        return 0 if self.reduce_motion else milliseconds

    def tone(self, tone: Tone) -> ToneColors:
        return tone_colors(self.colors, tone)

    def _make_font(self, role: Role) -> QFont:
        spec = TYPE[role]
        font = QFont()
        font.setFamilies(list(MONO_FAMILIES if spec.mono else UI_FAMILIES))
        size = spec.px_zh if self._chinese and spec.px_zh else spec.px
        font.setPixelSize(max(1, round(size * self.scale)))
        font.setWeight(QFont.Weight(spec.weight))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        if spec.spacing != 100.0 and not self._chinese:
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, spec.spacing)
        if spec.tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        if spec.mono:
            font.setFeature(QFont.Tag("liga"), 0)
            font.setFeature(QFont.Tag("calt"), 0)
            font.setStyleHint(QFont.StyleHint.Monospace)
        return font

    def _colors(self, mode: Mode) -> Colors:
        if mode not in self._sets:
            self._sets[mode] = load_colors(mode)
        return self._sets[mode]

    def _resolve(self) -> Mode:
        if self.preference == "system":
            return "dark" if self._hints.colorScheme() == Qt.ColorScheme.Dark else "light"
        return self.preference

    def _on_system_scheme_changed(self) -> None:
        self._switch(self._resolve())

    def _switch(self, mode: Mode) -> None:
        if mode == self._mode:
            return
        self._mode = mode
        self.colors = self._colors(mode)
        self._apply()
        self.changed.emit()

    def _refresh_sizes(self) -> None:
        self._fonts.clear()
        self._apply()
        for widget in QApplication.allWidgets():
            role = getattr(widget, "type_role", None)
            if role is not None:
                widget.setFont(self.font(role))
            widget.updateGeometry()
        self.changed.emit()

    def _apply(self) -> None:
        QApplication.setFont(self.font("body"))
        QApplication.setPalette(_palette(self.colors))
        for widget in QApplication.topLevelWidgets():
            widget.update()


class Themed(Protocol):
    theme: Theme


def theme() -> Theme:
    """The running Application's theme."""
    return cast("Themed", QApplication.instance()).theme


def colors() -> Colors:
    return theme().colors


def use_role(widget: QWidget, role: Role) -> None:
    """Gives a widget the font of a type role and keeps it when text size or language change."""
    widget.type_role = role  # type: ignore[attr-defined]  # read back by Theme._refresh_sizes
    widget.setFont(theme().font(role))


def _palette(c: Colors) -> QPalette:
    palette = QPalette()
    group = QPalette.ColorRole
    roles: dict[QPalette.ColorRole, QColor] = {
        group.Window: c.window,
        group.WindowText: c.text,
        group.Base: c.raised,
        group.AlternateBase: c.subtle,
        group.Text: c.text,
        group.PlaceholderText: c.text3,
        group.Button: c.raised,
        group.ButtonText: c.text,
        group.BrightText: c.on_accent,
        group.Highlight: c.accent,
        group.HighlightedText: c.on_accent,
        group.Accent: c.accent,
        group.Link: c.accent_text,
        group.LinkVisited: c.accent_text,
        group.ToolTipBase: c.tooltip,
        group.ToolTipText: c.tooltip_text,
        group.Light: c.raised,
        group.Midlight: c.line,
        group.Mid: c.line_strong,
        group.Dark: c.control,
        group.Shadow: c.shadow,
    }
    for role, colour in roles.items():
        palette.setColor(role, colour)
    for role in (group.WindowText, group.Text, group.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, c.disabled)
    return palette
