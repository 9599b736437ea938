"""The keys of the instance, when one of them is gone."""

import pytest
from flask import Flask
from flask_sqlalchemy import SQLAlchemy

from app.persistence.keyring import KeyMissingError
from tests import cast
from tests.builders import a_case


def test_a_lost_key_of_exclusions_lets_nobody_in(app: Flask, db: SQLAlchemy) -> None:
    """Nothing is made in its place while somebody is kept away; it is told, and all works again when it is back."""
    a_case().filed("2026-07-13", respondent_name="Trần Thanh Bình", respondent_position="công chức").made()
    place = next(app.config["TIEP_DAN"].instance_dir.glob("keys/exclusion-1.key"))
    kept = place.rename(place.with_suffix(".kept"))
    try:
        with pytest.raises(KeyMissingError):
            cast.actor("binh")
        assert app.test_client().get("/healthz").json["keys"] is False
        assert "exclusion-1 IS LOST" in app.test_cli_runner().invoke(args=["keys", "list"]).output
        assert not place.exists()
    finally:
        kept.rename(place)
    assert cast.actor("binh").ties
    assert app.test_cli_runner().invoke(args=["keys", "list"]).exit_code == 0
