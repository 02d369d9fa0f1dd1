"""What every bus promises, which is little: hints arrive when all is well, and no one is hurt when they do not."""

from queue import Queue

import pytest

from highroad.core.words.hints import Bus

ARRIVES_S_MAX = 10
Hints = Queue[tuple[str, int]]


def listen(bus: Bus, topic: str) -> Hints:
    """Every hint on the topic from now on."""
    hints: Hints = Queue()
    bus.subscribe(topic, lambda about, seq: hints.put((about, seq)))
    return hints


class BusContract:
    """Subclasses give `bus`, connected."""

    def test_a_hint_wakes_those_who_listen_to_its_topic(self, bus: Bus) -> None:
        first, second, other = listen(bus, "floor.main"), listen(bus, "floor.main"), listen(bus, "floor.north")
        bus.publish("floor.main", 7)
        bus.publish("floor.north", 8)
        assert first.get(timeout=ARRIVES_S_MAX) == second.get(timeout=ARRIVES_S_MAX) == ("floor.main", 7)
        assert other.get(timeout=ARRIVES_S_MAX) == ("floor.north", 8)

    def test_who_has_cancelled_is_left_alone(self, bus: Bus) -> None:
        woken: list[int] = []
        cancel = bus.subscribe("floor.main", lambda _topic, seq: woken.append(seq))
        cancel()
        cancel()
        still_there = listen(bus, "floor.main")
        bus.publish("floor.main", 1)
        assert still_there.get(timeout=ARRIVES_S_MAX) == ("floor.main", 1)
        assert woken == []

    def test_a_listener_that_fails_harms_neither_publisher_nor_others(self, bus: Bus) -> None:
        def fails(_topic: str, _seq: int) -> None:
            raise RuntimeError

        bus.subscribe("floor.main", fails)
        hints = listen(bus, "floor.main")
        bus.publish("floor.main", 3)
        assert hints.get(timeout=ARRIVES_S_MAX) == ("floor.main", 3)

    @pytest.mark.parametrize("topic", ["", "Floor", "a..b", "a b", "*", ">", "a." * 6])
    def test_a_malformed_topic_is_refused(self, bus: Bus, topic: str) -> None:
        with pytest.raises(ValueError, match="topic"):
            bus.publish(topic, 1)

    def test_a_closed_bus_is_silent_and_harmless(self, bus: Bus) -> None:
        hints = listen(bus, "floor.main")
        bus.close()
        bus.close()
        bus.publish("floor.main", 1)
        assert hints.empty()
