"""Mail by SMTP (smtplib). Everything up to the letter itself may be done again; from then on an answer is needed."""

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formataddr, formatdate

from app.messaging.letterbox import Handing, Mail, NotSentError, RefusedError, Text, UncertainError

NO_SUCH_ADDRESS = range(550, 554)


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where letters are handed over. `security`: starttls, tls, or none (a server on this machine)."""

    host: str
    port: int
    sender: str  # address that letters come from and that failures go back to
    security: str = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)
    timeout: float = 15.0  # seconds of silence


@dataclass(frozen=True, slots=True)
class SmtpPost:
    """One connection a letter: notices are few, and a server that hangs holds up nothing else."""

    server: MailServer
    is_idempotent: bool = False

    def send(self, message: Mail | Text, handing: Handing, only: str = "") -> str:
        if not isinstance(message, Mail):
            raise TypeError("a mail server takes mail")
        letter = _letter(message, self.server.sender)
        connection = self._connected()
        try:
            self._address(connection, message.to)
            handing("smtp")
            return _hand_over(connection, letter)
        finally:
            with suppress(smtplib.SMTPException, OSError):
                connection.quit()
            connection.close()

    def _connected(self) -> smtplib.SMTP:
        server, context = self.server, ssl.create_default_context()
        try:
            if server.security == "tls":
                connection: smtplib.SMTP = smtplib.SMTP_SSL(
                    server.host, server.port, timeout=server.timeout, context=context
                )
            else:
                connection = smtplib.SMTP(server.host, server.port, timeout=server.timeout)
        except (smtplib.SMTPException, OSError) as error:
            raise NotSentError(type(error).__name__) from error
        try:
            if server.security == "starttls":
                connection.starttls(context=context)
            if server.user:
                connection.login(server.user, server.password)
            connection.ehlo_or_helo_if_needed()
        except (smtplib.SMTPException, OSError) as error:
            connection.close()
            raise NotSentError(type(error).__name__) from error
        return connection

    def _address(self, connection: smtplib.SMTP, to: str) -> None:
        """Sender and reader: a reader that the server does not know is refused for good."""
        try:
            code, _words = connection.mail(self.server.sender)
            if code != 250:
                raise NotSentError(f"sender {code}")
            code, _words = connection.rcpt(to)
        except (smtplib.SMTPException, OSError) as error:
            raise NotSentError(type(error).__name__) from error
        if code in NO_SUCH_ADDRESS:
            raise RefusedError(f"reader {code}")
        if code not in (250, 251):
            raise NotSentError(f"reader {code}")


def _hand_over(connection: smtplib.SMTP, letter: bytes) -> str:
    try:
        code, words = connection.data(letter)
    except smtplib.SMTPDataError as error:  # before a byte of the letter went
        raise NotSentError(f"letter {error.smtp_code}") from error
    except (smtplib.SMTPException, OSError) as error:
        raise UncertainError(type(error).__name__) from error
    if code != 250:
        raise NotSentError(f"letter {code}")
    return words.decode("utf-8", "replace")[:80]


def message_id(key: str, sender: str) -> str:
    """The same for the same key: a mailbox, and a failure that comes back, know the letter by it."""
    return f"<{key}@{sender.rpartition('@')[2]}>"


def _letter(mail: Mail, sender: str) -> bytes:
    """As bytes with their line ends. A line end inside a header is refused by the library (ASVS 1.3.11)."""
    letter = EmailMessage(policy=SMTP)
    letter["From"] = formataddr((mail.sender, sender))
    letter["To"] = mail.to
    letter["Subject"] = mail.subject
    letter["Date"] = formatdate()
    letter["Message-ID"] = message_id(mail.key, sender)
    letter["Auto-Submitted"] = "auto-generated"
    if mail.stop_url:
        letter["List-Unsubscribe"] = f"<{mail.stop_url}>"
    letter.set_content(mail.text)
    return letter.as_bytes()
