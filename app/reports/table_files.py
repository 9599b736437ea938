"""Tables as one file, in whichever of the forms that a table has."""

from collections.abc import Iterable
from pathlib import Path

from app.reports import csv_file, xlsx_press
from app.reports.table import ReportTable

MEDIA = {"xlsx": xlsx_press.MEDIA_TYPE, "csv": csv_file.MEDIA_TYPE}


def content(tables: Iterable[ReportTable], form: str) -> bytes:
    """The file in memory; `form`: one of MEDIA."""
    return xlsx_press.content(tables) if form == "xlsx" else b"".join(csv_file.pieces_of(tables))


def write(tables: Iterable[ReportTable], target: Path) -> None:
    """The file on disk; its form is seen from the name."""
    if target.suffix == ".xlsx":
        xlsx_press.write(tables, target)
        return
    with target.open("wb") as file:
        file.writelines(csv_file.pieces_of(tables))
