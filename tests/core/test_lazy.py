"""What is made on demand is made once, by whichever thread asks first."""

from __future__ import annotations

import threading

from amux_desktop.core.lazy import once


class House:
    def __init__(self) -> None:
        self.built = 0
        self.asked = threading.Barrier(2)
        self.second_waits = threading.Event()

    @once
    def cellar(self) -> str:
        self.built += 1
        # The other thread is on its way in; it gets here only if it does not wait.
        self.second_waits.wait(0.05)
        return f"cellar {self.built}"


def test_two_threads_get_the_same() -> None:
    house, found = House(), []

    def ask() -> None:
        house.asked.wait()
        found.append(house.cellar)

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["cellar 1", "cellar 1"]
    assert "cellar" in vars(house)
