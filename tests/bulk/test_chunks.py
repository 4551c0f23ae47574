"""The answers of chunks, and the one file that they become."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from service.bulk.chunks import join_answers, write_answers
from service.bulk.errors import BadFile


def answers(first, size):
    """Some answered rows, made anew each time, with gaps of which the memory is not ours to say."""
    rows = range(first, first + size)
    return pa.RecordBatch.from_pydict(
        {
            "sekisho_row": pa.array(rows, pa.int64()),
            "decision": pa.array(["clear" if row % 7 else "review" for row in rows]),
            "top_score": pa.array([None if row % 7 else row / 10_000 for row in rows], pa.float64()),
        }
    )


def kept_in(path):
    return lambda sha256: path


def test_the_same_rows_give_the_same_bytes(tmp_path):
    hashes = {write_answers(kept_in(tmp_path / f"{number}.arrow"), answers(1, 1_001)) for number in range(50)}
    assert len(hashes) == 1


def test_chunks_become_one_file_in_their_order(tmp_path):
    parts = [(path := tmp_path / f"{at}.arrow", write_answers(kept_in(path), answers(at, 50))) for at in (1, 51, 101)]
    passed = list(join_answers(parts, tmp_path / "result.parquet"))
    assert [batch.num_rows for batch in passed] == [50, 50, 50]
    assert pq.read_table(tmp_path / "result.parquet").column("sekisho_row").to_pylist() == list(range(1, 151))


def test_a_chunk_that_was_changed_is_refused_and_leaves_no_result(tmp_path):
    path = tmp_path / "1.arrow"
    sha256 = write_answers(kept_in(path), answers(1, 50))
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(BadFile, match=r"1\.arrow are not those that were written"):
        list(join_answers([(path, sha256)], tmp_path / "result.parquet"))
    assert not (tmp_path / "result.parquet").exists()
