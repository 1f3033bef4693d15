"""Every keyboard shortcut of the window in one table; Settings lists it, the window installs it."""

from __future__ import annotations

from dataclasses import dataclass

from amux_desktop.gui.i18n import Text, tr


@dataclass(frozen=True, slots=True)
class Shortcut:
    """`id` names what the window does; `shown_only` keys are handled by lists, fields or Qt itself."""

    id: str
    keys: tuple[str, ...]
    text: Text
    shown_only: bool = False


SHORTCUTS: tuple[Shortcut, ...] = (
    Shortcut("palette", ("Ctrl+K",), tr("Search pages and actions")),
    Shortcut("settings", ("Ctrl+,",), tr("Open settings")),
    Shortcut("new", ("Ctrl+N",), tr("New entry on this page")),
    Shortcut("find", ("Ctrl+F",), tr("Search or filter on this page")),
    Shortcut("save", ("Ctrl+S",), tr("Save the form")),
    Shortcut("toggle_proxy", ("Ctrl+Shift+P",), tr("Start or stop the proxy")),
    Shortcut("sidebar", ("Ctrl+B",), tr("Fold or unfold the sidebar")),
    Shortcut("theme", ("Ctrl+Shift+L",), tr("Switch between light and dark")),
    Shortcut("refresh", ("F5", "Ctrl+R"), tr("Refresh this page")),
    Shortcut("shortcuts", ("F1",), tr("Show the shortcuts")),
    Shortcut("help", ("Shift+F1",), tr("Help for this page")),
    Shortcut("next_area", ("F6",), tr("Next area of the window")),
    Shortcut("previous_area", ("Shift+F6",), tr("Previous area of the window")),
    Shortcut("quit", ("Ctrl+Q",), tr("Quit Amux")),
    Shortcut("next_entry", ("J",), tr("Next log entry"), shown_only=True),
    Shortcut("previous_entry", ("K",), tr("Previous log entry"), shown_only=True),
    Shortcut("reorder", ("Alt+Up", "Alt+Down"), tr("Move an entry up or down"), shown_only=True),
    Shortcut("rename", ("F2",), tr("Rename"), shown_only=True),
    Shortcut("delete", ("Del",), tr("Delete"), shown_only=True),
    Shortcut("close", ("Esc",), tr("Close a dialog, the inspector or the search"), shown_only=True),
)
