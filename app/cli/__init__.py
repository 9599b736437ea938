"""Floor 7. Commands: `flask <topic> <command>`. Every module here is a topic, with its commands in an AppGroup; those
that need no second word stand in its `COMMANDS`."""

from importlib import import_module
from pkgutil import iter_modules

from flask import Flask
from flask.cli import AppGroup


def init_app(app: Flask) -> None:
    """Add every topic: a new one is a file in this folder and nothing else."""
    for topic in iter_modules(__path__):
        module = import_module(f"{__name__}.{topic.name}")
        groups = [thing for thing in vars(module).values() if isinstance(thing, AppGroup)]
        for command in (*groups, *getattr(module, "COMMANDS", ())):
            app.cli.add_command(command)
