"""Nothing that is wrong is answered as clear, and the answer says which field and why."""

import asyncio

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.api.middleware.head import HeadMiddleware
from tests.examples import examples

CLEAN = {"parties": [{"name": "Hanako Yamada"}]}


def party(**fields):
    return {"parties": [{"name": "Hanako Yamada"} | fields]}


def origin(**fields):
    return {"goods": [{"origin": fields}]}


def options(**fields):
    return CLEAN | {"options": fields}


@pytest.mark.parametrize(
    ("body", "pointer", "words"),
    [
        ({}, "", "nothing to screen"),
        (party(name=""), "/parties/0/name", "at least 1 character"),
        (party(name="   "), "/parties/0/name", "cannot be searched"),
        (party(name="?!... --"), "/parties/0/name", "cannot be searched"),
        (party(name="LTD"), "/parties/0/name", "cannot be searched"),
        (party(name="#REF!"), "/parties/0/name", "the error of a spreadsheet (#REF!)"),
        (party(name="As per attached list"), "/parties/0/name", "stands for a name that is not given"),
        (party(address="#VALUE!"), "/parties/0/address", "the error of a spreadsheet"),
        (party(identifiers=[{"type": "passport", "value": "#¡REF!"}]), "/parties/0/identifiers/0/value", "spreadsheet"),
        (origin(text="#BEZUG!"), "/goods/0/origin/text", "the error of a spreadsheet"),
        (party(name="\x00\x01"), "/parties/0/name", "cannot be searched"),
        (party(name="\u200b\u200d"), "/parties/0/name", "cannot be searched"),
        (party(name="x" * 501), "/parties/0/name", "at most 500 characters"),
        (party(aliases=["Hana", "…"]), "/parties/0/aliases/1", "cannot be searched"),
        (party(birth_date="1972-02-30"), "/parties/0/birth_date", "day"),
        (party(birth_date="1972-13"), "/parties/0/birth_date", "month"),
        (party(birth_date="26.11.1972"), "/parties/0/birth_date", "YYYY-MM"),
        (party(birth_date="0000"), "/parties/0/birth_date", "year"),
        (party(nationalities=["XX"]), "/parties/0/nationalities/0", "unknown country code 'XX'"),
        (party(nationalities=["JP", "UK"]), "/parties/0/nationalities/1", "did you mean 'GB'"),
        (party(countries=["JPN"]), "/parties/0/countries/0", "two letters"),
        (party(type="robot"), "/parties/0/type", "vessel"),
        (
            party(birth_date="26 November 1972"),
            "/parties/0/birth_date",
            "YYYY-MM-DD; for '26 November 1972' give 1972-11",
        ),
        (party(countries=["BUL"]), "/parties/0/countries/0", "such as JP; for 'BUL' give BG"),
        (party(nmae="x"), "/parties/0/nmae", "no such field"),
        (party(identifiers=[{"type": "passport", "value": "--"}]), "/parties/0/identifiers/0/value", "no letter"),
        (party(identifiers=[{"type": "passport"}]), "/parties/0/identifiers/0/value", "required"),
        (origin(latitude=91, longitude=0), "/goods/0/origin/latitude", "not on this planet"),
        (origin(latitude=0, longitude=-180.5), "/goods/0/origin/longitude", "not on this planet"),
        (origin(latitude=44.6), "/goods/0/origin/longitude", "together"),
        (origin(longitude=33.5), "/goods/0/origin/latitude", "both are needed"),
        (origin(locode="SVP"), "/goods/0/origin/locode", "two letters of a country"),
        (origin(subdivision="XX-40"), "/goods/0/origin/subdivision", "no country 'XX'"),
        (origin(text="x" * 1001), "/goods/0/origin/text", "at most 1000 characters"),
        (origin(text="г. Сев\ufffdстополь"), "/goods/0/origin/text", "damaged before"),
        (origin(city="x" * 201), "/goods/0/origin/city", "at most 200 characters"),
        ({"goods": [{"description": "x" * 1001}]}, "/goods/0/description", "at most 1000 characters"),
        (
            {"goods": [{"certificate_of_origin": {"issuer": "x" * 301}}]},
            "/goods/0/certificate_of_origin",
            "at most 300",
        ),
        (party(name="Han\ufffd Yamada"), "/parties/0/name", "damaged before"),
        (party(aliases=["Hana"] * 51), "/parties/0/aliases", "at most 50"),
        (party(aliases=["Hana" * 120] * 12), "/parties/0/aliases", "5000 characters together"),
        (party(type="person", birth_date="2026-11-24"), "/parties/0/birth_date", "after 2026-11-23"),
        (party(type="person", birth_date="2027"), "/parties/0/birth_date", "after 2026-11-23"),
        (party(type="person", birth_date="1799-12-31"), "/parties/0/birth_date", "before 1800"),
        (party(id="a\u202eb"), "/parties/0/id", "direction of writing"),
        (CLEAN | {"reference": "a\u2067b"}, "/reference", "direction of writing"),
        (origin(country="ZZ"), "/goods/0/origin/country", "unknown country code"),
        ({"goods": [{"certificate_of_origin": {"issuer_country": "QQ"}}]}, "/goods/0/certificate_of_origin", "unknown"),
        ({"goods": [{}]}, "/goods/0", "nothing says where"),
        ({"goods": [{"hs_code": "wine"}]}, "/goods/0/hs_code", "digits"),
        (options(profile="lenient"), "/options/profile", "known: "),
        (options(watchlists=["us_moon"]), "/options/watchlists/0", "jp_crimea_2014"),
        (options(watchlists=[]), "/options/watchlists", "no watchlist at all"),
        (options(regimes=["MARS"]), "/options/regimes/0", "JP"),
        (options(limit=0), "/options/limit", "greater"),
        (options(threshold=1.5), "/options/threshold", "less"),
        (options(as_of="2014-02-30"), "/options/as_of", "day"),
        (options(as_of=20140805), "/options/as_of", "YYYY-MM-DD"),
        (options(as_of="20140805"), "/options/as_of", "YYYY-MM-DD"),
        (options(limit="5"), "/options/limit", "integer"),
        (origin(latitude=True, longitude=0), "/goods/0/origin/latitude", "number"),
        ({"parties": [{"id": "a", "name": "Hana"}, {"id": "a", "name": "Taro"}]}, "/parties/1/id", "already"),
        ({"parties": [{"name": "Hana"}, {"name": "Taro", "id": "1"}]}, "/parties/1/id", "already"),
        (
            {"parties": [{"name": "Hanako Yamada"}] * 1001},
            "/parties",
            "at most 1000 items fit here; there are 1001; send",
        ),
        ({"parties": "everybody"}, "/parties", "array"),
        ([CLEAN], "", "object"),
        (CLEAN | {"reference": "a\nb"}, "/reference", "printable"),
    ],
)
def test_the_field_and_the_reason_are_named(client, body, pointer, words):
    response = client.post("/v1/screenings", json=body)
    problem = response.json()
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    fault = problem["errors"][0]
    assert fault["pointer"].startswith(pointer)
    assert words in fault["detail"]
    assert problem["request_id"] == response.headers["x-request-id"]
    assert "decision" not in problem


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b'{"parties":[{"name":"a"}]',
        b"\xef\xbb\xbf{}",
        '{"parties":[{"name":"é"}]}'.encode("latin-1"),
        '{"parties":[{"name":"é"}]}'.encode("utf-16"),
        b"[" * 100_000,
        b'{"a":' * 5_000 + b"1" + b"}" * 5_000,
        b'{"options":{"threshold":' + b"9" * 10_000 + b"}}",
    ],
)
def test_what_is_not_json_is_said_to_be_so(client, content):
    response = client.post("/v1/screenings", content=content, headers={"content-type": "application/json"})
    assert response.status_code == 400
    assert response.json()["type"] == "urn:sekisho:problem:malformed-json"


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b'{"parties":[{"name":"Sergey AKSYONOV","name":"John Smith"}]}', "name"),
        (b'{"parties":[{"name":"Sergey AKSYONOV"}],"parties":[{"name":"John Smith"}]}', "parties"),
        (b'{"parties":[{"name":"John Smith"}],"p\\u0061rties":[]}', "parties"),
        (b'{"parties":[{"name":"A B", "name":"John Smith"}]' + b" " * 100_000 + b"}", "name"),
    ],
)
def test_a_key_that_stands_twice_is_refused(client, content, key):
    response = client.post("/v1/screenings", content=content, headers={"content-type": "application/json"})
    assert response.status_code == 422
    assert f"the key '{key}' stands more than once" in response.json()["detail"]


