"""Every URL of this audience: the lists, the case, and one door for each step of the procedure."""

from flask import Blueprint

from app.domain.access import Action
from app.web.casework import (
    case,
    conclusion,
    desk,
    disposal,
    further,
    intake,
    queue,
    screening,
    settlement,
    words,
)
from app.web.casework.archive import retention
from app.web.casework.faq import routes as faq
from app.web.casework.finding import files, page
from app.web.casework.lateness import urls as lateness
from app.web.casework.lateness.on_case import notice_words
from app.web.casework.likeness import routes as likeness
from app.web.casework.petitioners import personal
from app.web.casework.sealed import circle, opening, own_key, redacting
from app.web.casework.staff import aside, delegating, handing_over, people
from app.web.doors import door

bp = Blueprint("casework", __name__)
bp.add_app_template_global(queue.clock_name, "clock_name")
bp.add_app_template_global(further.step_page, "step_page")
bp.add_app_template_global(words.refusal_words, "refusal_words")
bp.add_app_template_global(words.screening_words, "screening_words")
bp.add_app_template_global(words.competence_words, "competence_words")
bp.add_app_template_global(words.kept_citation, "kept_citation")
bp.add_app_template_global(words.kept_confidence, "kept_confidence")
bp.add_app_template_global(words.obstacle_words, "obstacle_words")
bp.add_app_template_global(words.outcome_words, "outcome_words")
bp.add_app_template_global(personal.seen_of, "seen_of")
bp.add_app_template_global(notice_words, "notice_words")
bp.add_app_template_filter(words.day_words, "day_words")
bp.add_app_template_filter(people.kind_words, "kind_words")
bp.add_app_template_filter(people.category_words, "category_words")
bp.add_app_template_filter(words.office_words, "office_words")

GET_POST = ["GET", "POST"]

likeness.register(bp)
faq.register(bp)

door(bp, "/can-bo", queue.home, access=Action.QUEUE_VIEW)
door(bp, "/ho-so", queue.queue, access=Action.QUEUE_VIEW)
door(bp, "/tim-kiem", page.search, access=Action.QUEUE_VIEW)
door(bp, "/ho-so/tim", page.find, access=Action.QUEUE_VIEW, methods=["POST"])
door(bp, "/tim-kiem/<search_id>", page.found, access=Action.QUEUE_VIEW)
door(bp, "/tim-kiem/<search_id>/luu", page.save_search, access=Action.QUEUE_VIEW, methods=["POST"])
door(bp, "/tim-kiem/<search_id>/tep", files.take_answers, access=Action.QUEUE_VIEW, methods=["POST"], limit="60/hour")
door(bp, "/tim-kiem/<search_id>/bo-luu", page.drop_search, access=Action.QUEUE_VIEW, methods=["POST"])
door(bp, "/ho-so/giao-viec", queue.take, access=Action.CASE_TRIAGE, methods=["POST"])
door(bp, "/cho-duyet", desk.head, access=Action.HEAD_DESK)
door(bp, "/nhan-su", people.people, access=Action.OFFICES_DELEGATE)
door(bp, "/nhan-su/phan-cong", delegating.delegate, access=Action.OFFICES_DELEGATE, methods=GET_POST)
door(
    bp,
    "/nhan-su/phan-cong/<int:delegation_id>/thu-lai",
    delegating.withdraw_delegation,
    access=Action.OFFICES_DELEGATE,
    methods=GET_POST,
)
door(bp, "/nhan-su/<int:office_id>/ban-giao", handing_over.hand_over, access=Action.OFFICES_DELEGATE, methods=GET_POST)

