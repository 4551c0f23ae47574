"""The one process that leads the workers: started when there is work, told its job, replaced when it is gone."""

import pytest

from service.engine.screening.errors import NotReady
from service.engine.screening.snapshot_summary import summary_of
from service.worker.bulk.handshake import report_loaded
from service.worker.bulk.launcher import BulkWorkers, Workers


class Line:
    """What is written to the standard input of a process that may be gone, or what it says."""

    def __init__(self, said=""):
        self.written, self.said, self.broken = "", said, False

    def write(self, content):
        if self.broken:
            raise BrokenPipeError
        self.written += content

    def readline(self):
        return self.said

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass


@pytest.fixture
def started(monkeypatch):
    found = []

    class Process:
        def __init__(self, command, *, stdin, stdout, env, text):
            self.command, self.status, self.environment = command, None, env
            self.stdin, self.stdout = (Line() if stdin == -1 else None), (Line() if stdout == -1 else None)
            found.append(self)

        def poll(self):
            return self.status

        def terminate(self):
            self.status = 0

        def wait(self, seconds=None):
            return self.status

    monkeypatch.setattr("service.common.processes.subprocess.Popen", Process)
    return found


def job_of(process):
    return process.command[process.command.index("--job") + 1] if "--job" in process.command else None


def test_one_is_started_when_there_is_work_and_again_when_it_is_gone(started):
    workers = Workers(2)
    workers.look(wanted=False)
    assert not started
    workers.look(wanted=True)
    workers.look(wanted=True)
    assert [job_of(one) for one in started] == [None]
    started[0].status = -9
    workers.look(wanted=True)
    assert len(started) == 2
    workers.stop()
    assert started[1].status == 0


def test_it_is_told_its_job_once_that_is_known(started):
    workers = Workers(2)
    workers.prepare()
    workers.give("blk_1")
    workers.look(wanted=True)
    assert len(started) == 1
    assert (job_of(started[0]), started[0].stdin.written) == ("-", "blk_1\n")


def test_one_that_died_before_it_was_told_is_replaced(started):
    workers = Workers(2)
    workers.prepare()
    started[0].status, started[0].stdin.broken = -9, True
    workers.give("blk_1")
    workers.look(wanted=True)
    assert job_of(started[1]) == "blk_1"


def test_what_it_has_loaded_is_what_it_says(started, snapshot):
    workers = Workers(2)
    workers.prepare()
    started[0].stdout.said = report_loaded(snapshot)
    assert workers.loaded().summary == summary_of(snapshot)


def test_one_that_died_before_it_said_so_is_no_list(started):
    workers = Workers(2)
    workers.prepare()
    with pytest.raises(NotReady, match="ended before"):
        workers.loaded()


def test_arrow_takes_its_memory_from_the_system_unless_the_operator_says_otherwise(started, monkeypatch):
    monkeypatch.delenv("ARROW_DEFAULT_MEMORY_POOL", raising=False)
    Workers(1).look(wanted=True)
    monkeypatch.setenv("ARROW_DEFAULT_MEMORY_POOL", "jemalloc")
    Workers(1).look(wanted=True)
    assert [one.environment["ARROW_DEFAULT_MEMORY_POOL"] for one in started] == ["system", "jemalloc"]


def test_nobody_is_started_where_others_do_the_work(started):
    workers = Workers(0)
    workers.prepare()
    workers.give("blk_1")
    workers.look(wanted=True)
    workers.stop()
    assert not started


def test_a_server_starts_workers_for_waiting_jobs_and_stops_them_with_itself(bench, started, monkeypatch):
    monkeypatch.setattr("service.worker.bulk.launcher._LOOK_SECONDS", 0.001)
    bench.submit("name\nTesta Testova\n")
    beside = BulkWorkers(bench.job_service.store, 2)
    beside.start()
    while not started:
        pass
    beside.stop()
    assert [one.status for one in started] == [0]
