"""The front hall: create_app opens the rooms, from the lowest floor up. No room imports this one."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from config import Config


def create_app(config: "Config | None" = None, *, with_commands: bool = True) -> "Flask":
    """Build the application. Imports stand inside, so that importing a rule never imports Flask.

    Commands bring libraries that the web never needs (migrations, demo); run.py goes without them.
    """
    from flask import Flask

    from app import lawbook, persistence, web
    from app.i18n import formats
    from config import Config as Environment

    settings = config or Environment.from_environment()
    app = Flask(__name__, static_folder=None, instance_path=str(settings.instance_dir))
    app.config.from_mapping(settings.flask_settings())
    formats.register_instruments(lawbook.load().instruments.values())
    persistence.init_app(app)
    web.init_app(app)
    if with_commands:
        from app import cli

        cli.init_app(app)
    return app