@pytest.mark.parametrize("half", [b"\\ud800", b"\\ud83d abc", b"\\udc00"])
def test_half_a_character_is_damaged_text(client, half):
    content = b'{"parties":[{"name":"' + half + b'"}]}'
    response = client.post("/v1/screenings", content=content, headers={"content-type": "application/json"})
    assert response.status_code == 422
    assert "damaged before it came here" in response.json()["detail"]


@pytest.mark.parametrize("code", ["UASVP", "ua svp", "RUKAZ"])
def test_codes_of_places_are_read_as_they_are_written(client, code):
    assert client.post("/v1/screenings", json=origin(locode=code)).status_code == 200


def test_words_for_a_region_that_begin_like_a_code_are_words(client):
    assert client.post("/v1/screenings", json=origin(subdivision="Al-Hasakah")).status_code == 200


@pytest.mark.parametrize("number", [b"NaN", b"Infinity", b"-Infinity", b"1e999"])
def test_numbers_that_are_none_are_refused(client, number):
    content = b'{"goods":[{"origin":{"latitude":' + number + b',"longitude":0}}]}'
    response = client.post("/v1/screenings", content=content, headers={"content-type": "application/json"})
    assert response.status_code in {400, 422}


@pytest.mark.parametrize("given_type", [None, "text/plain", "application/x-www-form-urlencoded", "application/xml"])
def test_only_json_is_read(client, given_type):
    headers = {} if given_type is None else {"content-type": given_type}
    response = client.post("/v1/screenings", content=b'{"parties":[{"name":"Hanako Yamada"}]}', headers=headers)
    assert response.status_code == 415


