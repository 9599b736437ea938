"""Floor 7. Commands: `flask <topic> <command>`. Every module here is a topic and names its commands `group`."""

from importlib import import_module
from pkgutil import iter_modules

from flask import Flask


def init_app(app: Flask) -> None:
    """Add every topic: a new one is a file in this folder and nothing else."""
    for topic in iter_modules(__path__):
        app.cli.add_command(import_module(f"{__name__}.{topic.name}").group)
