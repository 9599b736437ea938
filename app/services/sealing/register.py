"""Where the identity of a denouncer may lie on no networked machine at all: an entry in the register, nothing more.

The paper stays in its sealed envelope (QĐ 774/QĐ-TTg 2020, Luật 117/2025 Đ5.2; docs/security.md).
"""

from datetime import date

from app.domain.confidentiality import Opening
from app.domain.refusals import WrongState
from app.domain.vocabulary import CaseKind, Channel
from app.persistence.db import store
from app.persistence.queries import bodies
from app.persistence.queries.seals import keys
from app.services.intake.petition_input import PetitionInput

IN_ENVELOPE = "(trong phong bì niêm phong)"


def why_not_on_line(day: date) -> str:
    """The reason code why no denunciation can be taken on line, or nothing. One must not be begun that nobody could
    open: at least the recovery key or the reception board must be there to be sealed to."""
    if store().opening is Opening.REGISTER:
        return "denunciation_on_paper"
    board = bodies.directory().reception_board(day)
    is_ready = bool(keys.recovery()) or (board is not None and keys.exist_at(board.id, day))
    return "" if is_ready else "sealing_not_ready"


def is_nameless(petition: PetitionInput) -> bool:
    """Whether nobody has said who denounces; of an entry for an envelope nobody here can know."""
    return petition.is_anonymous and petition.content != IN_ENVELOPE


def taken(petition: PetitionInput) -> PetitionInput:
    """The petition as it may be entered. Of a denunciation, where only the entry is registered: the body concerned and
    the dates, whatever was typed. On line none is taken then: WrongState("denunciation_on_paper")."""
    if petition.kind is not CaseKind.DENUNCIATION or store().opening is not Opening.REGISTER:
        return petition
    if petition.channel is Channel.WEB:
        raise WrongState("denunciation_on_paper")
    return PetitionInput(
        kind=petition.kind,
        channel=petition.channel,
        parties=(),
        is_anonymous=True,
        content=IN_ENVELOPE,
        respondent_name=IN_ENVELOPE,
        respondent_body_id=petition.respondent_body_id,
        respondent_is_head=petition.respondent_is_head,
        written_on=petition.written_on,
        postmarked_on=petition.postmarked_on,
        received_on=petition.received_on,
        via_board=petition.via_board,
    )
