"""Conflict of interest: whom a matter is about, who depends on him, who is related or recuses himself, is kept away.

He cannot see, find, count or be given the case. Whoever a case excludes is kept as a subject: a short text that names a
person, a body or a name, which the database holds only blinded (persistence/queries/conflicts/ties.py). What binds an
account to such a subject is a tie. An exclusion holds for an account with a tie to its subject, wherever it works now.

But law first: of a first complaint against its own decision or conduct the body's head is the settler (LKN Đ17–18).
"""

import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.domain.citations import Citation, Ground
from app.domain.facts import BOARD, COMMITTEE, Actor, BodyDirectory, BodyFacts, CaseFacts, Exclusion, Tie
from app.domain.vocabulary import CaseKind, Confidence, Procedure


class Why(StrEnum):
    """The ground on which somebody is kept away from a case."""

    DENOUNCED = "denounced"  # the denounced person
    DEPENDS = "depends"  # works at or below the body whose head, or which itself, is denounced
    COMPLAINED_OF = "complained_of"  # the officer whose own conduct is complained of
    DECIDED_FIRST = "decided_first"  # decided at the first instance, or works where it was decided
    RELATED = "related"  # a relative, or somebody with an interest
    RECUSED = "recused"  # steps back himself
    EXCLUDED = "excluded"  # a superior or the settler excludes him for another reason


GROUNDS: dict[Why, Ground] = {
    Why.DENOUNCED: Ground("exclusion.denounced", Citation("LTC", "8"), Confidence.VERIFIED),
    Why.DEPENDS: Ground("exclusion.depends", Citation("LTC", "56"), Confidence.UNSURE),
    Why.COMPLAINED_OF: Ground("exclusion.complained_of", Citation("LKN", "4"), Confidence.UNSURE),
    Why.DECIDED_FIRST: Ground("exclusion.decided_first", Citation("LKN", "38"), Confidence.UNSURE),
    Why.RELATED: Ground("exclusion.related", Citation("LTC", "31"), Confidence.VERIFIED),
    Why.RECUSED: Ground("exclusion.recused", Citation("N31", "10"), Confidence.PARTLY),
    Why.EXCLUDED: Ground("exclusion.excluded", Citation("N31", "10"), Confidence.PARTLY),
}
"""What each rests on. UNSURE: drawn from the purpose of the article, which does not say it in so many words; the
inspectorate or the justice department must confirm it before the system goes live."""

BY_HAND = frozenset({Why.RELATED, Why.RECUSED, Why.EXCLUDED})
"""Said by a person; never recomputed from what the petition names."""


class Aim(StrEnum):
    """Whom a petition is about."""

    NOBODY = "nobody"
    BODY = "body"  # a body as such
    HEAD = "head"  # its head or a deputy in person
    PERSON = "person"  # anybody else


@dataclass(frozen=True, slots=True)
class Bearer:
    """An account that bears the name which the petition names."""

    user_id: int
    is_head: bool = False
    is_deputy: bool = False


@dataclass(frozen=True, slots=True)
class Accusation:
    """What the petition says of whom it is about, and the accounts that may be meant. `names`: what the body is called;
    `heads`: the accounts that head it now. `first_*`: of a second instance, where and by whom was decided."""

    procedure: Procedure
    body_id: int | None = None
    names: tuple[str, ...] = ()
    head_title: str = ""
    name: str = ""
    position: str = ""
    is_head: bool = False
    bearers: tuple[Bearer, ...] = ()
    heads: tuple[int, ...] = ()
    first_body_id: int | None = None
    first_signers: tuple[int, ...] = field(default_factory=tuple)

    @property
    def aim(self) -> Aim:
        """Whom it is about. In doubt the head: then nobody below him learns of it, and his superior may correct it."""
        name, position = called(self.name), called(self.position)
        is_nobody_named = not name or name in {called(words) for words in self.names}
        if self.is_head or _speaks_of_head(f"{name} {position}", self.head_title):
            return Aim.HEAD
        if is_nobody_named and position in ("", "body"):
            return Aim.BODY if self.body_id is not None else Aim.NOBODY
        if any(bearer.is_head or bearer.is_deputy for bearer in self.bearers):
            return Aim.HEAD
        return Aim.PERSON


@dataclass(frozen=True, slots=True)
class Excluded:
    """One subject that a case excludes, and why."""

    subject: str
    why: Why


def excluded_by(about: Accusation) -> frozenset[Excluded]:
    """Whom the law keeps away from a case because of what its petition says."""
    found = set(_of_second_instance(about))
    if about.procedure.kind is CaseKind.DENUNCIATION:
        found |= set(_of_denunciation(about))
    elif _is_about_officer(about):
        found |= {Excluded(subject, Why.COMPLAINED_OF) for subject in _named(about)}
    return frozenset(found)


def _is_about_officer(about: Accusation) -> bool:
    """A complaint about anybody but the head himself, a deputy included: the head settles it (LKN Đ17–18)."""
    is_deputy = any(bearer.is_deputy for bearer in about.bearers) and not any(b.is_head for b in about.bearers)
    return about.aim is Aim.PERSON or (about.aim is Aim.HEAD and is_deputy)


def _of_denunciation(about: Accusation) -> Iterator[Excluded]:
    """The denounced, and where he is the head everybody at the body and below it (LTC Đ8, Đ56)."""
    for subject in _named(about):
        yield Excluded(subject, Why.DENOUNCED)
    if about.aim in (Aim.BODY, Aim.HEAD) and about.body_id is not None:
        yield Excluded(body(about.body_id), Why.DEPENDS)
    meant = [bearer.user_id for bearer in about.bearers]
    if about.aim is Aim.BODY or (about.aim is Aim.HEAD and not _gives_name(about)):
        meant += about.heads
    for user_id in meant:
        yield Excluded(user(user_id), Why.DENOUNCED)
        yield Excluded(under(user_id), Why.DEPENDS)


