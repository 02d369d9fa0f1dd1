"""From a bus's address to the bus: `in-process:` is this process alone, nats://… or tls://… is NATS."""

from highroad.core.words.hints import Bus

IN_PROCESS = "in-process:"


def open_bus(address: str = IN_PROCESS) -> Bus:
    """The bus at this address. ValueError when it is of no known kind, or its client is not installed."""
    if address == IN_PROCESS:
        from highroad.adapters.bus.in_process import InProcessBus

        return InProcessBus()
    if not address.startswith(("nats://", "tls://")):
        message = f"A bus's address is {IN_PROCESS} or begins with nats:// or tls://."
        raise ValueError(message)
    try:
        from highroad.adapters.bus.nats import NatsBus
    except ModuleNotFoundError as error:
        message = "The bus over NATS needs its client: install highroad[bus]."
        raise ValueError(message) from error
    return NatsBus(address)
