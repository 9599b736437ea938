"""Serve the web and do its background work: `python run.py`. Stops on SIGTERM after finishing what is in flight."""

import gc
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from types import FrameType
from typing import NoReturn

from flask import Flask
from waitress.channel import HTTPChannel
from waitress.server import create_server
from waitress.task import ErrorTask
from werkzeug.exceptions import RequestEntityTooLarge

from app import create_app
from app.persistence.queries import accounts
from app.services.keeping.demo import staff
from app.services.keeping.demo.staff import Opened
from config import Config, ConfigError

STOP_SECONDS = 10
LANGUAGE_HEADERS = ("Cookie", "Accept-Language")
PARENT_CHECK_SECONDS = 2


def main() -> None:
    """The web, with the worker as a process beside it; `run.py worker` is that process."""
    try:
        config = Config.from_environment()
    except ConfigError as error:
        sys.exit(f"config: {error}")
    if sys.argv[1:2] == ["worker"]:
        work(config, int(sys.argv[2]))
    else:
        serve(config)


def serve(config: Config) -> None:
    """Waitress with room for slow clients: 2,000 connections are cheap, threads are not held by them."""
    app = create_app(config, with_commands=False)
    with app.app_context():
        has_demo = bool(accounts.demo_accounts())
        demo = staff.opened() if has_demo else []
    if has_demo and config.in_production:
        sys.exit("production refuses to start with demo accounts: use a database without the demo")
    server = create_server(
        app,
        host=config.host,
        port=config.port,
        threads=config.threads,
        connection_limit=2000,
        channel_timeout=20,
        asyncore_use_poll=True,
        max_request_body_size=config.max_request_bytes,
        ident="",
        clear_untrusted_proxy_headers=not config.trusted_proxies,  # web/ reads those of as many hops as we trust
    )
    HTTPChannel.error_task_class = refuse_in_plain_words(app)
    worker = subprocess.Popen([sys.executable, os.path.abspath(__file__), "worker", str(os.getpid())])
    signal.signal(signal.SIGTERM, _stop)
    announce(config, demo)
    settle()
    try:
        server.run()  # a SystemExit inside lets requests in flight finish
    except (KeyboardInterrupt, SystemExit):
        pass
    finally:
        server.close()
        worker.terminate()
        worker.wait(STOP_SECONDS)


def settle() -> None:
    """What was loaded to start stays, so looking through it for garbage is left out: a quarter of a large page's time
    went there. The rest is looked through less often; requests leave little that refers to itself."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def work(config: Config, web: int) -> None:
    """Outbox and daily scan, in a process of their own: their libraries are heavy, a bad file must not stop the web."""
    from app.jobs import worker

    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda _number, _frame: stop.set())
    signal.signal(signal.SIGINT, lambda _number, _frame: stop.set())
    threading.Thread(target=_stop_with_parent, args=(web, stop), daemon=True).start()
    worker.run(create_app(config, with_commands=False), stop)


def refuse_in_plain_words(app: Flask) -> type[ErrorTask]:
    """The server refuses an upload that is too large before the application sees it; the sentence is still ours."""

    class PlainWords(ErrorTask):  # type: ignore[misc]  # waitress has no types
        def execute(self) -> None:
            if self.request.error.code != RequestEntityTooLarge.code:
                super().execute()
                return
            kept = {name: self.request.headers.get(name.upper().replace("-", "_"), "") for name in LANGUAGE_HEADERS}
            with app.test_request_context(self.request.path, headers=kept):
                app.preprocess_request()
                response = app.process_response(app.make_response(app.handle_http_exception(RequestEntityTooLarge())))
            body = response.get_data()
            self.status = response.status
            self.response_headers.extend(response.headers.to_wsgi_list())
            self.set_close_on_finish()
            self.content_length = len(body)
            self.write(body)

    return PlainWords


def announce(config: Config, demo: Sequence[Opened]) -> None:
    """Say where it is and how to get in."""
    print(f"\nTiếp Dân: http://{config.host}:{config.port}", flush=True)
    if demo:
        print(f"Demo accounts, all with the password {demo[0].password} (also: `flask demo accounts`):")
        for account in demo:
            print(f"  {account.username:<18} {account.body}\n{'':21}{account.what_to_try}")
    print(flush=True)


def _stop(_number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)


def _stop_with_parent(parent: int, stop: threading.Event) -> None:
    """A killed web leaves no worker behind."""
    while os.getppid() == parent:
        time.sleep(PARENT_CHECK_SECONDS)
    stop.set()


if __name__ == "__main__":
    main()
