"""Every URL of this audience. The cases themselves inspectors read through the queue, where nothing can be changed."""

from flask import Blueprint

from app.domain.access import Action
from app.web.doors import door
from app.web.oversight import audit_routes, log, observer, statistics, words
from app.web.oversight.wall import board, files, head

bp = Blueprint("oversight", __name__)
bp.add_app_template_global(words.FINDING_WORDS, "finding_words")
bp.add_app_template_global(words.act_words, "act_words")
bp.add_app_template_global(words.field_words, "field_words")
bp.add_app_template_global(words.role_words, "role_words")

door(bp, "/theo-doi", statistics.home, access=Action.STATISTICS_VIEW)
door(bp, "/theo-doi/so-lieu", observer.observer, access=Action.STATISTICS_VIEW)
door(bp, "/theo-doi/so-lieu.<form>", observer.observer_file, access=Action.STATISTICS_VIEW)
door(bp, "/giam-sat", board.board, access=Action.OVERSIGHT_VIEW)
door(bp, "/giam-sat/chi-so", head.head_indicators, access=Action.DUTY_VIEW)
door(bp, "/giam-sat/chi-so/tep.<form>", head.head_indicators_file, access=Action.DUTY_VIEW)
door(bp, "/giam-sat/chi-so/vu-viec/tep.<form>", head.indicator_cases_file, access=Action.DUTY_VIEW)
door(bp, "/giam-sat/chi-so/vu-viec", head.indicator_cases, access=Action.DUTY_VIEW)
door(bp, "/giam-sat/tep.<form>", files.wall_file, access=Action.OVERSIGHT_VIEW)
door(bp, "/giam-sat/vu-viec", board.behind, access=Action.OVERSIGHT_VIEW)
door(bp, "/giam-sat/vu-viec/tep.<form>", board.behind_file, access=Action.OVERSIGHT_VIEW)
LOG = Action.AUDIT_VIEW
ONE_CASE = "/nhat-ky/vu-viec/<int:case_id>"

door(bp, "/nhat-ky", log.log, access=LOG)
door(bp, "/nhat-ky/kiem-tra", log.check_log, access=LOG, methods=["POST"], limit="20/hour")
door(bp, "/nhat-ky/lap-moc", log.make_checkpoint, access=LOG, methods=["POST"], limit="20/hour")
door(bp, "/nhat-ky/doi-chieu", log.compare, access=LOG, methods=["POST"], limit="60/hour")
door(bp, "/nhat-ky/moc/<int:number>", log.checkpoint, access=LOG)
door(bp, "/nhat-ky/moc/<int:number>/tep", log.checkpoint_file, access=LOG)
door(bp, "/nhat-ky/cong-cu", log.tool, access=LOG)
door(bp, ONE_CASE, log.case_log, access=Action.CASE_LOG_VIEW)
door(bp, f"{ONE_CASE}/chung-minh", log.proof, access=Action.CASE_LOG_VIEW, methods=["POST"], limit="120/hour")
door(bp, "/thong-ke", statistics.statistics, access=Action.STATISTICS_VIEW)
door(bp, "/thong-ke/tep.<form>", statistics.statistics_file, access=Action.STATISTICS_VIEW)

audit_routes.register(bp)