def test_other_charsets_and_packed_bodies_are_refused(client):
    for headers in (
        {"content-type": "application/json; charset=shift_jis"},
        {"content-type": "application/json", "content-encoding": "gzip"},
    ):
        assert client.post("/v1/screenings", content=b"{}", headers=headers).status_code == 415


def test_a_body_over_the_limit_is_refused_announced_or_not(make_runtime):
    from service.api.app import create_app

    app = create_app(make_runtime(max_body_bytes=2048))

    async def in_pieces():
        for _ in range(100):
            yield b" " * 100

    async def ask(content):
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://localhost") as client:
            return await client.post("/v1/screenings", content=content, headers={"content-type": "application/json"})

    for content in (b" " * 5000, in_pieces()):
        response = asyncio.run(ask(content))
        assert response.status_code == 413
        assert "2048" in response.json()["detail"]


def test_unknown_paths_and_methods_are_problems_too(client):
    assert client.get("/v1/nothing").json()["status"] == 404
    response = client.request("DELETE", "/v1/screenings")
    assert response.json()["status"] == 405
    assert "POST" in response.headers["allow"] or "GET" in response.headers["allow"]
    assert client.get("/v1/screenings/scr_unknown").status_code == 404
    assert client.post("/v1/screenings/scr_unknown/replay").status_code == 404


def test_unknown_parameters_are_refused_and_the_known_ones_named(client):
    problem = client.get("/v1/screenings", params={"refrence": "T-1", "limit": "5"}).json()
    [fault] = problem["errors"]
    assert problem["status"] == 422
    assert (fault["location"], fault["pointer"], fault["got"]) == ("query", "/refrence", "T-1")
    assert fault["expected"].startswith("known: name, similar, party_reference, reference, actor, decision, watchlist")
    refused = client.post("/v1/screenings", params={"as_of": "2014-08-04"}, json=CLEAN)
    assert (refused.status_code, refused.json()["errors"][0]["expected"]) == (422, "no parameters")


