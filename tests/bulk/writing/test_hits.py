"""Hits with everything about where they come from."""

import pyarrow.parquet as pq

from service.worker.bulk.export import export_hits
from tests.bulk.writing.results import cells


def test_hits_carry_their_provenance(record, tmp_path):
    export_hits(record, tmp_path / "hits.csv", "csv")
    rows = cells(tmp_path / "hits.csv", "csv")
    assert [row["row"] for row in rows] == [str(n) for n in range(1, 12)]
    assert rows[0]["of"] == "party"
    assert rows[0]["legal_basis"] == "MOFA Notice No. 267 of 2014"
    assert rows[0]["measures"] == "asset_freeze"
    assert len(rows[0]["edition_sha256"]) == 64


def test_goods_are_hits_by_measure(bench, tmp_path):
    job = bench.done(bench.submit("goods,origin,origin_country\nwine,г. Севастополь,RU\nwine,Bordeaux,FR\n")[0])
    record = bench.job_service.folder(job.id).result
    export_hits(record, tmp_path / "hits.csv", "csv")
    rows = cells(tmp_path / "hits.csv", "csv")
    assert {(row["row"], row["of"]) for row in rows} == {("1", "goods")}
    assert {row["entity_id"] for row in rows if row["type"] == "territory"} == {"sevastopol"}
    assert "UA-RU-all" in {row["entity_id"] for row in rows if row["type"] == "measure"}
    assert "JP" in {row["programme"] for row in rows}
    first = pq.read_table(record).to_pylist()[0]
    assert (first["decision"], first["top_name"], first["hits"]) == ("block", "Sevastopol", 0)
