"""What tables of records have in common: heads of columns, and which of them are written from the right."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from amux_desktop.gui.i18n import TextLike

RECORD = Qt.ItemDataRole.UserRole
"""Role under which a model gives the record of a row."""
ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class TableModel(QAbstractTableModel):
    """`heads`: the text over each column, nothing for a column that has none. `right`: columns of figures."""

    def __init__(self, heads: Mapping[int, TextLike], right: Collection[int] = ()) -> None:
        super().__init__()
        self._heads, self._right = heads, right

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return str(self._heads.get(section, ""))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.alignment(section)
        return None

    def alignment(self, column: int) -> Qt.AlignmentFlag:
        """Of a head, and of the cells below it."""
        return Qt.AlignmentFlag.AlignRight if column in self._right else Qt.AlignmentFlag.AlignLeft
