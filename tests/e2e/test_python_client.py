"""The Python client, built from openapi.yaml, calls the service; every answer has its type."""

import asyncio
import importlib
import subprocess
import sys

import httpx
import pytest

from tests.e2e.installation import Installation
from tests.e2e.python_client import ROOT, build_client


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The folder of the package, and what its build said."""
    return build_client(tmp_path_factory.mktemp("client"))


@pytest.fixture(scope="module")
def package(built):
    sys.path.insert(0, str(built[0]))
    yield importlib.import_module("sekisho_client")
    sys.path.remove(str(built[0]))


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    running = Installation(tmp_path_factory.mktemp("service"), None)
    running.start()
    yield f"http://127.0.0.1:{running.port}"
    running.stop()


class Flaky(httpx.BaseTransport):
    """Fails as it is told, then hands on; remembers the requests."""

    def __init__(self, *failures):
        self.failures = list(failures)
        self.inner = httpx.HTTPTransport()
        self.requests = []

    def handle_request(self, request):
        self.requests.append(request)
        if not self.failures:
            return self.inner.handle_request(request)
        failure = self.failures.pop(0)
        if isinstance(failure, Exception):
            raise failure
        return httpx.Response(failure, json={})


def test_the_client_is_generated_without_a_warning(built):
    assert "WARNING" not in built[1], built[1]


def test_the_package_is_typed(built, tmp_path):
    """A caller's mistake is found by mypy, and the package itself has none."""
    (tmp_path / "caller.py").write_text(
        "from sekisho_client import PartyIn, Sekisho\nwrong: int = Sekisho().screen([PartyIn(name='A')]).decision\n",
        encoding="utf-8",
    )
    own = [str(path) for path in (built[0] / "sekisho_client").glob("*.py") if path.name != "frames.py"]
    command = [sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent", "--config-file=", *own, "caller.py"]
    done = subprocess.run(
        command, cwd=tmp_path, env={"MYPYPATH": str(built[0]), "PATH": ""}, capture_output=True, text=True, check=False
    )
    faults = [line for line in done.stdout.splitlines() if ": error:" in line]
    assert len(faults) == 1, done.stdout + done.stderr
    assert 'caller.py:2: error: Incompatible types in assignment (expression has type "Decision"' in faults[0]


def test_a_screening_is_read_again_and_replayed(package, url):
    with package.Sekisho(url) as sekisho:
        buyer = package.PartyIn(id="buyer", type_=package.PartyInType.PERSON, name="Sergey Aksyonov")
        answer = sekisho.screen([buyer], reference="TRD-1")
        assert (type(answer).__name__, answer.decision) == ("ScreeningOut", package.Decision.REVIEW)
        again = sekisho.get_screening(answer.id)
        assert again.parties[0].hits[0].entity_id == answer.parties[0].hits[0].entity_id
        assert sekisho.replay(answer.id).identical
        assert [entry.id for entry in sekisho.find_screenings("TRD-1").screenings] == [answer.id]
        assert type(sekisho.get_status(answer.id)).__name__ == "ScreeningStatusOut"
        listed = sekisho.get_entity(answer.parties[0].hits[0].entity_id)
        assert type(listed).__name__ == "EntityOut"
        assert "jp_crimea_2014" in [watchlist.id for watchlist in sekisho.list_watchlists().watchlists]


def test_retries_of_one_call_are_recorded_once(package, url):
    transport = Flaky(503, httpx.ReadTimeout("no answer"), 429)
    retries = package.RetryPolicy(first_wait=0.001)
    with package.Sekisho(url, transport=transport, retries=retries) as sekisho:
        sekisho.screen([package.PartyIn(name="Testa Trading")], reference="TRD-2")
        assert len({request.headers["Idempotency-Key"] for request in transport.requests}) == 1
        assert len(transport.requests) == 4
        assert len(sekisho.find_screenings("TRD-2").screenings) == 1


def test_what_could_happen_twice_is_not_sent_twice(package, url):
    transport = Flaky(httpx.ReadTimeout("no answer"))
    with package.Sekisho(url, transport=transport) as sekisho:
        create_key = importlib.import_module("sekisho_client.generated.api.keys.create_key")
        models = importlib.import_module("sekisho_client.generated.models")
        with pytest.raises(httpx.ReadTimeout):
            create_key.sync(client=sekisho.api, body=models.KeyIn(name="back-office", roles=[models.Role.SCREENER]))
    assert len(transport.requests) == 1


def test_an_outage_is_an_error_and_no_clear(package):
    retries = package.RetryPolicy(attempts=2, first_wait=0.001)
    with package.Sekisho("http://127.0.0.1:9", retries=retries) as sekisho, pytest.raises(httpx.ConnectError):
        sekisho.screen([package.PartyIn(name="Testa Trading")])


@pytest.mark.parametrize(
    ("status", "body"),
    [(200, b"<html>sign in</html>"), (200, b"{}"), (502, b"bad gateway"), (502, b"{}"), (500, b""), (302, b"")],
)
def test_an_answer_of_a_proxy_is_an_error(package, status, body):
    transport = httpx.MockTransport(lambda request: httpx.Response(status, content=body))
    retries = package.RetryPolicy(attempts=1)
    with package.Sekisho(transport=transport, retries=retries) as sekisho, pytest.raises(package.SekishoError):
        sekisho.screen([package.PartyIn(name="Testa Trading")])


def test_a_problem_says_what_is_wrong(package, url):
    with package.Sekisho(url) as sekisho, pytest.raises(package.SekishoError) as caught:
        sekisho.screen([package.PartyIn(name="Testa Trading", nationalities=["ZZ"])])
    assert caught.value.status == 422
    assert [fault.pointer for fault in caught.value.faults] == ["/parties/0/nationalities/0"]


def test_a_file_is_screened(package, url, tmp_path):
    (tmp_path / "customers.csv").write_text("Kunde\nSergei Aksenov\nTesta Testova\n", encoding="utf-8")
    with package.Sekisho(url) as sekisho:
        job = sekisho.start_bulk_job(tmp_path / "customers.csv", columns={"name": "Kunde"})
        assert sekisho.wait_for_bulk_job(job.id, seconds=0.1).totals.review == 1
        sekisho.download_results(job.id, tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text(encoding="utf-8-sig").count("\n") == 3


def test_a_frame_is_screened_and_keeps_its_index(package, url):
    pandas = pytest.importorskip("pandas")
    frames = importlib.import_module("sekisho_client.frames")
    customers = pandas.DataFrame({"customer": ["Sergei Aksenov", None, "Testa Testova"]}, index=["a", "b", "c"])
    with package.Sekisho(url) as sekisho:
        answers = frames.screen_frame(sekisho, customers, columns={"name": "customer"})
    assert answers["decision"].to_dict() == {"a": "review", "b": "rejected", "c": "clear"}


def test_asyncio_screens_and_sends_files(package, url, tmp_path):
    (tmp_path / "customers.csv").write_text("name\nSergei Aksenov\n", encoding="utf-8")

    async def answers():
        async with package.AsyncSekisho(url) as sekisho:
            party = package.PartyIn(name="Sergey Aksyonov")
            screened = await sekisho.screen([party], reference="TRD-3")
            job = await sekisho.start_bulk_job(tmp_path / "customers.csv")
            job = await sekisho.wait_for_bulk_job(job.id, seconds=0.1)
            await sekisho.download_results(job.id, tmp_path / "out.jsonl", "jsonl")
            return screened, job

    screened, job = asyncio.run(answers())
    assert screened.decision == package.Decision.REVIEW
    assert job.totals.review == 1
    assert "Aksenov" in (tmp_path / "out.jsonl").read_text(encoding="utf-8")


def test_the_quick_start_runs(package, url, capsys):
    """The first program of the README, with the address of the test."""
    text = (ROOT / "clients" / "python" / "README.md").read_text(encoding="utf-8")
    program = text.split("```python\n")[1].split("```")[0]
    exec(program.replace("http://127.0.0.1:8000", url).replace(', api_key="sk_..."', ""), {})
    assert "review" in capsys.readouterr().out


def test_waits_double_and_follow_the_service(package):
    policy = package.RetryPolicy(first_wait=1.0, longest_wait=5.0, draw=lambda: 1.0)
    assert [policy.wait(attempt, None) for attempt in (1, 2, 3, 9)] == [0.5, 1.0, 2.0, 2.5]
    assert policy.wait(1, httpx.Response(429, headers={"Retry-After": "3"})) == 3.0
    assert policy.wait(1, httpx.Response(429, headers={"Retry-After": "900"})) == 5.0
    assert policy.wait(1, httpx.Response(503, headers={"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"})) == 0.5
