"""Screens a pandas data frame as one bulk job; needs `pip install 'sekisho-client[pandas]'`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from sekisho_client.client import Sekisho

ANSWER_COLUMNS = (
    "decision",
    "top_score",
    "hits",
    "hits_total",
    "top_entity_id",
    "top_name",
    "top_watchlist",
    "reason",
    "screening_id",
    "error",
    "warnings",
    "truncated",
)


def screen_frame(client: Sekisho, frame: pd.DataFrame, *, columns: Mapping[str, str] | None = None) -> pd.DataFrame:
    """The answers to the rows of a frame, with its index.

    `columns` maps fields of the service to columns of the frame: `{"name": "customer", "birth_date": "born"}`. Columns
    that the service knows by their own name need no entry. Cells are sent as text, missing ones empty; dates as
    ISO 8601. A row that could not be screened has the decision `rejected` and its reason in `error`: it is not clear.

    Raises `JobFailedError` if the job ends without a result, and `ValueError` if the answers are not one for each row.
    """
    with TemporaryDirectory() as folder:
        sent, got = Path(folder) / "rows.csv", Path(folder) / "answers.jsonl"
        frame.to_csv(sent, index=False, date_format="%Y-%m-%d")
        job = client.wait_for_bulk_job(client.start_bulk_job(sent, columns=columns).id)
        client.download_results(job.id, got, "jsonl")
        answers = pd.read_json(got, lines=True, dtype=False)
    if len(answers) != len(frame):
        raise ValueError(f"{len(frame)} rows were sent and {len(answers)} came back: {job.id}")
    return answers[[name for name in ANSWER_COLUMNS if name in answers]].set_axis(frame.index, axis=0)