@pytest.mark.parametrize("path", ["/livez", "/readyz", "/docs", "/v1/profiles"])
def test_head_is_get_without_a_body(client, path):
    got, headed = client.get(path), client.request("HEAD", path)
    assert (headed.status_code, headed.content) == (200, b"")
    assert headed.headers["content-length"] == got.headers["content-length"]


def test_the_server_knows_that_no_body_follows():
    """It looks into the scope while the answer is sent, and breaks off what it takes for a GET without its body."""
    scope, seen = {"type": "http", "method": "HEAD"}, []

    async def app(scope, receive, send):
        assert scope["method"] == "GET"
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"alive"})

    async def send(message):
        seen.append((scope["method"], message.get("body")))

    asyncio.run(HeadMiddleware(app)(scope, None, send))
    assert seen == [("HEAD", None), ("HEAD", b"")]


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("DELETE", "/v1/screenings", "GET, HEAD, POST"),
        ("GET", "/v1/compare", "POST"),
        ("PUT", "/v1/screenings/scr_1", "GET, HEAD"),
    ],
)
def test_a_method_that_is_not_understood_is_told_those_that_are(client, method, path, allowed):
    assert client.request(method, path).headers["allow"] == allowed


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (party(name=5), "a text"),
        (party(name=""), "at least 1 character"),
        (party(nmae="x"), "one of: type, name, aliases"),
        (party(identifiers=[{"type": "passport", "value": "A1", "land": "UA"}]), "one of: type, value, country"),
        (origin(land="UA"), "one of: text, country"),
        (party(birth_date="1972-02-30"), "a date that exists, as YYYY"),
        (options(as_of="2014-02-30"), "a day that exists, as YYYY-MM-DD"),
        (options(limit=0), "1 or more"),
        (options(limit=101), "100 or less"),
        (options(threshold="high"), "a number"),
        ({"parties": "everybody"}, "an array"),
        ({"parties": [{}]}, "a name, or an identifier"),
        (party(type="robot"), "one of: 'person'"),
        ([CLEAN], "an object"),
    ],
)
def test_what_would_have_been_right_is_said(client, body, expected):
    fault = client.post("/v1/screenings", json=body).json()["errors"][0]
    assert fault["expected"].startswith(expected)


def test_bad_parameters_are_named(client):
    problem = client.get("/v1/screenings", params={"limit": "many", "decision": "maybe"}).json()
    assert {(fault["location"], fault["pointer"]) for fault in problem["errors"]} == {
        ("query", "/limit"),
        ("query", "/decision"),
    }


def test_a_thousand_faults_are_cut_short(client):
    problem = client.post("/v1/screenings", json={"parties": [{"name": "..."} for _ in range(1000)]}).json()
    assert len(problem["errors"]) == 100
    assert "999 more" in problem["detail"]


def test_long_input_is_not_echoed_in_full(client):
    problem = client.post("/v1/screenings", json=party(name="x" * 9000)).json()
    assert len(problem["errors"][0]["got"]) < 200


@settings(max_examples=examples(60), deadline=None)
@given(name=st.text(max_size=40))
def test_any_text_is_either_searched_or_refused(shared_client, name):
    response = shared_client.post("/v1/screenings", json={"parties": [{"name": name}]})
    assert response.status_code in {200, 422}
    assert ("decision" in response.json()) == (response.status_code == 200)


@pytest.mark.parametrize(
    ("word", "kind"), [("organisation", "entity"), ("Company", "entity"), ("individual", "person"), ("ship", "vessel")]
)
def test_a_usual_word_for_a_type_is_taken_for_it(client, word, kind):
    answer = client.post("/v1/screenings", json=party(type=word, gender="F"))
    assert answer.status_code == 200
    assert answer.json()["parties"][0]["screened"]["type"] == kind


@pytest.mark.parametrize("path", ["/v1/reports/alerts", "/v1/audit/events", "/v1/screenings"])
def test_a_range_that_ends_before_it_begins_is_refused(client, path):
    answer = client.get(path, params={"from": "2026-12-01", "to": "2026-01-01"})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/from"
