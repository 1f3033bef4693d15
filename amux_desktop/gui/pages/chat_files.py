"""How pictures and files come into the chat, and how they are shown again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from amux_desktop.core.errors import AmuxError
from amux_desktop.gui.i18n import tr
from amux_desktop.gui.image_bytes import png_of, thumbnail
from amux_desktop.gui.pages.base import PageContext
from amux_desktop.services.chat_files import NewFile

_THUMBNAIL = 960


class FileIntake(QObject):
    """`accept` gets every file that may be sent, `refuse` the reason of one that may not. Reading, checking and shrinking
    are done in other threads."""

    def __init__(
        self,
        context: PageContext,
        owner: QWidget,
        accept: Callable[[NewFile], None],
        refuse: Callable[[AmuxError], None],
    ) -> None:
        super().__init__(owner)
        self._chat, self._run = context.services.chat, context.runner.run
        self._owner, self._accept, self._refuse = owner, accept, refuse

    def choose(self) -> None:
        """The system's dialog."""
        dialog = QFileDialog(self._owner, str(tr("Attach pictures or files")), str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda names: self.add_files([Path(name) for name in names]))
        dialog.open()

    def add_files(self, paths: Sequence[Path]) -> None:
        """In their order; one that may not be sent does not keep the others back."""

        async def work() -> list[NewFile | AmuxError]:
            found: list[NewFile | AmuxError] = []
            for path in paths:
                try:
                    found.append(await self._chat.read_file(path))
                except AmuxError as error:
                    found.append(error)
            return found

        def show(found: list[NewFile | AmuxError]) -> None:
            for item in found:
                if isinstance(item, AmuxError):
                    self._refuse(item)
                else:
                    self._accept(item)

        self._run(work(), owner=self, on_done=show, on_error=self._refuse)

    def add_image(self, image: QImage) -> None:
        """A picture from the clipboard."""
        name = f"{tr('Pasted picture')}.png"

        async def work() -> NewFile:
            return await self._chat.check_file(name, await asyncio.to_thread(png_of, image))

        self._run(work(), owner=self, on_done=self._accept, on_error=self._refuse)

    def load_picture(self, attachment_id: str, show: Callable[[bytes], None]) -> None:
        """A stored picture, no larger than it is shown. One that is gone stays a chip with its name."""

        async def work() -> bytes:
            return await asyncio.to_thread(thumbnail, (await self._chat.attachment(attachment_id)).data, _THUMBNAIL)

        self._run(work(), owner=self, on_done=show, on_error=lambda _error: None)
