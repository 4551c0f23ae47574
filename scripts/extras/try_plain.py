"""The installation without extras: a name, files of each kind, a trade over HTTP, a certificate to be printed."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from examples.arrow_batches import screen_table
from examples.screen import TRADE, screen
from scripts.extras.running import CUSTOMERS, PERSON, Refused, ask, command, installed, served
from service.settings import Settings


def main() -> None:
    installed()
    assert "REVIEW" in command("sekisho", "screen", "Sergei Aksenov", status=1)
    assert "BLOCK" in command("sekisho", "goods", "г. Севастополь", "--country", "RU", "--regime", "JP", status=1)
    _screen_files()
    with served() as address:
        assert screen(address, TRADE)["decision"] == "block"
        certificate = f"{address}/v1/screenings/{json.loads(ask(f'{address}/v1/screenings', PERSON))['id']}/certificate"
        assert b"<html" in ask(f"{certificate}?format=html")
        assert "sekisho[pdf]" in _refusal(f"{certificate}?format=pdf")
    assert "intact" in command("sekisho", "audit", "verify")


def _refusal(address: str) -> str:
    try:
        ask(address)
    except Refused as refused:
        return refused.said
    return "no refusal"


def _screen_files() -> None:
    rows = [line.split(",") for line in CUSTOMERS.splitlines()]
    Path("customers.csv").write_text(CUSTOMERS, encoding="utf-8")
    with xlsxwriter.Workbook("customers.xlsx") as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    table = pa.table({name: list(cells) for name, cells in zip(rows[0], zip(*rows[1:], strict=True), strict=True)})
    pq.write_table(table, "customers.parquet")
    for file, result in (("csv", "xlsx"), ("xlsx", "csv"), ("parquet", "parquet")):
        command("sekisho", "bulk", f"customers.{file}", "-o", f"of_{file}.{result}", status=1)
    assert pq.read_table("of_parquet.parquet").column("decision").to_pylist() == ["review", "clear"]
    assert screen_table(table, Settings(data_dir=Path("data"))).column("decision").to_pylist() == ["review", "clear"]


if __name__ == "__main__":
    main()
