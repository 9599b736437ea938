"""`python -m bench.first_visit`: bytes over the wire until a phone shows the form, counted by Chromium."""

import argparse
import shutil
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from bench import report
from bench.houses import house
from bench.serving import served

PORT = 5393
PAGES = {
    "home": "/",
    "what is it about": "/nop-don",
    "the form (kiến nghị)": "/nop-don/kien-nghi/noi-dung",
    "the form (khiếu nại)": "/nop-don/khieu-nai/noi-dung",
    "track": "/tra-cuu",
}


def visit(browser: Any, path: str, *, scripts: bool) -> dict[str, float]:
    """Everything the network brought for one page in a browser that has never been here."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=scripts)
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    sizes: list[float] = []
    network.on("Network.loadingFinished", lambda told: sizes.append(told["encodedDataLength"]))
    answer = page.goto(f"http://127.0.0.1:{PORT}{path}", wait_until="networkidle")
    assert answer is not None and answer.ok, path
    context.close()
    return {"KB": sum(sizes) / 1000, "requests": len(sizes)}


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    rows = []
    with house("sqlite") as here, served("ours", here.url, Path(here.folder), PORT), sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, path in PAGES.items():
            plain, scripted = (visit(browser, path, scripts=on) for on in (False, True))
            rows.append(
                {"page": name, "KB": scripted["KB"], "requests": scripted["requests"], "KB without script": plain["KB"]}
            )
        browser.close()
    report.table("First visit, nothing cached (headers included)", rows)
    report.as_json("first_visit", rows=rows)


if __name__ == "__main__":
    main()
