"""Every URL and who gets what there, by hand: a change here is a change of who may do what, and is read as one."""

import re

from app.domain.vocabulary import Role

OFFICER, DESK, BOARD, HEAD = Role.OFFICER, Role.RECEPTION_OFFICER, Role.RECEPTION_BOARD, Role.HEAD
INSPECTOR, OBSERVER, ADMIN = Role.INSPECTORATE, Role.OBSERVER, Role.ADMINISTRATOR

STAFF_OF_BODIES = {OFFICER, DESK, BOARD, HEAD}
ROLES = {
    "queue": STAFF_OF_BODIES | {INSPECTOR},
    "work": STAFF_OF_BODIES,
    "desk": {DESK, BOARD, HEAD},
    "head": {HEAD},
    "watch": {INSPECTOR},
    "log": {INSPECTOR, HEAD},
    "leaving": {HEAD, ADMIN},
    "numbers": {INSPECTOR, OBSERVER, HEAD},
    "duty": {INSPECTOR, HEAD},
    "admin": {ADMIN},
    "account": STAFF_OF_BODIES | {INSPECTOR, OBSERVER, ADMIN},
}
"""Who may ever open a page of a group; everybody else hears 403, whether or not there is such a case."""

PAGES = {
    "queue": """/can-bo /ho-so /ho-so/tim /tiep-dan/luot/<int:visit_id> /so/<slug>/tep /so/tep/<int:export_id>
        /so/don /so/tiep-dan /tiep-dan/viec /tim-kiem /tim-kiem/<search_id>
        /tim-kiem/<search_id>/luu /tim-kiem/<search_id>/tep /tim-kiem/<search_id>/bo-luu
        /don-doc /don-doc/<int:reminder_id> /co-the-tre /nhom-don /nhom-don/<int:matter_id>""",
    "work": """/soan-hoi-dap /soan-hoi-dap/moi /soan-hoi-dap/<int:question_id> /soan-hoi-dap/<int:question_id>/sua
        /don-doc/<int:reminder_id>/tra-loi /nhom-don/<int:matter_id>/bo
        /ho-so/giao-viec /tiep-nhan /tiep-nhan/bien-nhan /luu-tru /luu-tru/<int:destruction_id>
        /luu-tru/<int:destruction_id>/rut /luu-tru/lap /tiep-dan /tiep-dan/ghi /tiep-dan/ghi/do /tiep-dan/ghi/mo-lai
        /tiep-dan/lay-so /tiep-dan/luot/<int:visit_id>/bao /tiep-dan/luot/<int:visit_id>/giay/<letter>
        /tiep-dan/luot/<int:visit_id>/du-lieu
        /tiep-dan/luot/<int:visit_id>/mo /tiep-dan/luot/<int:visit_id>/nguoi /tiep-dan/man-hinh
        /tiep-dan/buoi/<int:session_id> /tiep-dan/buoi/<int:session_id>/bat-dau
        /tiep-dan/buoi/<int:session_id>/bien-ban /tiep-dan/buoi/<int:session_id>/bo /tiep-dan/buoi/<int:session_id>/hen
        /tiep-dan/buoi/<int:session_id>/ho-so /tiep-dan/buoi/<int:session_id>/hoan
        /tiep-dan/buoi/<int:session_id>/ket-thuc /tiep-dan/buoi/<int:session_id>/sua
        /tiep-dan/buoi/<int:session_id>/truc-tuyen /tiep-dan/hen/<int:appointment_id>/co-mat
        /tiep-dan/hen/<int:appointment_id>/giay/<letter> /tiep-dan/hen/<int:appointment_id>/ket-luan
        /tiep-dan/lich /tiep-dan/lich/dang /tiep-dan/lich/de-xuat /tiep-dan/lich/gio /tiep-dan/lich/moi
        /tiep-dan/viec/<int:task_id>/bao /tiep-dan/viec/<int:task_id>/xong
        /tiep-dan/mau/<letter>.<form> /tiep-dan/nguoi /tiep-dan/phong-cho /tiep-dan/phong-cho/<int:ticket_id>
        /tiep-dan/phong-cho/goi
        /tiep-dan/cau-mau /tiep-dan/cau-mau/<int:phrase_id>/bo
        /niem-phong /niem-phong/cum-tu /niem-phong/giao-theo /niem-phong/khoa-cong-khai
        /niem-phong/mo""",
    "desk": """/yeu-cau-du-lieu /yeu-cau-du-lieu/<int:request_id> /yeu-cau-du-lieu/<int:request_id>/du-lieu
        /yeu-cau-du-lieu/<int:request_id>/tra-loi /yeu-cau-du-lieu/<int:request_id>/viec /yeu-cau-du-lieu/moi""",
    "duty": """/diem-nong /diem-nong/<int:hot_spot_id> /diem-nong/<int:hot_spot_id>/viec
        /don-doc/<int:reminder_id>/tiep /don-doc/kien-nghi/<int:rung_id>
        /tiep-dan/nghia-vu /giam-sat/chi-so /giam-sat/chi-so/tep.<form>
        /giam-sat/chi-so/vu-viec /giam-sat/chi-so/vu-viec/tep.<form>
        /thanh-tra/phat-hien /thanh-tra/phat-hien/<int:finding_id> /thanh-tra/phat-hien/tep.<form>""",
    "head": """/soan-hoi-dap/<int:question_id>/cong-khai /soan-hoi-dap/<int:question_id>/rut
        /thanh-tra/phat-hien/<int:finding_id>/tra-loi
        /tiep-dan/lich/duyet /niem-phong/cap-lai /luu-tru/<int:destruction_id>/quyet-dinh /cho-duyet /nhan-su
        /nhan-su/<int:office_id>/ban-giao /nhan-su/phan-cong /nhan-su/phan-cong/<int:delegation_id>/thu-lai""",
    "watch": """/thanh-tra/cuoc /thanh-tra/cuoc/moi /thanh-tra/cuoc/tep.<form> /thanh-tra/cuoc/<int:round_id>
        /thanh-tra/cuoc/<int:round_id>/bat-dau /thanh-tra/cuoc/<int:round_id>/co-quan
        /thanh-tra/cuoc/<int:round_id>/ho-so/<int:case_id> /thanh-tra/cuoc/<int:round_id>/ket-luan
        /thanh-tra/cuoc/<int:round_id>/ket-luan.<form> /thanh-tra/cuoc/<int:round_id>/mau/<int:sample_id>
        /thanh-tra/cuoc/<int:round_id>/phat-hien /thanh-tra/cuoc/<int:round_id>/rut-mau
        /thanh-tra/cuoc/<int:round_id>/sua /thanh-tra/cuoc/<int:round_id>/thanh-phan
        /thanh-tra/phat-hien/<int:finding_id>/chap-nhan /thanh-tra/phat-hien/<int:finding_id>/gui
        /thanh-tra/phat-hien/<int:finding_id>/rut /thanh-tra/phat-hien/<int:finding_id>/sua
        /thanh-tra/phat-hien/<int:finding_id>/tra-lai
        /giam-sat /giam-sat/tep.<form> /giam-sat/vu-viec /giam-sat/vu-viec/tep.<form>
        /nhat-ky /nhat-ky/cong-cu /nhat-ky/doi-chieu /nhat-ky/kiem-tra /nhat-ky/lap-moc
        /nhat-ky/moc/<int:number> /nhat-ky/moc/<int:number>/tep""",
    "leaving": "/quan-tri/chuc-vu/<int:office_id>/ban-giao",
    "numbers": "/theo-doi /theo-doi/so-lieu /theo-doi/so-lieu.<form> /thong-ke /thong-ke/tep.<form>",
    "account": """/mat-khau /chuc-vu /tai-khoan /tai-khoan/buoc-hai /tai-khoan/khoa /tai-khoan/khoa/<int:passkey_id>/bo
        /tai-khoan/ma-du-phong /tai-khoan/phien/<handle>/dang-xuat /tai-khoan/phien/dang-xuat /tai-khoan/ung-dung
        /tai-khoan/ung-dung/bo /tai-khoan/xac-nhan /tai-khoan/thong-bao /tai-khoan/thong-bao/thu
        /tai-khoan/thong-bao/da-xem""",
    "admin": """/quan-tri /quan-tri/co-quan /quan-tri/he-thong /quan-tri/he-thong/nhat-ky
        /quan-tri/he-thong/gui-lai/<int:delivery_id>
        /quan-tri/he-thong/thu-lai/<int:message_id> /quan-tri/lich /quan-tri/lich/<int:exception_id>
        /quan-tri/lich/<int:exception_id>/doi-han /quan-tri/lich/<int:exception_id>/rut
        /quan-tri/lich/<int:exception_id>/xac-nhan /quan-tri/lich/de-xuat /quan-tri/tai-khoan
        /quan-tri/tai-khoan/<int:user_id> /quan-tri/tai-khoan/<int:user_id>/cap-mat-khau
        /quan-tri/tai-khoan/<int:user_id>/dat-lai /quan-tri/tai-khoan/<int:user_id>/ma-lien-ket
        /quan-tri/tai-khoan/<int:user_id>/dang-xuat /quan-tri/tai-khoan/<int:user_id>/dong
        /quan-tri/tai-khoan/<int:user_id>/mo-lai /quan-tri/tai-khoan/moi
        /quan-tri/chuc-vu/<int:office_id> /quan-tri/chuc-vu/<int:office_id>/ket-thuc /quan-tri/co-quan/<int:body_id>
        /quan-tri/co-quan/moi /quan-tri/sap-xep /quan-tri/sap-xep/ho-so /quan-tri/tai-khoan/<int:user_id>/chuc-vu""",
    "everyone": """/thong-bao/dung/<int:address_id>/<token>
        /dat-lich /dat-lich/hen /dat-lich/hen/doi /dat-lich/hen/huy /dat-lich/hen/xem /dat-lich/phieu-hen
        /hoi-dap /hoi-dap/<int:question_id> /ket-qua-cong-khai /ket-qua-cong-khai/<int:case_id> /so-lieu /so-lieu.<form>
        /lich-tiep-cong-dan /lich-tiep-cong-dan.ics /lich-tiep-cong-dan/<code>.ics
        / /api/luat/buoc /api/luat/han /api/luat/openapi.json /api/luat/phan-loai
        /api/luat/tham-quyen /dang-nhap /dang-nhap/buoc-hai /dang-nhap/khoa
        /dang-xuat /du-lieu-cua-toi /du-lieu-cua-toi/theo-doi /healthz /huong-dan /luat /luat/tham-quyen
        /luat/thay-doi /luat/thoi-han /nop-don /nop-don/<kind> /nop-don/<kind>/<page> /nop-don/<kind>/la-gi
        /nop-don/bien-nhan /nop-don/ngoai-pham-vi /nop-don/xem-lai /nop-don/xoa-nhap /nop-don/xong
        /quyen-rieng-tu /static/<path:name> /tiep-can /tra-cuu /tra-cuu/dong /tra-cuu/ho-so""",
}
"""Pages that are not of one case."""

