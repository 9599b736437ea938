"""Every clock of the lawbook is started and ended by a step of a procedure, or says why it stands beside them."""

from collections.abc import Iterator

from app.domain.rules import LawBook


def faults(law: LawBook) -> Iterator[str]:
    """Clocks without a limit, without a beginning or an end, or with an excuse that they do not need."""
    started = {clock for step in law.transitions for clock in step.starts}
    ended = {clock for step in law.transitions for clock in step.ends}
    limited = law.clocks | {row.clock for row in law.elsewhere}
    for clock, events in law.clock_events.items():
        if clock not in limited:
            yield f"{clock} has no limit, here or elsewhere"
        if clock in law.clocks and any(row.clock == clock for row in law.elsewhere):
            yield f"{clock} has days here and elsewhere"
        is_kept = clock in started and clock in ended
        if not is_kept and not events.beside:
            yield f"no step starts and ends {clock}, and nobody says why (beside)"
        if is_kept and events.beside:
            yield f"{clock} is started and ended by steps: it does not stand beside them"