LISTED = "/luu-tru/<int:destruction_id>"
door(bp, "/luu-tru", retention.archive, access=Action.RETENTION_LIST)
door(bp, "/luu-tru/lap", retention.list_files, access=Action.RETENTION_LIST, methods=["POST"])
door(bp, LISTED, retention.destruction, access=Action.RETENTION_LIST)
door(bp, f"{LISTED}/quyet-dinh", retention.decide_destruction, access=Action.RETENTION_DECIDE, methods=["POST"])
door(bp, f"{LISTED}/rut", retention.withdraw_destruction, access=Action.RETENTION_LIST, methods=["POST"])

door(bp, "/ho-so/<int:case_id>", case.show, access=Action.CASE_VIEW)
door(bp, "/ho-so/<int:case_id>/giu-lai", retention.hold, access=Action.CASE_HOLD, methods=GET_POST)
door(bp, "/ho-so/<int:case_id>/thoi-giu", retention.lift_hold, access=Action.CASE_HOLD, methods=["POST"])
door(bp, "/ho-so/<int:case_id>/khong-xu-ly", aside.recuse, access=Action.CASE_RECUSE, methods=GET_POST)
door(bp, "/ho-so/<int:case_id>/khong-tham-gia", aside.excluded, access=Action.CASE_LOG_VIEW)
door(bp, "/ho-so/<int:case_id>/khong-tham-gia/ghi", aside.exclude, access=Action.CASE_EXCLUDE, methods=["POST"])
door(bp, "/ho-so/<int:case_id>/khong-tham-gia/cho-lai", aside.lift, access=Action.CASE_EXCLUDE, methods=["POST"])
door(bp, "/ho-so/<int:case_id>/tep/<int:attachment_id>", case.attachment, access=Action.CASE_VIEW)
door(bp, "/ho-so/<int:case_id>/nguoi/<int:party_id>", personal.reveal, access=Action.CASE_VIEW, methods=GET_POST)
door(
    bp,
    "/ho-so/<int:case_id>/tep/<int:attachment_id>/ban-goc",
    case.original,
    access=Action.CASE_VIEW,
    methods=["POST"],
)
door(bp, "/ho-so/<int:case_id>/danh-tinh", opening.ask_identity, access=Action.IDENTITY_VIEW, fresh=True)
door(
    bp,
    "/ho-so/<int:case_id>/danh-tinh/mo",
    opening.disclose,
    access=Action.IDENTITY_VIEW,
    methods=["POST"],
    fresh=True,
)
door(
    bp,
    "/ho-so/<int:case_id>/danh-tinh/tep/<int:attachment_id>",
    opening.disclose_file,
    access=Action.IDENTITY_VIEW,
    methods=["POST"],
    fresh=True,
)

door(
    bp,
    "/ho-so/<int:case_id>/danh-tinh/ban-in",
    opening.print_full,
    access=Action.IDENTITY_VIEW,
    methods=["POST"],
    fresh=True,
)
door(
    bp,
    "/ho-so/<int:case_id>/danh-tinh/phong-bi",
    opening.export_envelope,
    access=Action.IDENTITY_VIEW,
    methods=["POST"],
    fresh=True,
)
door(bp, "/ho-so/<int:case_id>/niem-phong", circle.circle, access=Action.IDENTITY_VIEW)
door(bp, "/ho-so/<int:case_id>/niem-phong/trao", circle.grant, access=Action.CASE_DIRECT, methods=["POST"], fresh=True)
door(
    bp,
    "/ho-so/<int:case_id>/niem-phong/thu-hoi",
    circle.revoke,
    access=Action.CASE_DIRECT,
    methods=["POST"],
    fresh=True,
)
door(bp, "/ho-so/<int:case_id>/ban-che", redacting.redaction, access=Action.IDENTITY_VIEW, methods=GET_POST)
door(bp, "/ho-so/<int:case_id>/ban-che/luu", redacting.save_redaction, access=Action.IDENTITY_VIEW, methods=["POST"])
door(bp, "/ho-so/<int:case_id>/ban-che/giay", redacting.print_redaction, access=Action.CASE_VIEW, methods=["POST"])
door(bp, "/niem-phong", own_key.own_key, access=Action.IDENTITY_VIEW)
door(bp, "/niem-phong/mo", own_key.unlock, access=Action.IDENTITY_VIEW, methods=["POST"], limit="10/minute")
door(bp, "/niem-phong/cum-tu", own_key.passphrase, access=Action.IDENTITY_VIEW, methods=["POST"], limit="10/minute")
door(bp, "/niem-phong/khoa-cong-khai", own_key.public_key, access=Action.IDENTITY_VIEW, methods=["POST"])
door(bp, "/niem-phong/giao-theo", own_key.hand_after, access=Action.IDENTITY_VIEW, methods=["POST"])
door(bp, "/niem-phong/cap-lai", own_key.reissue, access=Action.CASE_DISPOSE, methods=["POST"], fresh=True)

