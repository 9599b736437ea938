"""The own key: what opens it, and what is wrong is said at its field."""

from flask.testing import FlaskClient

from app.persistence.queries.seals import keys
from app.persistence.transaction import transaction
from tests import cast
from tests.web.casework.clerk import fields_of

PAGE, UNLOCK = "/niem-phong", "/niem-phong/mo"


def test_a_closed_key_opens_with_the_password_alone(client: FlaskClient) -> None:
    cast.sign_in(client, "dung")
    with client.application.app_context(), transaction():
        keys.forget_sessions(cast.user("dung").id)
    held = fields_of(client.get(PAGE), UNLOCK)
    wrong = client.post(UNLOCK, data={**held, "secret": "not the password"})
    assert wrong.status_code == 422
    assert 'aria-invalid="true"' in wrong.text
    right = client.post(UNLOCK, data={**held, "secret": cast.PASSWORD})
    assert (right.status_code, right.headers["Location"]) == (303, PAGE)
    assert UNLOCK not in client.get(PAGE).text, "it is open in this browser"
