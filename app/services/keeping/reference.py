"""Reference data: administrative units, hamlets, public bodies and categories, from the project's seed files."""

from dataclasses import asdict
from datetime import datetime

from app.domain.facts import SYSTEM
from app.persistence import audit
from app.persistence.seed import loading
from app.persistence.transaction import transaction


def load(at: datetime) -> dict[str, loading.Count]:
    """Bring the tables to the state of the seed files; the second time nothing changes."""
    with transaction() as session:
        counts = loading.load(session)
        if any(count.added or count.changed for count in counts.values()):
            details = {name: asdict(count) for name, count in counts.items()}
            audit.append(SYSTEM, "reference_loaded", at=at, details=details)
    return counts
