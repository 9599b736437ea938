"""Pages of docs/law/ for jurists, made from the lawbook: `make docs` writes them, a test holds them current."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from app import lawbook
from app.domain.citations import Citation
from app.domain.deadlines import ClockOwner, TimeLimit
from app.domain.rules import CompetenceRow, Rule, Transition
from app.domain.vocabulary import Confidence, Counting, Procedure, State
from app.i18n.labels import label

LAW = lawbook.load()
MANY = 15  # so many states are all the open ones
BY_HAND = {"facts.md"}
FOLDER = Path(__file__).parents[2] / "docs" / "law"
MADE = "Trang này do `make docs` lập từ các tệp trong `app/lawbook/`; sửa ở đó, không sửa ở đây."
UNITS = {Counting.CALENDAR: "ngày", Counting.WORKING: "ngày làm việc", Counting.YEARS: "năm"}
OWNERS = {ClockOwner.AUTHORITY: "cơ quan", ClockOwner.CITIZEN: "người dân", ClockOwner.LAW: "chờ theo luật"}
WHEN = {
    "remote": ("vùng sâu, vùng xa", "vùng bình thường"),
    "complex": ("phức tạp", "không phức tạp"),
    "especially_complex": ("đặc biệt phức tạp", "không đặc biệt phức tạp"),
    "several_places": ("xác minh nhiều nơi", "xác minh một nơi"),
    "second": ("lần hai", "lần đầu"),
    "dismissal": ("buộc thôi việc", "không phải buộc thôi việc"),
}
SURE = {
    Confidence.VERIFIED: "đã đọc văn bản",
    Confidence.PARTLY: "đọc một phần",
    Confidence.SURE: "biết chắc, chưa đọc lại",
    Confidence.UNSURE: "**chờ xác nhận**",
    Confidence.DESIGN: "không phải luật",
}


def pages() -> dict[str, str]:
    """File name → text."""
    found = {"README.md": _first_page(), "clocks.md": _clocks(), "competence.md": _competence(), "unsure.md": _unsure()}
    for procedure in Procedure:
        found[f"procedure-{procedure.value}.md"] = _procedure(procedure)
    return found


def cited(citation: Citation) -> str:
    """Điểm a khoản 1 Điều 28 Luật Khiếu nại."""
    name = LAW.instruments[citation.instrument].short
    place = str(citation).removesuffix(citation.instrument).strip()
    return f"{place} {name}".strip()


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    heads = list(heads)
    return [_row(heads), _row("---" for _ in heads), *map(_row, rows), ""]


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _page(title: str, *lines: str) -> str:
    return "\n".join([f"# {title}", "", MADE, "", *lines]).rstrip() + "\n"


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _period(row: Rule) -> str:
    until = row.in_force.until
    return f"{_day(row.in_force.since)} – {_day(until) if until else 'nay'}"


def _first_page() -> str:
    instruments = ([f"`{one.key}`", one.number or "–", one.names["vi"]] for one in LAW.instruments.values())
    links = ["[Thời hạn](clocks.md)", "[Thẩm quyền](competence.md)", "[Bản ghi chờ xác nhận](unsure.md)"]
    links.append("[Hỏi luật bằng máy](facts.md)")
    links += [f"[Thủ tục {label(procedure)}](procedure-{procedure.value}.md)" for procedure in Procedure]
    regimes = ([one.key, _day(one.in_force.since), one.name] for one in LAW.regimes)
    return _page(
        "Pháp luật mà hệ thống áp dụng",
        *(f"- {link}" for link in links),
        "",
        "Mỗi bản ghi nêu điều luật, ngày có hiệu lực và mức chắc chắn. Không phải tư vấn pháp lý.",
        "",
        "## Giai đoạn",
        "",
        *_table(("khóa", "từ ngày", "nội dung"), regimes),
        "## Văn bản",
        "",
        *_table(("khóa", "số", "tên"), instruments),
    )


def _clocks() -> str:
    lines = []
    for clock, names in LAW.clock_names.items():
        rows = [row for row in LAW.time_limits if row.clock == clock]
        lines += [f"## {clock}: {names['vi']}", "", f"Thời gian của: {OWNERS[rows[0].owner]}.", ""]
        lines += _table(("hoàn cảnh", "thời hạn", "căn cứ", "hiệu lực", "chắc chắn"), map(_limit, rows))
    return _page("Thời hạn", *lines)


def _limit(row: TimeLimit) -> list[str]:
    when = ", ".join(WHEN[name][0 if wanted else 1] for name, wanted in row.when) or "mọi trường hợp"
    length = f"{'chậm nhất trước ' if row.backward else ''}{row.days} {UNITS[row.counting]}"
    return [when, length, cited(row.citation), _period(row), SURE[row.confidence]]


def _competence() -> str:
    heads = ("thủ tục", "người bị khiếu nại, tố cáo", "tư cách", "người giải quyết", "căn cứ", "hiệu lực", "chắc chắn")
    return _page("Thẩm quyền", *_table(heads, map(_settler, LAW.competence)))


def _settler(row: CompetenceRow) -> list[str]:
    people = " ".join(sorted(f"`{name}`" for name in row.respondents)) if len(row.respondents) < 10 else "mọi cơ quan"
    if row.levels:
        people = "việc thuộc " + " ".join(sorted(f"`{name}`" for name in row.levels))
    positions = " ".join(sorted(row.positions)) if len(row.positions) < 3 else "–"
    settler = row.office or f"`{row.settler}`"
    human = " (người quyết định)" if row.needs_human else ""
    procedures = " ".join(sorted(row.procedures))
    return [procedures, people, positions, settler + human, cited(row.citation), _period(row), SURE[row.confidence]]


def _procedure(procedure: Procedure) -> str:
    rows = sorted((row for row in LAW.transitions if row.procedure is procedure), key=_place)
    heads = ("bước", "từ", "đến", "ai", "kết thúc", "bắt đầu", "điều kiện", "căn cứ", "hiệu lực", "chắc chắn")
    waiting = [f"- {label(row.state)}: {cited(row.citation)}" for row in LAW.waiting if row.procedure is procedure]
    if waiting:
        waiting = ["Ở các trạng thái sau cơ quan được chờ, không có thời hạn nào của cơ quan chạy:", "", *waiting, ""]
    return _page(f"Thủ tục: {label(procedure)}", *waiting, *_table(heads, map(_step, rows)))


def _place(row: Transition) -> tuple[bool, int, bool]:
    """In the order in which a case comes to them; steps possible everywhere come last."""
    order = list(State)
    first = min((order.index(state) for state in row.from_states), default=-1)
    return len(row.from_states) >= MANY, first, row.to_state is None


def _step(row: Transition) -> list[str]:
    many = len(row.from_states) >= MANY
    from_ = "mọi trạng thái chưa kết thúc" if many else ", ".join(sorted(label(state) for state in row.from_states))
    to = label(row.to_state) if row.to_state else "trạng thái trước" if row.back else "giữ nguyên"
    return [
        label(row.step),
        from_ or "–",
        to,
        " ".join(sorted(row.offices)),
        " ".join(row.ends) or "–",
        " ".join(row.starts) or "–",
        " ".join(row.requires) or "–",
        cited(row.citation),
        _period(row),
        SURE[row.confidence],
    ]


def _unsure() -> str:
    rows = [row for row in LAW.rules() if not row.confidence.is_sure]
    table = _table(("bản ghi", "căn cứ đang ghi", "hiệu lực", "cần trả lời"), map(_doubt, rows))
    switches = ([f"`{one.key}`", one.question, "đang dùng" if one.in_use else "tắt"] for one in LAW.alternatives)
    clauses = ([cited(one.citation), one.text, _day(one.since)] for one in LAW.clauses)
    return _page(
        "Bản ghi chờ xác nhận",
        "Thanh tra hoặc Sở Tư pháp cần đối chiếu những bản ghi này với văn bản trước khi hệ thống dựa vào chúng.",
        "",
        *table,
        "## Cách hiểu khác",
        "",
        "Công tắc trong `app/lawbook/alternatives.toml`; việc đã tính theo cách nào giữ cách ấy.",
        "",
        *_table(("công tắc", "câu hỏi", "hiện nay"), switches),
        "## Điều khoản chuyển tiếp",
        "",
        *_table(("căn cứ", "nội dung", "từ ngày"), clauses),
    )


def _doubt(row: Rule) -> list[str]:
    asked = "; ".join(doubt.question for doubt in LAW.doubts if doubt.concerns(row.rule_id))
    return [f"`{row.rule_id}`", cited(row.citation), _period(row), asked]


def write() -> None:
    """Bring the pages up to date."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
