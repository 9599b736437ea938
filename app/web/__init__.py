"""Floor 6. Flask lives here: the doors, the sessions, and one folder for each audience."""

from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

from flask import Flask
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from app.web import context, doors, languages, sessions
from app.web.answers import errors, headers, last_resort, logs
from app.web.assets import static
from app.web.visitors import origin

csrf = CSRFProtect()


def init_app(app: Flask) -> None:
    """Open the audiences; refuse to start with an unguarded URL."""
    hops = app.config["TIEP_DAN"].trusted_proxies
    if hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    static.init_app(app)
    logs.init_app(app)
    languages.init_app(app)
    headers.init_app(app)
    csrf.init_app(app)
    doors.limiter.init_app(app)
    sessions.init_app(app)
    origin.init_app(app)
    context.init_app(app)
    errors.init_app(app)
    for audience in iter_modules(__path__):
        routes = f"{__name__}.{audience.name}.routes"
        if audience.name == "sso" and app.config["TIEP_DAN"].sso is None:
            continue  # its libraries are heavy, and most houses need none
        if audience.ispkg and find_spec(routes):
            app.register_blueprint(import_module(routes).bp)
    doors.refuse_unguarded(app)
    last_resort.init_app(app)
