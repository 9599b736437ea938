"""Commands about the reception of citizens: `flask reception …`, `flask register …`."""

from app.cli.receiving.duty import group as reception
from app.cli.receiving.registers import group as register

__all__ = ["reception", "register"]
