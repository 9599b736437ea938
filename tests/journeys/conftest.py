"""A real browser on a real server. What the browser complains of fails the story."""

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from waitress import wasyncore
from waitress.server import create_server

from tests import cast

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
TIMEOUT_MS = 10_000
AXE = Axe().axe_script
ARTIFACTS = Path(__file__).resolve().parent.parent / "artifacts"


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[Browser]:
    """One Chromium for all stories."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=str(chromium), args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        )
        yield running
        running.close()


@pytest.fixture(scope="session")
def servers() -> Iterator[dict[Flask, Any]]:
    """One server for each application; they end with the process that asked for them."""
    running: dict[Flask, Any] = {}
    yield running
    for server in running.values():
        server.trigger.pull_trigger(lambda server=server: wasyncore.close_all(server._map))
        server.task_dispatcher.shutdown(timeout=1)


@pytest.fixture
def site(app: Flask, servers: dict[Flask, Any]) -> str:
    """Address of the application, served as in life."""
    if app not in servers:
        servers[app] = create_server(app, host="127.0.0.1", port=0, threads=4)
        threading.Thread(target=servers[app].run, daemon=True).start()
    return f"http://127.0.0.1:{servers[app].effective_port}"


@pytest.fixture
def visit(browser: Browser, site: str, app: Flask, request: pytest.FixtureRequest) -> Iterator[Callable[..., Page]]:
    """visit() is a citizen's telephone; visit("cuc") an officer's desk, signed in. script=False turns scripts off;
    screen=DESK gives a citizen a wide screen."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(
        username: str | None = None, *, script: bool = True, language: str = "vi-VN", screen: Any = None
    ) -> Page:
        viewport = screen or (DESK if username else PHONE)
        context = browser.new_context(base_url=site, viewport=viewport, locale=language, java_script_enabled=script)
        contexts.append(context)
        if username:
            cookie = cast.sign_in(app.test_client(), username).get_cookie("session")
            context.add_cookies([{"name": "session", "value": cookie.value, "url": site}])
        page = context.new_page()
        page.set_default_timeout(TIMEOUT_MS)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if _is_complaint(said.type, said.text) else None)
        return page

    yield open_page
    _keep_pictures(contexts, request)
    for context in contexts:
        context.close()
    assert not complaints, complaints


@pytest.fixture
def axe() -> Callable[..., None]:
    """axe(page): no violation of the rules of accessibility. night=True: nor of its colours on a dark screen."""

    def look(page: Page, *, night: bool = False) -> None:
        _no_violation(page)
        if night:
            page.emulate_media(color_scheme="dark", reduced_motion="reduce")
            _no_violation(page, only=["color-contrast"])
            page.emulate_media(color_scheme="light")

    return look


def _no_violation(page: Page, only: Sequence[str] = ()) -> None:
    """Of what is in order axe tells nothing: gathering that took a quarter of its time."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    options = {"resultTypes": ["violations"], "reporter": "no-passes"} | ({"runOnly": list(only)} if only else {})
    violations = page.evaluate("options => axe.run(options).then(found => found.violations)", options)
    broken = [f"{one['id']}: {[node['html'][:160] for node in one['nodes']]}" for one in violations]
    assert not broken, f"{page.url}: {broken}"


def _is_complaint(kind: str, text: str) -> bool:
    """Errors count, but for answers of 4xx and a cut network, which stories ask for on purpose."""
    asked_for = ("the server responded with a status of 4", "net::ERR_INTERNET_DISCONNECTED")
    return kind == "error" and not any(words in text for words in asked_for)


def _keep_pictures(contexts: list[BrowserContext], request: pytest.FixtureRequest) -> None:
    """What the pages looked like when a story failed."""
    report = getattr(request.node, "story", None)
    if report is None or report.passed:
        return
    ARTIFACTS.mkdir(exist_ok=True)
    pages = [page for context in contexts for page in context.pages]
    for number, page in enumerate(pages):
        page.screenshot(path=ARTIFACTS / f"{request.node.name}-{number}.png", full_page=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    """Tell the fixtures how the story went."""
    report = yield
    if report.when == "call":
        item.story = report  # type: ignore[attr-defined]
    return report
