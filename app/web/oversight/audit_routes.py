"""URLs of inspection rounds and their findings."""

from flask import Blueprint

from app.domain.access import Action
from app.services.oversight.audit import finding
from app.web.doors import door
from app.web.oversight.audit import answers, conclusion, files, findings, rounds, samples, team, words

BOTH, POST = ["GET", "POST"], ["POST"]
RUN, FOUND = Action.ROUND_RUN, Action.FINDING_VIEW
ROUND, FINDING = "/thanh-tra/cuoc/<int:round_id>", "/thanh-tra/phat-hien/<int:finding_id>"


def register(bp: Blueprint) -> None:
    """Open them."""
    for name in ("law_words", "finding_tone", "kind_of", "progress_of"):
        bp.add_app_template_global(getattr(words, name), name)
    bp.add_app_template_global(finding.law_words, "cited_words")
    _rounds(bp)
    _findings(bp)


def _rounds(bp: Blueprint) -> None:
    door(bp, "/thanh-tra/cuoc", rounds.inspection_rounds, access=RUN)
    door(bp, "/thanh-tra/cuoc/tep.<form>", files.rounds_file, access=RUN)
    door(bp, "/thanh-tra/cuoc/moi", rounds.plan_round, access=RUN, methods=BOTH)
    door(bp, ROUND, rounds.show_round, access=RUN)
    door(bp, f"{ROUND}/sua", rounds.edit_round, access=RUN, methods=BOTH)
    door(bp, f"{ROUND}/bat-dau", rounds.begin_round, access=RUN, methods=POST)
    door(bp, f"{ROUND}/co-quan", team.round_bodies, access=RUN, methods=POST)
    door(bp, f"{ROUND}/thanh-phan", team.round_team, access=RUN, methods=POST)
    door(bp, f"{ROUND}/rut-mau", samples.draw_sample, access=RUN, methods=BOTH)
    door(bp, f"{ROUND}/mau/<int:sample_id>", samples.show_sample, access=RUN)
    door(bp, f"{ROUND}/ho-so/<int:case_id>", samples.sampled_file, access=RUN)
    door(bp, f"{ROUND}/phat-hien", findings.write_finding, access=RUN, methods=BOTH)
    door(bp, f"{ROUND}/ket-luan", conclusion.conclude_round, access=RUN, methods=BOTH)
    door(bp, f"{ROUND}/ket-luan.<form>", conclusion.print_round, access=RUN)


def _findings(bp: Blueprint) -> None:
    door(bp, "/thanh-tra/phat-hien", findings.inspection_findings, access=FOUND)
    door(bp, "/thanh-tra/phat-hien/tep.<form>", files.findings_file, access=FOUND)
    door(bp, FINDING, findings.show_finding, access=FOUND)
    door(bp, f"{FINDING}/sua", findings.edit_finding, access=RUN, methods=BOTH)
    door(bp, f"{FINDING}/gui", answers.send_finding, access=RUN, methods=POST)
    door(bp, f"{FINDING}/rut", answers.withdraw_finding, access=RUN, methods=POST)
    door(bp, f"{FINDING}/tra-loi", answers.answer_finding, access=Action.FINDING_ANSWER, methods=POST)
    door(bp, f"{FINDING}/chap-nhan", answers.accept_finding, access=RUN, methods=POST)
    door(bp, f"{FINDING}/tra-lai", answers.return_finding, access=RUN, methods=POST)