def _of_second_instance(about: Accusation) -> Iterator[Excluded]:
    """Who decided first answers as a respondent and takes no part in the second instance (LKN Đ38)."""
    if about.first_body_id is not None:
        yield Excluded(body(about.first_body_id), Why.DECIDED_FIRST)
    for signer in about.first_signers:
        yield Excluded(user(signer), Why.DECIDED_FIRST)


def _named(about: Accusation) -> Iterator[str]:
    for bearer in about.bearers:
        yield user(bearer.user_id)
    if _gives_name(about):
        yield named(about.name, about.body_id)
    elif about.aim is Aim.PERSON:
        yield posted(about.position, about.body_id)


def _gives_name(about: Accusation) -> bool:
    return bool(called(about.name)) and called(about.name) not in {called(words) for words in about.names}


def _speaks_of_head(words: str, head_title: str) -> bool:
    """Chủ tịch, Phó Chủ tịch, Giám đốc …: the first two words of what the head is called."""
    title = " ".join(called(head_title).split()[:2])
    return bool(title) and f" {title} " in f" {words} "


# the subjects, and what ties an account to them


def user(user_id: int) -> str:
    """A person, by his account."""
    return f"user:{user_id}"


def under(user_id: int) -> str:
    """Whoever has this person as a head above him."""
    return f"under:{user_id}"


def body(body_id: int) -> str:
    """Everybody at a body or below it in the chain."""
    return f"body:{body_id}"


def named(name: str, body_id: int | None) -> str:
    """Whoever bears a name at a body, also with an account that does not exist yet; without a body, anywhere."""
    return f"name:{called(name)}@{body_id or ''}"


def posted(position: str, body_id: int | None) -> str:
    """Whoever holds a post at a body."""
    return f"post:{called(position)}@{body_id or ''}"


def person(user_id: int, name: str, body_ids: Iterable[int]) -> frozenset[str]:
    """The subjects that follow one person: the account, and another one under the same name at the same bodies."""
    return frozenset({user(user_id), *(named(name, body_id) for body_id in body_ids)})


FORMS_OF_ADDRESS = frozenset({"ông", "ong", "bà", "ba", "anh", "chị", "cô", "chú"})
"""Not without accents where that is a family name: Chu, Cổ."""


def called(words: str) -> str:
    """A name or a post as it is compared: no accents, no case, one space, without the form of address before it."""
    plain = unicodedata.normalize("NFC", words.casefold()).replace("đồng chí ", "").replace("đ/c ", "")
    found = plain.split()
    while len(found) > 1 and found[0] in FORMS_OF_ADDRESS:
        del found[0]
    bare = unicodedata.normalize("NFD", " ".join(found).replace("đ", "d"))
    kept = (letter if letter.isalnum() else " " for letter in bare if not unicodedata.combining(letter))
    return " ".join("".join(kept).split())


def chain(start: BodyFacts, directory: BodyDirectory) -> frozenset[BodyFacts]:
    """A body and all above it, of every time at which it existed.

    The reception board stands outside the chain of the committee that it serves: it receives for everybody, also what
    is about the chairman, and passes it on (LTCD Đ12, LTC Đ24); the office it belongs to is above it like any other.
    """
    found, waiting = {start}, [start]
    while waiting:
        for superior in _parents(waiting.pop(), directory):
            if superior not in found and not (start.type == BOARD and superior.type == COMMITTEE):
                found.add(superior)
                waiting.append(superior)
    return frozenset(found)


def _parents(below: BodyFacts, directory: BodyDirectory) -> Iterator[BodyFacts]:
    code, seen = below.parent_code, set[str]()
    while code and code not in seen:
        seen.add(code)
        yield from (above for above in directory.by_code.get(code, ()) if _overlap(below, above))
        last = directory.last_known(code)
        code = last.successor_code if last else None


def _overlap(one: BodyFacts, other: BodyFacts) -> bool:
    starts = max(one.valid_from or date.min, other.valid_from or date.min)
    return starts <= min(one.valid_to or date.max, other.valid_to or date.max)


def is_kept_from(place: BodyFacts, subjects: Collection[str], directory: BodyDirectory) -> bool:
    """Whether everybody at a body is excluded: it cannot be where the case lies."""
    return any(body(above.id) in subjects for above in chain(place, directory))


# the rule itself


def is_excluded(actor: Actor, case: CaseFacts) -> bool:
    """Whether the actor is kept away from the case. An account of which nothing is known is kept away from every case
    that excludes somebody: it cannot be shown to be another's. The citizen with his code and the system have no ties.
    """
    return is_kept_away(actor, case.exclusions)


def is_kept_away(actor: Actor, exclusions: Collection[Exclusion]) -> bool:
    """The same of what a case brings with it: a visit, a list."""
    if not exclusions or not actor.is_staff:
        return False
    if not actor.ties:
        return True
    return meet(actor.ties, exclusions)


def meet(ties: Iterable[Tie], exclusions: Iterable[Exclusion]) -> bool:
    """Whether something that ties an account is kept away."""
    since = {exclusion.token: exclusion.since for exclusion in exclusions}
    return any(tie.token in since and (tie.until is None or since[tie.token] <= tie.until) for tie in ties)
