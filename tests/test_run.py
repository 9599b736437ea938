"""`python run.py` as a supervisor meets it: light, quick, polite to slow clients, orderly at its end."""

import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest
from flask import Flask
from flask_sqlalchemy import SQLAlchemy

from app.services.keeping.demo import staff
from tests.serving import ROOT, Server, flask, serving

MOST_MEMORY = 140 * 1024 * 1024
LONGEST_START = (
    1.5  # seconds on a machine that does nothing else; the test takes the process's own, and allows for a busy one
)
SLOW_CLIENTS = 200


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database made out of nothing, with the reference data."""
    folder = tmp_path_factory.mktemp("upgraded")
    flask(folder, "db", "upgrade")
    flask(folder, "reference", "load")
    return folder / "tiepdan.db"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, upgraded: Path):
    """One running program for the tests that do not end it."""
    with serving(tmp_path_factory.mktemp("served"), upgraded) as running:
        yield running


def ask(server: Server, path: str, **headers: str) -> tuple[int, str]:
    """Status and head of an answer, asked for over a bare connection."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as line:
        extra = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        line.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{extra}\r\n".encode())
        answer = b""
        while chunk := line.recv(65536):
            answer += chunk
    head = answer.partition(b"\r\n\r\n")[0].decode()
    return int(head.split()[1]), head


def slow_request(server: Server) -> Callable[[], str]:
    """A request ready to be sent that takes a while to answer, since comparing a password does."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    page = browser.open(f"{server.address}/dang-nhap", timeout=10).read().decode()
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token
    sent = urllib.parse.urlencode({"csrf_token": token[1], "username": "nobody", "password": "x" * 20}).encode()

    def send() -> str:
        try:
            answer: bytes = browser.open(f"{server.address}/dang-nhap", sent, timeout=10).read()
        except urllib.error.HTTPError as refused:
            answer = refused.read()
        return answer.decode()

    return send


def test_it_is_light(server: Server) -> None:
    for path in ("/", "/dang-nhap", "/dang-nhap?lang=km", "/dang-nhap?lang=en", "/nop-don", "/tra-cuu") * 3:
        ask(server, path)
    assert psutil.Process(server.process.pid).memory_info().rss <= MOST_MEMORY


def test_it_names_no_software(server: Server) -> None:
    head = ask(server, "/healthz")[1].lower()
    assert "waitress" not in head and "werkzeug" not in head and "python" not in head


def test_it_says_where_it_is(server: Server) -> None:
    assert server.address in server.output.read_text()


def test_slow_clients_hold_nobody_up(server: Server) -> None:
    dripping = []
    try:
        for number in range(SLOW_CLIENTS):
            line = socket.create_connection(("127.0.0.1", server.port), timeout=5)
            body = b"Content-Length: 100000\r\n\r\nx" if number % 2 else b""
            line.sendall(b"POST /dang-nhap HTTP/1.1\r\nHost: localhost\r\n" + body)
            dripping.append(line)
        for _ in range(5):
            began = time.monotonic()
            assert ask(server, "/healthz")[0] == 200
            assert time.monotonic() - began < 1
    finally:
        for line in dripping:
            line.close()


def test_too_much_is_refused_before_it_is_read(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as line:
        line.sendall(b"POST /nop-don HTTP/1.1\r\nHost: localhost\r\nContent-Length: 209715200\r\n\r\nx")
        answer = b""
        while part := line.recv(65536):
            answer += part
    assert answer.startswith(b"HTTP/1.1 413")
    assert "Tệp gửi lên quá lớn".encode() in answer
    assert b"Content-Security-Policy" in answer


def test_proxies_are_believed_only_when_named(server: Server) -> None:
    head = ask(server, "/mat-khau", **{"X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example"})[1]
    assert "evil.example" not in head


def test_it_starts_quickly_and_ends_in_order(tmp_path: Path, upgraded: Path) -> None:
    with serving(tmp_path, upgraded) as server:
        spent = psutil.Process(server.process.pid).cpu_times()
        assert spent.user + spent.system < LONGEST_START * 3
        worker = psutil.Process(server.process.pid).children()
        assert len(worker) == 1
        send = slow_request(server)
        with ThreadPoolExecutor(1) as pool:
            slow = pool.submit(send)
            time.sleep(0.15)  # in the middle of computing the hash
            assert server.stop() == 0
            assert "không đúng" in slow.result()
        assert not worker[0].is_running() or worker[0].status() == psutil.STATUS_ZOMBIE


def test_a_killed_web_leaves_no_worker(tmp_path: Path, upgraded: Path) -> None:
    with serving(tmp_path, upgraded) as server:
        worker = psutil.Process(server.process.pid).children()[0]
        server.process.kill()
        server.process.wait(5)
        worker.wait(15)


def test_production_refuses_demo_accounts(app: Flask, db: SQLAlchemy, tmp_path: Path) -> None:
    assert staff.open_accounts()
    db.session.remove()
    database = app.config["SQLALCHEMY_DATABASE_URI"]
    environ = {"INSTANCE_DIR": str(tmp_path), "DATABASE_URL": database, "ENVIRONMENT": "production", "PATH": ""}
    ran = subprocess.run([sys.executable, "run.py"], cwd=ROOT, env=environ, capture_output=True, text=True, timeout=30)
    assert ran.returncode != 0
    assert "demo accounts" in ran.stderr


def test_production_refuses_a_demo_secret(tmp_path: Path) -> None:
    environ = {"INSTANCE_DIR": str(tmp_path), "ENVIRONMENT": "production", "SECRET_KEY": "dev", "PATH": ""}
    ran = subprocess.run([sys.executable, "run.py"], cwd=ROOT, env=environ, capture_output=True, text=True, timeout=30)
    assert ran.returncode != 0
    assert "demo SECRET_KEY" in ran.stderr
