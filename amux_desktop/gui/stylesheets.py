"""The few stock widgets that need a style sheet get a small one of their own; the application has none."""

from __future__ import annotations

from amux_desktop.gui.theme import colors, theme


def menu_sheet() -> str:
    c = colors()
    px = theme().px
    return f"""
QMenu {{ background: {c.raised.name()}; color: {c.text.name()}; border: 1px solid {c.line_strong.name()};
         border-radius: 10px; padding: 5px; }}
QMenu::item {{ padding: {px(5)}px 16px {px(5)}px 10px; border-radius: 6px; min-height: {px(18)}px; }}
QMenu::item:selected {{ background: {c.hover.name()}; }}
QMenu::item:disabled {{ color: {c.disabled.name()}; }}
QMenu::icon {{ padding-left: 8px; }}
QMenu::separator {{ height: 1px; background: {c.line.name()}; margin: 5px -5px; }}
"""
