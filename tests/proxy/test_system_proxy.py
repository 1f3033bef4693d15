"""The machine's own outgoing proxy: what is used, what is not, and how often it is looked up."""

from __future__ import annotations

import pytest

from amux_desktop.proxy.system_proxy import SystemProxies


class Machine:
    def __init__(self, **proxies: str) -> None:
        self.proxies = proxies
        self.lookups = 0
        self.now = 100.0

    def lookup(self) -> dict[str, str]:
        self.lookups += 1
        return self.proxies

    def make(self) -> SystemProxies:
        return SystemProxies(self.lookup, lambda host: host in ("localhost", "intranet.example"), lambda: self.now)


def test_the_proxy_of_the_scheme_is_used_and_bypassed_hosts_go_straight() -> None:
    machine = Machine(https="http://me:secret@proxy.example:3128", http="http://plain.example:8080")
    proxies = machine.make()
    assert proxies.for_origin("https", "api.example") == "http://me:secret@proxy.example:3128"
    assert proxies.for_origin("http", "api.example") == "http://plain.example:8080"
    assert proxies.for_origin("https", "intranet.example") is None
    assert proxies.for_origin("ftp", "api.example") is None


@pytest.mark.parametrize("address", ["https://proxy.example:443", "socks5://proxy.example:1080", ""])
def test_proxies_of_other_kinds_are_not_used(address: str) -> None:
    assert Machine(https=address).make().for_origin("https", "api.example") is None


def test_requests_do_not_look_it_up_again_but_a_change_is_followed() -> None:
    machine = Machine(https="http://one.example:1")
    proxies = machine.make()
    for _ in range(50):
        assert proxies.for_origin("https", "api.example") == "http://one.example:1"
    assert machine.lookups == 1
    machine.proxies = {}
    machine.now += 11
    assert proxies.for_origin("https", "api.example") is None