for _slug, _view, _access in (
    ("vao-so", intake.register, Action.CASE_REGISTER),
    ("giao-nguoi", intake.assign, Action.CASE_ASSIGN),
    ("phan-loai", intake.classify, Action.CASE_TRIAGE),
    ("gop", intake.join, Action.CASE_TRIAGE),
    ("tach-don", intake.split, Action.CASE_TRIAGE),
    ("de-xuat", screening.propose, Action.CASE_TRIAGE),
    ("hoi-them", intake.ask, Action.CASE_HANDLE),
    ("thu-ly", disposal.accept, Action.CASE_DISPOSE),
    ("khong-thu-ly", disposal.decline, Action.CASE_DISPOSE),
    ("huong-dan", disposal.guide, Action.CASE_DISPOSE),
    ("chuyen", disposal.transfer, Action.CASE_DISPOSE),
    ("tra-don", disposal.send_back, Action.CASE_DISPOSE),
    ("luu-don", disposal.file_away, Action.CASE_DISPOSE),
    ("de-xuat-lai", disposal.return_proposal, Action.CASE_DISPOSE),
    ("xac-minh", settlement.verify, Action.CASE_DIRECT),
    ("bao-cao-xac-minh", settlement.report_verification, Action.CASE_HANDLE),
    ("du-thao", settlement.draft, Action.CASE_DIRECT),
    ("moi-doi-thoai", settlement.call_dialogue, Action.CASE_DIRECT),
    ("doi-thoai", settlement.hold_dialogue, Action.CASE_DIRECT),
    ("gia-han", settlement.extend, Action.CASE_DIRECT),
    ("tam-dinh-chi", settlement.suspend, Action.CASE_DIRECT),
    ("tiep-tuc", settlement.resume, Action.CASE_DIRECT),
    ("dinh-chi", settlement.terminate, Action.CASE_DIRECT),
    ("lay-len-giai-quyet", further.take_over, Action.CASE_DIRECT),
    ("rut-don", settlement.withdraw, Action.CITIZEN_WITHDRAW),
    ("quyet-dinh", conclusion.decide, Action.CASE_DIRECT),
    ("tra-loi", conclusion.answer, Action.CASE_DIRECT),
    ("gui", conclusion.send, Action.CASE_HANDLE),
    ("giao-quyet-dinh", conclusion.serve, Action.CASE_HANDLE),
    ("cong-khai", conclusion.publish, Action.CASE_HANDLE),
    ("hieu-luc", conclusion.confirm_effect, Action.CASE_DIRECT),
    ("thi-hanh", conclusion.execute, Action.CASE_DIRECT),
    ("ket-thuc", conclusion.close, Action.CASE_DIRECT),
):
    door(bp, f"/ho-so/<int:case_id>/{_slug}", _view, access=_access, methods=GET_POST)

door(bp, "/ho-so/<int:case_id>/buoc/<step>", further.further, access=Action.CASE_HANDLE, methods=GET_POST)
door(bp, "/ho-so/<int:case_id>/duyet", disposal.approve, access=Action.CASE_DISPOSE, methods=["POST"])
lateness.register(bp)
