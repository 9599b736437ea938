"""Some 350 petitions, composed from tellings written by hand: each has one matter, a person, a place, and often a plot
and a document; some mention another matter in passing. Drawn from a seed, so that everybody measures the same."""

import random
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.search.evaluation import writing

HERE = Path(__file__).parent
FOR_EACH_TOPIC = 11

PLACES = {  # of today: the units of before that lie in it
    "xã Long Phú": ("thị trấn Long Phú", "xã Long Phú", "xã Long Phú, huyện Long Phú"),
    "xã Trường Khánh": ("xã Trường Khánh", "xã Hậu Thạnh", "xã Phú Hữu"),
    "xã Kế Sách": ("thị trấn Kế Sách", "xã Kế An", "xã Kế Thành"),
    "xã An Lạc Thôn": ("thị trấn An Lạc Thôn", "xã Xuân Hòa", "xã Trinh Phú"),
    "phường Vĩnh Châu": ("phường 1, thị xã Vĩnh Châu", "phường 2, thị xã Vĩnh Châu", "xã Lạc Hòa"),
    "xã Mỹ Tú": ("thị trấn Huỳnh Hữu Nghĩa", "xã Mỹ Tú", "xã Mỹ Thuận"),
    "xã Thạnh Phú": ("xã Thạnh Phú", "xã Thạnh Quới", "xã Thạnh Phú, huyện Mỹ Xuyên"),
    "phường Phú Lợi": ("phường 1, thành phố Sóc Trăng", "phường 2, thành phố Sóc Trăng", "phường 4, TP Sóc Trăng"),
    "xã Tân Thạnh": ("xã Tân Thạnh", "xã Long Đức", "xã Tân Hưng"),
    "phường Ngã Năm": ("phường 1, thị xã Ngã Năm", "xã Vĩnh Quới", "phường 2, thị xã Ngã Năm"),
}
HAMLETS = (
    "ấp Phước Hòa",
    "ấp Trường Lộc",
    "khóm 3",
    "ấp Mỹ Thạnh",
    "ấp Chùa Ông",
    "khóm 5",
    "ấp An Ninh",
    "ấp Tân Lập",
)
SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Lâm", "Thạch", "Sơn", "Danh", "Huỳnh", "Võ", "Đặng", "Kim", "Lý", "Trương")
MIDDLES = ("Văn", "Thị", "Hoàng", "Minh", "Ngọc", "Thanh", "Hữu", "Kim", "Quốc", "Thị Mỹ", "Thị Thu", "Phước")
GIVEN = (
    "An Bình Cường Dũng Em Giàu Hạnh Hùng Khoa Lan Loan Mai Nga Nhàn Oanh Phú Phượng Quyên Rành Sang Sương Tài Thảo "
    "Thoại Tuấn Út Vân Xuyến Yến Đẹp Lượm Hận Tươi Nhiễu Chệt"
).split()
OPENINGS = (
    "Kính gửi Ủy ban nhân dân. Tôi tên {name}, ngụ {hamlet}, {place}.",
    "Kính gửi Ban Tiếp công dân. Người làm đơn: {name}, cư trú tại {hamlet}, {place}.",
    "Tôi là {name}, sinh năm {year}, hiện ở {place}.",
    "Đơn của bà con {hamlet}, {place}; người đại diện là {name}.",
)
PLOTS = (
    "Thửa đất số {plot}, tờ bản đồ số {sheet}, diện tích {area} m2.",
    "Đất nói trên thuộc thửa {plot} tờ bản đồ {sheet}.",
    "Phần đất này nằm ở tờ bản đồ số {sheet}, thửa số {plot}, do cha mẹ để lại.",
)
PAPERS = (
    "Vụ việc đã có Quyết định số {number}/QĐ-UBND ngày {day}/{month}/2025.",
    "Tôi đã nhận Công văn {number}/UBND-TNMT nhưng không đồng ý.",
    "Theo Thông báo số {number}/TB-UBND ngày {day} tháng {month} năm 2025 thì tôi phải chờ.",
)
FILLERS = (
    "Tôi đã nhiều lần trình bày ở cuộc họp dân nhưng chưa được trả lời bằng văn bản.",
    "Hoàn cảnh gia đình tôi rất khó khăn, sống bằng nghề làm ruộng và làm thuê.",
    "Kính mong lãnh đạo cử người xuống kiểm tra thực tế và trả lời cho người dân được rõ.",
    "Những lời trình bày trên là đúng sự thật, nếu sai tôi xin chịu trách nhiệm trước pháp luật.",
    "Đề nghị giải quyết đúng quy định của pháp luật và thông báo kết quả cho tôi biết.",
    "Sự việc kéo dài làm ảnh hưởng đến đời sống và việc học hành của các con.",
)
PASSING = "Trước đây ở đây cũng có người phản ánh: {telling}"
SHORTER = {
    "Ủy ban nhân dân": "UBND",
    "giấy chứng nhận quyền sử dụng đất": "GCN QSDĐ",
    "bảo hiểm xã hội": "BHXH",
    "tái định cư": "TĐC",
    "giải phóng mặt bằng": "GPMB",
    "Quyết định số": "QĐ số",
    "thủ tục hành chính": "TTHC",
}
KHMER = (
    ("ដីធ្លី", "ខ្ញុំប្តឹងអំពីវិវាទដីធ្លីនៅភូមិ គណៈកម្មាធិការប្រជាជនឃុំមិនទាន់ដោះស្រាយ។"),
    ("សំណង", "ការដកហូតដីរបស់គ្រួសារខ្ញុំមិនទាន់បានសំណងសមរម្យ។ សូមពិនិត្យសេចក្តីសម្រេចឡើងវិញ។"),
    ("ទឹកលិច", "ផ្លូវក្នុងភូមិទឹកលិចរាល់ពេលភ្លៀង សូមជួសជុលលូទឹក។"),
    ("គ្រួសារក្រីក្រ", "គ្រួសារខ្ញុំជាគ្រួសារក្រីក្រ សូមមន្ទីរសុខាភិបាលជួយធានារ៉ាប់រងសុខភាព។"),
    ("សំរាម", "សំរាមនៅមុខផ្សារធ្វើឱ្យបរិស្ថានមានក្លិន សូមសង្កាត់ដោះស្រាយ។"),
    ("ស្ពាន", "ស្ពានឆ្លងព្រែកខូច កុមារទៅសាលាមិនបាន។"),
    ("ប័ណ្ណសម្គាល់សិទ្ធិប្រើប្រាស់ដី", "ខ្ញុំដាក់ពាក្យសុំប័ណ្ណសម្គាល់សិទ្ធិប្រើប្រាស់ដី ហួសកាលកំណត់ហើយ។"),
    ("ភ្លើងបំភ្លឺផ្លូវ", "ភ្លើងបំភ្លឺផ្លូវខូចជាយូរ សូមក្រុមការងារអគ្គិសនីមកពិនិត្យ។"),
)


