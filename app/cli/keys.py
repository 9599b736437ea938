"""`flask keys …`: the keys of this instance (INSTANCE_DIR/keys), made new and put aside; see docs/operating.md."""

from datetime import UTC, datetime

import click
from flask.cli import AppGroup

from app.domain.refusals import WrongState
from app.persistence import server_sealed
from app.persistence.db import store
from app.persistence.personal import rotation as parties
from app.persistence.queries.conflicts import ties
from app.services.safekeeping import rotation

group = AppGroup("keys", help="The keys of this instance.")

WHY = {
    "key_not_retirable": "only a personal, blind or seal key that has a newer one can be put aside",
    "key_too_young": "the newest key is not yet an hour old: somebody may still be writing with the one before",
    "key_in_use": "something still needs it; run `flask keys rotate` first",
}


@group.command("list")
def show() -> None:
    """Which keys there are, and whether anything waits to be made anew."""
    for purpose in (*rotation.RENEWED, rotation.SEALED, *rotation.FORWARD):
        click.echo(f"{purpose}: {', '.join(map(str, store().keys.numbers(purpose))) or 'none yet'}")
    click.echo(f"exclusion: {', '.join(map(str, store().keys.numbers(ties.PURPOSE))) or 'none yet'}")
    click.echo(f"{parties.left()} parties wait for the newest keys")
    for number, many in sorted(server_sealed.counted().items()):
        click.echo(f"{many} things lie under seal-{number}")
    if not ties.key_is_there():
        raise click.ClickException("exclusion-1 IS LOST: bring it back from the copy of keys (docs/operating.md)")
    if not parties.fits():
        raise click.ClickException("personal or blind does not open what is kept: bring the keys back from their copy")


@group.command("rotate")
@click.argument(
    "purpose", type=click.Choice([*rotation.RENEWED, rotation.SEALED, *rotation.FORWARD]), default=rotation.RENEWED[0]
)
def rotate(purpose: str) -> None:
    """Make a new key and everything it protects anew, while the office works. Broken off, call it again to go on."""
    number = rotation.begin(purpose, at=datetime.now(UTC))
    click.echo(f"key {purpose}-{number}")
    if purpose in rotation.FORWARD:
        click.echo("used from now on; the older ones stay, what was made with them needs them")
        return
    if purpose == rotation.SEALED:
        if left := rotation.reseal(_progress):
            raise click.ClickException(f"{left} were written meanwhile or lie in files of old; run it again")
    while purpose != rotation.SEALED and rotation.renew(_progress):
        click.echo("others were written meanwhile; once more", err=True)
    click.echo("everything is made anew; older keys may be put aside with `flask keys retire`")


@group.command("retire")
@click.argument("purpose", type=click.Choice([*rotation.RENEWED, rotation.SEALED]))
@click.argument("number", type=int)
def retire(purpose: str, number: int) -> None:
    """Put an old key aside, when nothing needs it any more."""
    try:
        rotation.retire(purpose, number, at=datetime.now(UTC))
    except WrongState as refused:
        raise click.ClickException(WHY[refused.reason]) from None
    click.echo(f"{purpose}-{number} lies in keys/retired; keep it as long as backups that need it")


def _progress(done: int) -> None:
    if done % 50_000 == 0:
        click.echo(f"{done} made anew", err=True)
