"""Pages of docs/law/ for jurists, made from the lawbook: `make docs` writes them, a test holds them current."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from app import lawbook
from app.domain.citations import Citation
from app.domain.deadlines import TimeLimit
from app.domain.rules import CircumstanceRow, CompetenceRow, Rule, Transition
from app.domain.vocabulary import Procedure, State
from app.i18n.labels import label
from tests.lawbook import words

LAW = lawbook.load()
MANY = 15  # so many states are all the open ones
BY_HAND = {"facts.md"}
FOLDER = Path(__file__).parents[2] / "docs" / "law"
MADE = "Trang này do `make docs` lập từ các tệp trong `app/lawbook/`; sửa ở đó, không sửa ở đây."


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
    lines = [
        "Ngày của sự việc không tính; ngày cuối trùng ngày nghỉ thì hạn là hết ngày làm việc kế tiếp (BLDS Đ147, 148).",
        "",
    ]
    owners = {row.clock: words.OWNERS[row.owner] for row in LAW.time_limits}
    for clock, names in LAW.clock_names.items():
        events = LAW.clock_events[clock]
        lines += [f"## {clock}: {names['vi']}", "", f"- Thời gian của: {owners.get(clock, 'cơ quan')}."]
        lines += [f"- Tính từ: {events.starts}.", f"- Kết thúc khi: {events.ends}."]
        lines += [f"- Ngoài bảng thủ tục: {events.beside}."] if events.beside else []
        rows = [_limit(row) for row in LAW.time_limits if row.clock == clock]
        rows += [
            ["mọi trường hợp", f"xem {row.look_in}", cited(row.citation), _period(row), words.SURE[row.confidence]]
            for row in LAW.elsewhere
            if row.clock == clock
        ]
        lines += ["", *_table(("hoàn cảnh", "thời hạn", "căn cứ", "hiệu lực", "chắc chắn"), rows)]
    return _page("Thời hạn", *lines)


def _limit(row: TimeLimit) -> list[str]:
    when = ", ".join(words.WHEN[name][0 if wanted else 1] for name, wanted in row.when) or "mọi trường hợp"
    length = f"{'chậm nhất trước ' if row.backward else ''}{row.days} {words.UNITS[row.counting]}"
    return [when, length, cited(row.citation), _period(row), words.SURE[row.confidence]]


def _competence() -> str:
    heads = ("bị khiếu nại, tố cáo", "tư cách", "người giải quyết", "căn cứ", "hiệu lực", "chắc chắn")
    lines = ["Chọn theo ngày nộp đơn. “Người quyết định”: máy chỉ đề xuất, không tự chuyển.", ""]
    groups = dict.fromkeys(tuple(sorted(row.procedures)) for row in LAW.competence)
    for group in groups:
        rows = [row for row in LAW.competence if tuple(sorted(row.procedures)) == group]
        lines += [f"## {', '.join(label(name) for name in group)}", "", *_table(heads, map(_settler, rows))]
    lines += ["## Khi người bị tố cáo đã chuyển đi, cơ quan đã đổi, hoặc các cơ quan không thống nhất", ""]
    changed = ("trường hợp", "người giải quyết", "căn cứ", "hiệu lực", "chắc chắn")
    return _page("Thẩm quyền", *lines, *_table(changed, map(_circumstance, LAW.circumstances)))


def _settler(row: CompetenceRow) -> list[str]:
    people = "; ".join(sorted(words.RESPONDENTS[name] for name in row.respondents))
    if row.levels:
        people = "; ".join(sorted(words.LEVELS[name] for name in row.levels))
    elif len(row.respondents) >= MANY:
        people = "mọi cơ quan"
    positions = "; ".join(sorted(words.POSITIONS[name] for name in row.positions)) if len(row.positions) < 3 else "–"
    settler = row.office or row.title or words.SETTLERS[row.settler]
    human = " (người quyết định)" if row.needs_human else ""
    return [people, positions, settler + human, cited(row.citation), _period(row), words.SURE[row.confidence]]


def _circumstance(row: CircumstanceRow) -> list[str]:
    case = "; ".join(sorted(words.CHANGES[name] for name in row.changes))
    position = f", với tư cách {words.POSITIONS[row.position]}" if row.position else ""
    settler = words.SETTLERS[row.settler] if row.settler else words.ABOUT[row.about] + position
    human = " (người quyết định)" if row.needs_human else ""
    kinds = ", ".join(sorted(row.procedures))
    return [f"{kinds}: {case}", settler + human, cited(row.citation), _period(row), words.SURE[row.confidence]]


def _procedure(procedure: Procedure) -> str:
    rows = sorted((row for row in LAW.transitions if row.procedure is procedure), key=_place)
    heads = ("bước", "từ", "đến", "ai", "văn bản", "thời hạn", "điều kiện", "căn cứ", "hiệu lực", "chắc chắn")
    waiting = [f"- {label(row.state)}: {cited(row.citation)}" for row in LAW.waiting if row.procedure is procedure]
    if waiting:
        waiting = ["Ở các trạng thái sau cơ quan được chờ, không có thời hạn nào của cơ quan chạy:", "", *waiting, ""]
    named = {clock for row in rows for clock in (*row.ends, *row.starts, *row.extends, *row.pauses, *row.resumes)}
    clocks = [f"- {clock}: {names['vi']}" for clock, names in LAW.clock_names.items() if clock in named]
    legend = ["Thời hạn: ■ kết thúc, ▶ bắt đầu, + kéo dài, ⏸ dừng, ⏵ chạy tiếp. Mã thời hạn ở cuối trang.", ""]
    table = _table(heads, map(_step, rows))
    return _page(f"Thủ tục: {label(procedure)}", *waiting, *legend, *table, "## Thời hạn trong bảng", "", *clocks)


def _place(row: Transition) -> tuple[bool, int, bool]:
    """In the order in which a case comes to them; steps possible everywhere come last."""
    order = list(State)
    first = min((order.index(state) for state in row.from_states), default=-1)
    return len(row.from_states) >= MANY, first, row.to_state is None


def _step(row: Transition) -> list[str]:
    many = len(row.from_states) >= MANY
    from_ = "mọi trạng thái chưa kết thúc" if many else ", ".join(sorted(label(state) for state in row.from_states))
    to = label(row.to_state) if row.to_state else "trạng thái trước" if row.back else "giữ nguyên"
    turns = [f"{sign} {clock}" for sign, clocks in _turns(row) for clock in clocks]
    return [
        label(row.step),
        from_ or "–",
        to,
        "; ".join(words.OFFICES[office] for office in sorted(row.offices)),
        label(row.document) if row.document else "–",
        "<br>".join(turns) or "–",
        "; ".join(words.REQUIRES[name] for name in row.requires) or "–",
        cited(row.citation),
        _period(row),
        words.SURE[row.confidence],
    ]


def _turns(row: Transition) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return ("■", row.ends), ("▶", row.starts), ("+", row.extends), ("⏸", row.pauses), ("⏵", row.resumes)


def _unsure() -> str:
    rows = [row for row in LAW.rules() if not row.confidence.is_sure]
    table = _table(("bản ghi", "căn cứ đang ghi", "hiệu lực", "cần trả lời"), map(_doubt, rows))
    switches = ([f"`{one.key}`", one.question, "đang dùng" if one.in_use else "tắt"] for one in LAW.alternatives)
    matters = ([doubt.question, doubt.look_in, doubt.assumed] for doubt in LAW.doubts if not doubt.rules)
    clauses = ([cited(one.citation), one.text, _day(one.since)] for one in LAW.clauses)
    return _page(
        "Bản ghi chờ xác nhận",
        "Thanh tra hoặc Sở Tư pháp cần đối chiếu những bản ghi này với văn bản trước khi hệ thống dựa vào chúng.",
        "",
        *table,
        "## Điều không nằm ở một bản ghi nào",
        "",
        *_table(("cần trả lời", "xem ở", "hệ thống làm thế nào trong khi chờ"), matters),
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
