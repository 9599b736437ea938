"""Where a rule stands in law: instrument, article, clause, point; and when it is in force."""

from dataclasses import dataclass
from datetime import date

from app.domain.vocabulary import Confidence


@dataclass(frozen=True, slots=True)
class Citation:
    """`instrument` is a key of lawbook/instruments.toml (LKN, LTC …); app/i18n/formats.py puts it into words."""

    instrument: str
    article: str = ""
    clause: str = ""
    point: str = ""

    def __str__(self) -> str:
        parts = [f"điểm {self.point}" if self.point else "", f"khoản {self.clause}" if self.clause else ""]
        parts.append(f"Điều {self.article}" if self.article else "")
        return " ".join([*filter(None, parts), self.instrument])


@dataclass(frozen=True, slots=True)
class InForce:
    """A period of validity, both ends included; `until` None means still in force."""

    since: date
    until: date | None = None

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Ground:
    """What a ruling rests on: the rule row, its article and how sure we are."""

    rule_id: str
    citation: Citation
    confidence: Confidence
