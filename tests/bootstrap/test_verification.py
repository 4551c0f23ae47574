"""A list of changes behind the program's back, all found; and what serving does about some of them."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import create_engine, text

from service.api.app import create_app
from service.audit.anchors import FILE
from service.auth.api_keys import Wanted, make_key
from service.auth.store import KeyStore, add_key, revoke_key
from service.bootstrap.runtime import open_records
from service.bootstrap.verification import verify_records
from service.bulk.jobs.task_runner import Worker
from service.common.roles import Role
from service.settings import Settings
from service.storage.database import begin_writing
from service.storage.errors import RecordsUnavailable
from service.worker.bulk.worker import tools_of
from tests.conftest import NOW, Client
from tests.e2e.flips import unguard

ROWS = b"name,dob\nSergei Aksenov,1972-11-26\nTesta Testova,1980\n"
LISTED = {"reference": "T-7", "parties": [{"id": "buyer", "type": "person", "name": "Sergey Aksyonov"}]}
UNLISTED = {"parties": [{"id": "buyer", "type": "person", "name": "Testa Testova"}]}
RATIONALE = "Another person: born in another year and place."


@pytest.fixture
def used(database, tmp_path, snapshot, make_runtime):
    """Settings of an installation that was used: screenings, keys, a decided alert, a finished job."""
    settings = Settings(data_dir=tmp_path, database_url=database, anchor_copies=(str(tmp_path / "elsewhere"),))
    (tmp_path / "elsewhere").mkdir()
    for number in range(2):
        runtime = make_runtime(open_records(settings, lambda: NOW), database_url=database)
        client = Client(create_app(runtime))
        if number == 0:
            decide_alert(client, client.post("/v1/screenings", json=LISTED))
            job = client.post("/v1/bulk-jobs", files={"file": ("rows.csv", ROWS)}).json()["id"]
            worker = Worker(tools_of(settings, "test", snapshot, clock=lambda: NOW))
            while worker.work():
                pass
            worker._tools.store.close()
            assert client.get(f"/v1/bulk-jobs/{job}/results?format=jsonl").status_code == 200
            for name in ("chief", "desk"):
                key, secret = make_key(Wanted(name, frozenset({Role.SCREENER})), by="local", now=NOW)
                runtime.records.perform_now(add_key(key))
            [chief] = [key for key in KeyStore(runtime.records.engine).load() if key.name == "chief"]
            runtime.records.perform_now(revoke_key(chief, by="local", at=NOW))
        else:
            answer = client.post("/v1/screenings", json=UNLISTED, headers={"Authorization": f"Bearer {secret}"})
            assert answer.json()["decision"] == "clear"
        runtime.close()
    return settings


def decide_alert(client, answer):
    """Propose as one person and approve as another, so that the decision is remembered."""
    alert = client.get("/v1/alerts").json()["alerts"][0]
    runtime = client.app.state.runtime
    from service.alerts.decisions import By, propose
    from service.alerts.model import Outcome, Proposal, WantedSuppression

    proposal = Proposal((1,), Outcome.FALSE_POSITIVE, "name_only", RATIONALE, (), (), WantedSuppression(""))
    made = runtime.records.perform_now(propose(alert["id"], proposal, By("a.yamada", NOW, alert["version"])))
    decided = runtime.alerts.approve_now(made.id, made.content_sha256, By("b.tanaka", NOW, made.alert_version + 1))
    assert answer.status_code == 200
    assert decided.suppressions


def run(settings, statement):
    """Change the database as its owner can: without its guards."""
    engine = create_engine(settings.database_address.replace("postgresql://", "postgresql+psycopg://"))
    unguard(engine)
    with begin_writing(engine) as connection:
        changed = connection.execute(text(statement)).rowcount
    engine.dispose()
    assert changed


def copy_file(settings):
    return settings.data_dir / FILE


def job_file(settings, name):
    [path] = settings.bulk_dir.glob(f"blk_*/{name}")
    return path


NEWEST = "(SELECT MAX(writer) FROM audit_events)"


def without_newest_chain(settings):
    """Remove the newest chain whole, with its screening, and its lines of the copy in the data folder."""
    lines = copy_file(settings).read_text().splitlines(keepends=True)
    newest = max(json.loads(line)["writer"] for line in lines)
    copy_file(settings).write_text("".join(line for line in lines if newest not in line))
    run(settings, "DELETE FROM screenings WHERE decision = 'clear'")
    run(settings, f"DELETE FROM audit_anchors WHERE writer = {NEWEST}")
    run(settings, f"DELETE FROM audit_events WHERE writer = {NEWEST}")


def statement(sql):
    return lambda settings: run(settings, sql)


CHANGES = {
    "decision of a screening": statement("UPDATE screenings SET decision = 'clear' WHERE decision <> 'clear'"),
    "answer": statement("UPDATE screenings SET answer = request"),
    "screening removed": statement("DELETE FROM screenings WHERE decision = 'clear'"),
    "event": statement("UPDATE audit_events SET actor = 'nobody' WHERE kind = 'key_created'"),
    "newest chain removed": without_newest_chain,
    "copy of the anchors deleted": lambda settings: copy_file(settings).unlink(),
    "copy of the anchors shortened": lambda settings: copy_file(settings).write_text(
        copy_file(settings).read_text().splitlines(keepends=True)[-1]
    ),
    "key inserted": statement(
        "INSERT INTO api_keys (id, name, secret_sha256, roles, created_at, created_by) "
        "SELECT 'aaaaaaaa', 'eve', 'ab', 'admin', created_at, 'local' FROM api_keys WHERE name = 'desk'"
    ),
    "key widened": statement("UPDATE api_keys SET roles = 'admin screener' WHERE name = 'desk'"),
    "secret of a key": statement("UPDATE api_keys SET secret_sha256 = 'ab' WHERE name = 'desk'"),
    "key no longer revoked": statement("UPDATE api_keys SET revoked_at = NULL, revoked_by = NULL WHERE name = 'chief'"),
    "key removed": statement("DELETE FROM api_keys WHERE name = 'chief'"),
    "totals of a job": statement("""UPDATE bulk_jobs SET totals = REPLACE(totals, '"block": 1', '"block": 0')"""),
    "hash of a result": statement("UPDATE bulk_jobs SET result_sha256 = 'ab'"),
    "state of a job": statement("UPDATE bulk_jobs SET state = 'queued'"),
    "job removed": statement("DELETE FROM bulk_jobs"),
    "alert of a job removed": statement("DELETE FROM bulk_alerts"),
    "alert of a job": statement("UPDATE bulk_alerts SET decision = 'review'"),
    "result of a job": lambda settings: flip_byte(job_file(settings, "result.parquet")),
    "result written out": lambda settings: flip_byte(job_file(settings, "results.jsonl")),
    "summary of a job": lambda settings: job_file(settings, "summary.html").write_text("all clear"),
    "alert": statement("UPDATE alerts SET priority = 'low'"),
    "state of an alert": statement("UPDATE alert_states SET status = 'open'"),
    "match removed": statement("DELETE FROM alert_matches"),
    "who approved": statement("UPDATE disposition_ends SET decided_by = 'c.sato'"),
    "rationale": statement("UPDATE dispositions SET content = '{}'"),
    "suppression prolonged": statement("UPDATE suppressions SET expires_at = '2099-01-01T00:00:00.000000+00:00'"),
    "suppression widened": statement("UPDATE suppressions SET subject_key = 'another'"),
    "end of a suppression inserted": statement(
        "INSERT INTO suppression_ends (suppression_id, status, at, by) SELECT id, 'revoked', starts_at, 'x' "
        "FROM suppressions"
    ),
}


def flip_byte(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def test_what_was_done_is_intact(used):
    verdict = verify_records(used)
    assert verdict.intact, verdict.faults
    assert verdict.chains >= 3


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_change_is_found(used, change):
    change(used)
    assert not verify_records(used).intact


@pytest.mark.parametrize("name", ["key inserted", "key widened", "secret of a key", "key no longer revoked"])
def test_a_changed_key_lets_nobody_in(used, name):
    CHANGES[name](used)
    records = open_records(used, lambda: NOW)
    states = [key.state(NOW) for key in KeyStore(records.engine).load()]
    records.close()
    assert states.count("changed") == 1


def test_keys_that_are_all_gone_are_no_first_start(used):
    run(used, "DELETE FROM api_keys")
    records = open_records(used, lambda: NOW)
    with pytest.raises(RecordsUnavailable, match="were removed"):
        KeyStore(records.engine).load()
    records.close()


@pytest.mark.parametrize("name", ["result.parquet", "results.jsonl", "summary.html"])
def test_a_changed_result_is_not_served(used, make_runtime, name):
    path = job_file(used, name)
    flip_byte(path)
    run(used, "DELETE FROM api_keys")  # whose loss is another matter
    run(used, "DELETE FROM audit_events WHERE kind = 'key_created'")
    client = Client(create_app(make_runtime(open_records(used, lambda: NOW), database_url=used.database_url)))
    format_ = {"result.parquet": "csv", "results.jsonl": "jsonl", "summary.html": "summary"}[name]
    answer = client.get(f"/v1/bulk-jobs/{path.parent.name}/results?format={format_}")
    assert answer.status_code == 503
    assert "not as it was written" in answer.json()["detail"]


def test_a_clock_of_the_past_is_refused(used):
    records = open_records(used, lambda: NOW - timedelta(days=4_000))
    key, _ = make_key(Wanted("late", frozenset({Role.SCREENER})), by="local", now=NOW - timedelta(days=4_000))
    with pytest.raises(RecordsUnavailable, match="set the clock"):
        records.perform_now(add_key(key))
    records.close()


def test_a_copy_where_nothing_may_be_written_is_verified(tmp_path, monkeypatch):
    folder = tmp_path / "data"
    settings = Settings(data_dir=folder)
    open_records(settings).close()
    records = open_records(settings)
    key, _ = make_key(Wanted("desk", frozenset({Role.SCREENER})), by="local", now=NOW)
    records.perform_now(add_key(key))
    records.close()
    for path in folder.glob("sekisho.db?*"):
        path.unlink()
    monkeypatch.setattr("service.audit.reading.os.access", lambda *_: False)
    assert verify_records(settings).intact
    assert not list(folder.glob("sekisho.db?*"))
