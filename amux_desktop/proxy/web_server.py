"""uvicorn without its command line; the parts of it that are used are to be imported from here.

To import anything of uvicorn is to import its commands: click, multiprocessing, the supervisors of processes. A proxy carries those
1.4 MB along for nothing, and they take a fortieth of the time of a start. So the package is put in its place unexecuted, with the two
names that its own modules expect of it. Where uvicorn was imported before, it stays as it is.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from importlib.util import find_spec, module_from_spec


@contextlib.contextmanager
def _no_commands() -> Iterator[None]:
    spec = None if "uvicorn" in sys.modules else find_spec("uvicorn")
    if spec is None:
        yield
        return
    package = module_from_spec(spec)
    sys.modules["uvicorn"] = package
    try:
        yield
    except BaseException:
        del sys.modules["uvicorn"]
        raise
    vars(package).update(Config=Config, Server=Server)


with _no_commands():
    from uvicorn.config import Config as Config
    from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol as HttpToolsProtocol
    from uvicorn.server import Server as Server
