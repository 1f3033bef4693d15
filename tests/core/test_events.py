"""The event bus."""

from __future__ import annotations

import logging
import threading

import pytest

from amux_desktop.core.events import Event, EventBus, LogsDropped, ProviderChanged, TokenChanged


def test_subscribers_get_the_events_of_their_type_until_they_leave() -> None:
    bus, providers, everything = EventBus(), [], []
    leave = bus.subscribe(ProviderChanged, providers.append)
    bus.subscribe(Event, everything.append)
    bus.publish(ProviderChanged("a"))
    bus.publish(TokenChanged("t"))
    leave()
    bus.publish(ProviderChanged("b"))
    assert providers == [ProviderChanged("a")]
    assert everything == [ProviderChanged("a"), TokenChanged("t"), ProviderChanged("b")]


def test_the_same_handler_can_subscribe_twice_and_leave_once() -> None:
    bus, seen = EventBus(), []
    leave = bus.subscribe(Event, seen.append)
    bus.subscribe(Event, seen.append)
    leave()
    bus.publish(TokenChanged("t"))
    assert len(seen) == 1


def test_a_subscriber_that_raises_is_logged_and_does_not_disturb(caplog: pytest.LogCaptureFixture) -> None:
    bus, seen = EventBus(), []

    def broken(_event: Event) -> None:
        raise ValueError("broken subscriber")

    bus.subscribe(Event, broken)
    bus.subscribe(Event, seen.append)
    with caplog.at_level(logging.ERROR):
        bus.publish(TokenChanged("t"))
    assert seen == [TokenChanged("t")]
    assert "broken subscriber" in caplog.text


def test_no_event_is_lost_between_threads() -> None:
    bus, seen = EventBus(), []
    bus.subscribe(LogsDropped, seen.append)

    def publish() -> None:
        for number in range(500):
            bus.publish(LogsDropped(number, number))
            bus.subscribe(TokenChanged, lambda _event: None)()

    threads = [threading.Thread(target=publish) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 2000
