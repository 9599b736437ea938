"""What this house sends with: made once from the settings, and given to whoever sends."""

from dataclasses import dataclass

from app.domain.notices import Way
from app.messaging.letterbox import Post, PrintingPost
from app.messaging.mail import MailServer, SmtpPost
from app.messaging.texts import Provider, TextPost


@dataclass(frozen=True, slots=True)
class Outgoing:
    """The posts by way; a way without one is not used. `site_url` goes into messages; empty, they name the page."""

    posts: dict[Way, Post]
    site_url: str = ""

    def post(self, way: Way) -> Post | None:
        return self.posts.get(way)


def from_settings(
    server: MailServer | None, providers: tuple[Provider, ...], *, site_url: str, in_production: bool
) -> Outgoing:
    """SMTP and providers where they are set up. Development prints instead; production goes without."""
    posts: dict[Way, Post] = {} if in_production else {Way.MAIL: PrintingPost(), Way.TEXT: PrintingPost()}
    if server is not None:
        posts[Way.MAIL] = SmtpPost(server)
    if providers:
        posts[Way.TEXT] = TextPost(providers)
    return Outgoing(posts, site_url)
