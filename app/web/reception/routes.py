"""Every URL of this audience."""

from flask import Blueprint

from app.domain.access import Action
from app.web.doors import door
from app.web.reception import data_requests, days_routes, desk, entry, phrases, visit, visit_page, waiting_room
from app.web.reception.registers import files, page

bp = Blueprint("reception", __name__)

door(bp, "/tiep-nhan", entry.log, access=Action.PETITION_LOG, methods=["GET", "POST"])
door(bp, "/tiep-nhan/bien-nhan", entry.slip, access=Action.PETITION_LOG)

DATA = Action.DATA_REQUESTS
ONE_REQUEST = "/yeu-cau-du-lieu/<int:request_id>"
door(bp, "/yeu-cau-du-lieu", data_requests.data_requests, access=DATA)
door(bp, "/yeu-cau-du-lieu/moi", data_requests.new_data_request, access=DATA, methods=["GET", "POST"])
door(bp, ONE_REQUEST, data_requests.data_request, access=DATA)
door(bp, f"{ONE_REQUEST}/viec", data_requests.act_on_data_request, access=DATA, methods=["POST"])
door(bp, f"{ONE_REQUEST}/tra-loi", data_requests.answer_data_request, access=DATA, methods=["POST"])
door(bp, f"{ONE_REQUEST}/du-lieu", data_requests.held_data, access=DATA, methods=["POST"])

door(bp, "/tiep-dan", desk.desk, access=Action.PETITION_LOG)
door(bp, "/tiep-dan/ghi", visit.visit, access=Action.PETITION_LOG, methods=["GET", "POST"])
door(bp, "/tiep-dan/ghi/do", visit.keep_entry, access=Action.PETITION_LOG, methods=["POST"])
door(bp, "/tiep-dan/ghi/mo-lai", visit.resume, access=Action.PETITION_LOG, methods=["POST"])
door(bp, "/tiep-dan/nguoi", visit.find_person, access=Action.PETITION_LOG, methods=["POST"])
door(bp, "/tiep-dan/luot/<int:visit_id>", visit_page.show_visit, access=Action.VISIT_VIEW)
door(bp, "/tiep-dan/luot/<int:visit_id>/mo", visit_page.open_visit, access=Action.PETITION_LOG, methods=["POST"])
door(bp, "/tiep-dan/luot/<int:visit_id>/du-lieu", visit_page.show_people, access=Action.PETITION_LOG, methods=["POST"])
door(bp, "/tiep-dan/luot/<int:visit_id>/bao", visit_page.tell_result, access=Action.PETITION_LOG, methods=["POST"])
door(bp, "/tiep-dan/luot/<int:visit_id>/nguoi", visit_page.add_people, access=Action.PETITION_LOG, methods=["POST"])
door(
    bp,
    "/tiep-dan/luot/<int:visit_id>/giay/<letter>",
    visit_page.print_letter,
    access=Action.PETITION_LOG,
    methods=["POST"],
)
door(bp, "/tiep-dan/mau/<letter>.<form>", visit_page.blank_letter, access=Action.PETITION_LOG)
door(bp, "/tiep-dan/phong-cho", waiting_room.waiting_room, access=Action.PETITION_LOG)
door(bp, "/tiep-dan/phong-cho/goi", waiting_room.call_next, access=Action.PETITION_LOG, methods=["POST"])
door(
    bp,
    "/tiep-dan/phong-cho/<int:ticket_id>",
    waiting_room.close_ticket,
    access=Action.PETITION_LOG,
    methods=["POST"],
)
door(bp, "/tiep-dan/lay-so", waiting_room.kiosk, access=Action.PETITION_LOG, methods=["GET", "POST"])
door(bp, "/tiep-dan/cau-mau", phrases.phrases, access=Action.PETITION_LOG, methods=["GET", "POST"])
door(bp, "/tiep-dan/cau-mau/<int:phrase_id>/bo", phrases.drop_phrase, access=Action.PETITION_LOG, methods=["POST"])
door(bp, "/tiep-dan/man-hinh", waiting_room.screen, access=Action.PETITION_LOG)

BOOKS = Action.VISIT_VIEW
door(bp, "/so/tiep-dan", page.visit_register, access=BOOKS)
door(bp, "/so/don", page.petition_register, access=BOOKS)
door(bp, "/so/<slug>/tep", files.take_register, access=BOOKS, methods=["POST"], limit="60/hour")
door(bp, "/so/tep/<int:export_id>", files.register_file, access=BOOKS)

days_routes.register(bp)
