"""The addresses under which other computers may find this one."""

from __future__ import annotations

import ipaddress
import socket
from contextlib import suppress

_TOWARDS = ("192.168.1.1", "10.0.0.1", "172.16.0.1", "100.64.0.1", "192.0.2.1")
"""The ranges of private networks (RFC 1918, RFC 6598), and one that leads out (RFC 5737). Nothing is sent there."""
LOOPBACK = "127.0.0.1"


def here() -> tuple[str, ...]:
    """This computer's IPv4 addresses in networks, the likeliest first; none without a network."""
    found: list[str] = []
    for far in reversed(_TOWARDS):  # the way out first: that network has the other laptops
        with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect((far, 9))
            found.append(probe.getsockname()[0])
    with suppress(OSError):
        found += [info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]  # type: ignore[misc]
    return tuple(each for each in dict.fromkeys(found) if _is_of_a_network(each))


def _is_of_a_network(text: str) -> bool:
    address = ipaddress.ip_address(text)
    return not (address.is_loopback or address.is_link_local or address.is_unspecified)
