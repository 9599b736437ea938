"""Reads the law files: every *.toml of this folder, in the order of their paths. The one place that opens them.

A file may hold any of the tables in READERS, so that a new instrument is a new file and no new code.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any

from app.domain.calendars import WorkCalendar
from app.domain.rows import ClockEvents, CompetenceRow, LimitElsewhere
from app.domain.rules import LawBook
from app.domain.vocabulary import Procedure
from app.lawbook import climbing, delegating, duties, readings, refusing, rows, safekeeping
from app.lawbook.errors import LawbookError

FOLDER = Path(__file__).parent

Table = Mapping[str, Any]
Reader = Callable[[Table], Iterator[object]]

READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "clock": rows.time_limits,
        "transition": rows.transitions,
        "waiting": rows.waiting,
        "respondent": rows.respondents,
        "competence": rows.competence,
        "circumstance": rows.circumstances,
        "ground": rows.grounds,
        "kind": rows.kinds,
        "day": rows.days,
        "regime": rows.regimes,
        "instrument": rows.instruments,
        "doubt": readings.doubts,
        "clause": readings.clauses,
        "alternative": rows.as_written,
        "letter": rows.letters,
        "delegation": delegating.delegations,
        "refusal": refusing.refusals,
        "duty": duties.duties,
        "ad_hoc": duties.ad_hoc,
        "retention": safekeeping.retention,
        "data_right": safekeeping.data_rights,
        "ladder": climbing.ladders,
        "hot_spot": climbing.hot_spots,
    }
)
AS_READ: Mapping[str, str] = MappingProxyType(
    {
        "regimes": "regime",
        "transitions": "transition",
        "waiting": "waiting",
        "respondents": "respondent",
        "circumstances": "circumstance",
        "clauses": "clause",
        "doubts": "doubt",
        "triage": "ground",
        "kinds": "kind",
        "letters": "letter",
        "delegations": "delegation",
        "refusals": "refusal",
        "duties": "duty",
        "ad_hoc": "ad_hoc",
        "retention": "retention",
        "data_rights": "data_right",
        "ladders": "ladder",
        "hot_spots": "hot_spot",
    }
)
"""Tables that the lawbook takes over as they were read: its name for them, and theirs in the files."""

OF_THE_FILE = frozenset({"checked_on", "year", "incomplete", "state_codes", "procedure_codes"})
"""Keys that speak of a whole file: when it was last compared with the law, which procedures it leaves unfinished,
and the other names that it gives to states and procedures."""


@dataclass(slots=True)
class _Read:
    """What has been read so far."""

    tables: dict[str, list[Any]] = field(default_factory=lambda: {key: [] for key in READERS})
    clock_names: dict[str, Mapping[str, str]] = field(default_factory=dict)
    clock_events: dict[str, ClockEvents] = field(default_factory=dict)
    elsewhere: list[LimitElsewhere] = field(default_factory=list)
    incomplete: set[Procedure] = field(default_factory=set)
    checked_on: dict[str, date] = field(default_factory=dict)
    codes: dict[str, Table] = field(default_factory=lambda: {"state_codes": {}, "procedure_codes": {}})


def read(folder: Path) -> LawBook:
    """The lawbook as its files say, not yet checked as a whole; LawbookError names file and row of a malformed one."""
    found, digest = _Read(), sha256()
    for path in sorted(folder.rglob("*.toml")):
        content = path.read_bytes()
        digest.update(content)
        _read_file(path.relative_to(folder).as_posix(), content, found)
    tables: dict[str, Any] = {key: tuple(value) for key, value in found.tables.items()}
    every_settler = rows.with_every_respondent(tables["competence"], tables["respondent"])
    limits, competence, alternatives, shelved = _read_otherwise(tables, every_settler)
    return LawBook(
        version=digest.hexdigest()[:16],
        **{name: tables[key] for name, key in AS_READ.items()},
        instruments=MappingProxyType({one.key: one for one in tables["instrument"]}),
        clock_names=MappingProxyType(found.clock_names),
        clock_events=MappingProxyType(found.clock_events),
        elsewhere=tuple(found.elsewhere),
        time_limits=limits,
        competence=competence,
        alternatives=alternatives,
        shelved=shelved,
        state_codes=readings.state_codes(found.codes["state_codes"]),
        procedure_codes=readings.procedure_codes(found.codes["procedure_codes"]),
        complete=frozenset(Procedure) - found.incomplete,
        calendar=WorkCalendar.of(tables["day"]),
        checked_on=MappingProxyType(found.checked_on),
    )


def _read_file(name: str, content: bytes, found: _Read) -> None:
    try:
        file = tomllib.loads(content.decode())
    except tomllib.TOMLDecodeError as error:
        raise LawbookError([f"{name}: {error}"]) from error
    unknown = file.keys() - READERS.keys() - OF_THE_FILE
    if unknown:
        raise LawbookError([f"{name}: unknown table {key}" for key in sorted(unknown)])
    if not isinstance(file.get("checked_on"), date):
        raise LawbookError([f"{name}: when was it last compared with the law? (checked_on)"])
    found.checked_on[name] = file["checked_on"]
    found.incomplete.update(Procedure(key) for key in file.get("incomplete", ()))
    found.codes.update({key: file[key] for key in found.codes.keys() & file.keys()})
    for key in READERS.keys() & file.keys():
        for table in file[key]:
            _read_table(name, key, {"checked_on": file["checked_on"], **table}, found)


def _read_otherwise(tables: dict[str, tuple[Any, ...]], competence: tuple[CompetenceRow, ...]) -> Any:
    try:
        return readings.with_readings(tables["clock"], competence, tables["alternative"])
    except (KeyError, ValueError, TypeError) as error:
        raise LawbookError([f"an alternative cannot be read: {error!r}"]) from error


def _read_table(file: str, key: str, table: Table, found: _Read) -> None:
    try:
        found.tables[key].extend(READERS[key](table))
        if key == "clock":
            found.clock_names[table["id"]] = MappingProxyType({word: table[word] for word in ("vi", "en", "km")})
            found.clock_events[table["id"]] = rows.clock_events(table)
            found.elsewhere.extend(rows.elsewhere(table))
    except (KeyError, ValueError, TypeError) as error:
        row = table.get("id") or table.get("step") or table.get("key") or table.get("on")
        raise LawbookError([f"{file}: {key} {row}: {error!r}"]) from error
