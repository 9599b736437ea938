"""From where somebody signs in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """The address of the network, the browser in words, and the token of a browser that was here before. Address and
    token are kept as hashes only."""

    address: str = ""
    browser: str = ""
    device: str = ""


NOWHERE = Origin()
