"""What one chooses from in a petition: bodies of the day of the act, communes of today, classes of matters."""

import unicodedata
from collections import Counter
from datetime import date

from app.domain.vocabulary import BodyLevel, CaseKind
from app.i18n import labels
from app.i18n.locale import gettext as _
from app.persistence.models.body import Body
from app.persistence.queries import bodies, categories, units

Pairs = list[tuple[str, str]]
Groups = dict[str, Pairs]


def bodies_of(day: date, q: str = "", chosen: str | None = None) -> Groups:
    """Bodies as they stood on a day, by level; those that fit the words typed, and always the chosen one."""
    found = bodies.on(day)
    twice = Counter(body.name for body in found)
    words = folded(q).split()
    groups: Groups = {}
    for body in found:
        name = _name(body, day) if twice[body.name] > 1 else body.name
        key = folded(f"{name} {body.short_name}")
        if str(body.id) == chosen or all(word in key for word in words):
            groups.setdefault(labels.label(body.level), []).append((str(body.id), name))
    return groups


def _name(body: Body, day: date) -> str:
    """Several wards are called "phường 1": their district tells them apart."""
    above = bodies.directory().get(body.parent_code, day)
    return f"{body.name} ({above.name})" if above else body.name


def body_exists(body_id: str, day: date) -> bool:
    """Whether this is a body of that day."""
    return any(str(body.id) == body_id and body.exists_on(day) for body in bodies.directory())


def communes(day: date) -> Pairs:
    """Communes and wards of a day."""
    return [(unit.code, unit.full_name) for unit in units.communes(day)]


def categories_of(kind: CaseKind) -> Groups:
    """Classes with their leaves; a class without leaves stands for itself."""
    items = categories.of_kind(kind)
    groups: Groups = {}
    for item in items:
        if item.parent_code is None:
            leaves = any(other.parent_code == item.code for other in items)
            groups[item.words] = [(item.code, _("%(name)s (chung)", name=item.words) if leaves else item.words)]
        else:
            parent = categories.by_code(item.parent_code)
            groups.setdefault(parent.words if parent else "", []).append((item.code, item.words))
    return groups


def is_category(code: str, kind: CaseKind) -> bool:
    return any(item.code == code for item in categories.of_kind(kind))


def is_commune(code: str, day: date) -> bool:
    unit = units.by_code(code, day)
    return unit is not None and unit.level is BodyLevel.COMMUNE


def folded(text: str) -> str:
    """Without accents and case: what people type on a phone finds what is written properly."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(character for character in plain if not unicodedata.combining(character))
