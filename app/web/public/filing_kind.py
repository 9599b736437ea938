"""Which kind of petition is it? At most three plain questions; the list of the law answers (procedure.md 1.1)."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain import deadlines, triage
from app.domain.triage import KindFacts
from app.domain.vocabulary import Procedure
from app.i18n.locale import lazy_gettext as _l
from app.services.law import law_in_force
from app.web.clock import today
from app.web.petition_form import SLUG_OF, SLUGS, TITLES
from app.web.public import filing_draft

Choice = tuple[str, Any, Any]

QUESTIONS: dict[str, tuple[Any, list[Choice]]] = {
    "": (
        _l("Bà con muốn gửi việc gì?"),
        [
            (
                "decision",
                _l("Tôi không đồng ý với quyết định hoặc việc làm của cơ quan, cán bộ"),
                _l("Ví dụ: thu hồi đất, không cấp sổ đỏ, xử phạt, cắt trợ cấp."),
            ),
            (
                "violation",
                _l("Tôi biết có người làm trái pháp luật và muốn báo"),
                _l("Ví dụ: cán bộ nhận tiền, làm giả hồ sơ, lấn chiếm đất công."),
            ),
            (
                "place",
                _l("Tôi thấy một chỗ hư hỏng, dơ bẩn, nguy hiểm"),
                _l("Ví dụ: ổ gà, rác ứ đọng, đèn đường tắt, sạt lở, ngập nước."),
            ),
            (
                "idea",
                _l("Tôi muốn góp ý, đề nghị, hỏi, hoặc phản ánh việc khác"),
                _l("Ví dụ: đề nghị làm cầu, thủ tục rườm rà, chính sách chưa hợp lý."),
            ),
            (
                "outside",
                _l("Việc của tòa án, thi hành án, hoặc tranh chấp giữa bà con với nhau"),
                _l("Ở đây không nhận việc này; trang sau chỉ rõ phải gửi đến đâu."),
            ),
        ],
    ),
    "decision": (
        _l("Quyết định hoặc việc làm đó có đụng đến quyền lợi của chính bà con không?"),
        [
            ("own", _l("Có, đụng đến tôi, gia đình tôi hoặc tổ chức của tôi"), ""),
            ("discipline", _l("Có, đó là quyết định kỷ luật tôi: tôi là cán bộ, công chức"), ""),
            ("others", _l("Không, đụng đến người khác hoặc nhiều người nói chung"), ""),
            ("rules", _l("Tôi không đồng ý với một quy định, thủ tục chung"), ""),
        ],
    ),
    "decision.own": (
        _l("Bà con đã khiếu nại việc này lần nào chưa?"),
        [
            ("no", _l("Chưa, đây là lần đầu"), ""),
            ("first", _l("Rồi, đã có quyết định giải quyết nhưng tôi không đồng ý"), ""),
            ("late", _l("Rồi, nhưng quá hạn mà chưa được giải quyết"), ""),
            ("effective", _l("Rồi, đã giải quyết cả hai lần, hoặc đã hết hạn khiếu nại tiếp"), ""),
        ],
    ),
    "decision.discipline": (
        _l("Bà con đã khiếu nại quyết định kỷ luật này lần nào chưa?"),
        [
            ("no", _l("Chưa, đây là lần đầu"), ""),
            ("first", _l("Rồi, đã có quyết định giải quyết nhưng tôi không đồng ý"), ""),
            ("late", _l("Rồi, nhưng quá hạn mà chưa được giải quyết"), ""),
            ("effective", _l("Rồi, đã giải quyết cả hai lần, hoặc đã hết hạn khiếu nại tiếp"), ""),
        ],
    ),
    "violation": (
        _l("Ai đứng ra báo?"),
        [
            ("person", _l("Cá nhân tôi, hoặc tôi cùng nhiều người"), ""),
            ("organisation", _l("Một cơ quan, tổ chức, doanh nghiệp"), ""),
        ],
    ),
    "violation.person": (
        _l("Trước đây việc này đã có ai giải quyết chưa?"),
        [
            ("no", _l("Chưa, hoặc tôi không biết"), ""),
            ("again", _l("Tôi đã tố cáo việc này: kết luận rồi mà tôi không đồng ý, hoặc quá hạn chưa kết luận"), ""),
            ("new", _l("Người bị báo đã giải quyết khiếu nại của tôi; tôi có bằng chứng mới là người đó làm sai"), ""),
            ("same", _l("Người bị báo đã giải quyết khiếu nại của tôi; tôi không đồng ý với cách giải quyết đó"), ""),
        ],
    ),
}
"""Question by the answers before it; an answer that leads to no further question ends the talk."""

FACTS: dict[str, KindFacts] = {
    "decision.own.no": KindFacts(asks_to_change_decision=True, affects_petitioner=True),
    "decision.own.first": KindFacts(asks_to_change_decision=True, affects_petitioner=True, has_first_decision=True),
    "decision.own.late": KindFacts(asks_to_change_decision=True, affects_petitioner=True, has_first_decision=True),
    "decision.own.effective": KindFacts(decision_already_effective=True),
    "decision.discipline.no": KindFacts(is_discipline_decision=True),
    "decision.discipline.first": KindFacts(is_discipline_decision=True, has_first_decision=True),
    "decision.discipline.late": KindFacts(is_discipline_decision=True, has_first_decision=True),
    "decision.discipline.effective": KindFacts(is_discipline_decision=True, decision_already_effective=True),
    "decision.others": KindFacts(asks_to_change_decision=True),
    "decision.rules": KindFacts(about_regulations=True),
    "violation.organisation": KindFacts(reports_violation=True, files_as_organisation=True),
    "violation.person.no": KindFacts(reports_violation=True),
    "violation.person.again": KindFacts(reports_violation=True, was_concluded_or_overdue=True),
    "violation.person.new": KindFacts(reports_violation=True, lost_complaint_to_respondent=True, has_new_evidence=True),
    "violation.person.same": KindFacts(reports_violation=True, lost_complaint_to_respondent=True),
    "place": KindFacts(is_field_issue=True),
    "idea": KindFacts(),
    "outside": KindFacts(is_outside_administration=True),
}

WHY = {
    "second_instance": _l("Bà con đã khiếu nại lần đầu nên đây là khiếu nại lần hai, gửi lên cấp trên trực tiếp."),
    "settlement_already_effective": _l(
        "Việc đã có quyết định có hiệu lực: chỉ xem lại khi có tình tiết mới. Xin nêu rõ tình tiết mới."
    ),
    "organisation_cannot_denounce": _l(
        "Tố cáo là quyền của cá nhân. Tổ chức gửi bằng kiến nghị, phản ánh; cơ quan vẫn phải xem xét."
    ),
    "loser_without_new_evidence": _l(
        "Không đồng ý với cách giải quyết khiếu nại thì khiếu nại tiếp; "
        "muốn tố cáo người giải quyết phải có bằng chứng mới."
    ),
    "repeat_denunciation": _l("Bà con đã tố cáo việc này, nên đây là tố cáo tiếp, gửi lên cấp trên trực tiếp."),
}

CLOCKS = {
    Procedure.COMPLAINT_FIRST: ("DL-KN-01", "DL-KN-03"),
    Procedure.COMPLAINT_SECOND: ("DL-KN-01", "DL-KN-03b"),
    Procedure.DISCIPLINE_FIRST: ("DL-KL-02", "DL-KL-03"),
    Procedure.DISCIPLINE_SECOND: ("DL-KL-02", "DL-KL-03"),
    Procedure.DENUNCIATION: ("DL-TC-01", "DL-TC-04"),
    Procedure.REPEAT_DENUNCIATION: ("DL-TC-09", "DL-TC-04"),
    Procedure.RECOMMENDATION: ("DL-NP-01", "DL-NP-02"),
    Procedure.REGULATION_FEEDBACK: ("DL-NP-01", "DL-NP-02"),
    Procedure.FIELD_REPORT: ("SLA-1", "SLA-2"),
}
"""First word and final answer of each procedure."""


RARER = (
    Procedure.COMPLAINT_SECOND,
    Procedure.DISCIPLINE_FIRST,
    Procedure.DISCIPLINE_SECOND,
    Procedure.REPEAT_DENUNCIATION,
    Procedure.REGULATION_FEEDBACK,
)
"""What stands below the four that everybody knows."""


def file() -> ResponseReturnValue:
    """The next question, or the way to the page of the kind."""
    answers, path = [], ""
    for name in ("q1", "q2", "q3"):
        choice = request.args.get(name, "")
        if path not in QUESTIONS or choice not in [value for value, *_more in QUESTIONS[path][1]]:
            break
        answers.append((name, choice))
        path = f"{path}.{choice}" if path else choice
    if path in FACTS:
        return _answered(FACTS[path])
    words, options = QUESTIONS[path]
    return render_template(
        "public/filing/file.html",
        question=words,
        options=options,
        answers=answers,
        name=f"q{len(answers) + 1}",
        missing=request.args.get("go") == f"q{len(answers) + 1}",
        draft=filing_draft.writing(),
        slug_of=SLUG_OF,
        rarer=[(SLUG_OF[procedure], TITLES[procedure]) for procedure in RARER],
        filed=filing_draft.just_filed(),
    )


def _answered(facts: KindFacts) -> ResponseReturnValue:
    ruling = triage.suggest_kind(facts, law_in_force(), today())
    if ruling.procedure is None:
        return redirect(url_for("public.outside"))
    because = {"vi": ruling.reason} if ruling.reason in WHY else {}
    return redirect(url_for("public.explain", slug=SLUG_OF[ruling.procedure], **because))


def explain(slug: str) -> ResponseReturnValue:
    """What this kind means, what will happen and by when, what to have at hand, who will see the name."""
    procedure = SLUGS[slug]
    return render_template(
        "public/filing/explain.html",
        kind=procedure.kind.value,
        procedure=procedure.value,
        title=TITLES[procedure],
        slug=slug,
        terms=_terms(procedure),
        why=WHY.get(request.args.get("vi", "")),
        filed=filing_draft.just_filed(),
    )


def outside() -> ResponseReturnValue:
    """What is not taken up here, and where it belongs."""
    return render_template("public/filing/outside.html")


def _terms(procedure: Procedure) -> dict[str, Any]:
    """The first word, dated as if filed today; the final answer runs from acceptance and has only its length."""
    law, on = law_in_force(), today()
    first, last = CLOCKS[procedure]
    return {
        "first": deadlines.compute(law.time_limit(first, on), on, law.calendar),
        "last": law.time_limit(last, on),
    }
