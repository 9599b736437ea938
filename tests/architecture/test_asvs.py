"""The table of ASVS 5.0.0 in docs/security.md leaves no requirement out, and every test it names exists."""

import ast
import re
from collections import Counter

from tests.architecture.source import ROOT

LEVELS = """
1.1 22
1.2 1111122223
1.3 112222222223
1.4 222
1.5 123
2.1 122
2.2 112
2.3 12223
2.4 23
3.1 3
3.2 113
3.3 12223
3.4 11222233
3.5 11122333
3.6 3
3.7 22333
4.1 12233
4.2 23333
4.3 22
4.4 1222
5.1 2
5.2 112333
5.3 113
5.4 222
6.1 122
6.2 111111112222
6.3 11223333
6.4 112233
6.5 22222333
6.6 2223
6.7 33
6.8 2222
7.1 222
7.2 1111
7.3 22
7.4 11222
7.5 223
7.6 22
8.1 1233
8.2 1123
8.3 133
8.4 23
9.1 111
9.2 1222
10.1 22
10.2 223
10.3 22223
10.4 1111122222233333
10.5 22222
10.6 22
10.7 222
11.1 2233
11.2 22233
11.3 11233
11.4 1222
11.5 23
11.6 23
11.7 33
12.1 12233
12.2 11
12.3 22223
13.1 2333
13.2 222223
13.3 2233
13.4 1222233
14.1 22
14.2 12223333
14.3 122
15.1 12233
15.2 12233
15.3 1222222
15.4 3333
16.1 2
16.2 22222
16.3 2222
16.4 222
16.5 2223
17.1 23
17.2 22223333
17.3 22
"""
"""Section, and the level of each of its requirements in order, as OWASP numbers them."""

STATES = {"met", "partly", "not yet", "operator", "n/a"}
DOCUMENT = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
    for line in DOCUMENT.splitlines()
    if re.match(r"\| \d+\.\d+\.\d+", line)
]


def level_of() -> dict[str, int]:
    found = {}
    for section, levels in (line.split() for line in LEVELS.split("\n") if line):
        found |= {f"{section}.{place}": int(level) for place, level in enumerate(levels, 1)}
    return found


LEVEL = level_of()
ORDER = list(LEVEL)


def named(cell: str) -> list[str]:
    """1.2.1, and everything from 1.3.1 to 1.4.2 as the standard counts."""
    found: list[str] = []
    for part in cell.replace(" ", "").split(","):
        first, _, last = part.partition("–")
        found += ORDER[ORDER.index(first) : ORDER.index(last or first) + 1]
    return found


def test_the_standard_has_so_many() -> None:
    assert Counter(LEVEL.values()) == {1: 70, 2: 183, 3: 92}


def test_every_requirement_of_levels_one_and_two_has_its_row() -> None:
    said = Counter(one for row in ROWS for one in named(row[0]))
    wanted = [one for one, level in LEVEL.items() if level < 3]
    assert [one for one in wanted if one not in said] == []
    assert [one for one, count in said.items() if count > 1] == []


def test_every_row_says_what_holds_it() -> None:
    for requirements, state, how, tests in ROWS:
        assert state in STATES and how != "" or state == "n/a", requirements
        assert tests or state in ("n/a", "operator", "not yet"), requirements


def test_every_named_test_exists() -> None:
    names = set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", DOCUMENT))
    assert len(names) > 80
    missing = []
    for path, name in sorted(names):
        file = ROOT / path
        tree = ast.parse(file.read_text(encoding="utf-8")) if file.exists() else ast.Module([], [])
        if name not in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}:
            missing.append(f"{path}::{name}")
    assert missing == []
