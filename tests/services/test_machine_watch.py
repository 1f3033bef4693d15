"""A computer that sleeps, or goes to another network."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from amux_desktop.services.machine_watch import MachineWatch, own_addresses


@dataclass
class Machine:
    wall_s: float = 1_800_000_000.0
    monotonic_s: float = 100.0
    addresses: tuple[str, ...] = ("192.168.1.20",)

    def now_ms(self) -> int:
        return int(self.wall_s * 1000)

    def monotonic(self) -> float:
        return self.monotonic_s

    def pass_by(self, wall_s: float, monotonic_s: float) -> None:
        self.wall_s += wall_s
        self.monotonic_s += monotonic_s


@pytest.mark.parametrize(
    ("wall_s", "monotonic_s", "slept"),
    [(5, 5, False), (20, 20, False), (3600, 5, True), (3600, 3600, True), (5, 3600, True), (-3600, 5, False)],
)
def test_a_sleep_is_noticed_whether_the_clocks_go_on_or_not(wall_s: float, monotonic_s: float, slept: bool) -> None:
    machine = Machine()
    watch = MachineWatch(machine, lambda: machine.addresses)
    machine.pass_by(wall_s, monotonic_s)
    assert ("slept" in watch.look()) is slept
    machine.pass_by(5, 5)
    assert watch.look() == ""


def test_another_network_is_noticed_once_it_is_there() -> None:
    machine = Machine()
    watch = MachineWatch(machine, lambda: machine.addresses)
    for addresses, said in (
        ((), False),
        (("192.168.1.20",), False),
        ((), False),
        (("10.0.0.7",), True),
        (("10.0.0.7",), False),
    ):
        machine.addresses = addresses
        machine.pass_by(5, 5)
        assert bool(watch.look()) is said


def test_no_network_is_no_error() -> None:
    """Tests may not reach another machine; to ask is refused here as without a network."""
    assert own_addresses() == ()
