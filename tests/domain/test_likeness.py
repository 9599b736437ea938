"""The legal keys over what two petitions share (procedure.md 3.4), and texts as people send them twice."""

from datetime import date

import pytest

from app.domain.likeness.comparing import Advice, Certainty, Shared, Standing, compared, standing
from app.domain.vocabulary import CaseKind, State
from app.search.likeness import likeness, telling, told

YES, MAYBE, NO = Certainty.YES, Certainty.MAYBE, Certainty.NO
SAME_LETTER = Shared(same_identity=True, same_decision=True, same_respondent=True, likeness=95)
KEYS = [
    ("the same letter again", SAME_LETTER, Standing.OPEN, (YES, YES, Advice.JOIN)),
    ("again after the answer", SAME_LETTER, Standing.SETTLED, (YES, YES, Advice.SETTLED)),
    ("again after the first decision", SAME_LETTER, Standing.DECIDED, (YES, YES, Advice.APPEAL)),
    ("again after it was declined", SAME_LETTER, Standing.ENDED, (YES, YES, Advice.SEE_HOW)),
    ("a neighbour, one decision", Shared(same_decision=True), Standing.OPEN, (NO, YES, Advice.GROUP)),
    (
        "the same person, another matter",
        Shared(same_identity=True, likeness=30),
        Standing.OPEN,
        (YES, NO, Advice.APART),
    ),
    ("a number that every commune gives", Shared(same_number=True), Standing.OPEN, (NO, NO, Advice.APART)),
    ("one plot, a like letter", Shared(same_plot=True, likeness=70), Standing.OPEN, (NO, YES, Advice.GROUP)),
    ("one plot alone", Shared(same_plot=True), Standing.OPEN, (NO, MAYBE, Advice.COMPARE)),
    ("a telephone alone", Shared(same_phone=True, likeness=85), Standing.OPEN, (MAYBE, YES, Advice.COMPARE)),
    (
        "name and telephone",
        Shared(same_phone=True, same_name=True, likeness=85),
        Standing.OPEN,
        (YES, YES, Advice.JOIN),
    ),
    (
        "two of one name, born apart",
        Shared(same_phone=True, same_name=True, other_birth=True, likeness=85),
        Standing.OPEN,
        (NO, YES, Advice.GROUP),
    ),
]


@pytest.mark.parametrize(("shared", "stands", "wanted"), [row[1:] for row in KEYS], ids=[row[0] for row in KEYS])
def test_the_keys_and_what_they_come_to(shared: Shared, stands: Standing, wanted: tuple[object, ...]) -> None:
    found = compared(shared, stands, CaseKind.COMPLAINT)
    assert (found.person, found.matter, found.advice) == wanted


def test_where_the_other_case_stands() -> None:
    day = date(2026, 7, 13)
    assert standing(State.VERIFYING, None, None) is Standing.OPEN
    assert standing(State.DECLINED, None, None) is Standing.ENDED
    assert standing(State.SENT, day, None) is Standing.DECIDED
    assert standing(State.EFFECTIVE, day, day) is Standing.SETTLED
    assert standing(State.ANSWERED, day, None) is Standing.SETTLED


LETTER = """Kính gửi Ủy ban nhân dân phường. Tôi tên Lâm Thị An. Ngày 13/07/2026 phường ra Quyết định số 15/QĐ-UBND thu
hồi 120 m² đất vườn của gia đình tôi tại thửa 123, tờ bản đồ số 45 mà không lập biên bản kiểm kê, không cho xem
phương án bồi thường. Cây trồng và hàng rào không được tính. Tôi đề nghị hủy quyết định và trả lại phần đất đã lấn."""
WITHOUT_ACCENTS = """Kinh gui Uy ban nhan dan phuong. Toi ten Lam Thi An. Ngay 13/07/2026 phuong ra Quyet dinh
so 15/QD-UBND thu hoi 120 m2 dat vuon cua gia dinh toi tai thua 123, to ban do so 45 ma khong lap bien
ban kiem ke, khong cho xem phuong an boi thuong. Cay trong va hang rao khong duoc tinh.
Toi de nghi huy quyet dinh va tra lai dat."""
WITH_MORE = (
    LETTER
    + """ Tôi đã lên phường ba lần, lần nào cán bộ cũng hẹn. Mẹ tôi già yếu, gia đình có sáu người sống nhờ
mảnh vườn này. Tôi xin được đối thoại trực tiếp với Chủ tịch, và mong có câu trả lời bằng văn bản trước tháng chín."""
)
OF_THE_SAME_FORM = """Kính gửi Ủy ban nhân dân phường. Tôi tên Thạch Sơn. Ngày 20/06/2026 phường trả hồ sơ cấp giấy
chứng nhận của gia đình tôi tại thửa 77, tờ bản đồ số 12 mà không nêu lý do, chỉ nói miệng là đất nằm trong quy hoạch.
Tôi đã bổ sung trích lục và đơn xác nhận ranh đất. Tôi đề nghị trả lời rõ căn cứ và cấp giấy chứng nhận đúng hạn."""


@pytest.mark.parametrize("other", [WITHOUT_ACCENTS, WITH_MORE, LETTER.upper()], ids=["bare", "longer", "capitals"])
def test_one_letter_in_other_clothes(other: str) -> None:
    assert likeness(told(LETTER), told(other)) >= 80
    assert told(LETTER).plots == told(other).plots == {"thua:123:45"}


def test_one_form_of_words_for_another_matter() -> None:
    assert likeness(told(LETTER), told(OF_THE_SAME_FORM)) < 60
    assert likeness(told(LETTER), told("")) == 0
    assert told("Thửa 5 ở gần nhà tôi").plots == frozenset()


def test_little_words_say_nothing_of_a_letter() -> None:
    """The greeting of every letter neither makes two letters alike nor is what a letter is looked for by."""
    greeting = "Tôi kính gửi đơn này đến các ông bà, xin được trong việc của chúng tôi: "
    assert told(greeting).words == ()
    assert telling(greeting + "đường nứt, cống sập") == "đường nứt cống sập"
    assert likeness(told(greeting + "đường nứt, cống sập"), told(greeting + "lương hưu chậm")) < 30
