"""What the address of the wall asks for; the link holds the whole filter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import quote_plus

from flask import url_for

from app.domain.oversight.measures import Period
from app.domain.vocabulary import CaseKind
from app.i18n import formats, labels
from app.i18n.locale import gettext as _
from app.persistence.queries import bodies, categories
from app.persistence.queries.oversight.kept import Narrowed
from app.web.clock import today
from app.web.forms import one_spelling, read_day, read_number

KINDS = (CaseKind.COMPLAINT, CaseKind.RECOMMENDATION, CaseKind.FIELD_REPORT)
"""Denunciations have a column of their own, of numbers without a list."""


@dataclass(frozen=True)
class Asked:
    """A period and what narrows it."""

    period: Period
    narrowed: Narrowed

    def values(self) -> dict[str, Any]:
        """As the address says it; what is empty is left out."""
        found = {
            "from": self.period.since.isoformat(),
            "to": self.period.until.isoformat(),
            "body": self.narrowed.body_id,
            "kind": self.narrowed.kind and self.narrowed.kind.value,
            "field": self.narrowed.category_code,
        }
        return {name: value for name, value in found.items() if value}

    @property
    def year_before(self) -> "Asked":
        """The same days of the year before, with the same filter."""
        return Asked(self.period.year_before, self.narrowed)

    def said(self) -> str:
        """The period in words."""
        since, until = formats.day(self.period.since), formats.day(self.period.until)
        return _("Kỳ từ %(since)s đến %(until)s", since=since, until=until)

    def link(self, endpoint: str, **more: Any) -> str:
        """A page with this filter, some of it changed; None takes a part away."""
        if "form" in more:
            path = url_for(endpoint, form=more.pop("form"))
        elif (path := self._paths.get(endpoint, "")) == "":  # two thousand links a page: each path is asked for once
            path = self._paths[endpoint] = url_for(endpoint)
        parts = self._quoted | {name: quoted(value) for name, value in more.items()}
        return path + "?" + "&".join(f"{name}={value}" for name, value in parts.items() if value is not None)

    def behind(self, what: str, body_id: int | None) -> str:
        """The cases behind one number of a line. Two thousand stand on a page, so only the end is put on."""
        return f"{self._behind}&what={what}" + (f"&body={body_id}" if body_id else "")

    @cached_property
    def _behind(self) -> str:
        return self.link("oversight.behind", body=None)

    @cached_property
    def _paths(self) -> dict[str, str]:
        return {}

    @cached_property
    def _quoted(self) -> dict[str, Any]:
        return {name: quoted(value) for name, value in self.values().items()}


def quoted(value: Any) -> Any:
    """As it stands in an address."""
    return value if value is None or isinstance(value, int) else quote_plus(str(value))


def read(args: Mapping[str, str]) -> Asked:
    """The period from the first of January unless the address says another; what cannot be meant is left out."""
    until = _day(args, "to") or today()
    since = _day(args, "from") or date(until.year, 1, 1)
    if since > until:
        since, until = until, since
    field = (one_spelling(args.get("field", "")) or "")[:16]
    narrowed = Narrowed(
        body_id=read_number(args.get("body", "")),
        kind=next((kind for kind in KINDS if kind.value == args.get("kind")), None),
        category_code=field or None,
    )
    return Asked(Period(since, until), narrowed)


EARLIEST, LATEST = date(2000, 1, 1), date(2199, 12, 31)  # a year before the first must still be a year


def _day(args: Mapping[str, str], name: str) -> date | None:
    found = read_day(args.get(name, "")[:20])
    return found if found is not None and EARLIEST <= found <= LATEST else None


def options() -> dict[str, list[tuple[str, str]]]:
    """The choices of the filters."""
    return {
        "body": [(str(body.id), body.name) for body in bodies.receivers(today())],
        "kind": [(kind.value, labels.label(kind)) for kind in KINDS],
        "field": [(item.code, item.words) for item in categories.everything() if item.parent_code],
    }