ON_CASE = {
    "view": ("queue", " /tep/<int:attachment_id>"),
    "original": ("queue", "/tep/<int:attachment_id>/ban-goc /nguoi/<int:party_id> /ban-che/giay"),
    "identity": ("work", "/danh-tinh /danh-tinh/mo /danh-tinh/ban-in /danh-tinh/tep/<int:attachment_id>"),
    "seal": ("work", "/ban-che /ban-che/luu /danh-tinh/phong-bi /niem-phong"),
    "work": (
        "work",
        """/vao-so /phan-loai /gop /de-xuat /hoi-them /bao-cao-xac-minh /gui /giao-quyet-dinh /cong-khai /buoc/<step>
        /rut-don /tach-don /khong-xu-ly
        /doi-chieu /doi-chieu/khong-phai /doi-chieu/xem-lai /doi-chieu/nhom""",
    ),
    "assign": ("desk", "/giao-nguoi"),
    "log": ("log", "/khong-tham-gia"),
    "watch": ("watch", "/don-doc"),
    "head": (
        "head",
        """/thu-ly /khong-thu-ly /huong-dan /chuyen /tra-don /luu-don /de-xuat-lai /duyet /xac-minh /du-thao
        /moi-doi-thoai /doi-thoai /gia-han /tam-dinh-chi /tiep-tuc /dinh-chi /quyet-dinh /tra-loi /hieu-luc /thi-hanh
        /ket-thuc /lay-len-giai-quyet /giu-lai /thoi-giu
        /niem-phong/thu-hoi /niem-phong/trao /khong-tham-gia/ghi /khong-tham-gia/cho-lai""",
    ),
}
"""Below /ho-so/<case>: the group of roles for which the door opens at all, and the addresses."""

