"""Whom a rung reaches on a day: the officer, the head, the head of the superior body, the inspectorate.

An office that is vacant is answered for by a deputy, else by the next above; who is kept away from a case (conflict of
interest) hears nothing of it, and the next above does instead. Kept are plain values: a sweep has many transactions.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from app.domain.confidentiality import conflicts
from app.domain.escalation import access as rules
from app.domain.escalation.vocabulary import Rank
from app.domain.facts import Actor, BodyDirectory, BodyFacts, Exclusion, Tie
from app.domain.vocabulary import Role
from app.persistence.queries import bodies, users
from app.persistence.queries.conflicts import ties
from app.persistence.queries.offices import leading


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in office at a body."""

    user_id: int
    body_id: int


@dataclass(frozen=True, slots=True)
class Reached:
    """Who was found for a rank; `body_id` is the body in whose name they are told."""

    body_id: int
    people: tuple[Person, ...]


NOBODY = Reached(0, ())


@dataclass
class People:
    """Everybody in office on one day, asked for body by body and remembered."""

    day: date
    _staff: dict[int, frozenset[int]] = field(default_factory=dict)
    _ties: dict[int, frozenset[Tie]] = field(default_factory=dict)
    _directory: BodyDirectory = field(default_factory=bodies.directory)

    def reached(
        self, rank: Rank, body_id: int, officer_id: int | None, exclusions: Iterable[Exclusion] = ()
    ) -> Reached:
        """Who is told, of a case of a body with an officer. Climbs on while nobody is found; NOBODY at the very top."""
        kept = tuple(exclusions)
        if rank is Rank.OFFICER and officer_id is not None and self.works_at(officer_id, body_id):
            found = self._free((Person(officer_id, body_id),), kept)
            if found:
                return Reached(body_id, found)
        if rank in (Rank.OFFICER, Rank.HEAD):
            found = self._free(self.leaders(body_id), kept)
            if found:
                return Reached(body_id, found)
        if rank is not Rank.INSPECTORATE:
            for above in self.above(body_id):
                found = self._free(self.leaders(above), kept)
                if found:
                    return Reached(above, found)
        found = self._free(self.inspectors, kept)
        return Reached(found[0].body_id, found) if found else NOBODY

    def above(self, body_id: int) -> Sequence[int]:
        """The superior bodies of the day, from the nearest up; of a body that has ended, those of its successor."""
        body: BodyFacts | None = self._by_id.get(body_id)
        if body is not None and not body.exists_on(self.day):
            body = self._directory.successor(body.code, self.day)
        return [one.id for one in self._directory.above(body, self.day)] if body is not None else []

    def leaders(self, body_id: int) -> tuple[Person, ...]:
        """The head or who acts as one; while there is none, the deputies."""
        heads, deputies = self._leading.get(body_id, ((), ()))
        return heads or deputies

    def works_at(self, user_id: int, body_id: int) -> bool:
        """Whether an account is in office at a body and can sign in."""
        if body_id not in self._staff:
            self._staff[body_id] = leading.staff_of(body_id, self.day)
        return user_id in self._staff[body_id]

    def is_free(self, user_id: int, body_id: int, exclusions: Iterable[Exclusion]) -> bool:
        """Whether an account is not kept away from a case."""
        return bool(self._free((Person(user_id, body_id),), tuple(exclusions)))

    @cached_property
    def inspectors(self) -> tuple[Person, ...]:
        """Who holds an office of the inspectorate."""
        return tuple(Person(user_id, body_id) for user_id, body_id in leading.inspectors(self.day))

    @cached_property
    def _leading(self) -> dict[int, tuple[tuple[Person, ...], tuple[Person, ...]]]:
        """Body → its heads, its deputies."""
        found: dict[int, tuple[list[Person], list[Person]]] = {}
        for body_id, user_id, is_head in leading.leaders(self.day):
            found.setdefault(body_id, ([], []))[0 if is_head else 1].append(Person(user_id, body_id))
        return {body_id: (tuple(heads), tuple(deputies)) for body_id, (heads, deputies) in found.items()}

    @cached_property
    def _by_id(self) -> dict[int, BodyFacts]:
        return {body.id: body for body in self._directory}

    def _free(self, people: tuple[Person, ...], exclusions: tuple[Exclusion, ...]) -> tuple[Person, ...]:
        if not exclusions:
            return people
        return tuple(person for person in people if not conflicts.is_kept_away(self._actor(person), exclusions))

    def _actor(self, person: Person) -> Actor:
        if person.user_id not in self._ties:
            account = users.by_id(person.user_id)
            self._ties[person.user_id] = ties.of(account) if account else frozenset()
        return Actor(Role.OFFICER, person.user_id, person.body_id, ties=self._ties[person.user_id])


def bodies_below(actor: Actor, today: date) -> frozenset[int]:
    """The bodies that a head is the superior of; none for anybody else."""
    if actor.role is not Role.HEAD or actor.body_id is None:
        return frozenset()
    return rules.below(bodies.directory(), actor.body_id, today)
