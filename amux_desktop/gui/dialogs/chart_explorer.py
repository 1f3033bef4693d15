"""The traffic chart, large: zoom into an hour, move along, read every value, keep a picture of it."""

from __future__ import annotations

from PySide6.QtWidgets import QFileDialog

from amux_desktop.gui.dialogs.base import Dialog
from amux_desktop.gui.formats import clock, date_time
from amux_desktop.gui.i18n import TextLike, tr
from amux_desktop.gui.theme import theme
from amux_desktop.gui.widgets.banner import announce
from amux_desktop.gui.widgets.button import IconButton
from amux_desktop.gui.widgets.card import row_layout
from amux_desktop.gui.widgets.explorer_plot import ExplorerPlot
from amux_desktop.gui.widgets.label import Label
from amux_desktop.gui.widgets.traffic_series import Traffic

_NEARER, _FARTHER = 0.6, 1 / 0.6


class ChartExplorerDialog(Dialog):
    """Shows the series that were switched on when it was opened."""

    def __init__(self, title: TextLike, shown: Traffic) -> None:
        super().__init__(title, width=1040, icon="activity")
        self._shown = shown
        self.plot = ExplorerPlot(title)
        self.plot.setFixedHeight(theme().px(400))
        self.plot.slot_marked.connect(self._describe)
        self.values = Label("", "small", "text2")
        self.values.setWordWrap(True)
        line = row_layout(None, spacing=4)
        line.addWidget(self.values, 1)
        for icon, text, run in (
            ("zoom-in", tr("Zoom in"), lambda: self.plot.zoom(_NEARER)),
            ("zoom-out", tr("Zoom out"), lambda: self.plot.zoom(_FARTHER)),
            ("maximize", tr("Show everything"), self.plot.show_all),
        ):
            button = IconButton(icon, text)
            button.clicked.connect(run)
            line.addWidget(button)
        self.form.addLayout(line)
        self.form.addWidget(self.plot)
        self.add_button(tr("Save picture…"), "ghost", self._save)
        self.add_button(tr("Close"), "secondary", self.reject, default=True)
        self.plot.show_series(shown.series, shown.starts, shown.write)
        self._describe(-1)

    def _describe(self, slot: int) -> None:
        if slot < 0:
            self.values.set_text(tr("The wheel zooms, dragging moves, the arrow keys read one slot after the other."))
            return
        begin = self._shown.starts[slot]
        parts = [f"{entry.name}: {self._shown.write(float(entry.values[slot]))}" for entry in self._shown.series]
        span = tr("{begin} to {end}", begin=date_time(begin), end=clock(begin + self._shown.step_ms, seconds=False))
        self.values.set_text(f"{span}   ·   {'   ·   '.join(parts)}")

    def _save(self) -> None:
        path, _ = QFileDialog.getSaveFileName(self, str(tr("Save picture")), "amux-chart.png", "PNG (*.png)")
        if path:
            self.save_picture(path)

    def save_picture(self, path: str) -> bool:
        """As it is in view, at the resolution of the screen."""
        saved = self.plot.grab().save(path, "PNG")
        announce(
            self, str(tr("Picture saved") if saved else tr("The picture could not be written to {path}", path=path))
        )
        return bool(saved)
