"""One setting with the control that fits its type: switch, segments, list, or a field with its unit."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from amux_desktop.core.errors import InvalidInputError
from amux_desktop.core.settings import SETTINGS, Value
from amux_desktop.gui.i18n import Text
from amux_desktop.gui.pages.settings_sections import Entry
from amux_desktop.gui.theme import theme
from amux_desktop.gui.widgets.card import SettingRow
from amux_desktop.gui.widgets.field import SecretField, TextField
from amux_desktop.gui.widgets.segmented import Option, Segmented
from amux_desktop.gui.widgets.select import Choice, Select
from amux_desktop.gui.widgets.switch import Switch

Save = Callable[[str, object, Callable[[Text | str], None]], None]
_SEGMENTS_TO = 4


class SettingControl(SettingRow):
    """`show_value` shows what is in force; a change by the user goes to `save` at once, text when the field is left."""

    def __init__(self, entry: Entry, save: Save) -> None:
        super().__init__(entry.title, entry.description)
        self.key = entry.key
        self._entry = entry
        self._save = save
        self._declared = SETTINGS[entry.key]
        self._value: Value = self._declared.default
        self._plain = entry.description
        self.control = self._build()
        self.row.addWidget(self.control, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_value(self, value: Value) -> None:
        self._value = value
        control = self.control
        if isinstance(control, Switch):
            control.set_on(bool(value))
        elif isinstance(control, Segmented | Select):
            control.set_key(str(value))
        elif not self.field.hasFocus():
            self.field.setText(_text(self._declared.masked(value)))
            self.field.set_error(False)
            self.set_description(self._plain)
            self.description.set_token("text2")

    def _build(self) -> QWidget:
        title = self._entry.title
        if isinstance(self._declared.default, bool):
            switch = Switch(title)
            switch.clicked.connect(self._put)
            return switch
        choices = self._entry.choices
        if choices and len(choices) <= _SEGMENTS_TO and all(len(str(text)) < 6 for text in choices.values()):
            bar = Segmented(title, [Option(key, text) for key, text in choices.items()])
            bar.chosen.connect(self._put_text)
            return bar
        if choices:
            select = Select(title, [Choice(key, text) for key, text in choices.items()])
            select.setMinimumWidth(theme().px(150))
            select.picked.connect(self._put_text)
            return select
        return self._build_field(title)

    def _build_field(self, title: Text) -> QWidget:
        number = isinstance(self._declared.default, int | float)
        hidden = self._declared.secret and not self._declared.check
        self.field = SecretField(title) if hidden else TextField(title, mono=not number)
        self.field.setFixedWidth(theme().px(110 if number else 260))
        self.field.set_suffix(self._entry.unit)
        self.field.editingFinished.connect(lambda: self._put_text(self.field.text()))
        return self.field

    def _put_text(self, text: str) -> None:
        if text == _text(self._declared.masked(self._value)):
            return
        try:
            value = self._declared.parse(text)
        except InvalidInputError as error:
            self._refused(str(error.params.get("allowed", "")))
            return
        self._put(value)

    def _put(self, value: object) -> None:
        self._save(self.key, value, self._refused)

    def _refused(self, reason: Text | str) -> None:
        """Shows why, at the row; a switch or list goes back to what is in force."""
        self.set_description(reason)
        self.description.set_token("bad_text")
        if isinstance(self.control, Switch | Segmented | Select):
            self.show_value(self._value)
        else:
            self.field.set_error(True)


def _text(value: Value) -> str:
    if isinstance(value, tuple):
        return ", ".join(value)
    return f"{value:g}" if isinstance(value, float) else str(value)
