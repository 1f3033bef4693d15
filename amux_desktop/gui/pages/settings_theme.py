"""The three themes as small pictures of the window."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QWidget

from amux_desktop.gui.i18n import Text, bind, language, tr
from amux_desktop.gui.pages.settings_rows import Save
from amux_desktop.gui.paint import draw_box, painting
from amux_desktop.gui.theme import colors, theme
from amux_desktop.gui.tokens import Colors, Radius, load_colors
from amux_desktop.gui.widgets.card import Section, column_layout, row_layout

_NAMES: dict[str, Text] = {"system": tr("Follow system"), "light": tr("Light"), "dark": tr("Dark")}
_WIDTH, _HEIGHT, _LABEL = 112, 72, 26


class ThemeTile(QRadioButton):
    """Draws the window in the colours of its theme; "Follow system" is half and half."""

    focus_radius = Radius.CARD

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key
        self._colors: tuple[Colors, ...] = tuple(
            load_colors(mode) for mode in (("light", "dark") if key == "system" else (key,))
        )
        bind(self.setText, _NAMES[key])
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        px = theme().px
        return QSize(px(_WIDTH), px(_HEIGHT + _LABEL))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)

    def paintEvent(self, event: QPaintEvent) -> None:
        c = colors()
        px = theme().px
        box = QRectF(2, 2, self.width() - 4, px(_HEIGHT) - 4)
        with painting(self) as painter:
            share = box.width() / len(self._colors)
            for place, tokens in enumerate(self._colors):
                painter.save()
                painter.setClipRect(QRectF(box.x() + place * share, 0, share, self.height()))
                _draw_window(painter, box, tokens)
                painter.restore()
            border = c.accent_text if self.isChecked() else c.line_strong
            draw_box(painter, box.adjusted(-1, -1, 1, 1), None, border, Radius.CONTROL, 2 if self.isChecked() else 1)
            painter.setFont(theme().font("small_m"))
            painter.setPen(c.text if self.isChecked() else c.text2)
            label = QRectF(0, px(_HEIGHT), self.width(), px(_LABEL))
            painter.drawText(label, int(Qt.AlignmentFlag.AlignCenter), self.text())


def _draw_window(painter: QPainter, box: QRectF, c: Colors) -> None:
    draw_box(painter, box, c.window, None, Radius.SMALL)
    panel = box.adjusted(29, 6, -4, -4)
    draw_box(painter, panel, c.panel, None, 4)
    for row, token in enumerate((c.accent, c.line_strong, c.line_strong)):
        draw_box(painter, QRectF(box.x() + 7, box.y() + 12 + row * 10, 15, 4), token, None, 2)
    draw_box(painter, QRectF(panel.x() + 8, panel.y() + 9, 32, 5), c.text, None, 2)
    draw_box(painter, QRectF(panel.right() - 22, panel.y() + 7, 16, 8), c.accent, None, 3)
    draw_box(painter, QRectF(panel.x() + 8, panel.y() + 22, panel.width() - 14, 26), c.pressed, None, 4)


class ThemeChoice(QWidget):
    def __init__(self, current: str, save: Save) -> None:
        super().__init__()
        self._save = save
        self._group = QButtonGroup(self)
        self.tiles: dict[str, ThemeTile] = {}
        column = column_layout(self, spacing=10)
        column.addWidget(Section(tr("Theme")))
        row = row_layout(None, spacing=18)
        for key in _NAMES:
            tile = ThemeTile(key)
            tile.setChecked(key == current)
            tile.clicked.connect(lambda _on=False, key=key: self._save("appearance.theme", key, lambda _reason: None))
            self._group.addButton(tile)
            self.tiles[key] = tile
            row.addWidget(tile)
        row.addStretch(1)
        column.addLayout(row)
        theme().changed.connect(self._show)
        language().changed.connect(self.update)

    def _show(self) -> None:
        self.tiles[theme().preference].setChecked(True)
