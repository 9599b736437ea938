"""URLs of the first page, the explanations, and following a petition by its code."""

from flask import Blueprint

from app.domain.access import Action
from app.web.doors import door
from app.web.limits.floods import TRACKING
from app.web.public import about, data_requests, home
from app.web.public.tracking import appeal, denounce_again, linked, rate, reply, told, track, withdraw


def register(bp: Blueprint) -> None:
    """Open them."""
    door(bp, "/", home.home, access=Action.PUBLIC)
    door(bp, "/huong-dan", about.help, access=Action.PUBLIC)
    door(bp, "/quyen-rieng-tu", about.privacy, access=Action.PUBLIC)
    door(bp, "/tiep-can", about.accessibility, access=Action.PUBLIC)
    both = ["GET", "POST"]
    # The code cannot be guessed; the limit only spares the machine, and lets everybody in again within 15 minutes.
    door(bp, "/tra-cuu", track.track, access=Action.PUBLIC, methods=both, limit="60/15 minutes", flood=TRACKING)
    door(bp, "/tra-cuu/dong", track.leave, access=Action.PUBLIC, methods=["POST"])
    door(bp, "/tra-cuu/ho-so", track.tracked_cases, access=Action.PETITION_TRACK)
    state = data_requests.my_data_state
    door(bp, "/du-lieu-cua-toi", data_requests.my_data, access=Action.PUBLIC, methods=both, limit="20/hour")
    limit = "60/15 minutes"
    door(bp, "/du-lieu-cua-toi/theo-doi", state, access=Action.PUBLIC, methods=both, limit=limit, flood=TRACKING)
    one = "/tra-cuu/ho-so/<int:case_id>"
    door(bp, one, track.tracked, access=Action.PETITION_TRACK)
    door(bp, f"{one}/tep/<int:attachment_id>", track.attachment, access=Action.PETITION_TRACK)
    door(bp, f"{one}/bo-sung", reply.reply, access=Action.CITIZEN_REPLY, methods=both, limit="60/hour")
    door(bp, f"{one}/rut-don", withdraw.withdraw, access=Action.CITIZEN_WITHDRAW, methods=both, limit="60/hour")
    door(bp, f"{one}/danh-gia", rate.rate, access=Action.CITIZEN_RATE, methods=both, limit="60/hour")
    door(bp, f"{one}/khieu-nai-lan-hai", appeal.appeal, access=Action.CITIZEN_APPEAL, methods=both, limit="60/hour")
    again = denounce_again.denounce_again
    door(bp, f"{one}/to-cao-tiep", again, access=Action.CITIZEN_APPEAL, methods=both, limit="60/hour")
    door(bp, f"{one}/bien-nhan", linked.appeal_receipt, access=Action.PETITION_TRACK)


def register_letters(bp: Blueprint) -> None:
    """Being told: where, no more, and what letters lead to."""
    one, both, mine = "/tra-cuu/ho-so/<int:case_id>/bao-tin", ["GET", "POST"], Action.PETITION_TRACK
    door(bp, one, told.told, access=mine, methods=both, limit="20/hour")
    door(bp, f"{one}/dung", told.stop_told, access=mine, methods=["POST"], limit="20/hour")
    letter = "/thong-bao/dung/<int:address_id>/<token>"
    door(bp, letter, told.stop_letters, access=Action.PUBLIC, methods=both, limit="60/hour")
