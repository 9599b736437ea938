"""Pages of rounds and findings: files with the rights of the lists, the paper, input that cannot be meant."""

import csv
import io
from dataclasses import replace

from flask import Flask
from flask_sqlalchemy import SQLAlchemy

from app.domain.oversight.vocabulary import Method
from app.services.oversight.audit import concluding, drawing, finding
from app.services.oversight.audit.drawing import DrawInput
from tests import cast
from tests.services.oversight.test_audit import NOW, TODAY, WRONG, stories, under_way

CASES, FOUND = "/thanh-tra/cuoc", "/thanh-tra/phat-hien"


def test_files_paper_and_odd_input(app: Flask, db: SQLAlchemy) -> None:
    app.config["NOW"] = NOW
    found, number, em = stories(), under_way(), cast.actor("em")
    drawing.draw(em, number, DrawInput(Method.RISK, 5), at=NOW)
    one = finding.write(em, number, replace(WRONG, case_id=found["late"].id), at=NOW)
    inspector, dung = cast.sign_in(app.test_client(), "em"), cast.sign_in(app.test_client(), "dung")
    assert WRONG.what not in dung.get(FOUND).text, "a draft is the inspectorate's alone"
    assert dung.get(f"{FOUND}/{one}").status_code == 404
    finding.send(em, one, at=NOW)
    assert "1 phát hiện của thanh tra" in dung.get("/cho-duyet").text
    rows = list(csv.reader(io.StringIO(dung.get(f"{FOUND}/tep.csv?tab=mine").get_data(as_text=True))))
    assert len(rows) == 2 and rows[1][3] == found["late"].number and rows[1][6] == WRONG.what
    nobody = cast.sign_in(app.test_client(), "ha").get(f"{FOUND}/tep.csv").get_data(as_text=True)
    assert WRONG.what not in nobody
    said = dung.post(f"{FOUND}/{one}/tra-loi", data={"words": "Rồi", "fixed_on": "31/02/2026"})
    assert said.status_code == 400, "without the token nothing is read"

    assert inspector.get(f"{CASES}/tep.xlsx?state=under_way&mine=1").data[:2] == b"PK"
    for odd in ("?before=x&state=y", "?before=9999999999", f"/{number}/mau/99999", "/99999999999", "/tep.pdf"):
        assert inspector.get(f"{CASES}{odd}").status_code in (200, 404), odd
    assert inspector.get(f"{FOUND}?after=2026-99-99~1&round=x&tab=z&severity=q").status_code == 200
    assert inspector.get(f"{CASES}/{number}/ket-luan.pdf").status_code == 409
    concluding.conclude(em, number, "Một hồ sơ thụ lý chậm; đã yêu cầu chấn chỉnh.", TODAY, at=NOW)
    paper = inspector.get(f"{CASES}/{number}/ket-luan.pdf")
    assert paper.data[:5] == b"%PDF-" and paper.headers["Cache-Control"] == "no-store"
    assert inspector.get(f"{CASES}/{number}/ket-luan.docx").data[:2] == b"PK"
