"""Floor 7. Commands: `flask <topic> <command>`. Every module here is a topic: its `group` holds the commands; those
that need no second word stand in its `COMMANDS`."""

from importlib import import_module
from pkgutil import iter_modules

from flask import Flask


def init_app(app: Flask) -> None:
    """Add every topic: a new one is a file in this folder and nothing else."""
    for topic in iter_modules(__path__):
        module = import_module(f"{__name__}.{topic.name}")
        for command in (getattr(module, "group", None), *getattr(module, "COMMANDS", ())):
            if command is not None:
                app.cli.add_command(command)
