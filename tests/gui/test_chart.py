"""The chart of the dashboard: its scale, what it draws, the marked slot by mouse and by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QImage

from amux_desktop.gui.theme import colors
from amux_desktop.gui.widgets.chart import Chart, Series, _marks, rounded_maximum

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

HOUR_MS = 3_600_000
BARS = (Series("In <use>", "c1", (4, 0, 2, 10), "bar"), Series("Failed", "bad", (0, 0, 6, 10), "bar"))


@pytest.fixture
def chart(qtbot: QtBot) -> Chart:
    made = Chart("Traffic")
    qtbot.addWidget(made)
    made.resize(442, 240)
    made.show_series(BARS, range(0, 4 * HOUR_MS, HOUR_MS), HOUR_MS, lambda value: f"{value:g}", empty="Nothing")
    made.show()
    return made


@pytest.mark.parametrize(
    ("value", "top"),
    [
        (0, 1),
        (-1, 1),
        (0.3, 0.3),
        (1, 1),
        (1.01, 2),
        (21, 25),
        (26, 30),
        (31, 40),
        (51, 60),
        (61, 80),
        (81, 100),
        (100, 100),
        (20_100, 25_000),
    ],
)
def test_maximum_is_a_round_number(value: float, top: float) -> None:
    assert rounded_maximum(value) == top


@pytest.mark.parametrize("top", [3, 4, 6, 8, 10, 20, 25, 30, 40, 50, 60, 80, 100, 200, 2500])
def test_marks_are_whole_numbers(top: float) -> None:
    assert all((top * share).is_integer() for share in _marks(top))
    assert _marks(top)[-1] == 1


def picture(chart: Chart) -> QImage:
    return chart.grab().toImage()


def test_bars_are_stacked_in_their_colours(chart: Chart) -> None:
    image, plot = picture(chart), chart.plot()
    middle = [int(plot.x() + (place + 0.5) * plot.width() / 4) for place in range(4)]
    base = int(plot.bottom()) - 2
    assert image.pixelColor(middle[0], base) == colors().named("c1")
    assert image.pixelColor(middle[1], base) not in (colors().named("c1"), colors().named("bad"))
    # The largest slot holds 20 of 20: half of it is red, up to the top of the plot.
    assert image.pixelColor(middle[3], int(plot.y()) + 3) == colors().named("bad")
    assert image.pixelColor(middle[3], int(plot.center().y()) + 4) == colors().named("c1")


def test_marked_slot_follows_mouse_and_keys(chart: Chart, qtbot: QtBot) -> None:
    plot = chart.plot().toRect()
    qtbot.mouseMove(chart, QPoint(plot.x() + plot.width() * 5 // 8, plot.center().y()))
    assert chart.accessibleDescription().endswith("In <use>: 2\nFailed: 6")
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.accessibleDescription().endswith("In <use>: 10\nFailed: 10")
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart._slot == 3, "stays on the last one"
    assert "In &lt;use&gt;" in chart._card(3), "names are text, not markup"
    chart.clearFocus()
    chart.show_series(BARS, range(0, 4 * HOUR_MS, HOUR_MS), HOUR_MS, str, empty="")
    assert chart.accessibleDescription().startswith("Traffic: In <use> ")


def test_is_a_graphic_to_assistive_technology(chart: Chart) -> None:
    found = QAccessible.queryAccessibleInterface(chart)
    assert (found.role(), found.text(QAccessible.Text.Name)) == (QAccessible.Role.Graphic, "Traffic")


@pytest.mark.parametrize("kind", ["line", "dash", "area"])
def test_other_kinds_are_drawn_in_their_colour(chart: Chart, kind: str) -> None:
    flat = Series("Median", "c3", (5, 5, 5, 5), kind)  # type: ignore[arg-type]  # one of the kinds
    chart.show_series((flat,), range(0, 4 * HOUR_MS, HOUR_MS), HOUR_MS, str, empty="")
    image, plot = picture(chart), chart.plot()
    row = [image.pixelColor(x, int(plot.y())) for x in range(int(plot.x()), int(plot.right()))]
    assert colors().named("c3") in row


def test_nothing_to_show_says_so(chart: Chart) -> None:
    before = picture(chart)
    empty = Series("Cost", "c1", (0, 0, 0, 0), "bar")
    chart.show_series((empty,), range(0, 4 * HOUR_MS, HOUR_MS), HOUR_MS, str, empty="No requests")
    assert picture(chart) != before


@pytest.mark.parametrize(
    ("top", "marks"), [(1, [1]), (2, [1, 2]), (3, [1, 2, 3]), (5, [1, 2, 3, 4, 5]), (10, [2, 4, 6, 8, 10])]
)
def test_what_is_counted_has_whole_marks(top: float, marks: list[int]) -> None:
    assert [round(share * top, 9) for share in _marks(top, True)] == marks
