"""The large chart: zoom, pan and read by mouse and keyboard; nothing of it is loaded before somebody opens one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from amux_desktop.gui.dialogs.chart_explorer import ChartExplorerDialog
from amux_desktop.gui.i18n import tr
from amux_desktop.gui.theme import colors
from amux_desktop.gui.widgets.chart import Series
from amux_desktop.gui.widgets.traffic_card import TrafficCard
from amux_desktop.gui.widgets.traffic_series import Traffic

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

HOUR_MS = 3_600_000
SHOWN = Traffic(
    series=(
        Series("OpenAI", "c1", [float(n % 7) for n in range(24)], "bar"),
        Series("Median", "c2", [float(n % 5) for n in range(24)], "line"),
    ),
    starts=range(0, 24 * HOUR_MS, HOUR_MS),
    step_ms=HOUR_MS,
    write=lambda value: f"{value:g}",
)


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[ChartExplorerDialog]:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(1200, 800)
    host.show()
    made = ChartExplorerDialog(tr("Requests"), SHOWN)
    made.open_in(host)
    yield made
    host.close()  # it owns the dialog, and has to live as long


def test_it_zooms_moves_and_comes_back(dialog: ChartExplorerDialog, qtbot: QtBot) -> None:
    plot = dialog.plot
    assert plot.span == pytest.approx((0, 24))
    qtbot.keyClick(plot, Qt.Key.Key_Plus)
    low, high = plot.span
    assert high - low == pytest.approx(24 * 0.8)
    qtbot.keyClick(plot, Qt.Key.Key_PageDown)
    assert plot.span[0] > low
    for _ in range(40):
        qtbot.keyClick(plot, Qt.Key.Key_Plus)
    assert plot.span[1] - plot.span[0] >= 4 - 1e-6
    qtbot.keyClick(plot, Qt.Key.Key_Home)
    assert plot.span == pytest.approx((0, 24))


def test_the_arrows_and_the_pointer_read_values(dialog: ChartExplorerDialog, qtbot: QtBot) -> None:
    plot = dialog.plot
    assert "arrow keys" in dialog.values.text()
    for _ in range(4):
        qtbot.keyClick(plot, Qt.Key.Key_Right)
    assert "OpenAI: 3" in dialog.values.text()
    assert "Median: 3" in dialog.values.text()
    at = plot.getViewBox().mapViewToScene(QPointF(6.5, 1))
    plot.scene().sigMouseMoved.emit(at)
    assert "OpenAI: 6" in dialog.values.text()
    plot.scene().sigMouseMoved.emit(QPointF(-50, -50))
    assert "arrow keys" in dialog.values.text()


def test_a_picture_of_it_is_saved(dialog: ChartExplorerDialog, tmp_path: Path) -> None:
    target = tmp_path / "chart.png"
    assert dialog.save_picture(str(target))
    saved = QImage(str(target))
    bar = colors().named("c1")
    found = {saved.pixelColor(x, y).name() for x in range(0, saved.width(), 3) for y in range(0, saved.height(), 3)}
    assert bar.name() in found
    assert not dialog.save_picture(str(tmp_path / "absent" / "chart.png"))


def test_the_card_offers_what_is_switched_on(qtbot: QtBot) -> None:
    card = TrafficCard()
    qtbot.addWidget(card)
    card._traffic = SHOWN
    card._hidden = {"Median"}
    with qtbot.waitSignal(card.explore_wanted) as wanted:
        card._explore()
    assert [entry.name for entry in wanted.args[0].series] == ["OpenAI"]
