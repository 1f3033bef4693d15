"""Settings of dmgbuild (https://dmgbuild.readthedocs.io/en/latest/settings.html), which executes this file; `app` and
`icon_file` come from its -D options."""

from __future__ import annotations

app = defines["app"]  # type: ignore[name-defined]  # noqa: F821 - dmgbuild puts it there
icon_file = defines["icon"]  # type: ignore[name-defined]  # noqa: F821 - the same

format = "ULFO"
filesystem = "APFS"
files = [app]
symlinks = {"Applications": "/Applications"}
icon = icon_file
icon_locations = {"Amux.app": (150, 170), "Applications": (410, 170)}
window_rect = ((200, 200), (560, 360))
icon_size = 96
text_size = 12
default_view = "icon-view"
show_status_bar = False
show_toolbar = False
