"""What filing is measured against: one Flask-WTF form and the ORM, as short as such a program can be written.

It reads as many fields, checks its token, and inserts as many rows as the application does for a complaint: case,
petition, party, two clocks, event, audit and outbox. It rules on nothing, seals nothing, chains nothing.
"""

from datetime import UTC, datetime

from flask import Flask, redirect
from flask.typing import ResponseReturnValue
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import FlaskForm
from sqlalchemy import ForeignKey, event
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from wtforms import DateField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from bench.houses import SECRET

FIELDS = {
    "name": "Thạch Thị An",
    "address": "Khóm 3, phường Sóc Trăng",
    "phone": "0912000345",
    "identity_number": "094885001234",
    "email": "an@example.vn",
    "act_on": "2026-10-10",
    "known_on": "2026-10-12",
    "decision_number": "215/QĐ-UBND",
    "unit_code": "31507",
    "hamlet": "Khóm 3",
    "respondent": "UBND phường Sóc Trăng",
    "content": "Ngày 10/10/2026 phường ra quyết định thu hồi 320 m² đất của gia đình tôi mà không đo đạc lại. " * 4,
    "request": "Đo lại đất.",
}
SMALL_ROWS = 7  # beside the petition itself


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})


class Filed(db.Model):  # type: ignore[name-defined,misc]
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    address: Mapped[str]
    phone: Mapped[str]
    identity_number: Mapped[str]
    email: Mapped[str]
    act_on: Mapped[datetime]
    known_on: Mapped[datetime]
    decision_number: Mapped[str]
    unit_code: Mapped[str] = mapped_column(index=True)
    hamlet: Mapped[str]
    respondent: Mapped[str]
    content: Mapped[str]
    request: Mapped[str]
    at: Mapped[datetime]


class Beside(db.Model):  # type: ignore[name-defined,misc]
    id: Mapped[int] = mapped_column(primary_key=True)
    filed_id: Mapped[int] = mapped_column(ForeignKey("filed.id"), index=True)
    kind: Mapped[str]
    words: Mapped[str]
    due_on: Mapped[datetime]
    at: Mapped[datetime]


class FiledForm(FlaskForm):  # type: ignore[misc]
    name = StringField(validators=[DataRequired(), Length(max=160)])
    address = StringField(validators=[DataRequired(), Length(max=240)])
    phone = StringField(validators=[Length(max=20)])
    identity_number = StringField(validators=[Length(max=20)])
    email = StringField(validators=[Length(max=160)])
    act_on = DateField(validators=[DataRequired()])
    known_on = DateField(validators=[DataRequired()])
    decision_number = StringField(validators=[Length(max=60)])
    unit_code = StringField(validators=[DataRequired()])
    hamlet = StringField(validators=[Length(max=80)])
    respondent = StringField(validators=[Length(max=160)])
    content = TextAreaField(validators=[DataRequired(), Length(max=20_000)])
    request = TextAreaField(validators=[Length(max=20_000)])


def create(url: str) -> Flask:
    """The bare application with its tables; SQLite as durable as ours."""
    app = Flask(__name__)
    app.config.update(SECRET_KEY=SECRET, SQLALCHEMY_DATABASE_URI=url, TESTING=True)
    db.init_app(app)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            event.listen(db.engine, "connect", _set_up)
        db.create_all()
    app.add_url_rule("/file", view_func=file, methods=["POST"])
    return app


def file() -> ResponseReturnValue:
    """Check, insert, redirect."""
    form = FiledForm()
    if not form.validate_on_submit():
        return str(form.errors), 422
    values = {name: field.data for name, field in form._fields.items() if name != "csrf_token"}
    now = datetime.now(UTC).replace(tzinfo=None)
    for name in ("act_on", "known_on"):
        values[name] = datetime.combine(values[name], now.time())
    filed = Filed(**values, at=now)
    db.session.add(filed)
    db.session.flush()
    db.session.add_all(
        Beside(filed_id=filed.id, kind=f"kind {i}", words=form.request.data, due_on=now, at=now)
        for i in range(SMALL_ROWS)
    )
    db.session.commit()
    return redirect("/done", 303)


def _set_up(connection, _record):  # type: ignore[no-untyped-def]
    for setting in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000"):
        connection.execute(f"PRAGMA {setting}")
