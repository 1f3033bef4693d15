"""One of a few options side by side, and page tabs. Both are QTabBars, so arrows move and a screen reader counts."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QTabBar, QWidget

from amux_desktop.gui.i18n import TextLike, bind
from amux_desktop.gui.icons import draw_icon, draw_logo
from amux_desktop.gui.paint import draw_box, draw_dot, draw_hairline, painting
from amux_desktop.gui.theme import colors, theme, use_role
from amux_desktop.gui.tokens import Height, Radius


@dataclass(frozen=True, slots=True)
class Option:
    """A choice: its key, its text, and a logo, a dot or an icon before it."""

    key: str
    text: TextLike
    dot: str = ""
    icon: str = ""
    logo: str = ""


class _KeyedBar(QTabBar):
    """A tab bar whose tabs have keys. `chosen` is emitted only for the user's choices."""

    chosen = Signal(str)

    def __init__(self, name: TextLike, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        bind(self.setAccessibleName, name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._options: list[Option] = []
        self._quiet = False
        self.currentChanged.connect(self._on_current_changed)

    def set_options(self, options: list[Option]) -> None:
        current = self.key()
        self._quiet = True
        while self.count():
            self.removeTab(0)
        self._options = options
        for option in options:
            self.addTab(str(option.text))
        self._quiet = False
        self.set_key(current)

    def retranslate(self, _text: str) -> None:
        for index, option in enumerate(self._options):
            self.setTabText(index, str(option.text))
        self.updateGeometry()

    def key(self) -> str:
        index = self.currentIndex()
        return self._options[index].key if 0 <= index < len(self._options) else ""

    def set_key(self, key: str) -> None:
        """Shows a choice without emitting it; an unknown key leaves the choice as it is."""
        for index, option in enumerate(self._options):
            if option.key == key:
                self._quiet = True
                self.setCurrentIndex(index)
                self._quiet = False

    def _on_current_changed(self, index: int) -> None:
        if not self._quiet and 0 <= index < len(self._options):
            self.chosen.emit(self._options[index].key)


class Segmented(_KeyedBar):
    """Two to four options that all fit; else use a Select."""

    def __init__(
        self, name: TextLike, options: list[Option], *, small: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(name, parent)
        self._height = Height.SM if small else Height.MD
        use_role(self, "small_m")
        self.set_options(options)
        for option in options:
            if not isinstance(option.text, str):
                bind(self.retranslate, option.text)

    def tabSizeHint(self, index: int) -> QSize:
        px = theme().px
        option = self._options[index] if index < len(self._options) else Option("", "")
        width = self.fontMetrics().horizontalAdvance(self.tabText(index)) + 2 * px(12)
        mark = _mark_width(option)
        if not self.tabText(index):
            width, mark = px(28), 0
        return QSize(width + mark, px(self._height))

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        c = colors()
        with painting(self) as painter:
            painter.setFont(self.font())
            draw_box(painter, self.rect(), c.sunken, c.line, Radius.CONTROL)
            for index, option in enumerate(self._options):
                box = QRect(self.tabRect(index))
                selected = index == self.currentIndex()
                if selected:
                    fill = c.pressed if theme().mode == "dark" else c.raised
                    draw_box(painter, QRectF(box).adjusted(2, 2, -2, -2), fill, c.line_strong, Radius.BADGE)
                text = self.tabText(index)
                advance = self.fontMetrics().horizontalAdvance(text)
                px = theme().px
                mark = _mark_width(option)
                if not text:
                    mark = px(8)
                x = box.x() + (box.width() - advance - mark) / 2
                colour = c.text if selected else c.text2
                if option.logo:
                    place = QRectF(x, box.center().y() - px(8) + 1, px(16), px(16))
                    draw_logo(painter, option.logo, text, place, tile=False)
                if option.dot:
                    start = x + (px(22) if option.logo else 0)
                    draw_dot(painter, start + 4, box.center().y() + 0.5, px(7), c.named(option.dot))
                elif option.icon:
                    draw_icon(painter, option.icon, QRectF(x, box.center().y() - px(8), px(16), px(16)), colour)
                painter.setPen(colour)
                flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
                painter.drawText(QRectF(x + mark, box.y(), advance + 2, box.height()), flags, text)


def _mark_width(option: Option) -> int:
    """Of what stands before the text."""
    px = theme().px
    return (px(22) if option.logo or option.icon else 0) + (px(14) if option.dot else 0)


class Tabs(_KeyedBar):
    """Text with an optional count, the selected one underlined; a hairline runs under the whole row."""

    _GAP = 22

    def __init__(self, name: TextLike, options: list[Option], *, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._counts: dict[str, str] = {}
        use_role(self, "body_m")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_options(options)
        for option in options:
            if not isinstance(option.text, str):
                bind(self.retranslate, option.text)

    def set_count(self, key: str, count: int | None) -> None:
        self._counts[key] = "" if count is None else str(count)
        self.updateGeometry()
        self.retranslate("")

    def tabSizeHint(self, index: int) -> QSize:
        px = theme().px
        width = self.fontMetrics().horizontalAdvance(self.tabText(index)) + px(self._GAP)
        return QSize(width + self._count_width(index), px(38))

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        c = colors()
        with painting(self) as painter:
            draw_hairline(painter, 0, self.width(), self.height() - 1)
            for index, option in enumerate(self._options):
                box = self.tabRect(index)
                selected = index == self.currentIndex()
                painter.setFont(self.font())
                text = self.tabText(index)
                advance = self.fontMetrics().horizontalAdvance(text)
                painter.setPen(c.text if selected else c.text2)
                area = QRectF(box.x(), box.y(), advance + 2, box.height() - 2)
                painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), text)
                end = box.x() + advance
                if count := self._counts.get(option.key, ""):
                    painter.setFont(theme().font("cap_m"))
                    width = self._count_width(index) - 6
                    pill = QRectF(end + 6, box.center().y() - 9, width, 18)
                    draw_box(painter, pill, c.accent_soft if selected else c.sunken, None, Radius.BADGE)
                    painter.setPen(c.accent_text if selected else c.text2)
                    painter.drawText(pill, int(Qt.AlignmentFlag.AlignCenter), count)
                    end = round(pill.right())
                if selected:
                    line = QRectF(box.x(), self.height() - 2, end - box.x(), 2)
                    draw_box(painter, line, c.accent, None, 1)

    def _count_width(self, index: int) -> int:
        key = self._options[index].key if index < len(self._options) else ""
        count = self._counts.get(key, "") if hasattr(self, "_counts") else ""
        if not count:
            return 0
        return 6 + max(18, QFontMetrics(theme().font("cap_m")).horizontalAdvance(count) + 10)
