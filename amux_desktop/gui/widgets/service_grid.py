"""The services to choose from as tiles, in the form for a provider and in the first steps."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QPoint, QRectF, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QGridLayout, QRadioButton, QSizePolicy, QWidget

from amux_desktop.gui.i18n import TextLike, bind
from amux_desktop.gui.icons import draw_logo
from amux_desktop.gui.paint import draw_box, draw_text, painting
from amux_desktop.gui.theme import colors, theme, use_role
from amux_desktop.gui.tokens import Radius
from amux_desktop.services.presets import Preset

_COLUMNS = 4
# In this order; every other service is behind the last tile, such as "More".
FIRST_PRESETS = (
    "anthropic", "openai", "gemini", "deepseek", "moonshot", "qwen", "zhipu", "minimax", "openrouter", "siliconflow",
    "ollama",
)  # fmt: skip


class ServiceGrid(QWidget):
    """`chosen` carries the key of a tile: a preset's id, or `last_key` for the tile at the end, which is for all the others."""

    chosen = Signal(str)

    def __init__(self, presets: Mapping[str, Preset], last_key: str, last_name: TextLike) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        self.tiles: dict[str, ServiceTile] = {}
        entries: list[tuple[str, TextLike, str]] = [
            (key, short_name(presets[key]), key) for key in FIRST_PRESETS if key in presets
        ]
        entries.append((last_key, last_name, "icon:plus"))
        for index, (key, name, logo) in enumerate(entries):
            tile = ServiceTile(key, name, logo)
            tile.clicked.connect(partial(self._on_clicked, key))
            self.tiles[key] = tile
            grid.addWidget(tile, index // _COLUMNS, index % _COLUMNS)

    def _on_clicked(self, key: str, _on: bool = False) -> None:
        self.chosen.emit(key)


class ServiceTile(QRadioButton):
    """One service of the grid."""

    def __init__(self, key: str, name: TextLike, logo: str) -> None:
        super().__init__()
        self.key = key
        self._logo = logo
        use_role(self, "body_m")
        bind(self.setText, name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(120, theme().px(44))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)

    def paintEvent(self, event: QPaintEvent) -> None:
        c = colors()
        chosen = self.isChecked()
        with painting(self) as painter:
            fill = c.accent_soft if chosen else c.hover if self.underMouse() else c.raised
            border = c.accent_text if chosen else c.line
            draw_box(painter, self.rect(), fill, border, Radius.CARD, 1.5 if chosen else 1)
            side = theme().px(28)
            tile = QRectF(8, (self.height() - side) / 2, side, side)
            draw_logo(painter, self._logo, self.text(), tile)
            painter.setFont(self.font())
            area = QRectF(tile.right() + 9, 0, self.width() - tile.right() - 14, self.height())
            draw_text(painter, area, self.text(), c.text)


def short_name(preset: Preset) -> str:
    """`Qwen (Alibaba Model Studio)` is too long for a tile."""
    return preset.name.partition(" (")[0] if preset.group == "vendor" else preset.name
