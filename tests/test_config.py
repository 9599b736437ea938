"""The environment, read once: what is made, what is refused."""

from pathlib import Path

import pytest

from config import Config, ConfigError


def read(tmp_path: Path, **environ: str) -> Config:
    return Config.from_environment({"INSTANCE_DIR": str(tmp_path), **environ})


def test_nothing_needs_to_be_set(tmp_path: Path) -> None:
    config = read(tmp_path)
    assert config.database_url == f"sqlite:///{tmp_path}/tiepdan.db"
    assert (config.host, config.port, config.in_production) == ("127.0.0.1", 5000, False)


def test_the_secret_is_made_once_and_kept_close(tmp_path: Path) -> None:
    first, second = read(tmp_path), read(tmp_path)
    assert first.secret_key == second.secret_key and len(first.secret_key) >= 64
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_a_damaged_secret_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_text("")
    with pytest.raises(ConfigError, match="no usable secret"):
        read(tmp_path)


@pytest.mark.parametrize("secret", ["dev", "change-me-" + "x1y2z3" * 6, "a" * 64, "demo" + "-" * 40, "secret key " * 5])
def test_production_refuses_a_demo_secret(tmp_path: Path, secret: str) -> None:
    with pytest.raises(ConfigError, match="demo SECRET_KEY"):
        read(tmp_path, ENVIRONMENT="production", SECRET_KEY=secret)
    assert read(tmp_path, SECRET_KEY=secret).secret_key == secret


def test_production_takes_its_own_secret(tmp_path: Path) -> None:
    assert read(tmp_path, ENVIRONMENT="production").in_production


OUTGOING: list[dict[str, str]] = [
    {"SMTP_HOST": "mail.example.vn"},  # from whom?
    {"SMTP_HOST": "mail.example.vn", "MAIL_FROM": "a@example.vn", "SMTP_SECURITY": "none"},
    {"SMTP_HOST": "mail.example.vn", "MAIL_FROM": "a@example.vn\nBcc: b@example.vn"},
    {"TEXT_PROVIDERS": "sms", "SMS_URL": "http://sms.example.vn/send"},
    {"TEXT_PROVIDERS": "zalo", "ZALO_URL": "https://zns.example.vn/send"},  # which template?
]


def test_mail_and_texts_are_set_up_by_the_environment(tmp_path: Path) -> None:
    config = read(
        tmp_path,
        SMTP_HOST="mail.example.vn",
        MAIL_FROM="tiepdan@example.vn",
        TEXT_PROVIDERS="zalo sms",
        ZALO_URL="https://zns.example.vn/send",
        ZALO_TEMPLATE="17",
        SMS_URL="https://sms.example.vn/v1/send",
        SMS_TOKEN="t0ken",
    )
    assert config.mail is not None and (config.mail.port, config.mail.security) == (587, "starttls")
    assert [(one.name, one.kind) for one in config.text_providers] == [("zalo", "zalo"), ("sms", "sms")]
    assert "t0ken" not in repr(config)


@pytest.mark.parametrize(
    "wrong",
    [
        {"PORT": "http"},
        {"PORT": "-1"},
        {"ENVIRONMENT": "test"},
        {"TRUSTED_PROXIES": "x"},
        {"HOTLINE": "call us"},
        *OUTGOING,
    ],
)
def test_what_makes_no_sense_is_refused(tmp_path: Path, wrong: dict[str, str]) -> None:
    with pytest.raises(ConfigError):
        read(tmp_path, **wrong)