OF_LOG = ". /chung-minh"
"""Below /nhat-ky/vu-viec/<case>: who did and read what, for the inspectorate and the head who has the case."""

OF_CITIZEN = """ /bao-tin /bao-tin/dung /bien-nhan /bo-sung /danh-gia /khieu-nai-lan-hai /rut-don
    /tep/<int:attachment_id> /to-cao-tiep"""
"""Below /tra-cuu/ho-so/<case>: for who has proven the code."""


WHAT_TO_DO = """tests/security/matrix/table.py does not say who gets what at every URL. Write a new address into the
group of PAGES whose roles may open it (below one case: into ON_CASE, OF_LOG or OF_CITIZEN), take out what is gone, then
run `pytest tests/security/matrix`. Only in the code: %s. Only in the table: %s."""

PLACE = {"slug": "<kind>", "path": "<page>"}


def address_of(rule: str) -> str:
    """An address as this table writes it."""
    return re.sub(r"<any\([^>]*\):(slug|path)>", lambda found: PLACE[found[1]], rule)


def rows() -> dict[str, tuple[str, str]]:
    """Every address: what may be done there, and the roles of the door."""
    found = {address: ("page", group) for group, words in PAGES.items() for address in words.split()}
    for what, (group, words) in ON_CASE.items():
        own = [""] if words.startswith(" ") else []
        found |= {f"/ho-so/<int:case_id>{below}": (what, group) for below in own + words.split()}
    for below in OF_LOG.split():
        found[f"/nhat-ky/vu-viec/<int:case_id>{below.removeprefix('.')}"] = ("log", "log")
    for below in ["", *OF_CITIZEN.split()]:
        found[f"/tra-cuu/ho-so/<int:case_id>{below}"] = ("citizen", "everyone")
    return found
