"""Personal data of the people of a case: masked where nobody needs them, shown to who says what for."""

from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue
from wtforms import RadioField
from wtforms.validators import DataRequired

from app.domain.keeping.personal import Field, Purpose, masked
from app.i18n.locale import lazy_gettext as _l
from app.persistence.models.petition import Party
from app.services.oversight import dossier
from app.services.safekeeping import reads
from app.web import purposes
from app.web.clock import now
from app.web.forms import Form
from app.web.sessions import current_actor

ORDER = (Field.ADDRESS, Field.PHONE, Field.EMAIL, Field.IDENTITY_NUMBER)


@dataclass(frozen=True, slots=True)
class Seen:
    """What stands on the page of a person's data."""

    words: tuple[str, ...]
    is_masked: bool


class PurposeForm(Form):
    """What the data are needed for."""

    purpose = RadioField(_l("Cần xem để làm gì?"), [DataRequired()])


def seen_of(party: Party, shown: frozenset[Field]) -> Seen:
    """The data of a party as they stand on the page for somebody to whom these fields are open."""
    given = [(field, value) for field in ORDER if (value := getattr(party, field))]
    words = tuple(value if field in shown else masked(field, value) for field, value in given)
    return Seen(words, is_masked=any(field not in shown for field, _value in given))


def reveal(case_id: int, party_id: int) -> ResponseReturnValue:
    """Ask what for, then show; both on this one page, the second on record."""
    actor, form, party = current_actor(), PurposeForm(), None
    form.purpose.choices = purposes.choices()
    case = dossier.seen(actor, case_id)
    if form.validate_on_submit():
        party = reads.reveal(actor, case_id, party_id, Purpose(form.purpose.data), at=now())
    return render_template("casework/reveal.html", case=case, form=form, party=party)