@dataclass(frozen=True, slots=True)
class APetition:
    """With what the questions are judged by."""

    id: str
    text: str
    topic: str
    place: str
    unit: str
    name: str
    plot: str = ""
    number: str = ""


@cache
def topics() -> list[dict[str, Any]]:
    return list(tomllib.loads((HERE / "topics.toml").read_text(encoding="utf-8"))["topic"])


@cache
def petitions() -> tuple[APetition, ...]:
    draw = random.Random(20261128)
    composed = [_petition(draw, topic, count) for topic in topics() for count in range(FOR_EACH_TOPIC)]
    khmer = [
        APetition(f"khmer-{number}", text + " " + text, f"khmer-{word}", "", "", "")
        for number, (word, text) in enumerate(KHMER)
    ]
    return (*composed, *khmer)


def _petition(draw: random.Random, topic: dict[str, Any], count: int) -> APetition:
    place = draw.choice(list(PLACES))
    unit = draw.choice((place, *PLACES[place]))
    name = f"{draw.choice(SURNAMES)} {draw.choice(MIDDLES)} {draw.choice(GIVEN)}"
    plot, number = str(draw.randint(2, 999)), str(draw.randint(3, 4999))
    sheet = str(draw.randint(1, 60))
    parts = [draw.choice(OPENINGS).format(name=name, hamlet=draw.choice(HAMLETS), place=unit, year=1950 + count * 3)]
    parts += draw.sample(topic["tellings"], 1 + draw.randrange(2))
    has_plot, has_number = draw.random() < 0.5, draw.random() < 0.6
    if has_plot:
        parts.append(draw.choice(PLOTS).format(plot=plot, sheet=sheet, area=draw.randint(50, 3000)))
    if has_number:
        parts.append(draw.choice(PAPERS).format(number=number, day=draw.randint(1, 28), month=draw.randint(1, 12)))
    if draw.random() < 0.15:
        other = draw.choice([one for one in topics() if one["name"] not in (topic["name"], *topic["near"])])
        parts.append(PASSING.format(telling=draw.choice(other["tellings"])))
    parts += draw.sample(FILLERS, 2)
    return APetition(
        f"{topic['name']}-{count}",
        _as_typed(draw, " ".join(parts)),
        topic["name"],
        place,
        unit,
        name,
        f"{plot}:{sheet}" if has_plot else "",
        number if has_number else "",
    )


def _as_typed(draw: random.Random, text: str) -> str:
    chance = draw.random()
    if chance < 0.07:
        return writing.unaccented(text)
    if chance < 0.13:
        return writing.decomposed(text)
    if chance < 0.25:
        return writing.moved_tones(text)
    if chance < 0.5:
        for words, short in SHORTER.items():
            text = text.replace(words, short)
    return text
