"""The same party over HTTP and as a row of a file gets the same answer."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic_core import from_json

from service.alerts.finding_model import Suppression
from service.alerts.finding_model import with_id as with_id_
from service.alerts.findings import findings_of, look_up, party_subject
from service.alerts.listed_fingerprints import ListedFingerprints
from service.api.mapping import to_request
from service.api.schemas.screening_request import ScreeningRequestIn
from service.bulk.batch_screening import BatchScreener, Work
from service.bulk.columns import lay_out
from service.bulk.options import ReadOptions
from service.bulk.row_checks import faults_of
from service.bulk.row_screening import JobContext, Memory
from service.bulk.rows import RowReader
from service.common.cooperative import run_to_completion
from service.engine.model.decision import worst
from service.engine.screening.request import Options, PartyQuery, ScreeningRequest
from service.engine.screening.resolved_options import resolve_options
from service.engine.screening.screen import screen_parties, screen_parties_in_steps
from service.engine.screening.validation import faults_in_steps
from service.engine.screening.warnings import party_warnings
from tests.examples import examples

TODAY = date(2026, 1, 1)
AT = datetime(2026, 1, 1, tzinfo=UTC)
COLUMNS = ("name", "aliases", "entity_type", "date_of_birth", "gender", "country", "id_type", "id_number", "id_country")

names = st.sampled_from(
    [
        "Sergei Aksenov",
        "Natalia Poklonskaya",
        "Testa Testova",
        "С3ргей Аксёнов",
        "Ltd",
        "Chern%6fmorneftegaz",
        "A\u202eB",
    ]
)
words = st.sampled_from(["passport", "Passport No.", "crypto_wallet", "swift_code", "imo", "foo", "tax_number", "id"])
values = st.sampled_from(["1084010", "No. 1084010", "９１８７６２９", "SABRRUMMXXX", "12", "AB-123 456", "---"])
identifiers = st.lists(st.tuples(words, values, st.sampled_from(["RU", "UA"])), max_size=2)
parties = st.tuples(
    st.one_of(st.none(), names),
    st.lists(names, max_size=2, unique=True),
    st.sampled_from(["person", "entity", "vessel", "unknown"]),
    st.one_of(st.none(), st.sampled_from(["1972", "1972-11", "1972-11-26"])),
    st.one_of(st.none(), st.sampled_from(["male", "female"])),
    st.one_of(st.none(), st.sampled_from(["RU", "UA", "JP"])),
    identifiers,
)


def over_http(party):
    name, aliases, kind, born, gender, country, numbers = party
    body = {
        "type": kind,
        "name": name,
        "aliases": aliases if name else [],
        "birth_date": born,
        "gender": gender,
        "countries": [country] if country else [],
        "identifiers": [{"type": word, "value": value, "country": issuer} for word, value, issuer in numbers],
    }
    return to_request(ScreeningRequestIn.model_validate({"parties": [body]})).parties[0].party


def in_a_file(party):
    cells, layout = cells_of(party), lay_out(COLUMNS)
    return RowReader(layout, ReadOptions()).read([cells[place] for place in layout.mapped])


def cells_of(party):
    name, aliases, kind, born, gender, country, numbers = party
    columns = ["|".join(column) for column in zip(*numbers, strict=True)] or ["", "", ""]
    aliases = aliases if name else []
    return [name or "", "|".join(aliases), kind, born or "", gender or "", country or "", *columns]


@settings(max_examples=examples(60), deadline=None)
@given(parties)
def test_the_same_party_gets_the_same_answer(snapshot, party):
    if party[0] is None and not party[-1]:
        return  # nobody: refused by both, which tests of their own say
    sent = over_http(party)
    row = in_a_file(party)
    assert row.party is not None
    distinct = tuple(dict.fromkeys(sent.names))
    assert row.party.names == distinct
    terms = JobContext(snapshot, resolve_options(Options(), snapshot, today=TODAY), 500)
    refused = bool(_faults(sent))
    assert bool(faults_of([row], terms.bounds, str)) is refused
    if refused:
        return
    answers = screen_parties([PartyQuery("1", sent), PartyQuery("2", row.party)], snapshot, terms.resolved)
    assert answers[0].decision is answers[1].decision
    assert answers[0].hits == answers[1].hits
    assert list(party_warnings(PartyQuery("1", sent), "")) == list(party_warnings(PartyQuery("1", row.party), ""))


@settings(max_examples=examples(40), deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["Name", "Consignee", "Vessel", "Director"]),
        names | st.sampled_from(["TO ORDER", "N/A", "100234", "Zarvanex"]),
        min_size=1,
    )
)
def test_the_parties_of_a_row_get_the_answers_of_a_request(snapshot, cells):
    """Whoever can be searched is; the others are named, and cost the row nothing but where it is about them."""
    layout = lay_out(list(cells))
    terms = JobContext(snapshot, resolve_options(Options(), snapshot, today=TODAY), 500)
    columns = {"sekisho_row": pa.array([1], pa.int64())} | {name: pa.array([text]) for name, text in cells.items()}
    work = Work("job", layout, ReadOptions(), terms)
    (row,) = BatchScreener(work).answers(pa.RecordBatch.from_pydict(columns))
    asked = [(item, party) for item, party in RowReader(layout, ReadOptions()).read(list(cells.values())).parties]
    if row.decision == "rejected":
        assert _faults(asked[0][1]) or all(item != "party" and _is_refused(party) for item, party in asked)
        return
    screened = [(item, party) for item, party in asked if item == "party" or not _is_refused(party)]
    assert screened
    http = screen_parties([PartyQuery(*one) for one in screened], snapshot, terms.resolved)
    answered = from_json(row.answer)["parties"]
    assert [(one["id"], one["decision"]) for one in answered] == [(one.id, one.decision.value) for one in http]
    scores = [[hit["score"] for hit in one["hits"]] for one in answered]
    assert scores == [[hit.score for hit in one.hits] for one in http]
    assert row.decision == worst(one.decision for one in http).value
    assert ("party_not_screened" in (row.warnings or "")) is (len(screened) < len(asked))


def _is_refused(other):
    """Another party of one name, which is refused as over HTTP, and also if it is a number."""
    return bool(_faults(other)) or other.names[0].isdigit()


@settings(max_examples=examples(40), deadline=None)
@given(parties.filter(lambda one: one[0] not in (None, "Ltd")), st.booleans(), st.integers(0, 7), st.integers(1, 3))
def test_the_same_decisions_are_remembered(snapshot, party, with_id, chosen, limit):
    """Some of the hits were decided before: both say which, show them beyond the limit, and raise the same."""
    sent, subject_id = over_http(party), "C-1" if with_id else None
    if _faults(sent):
        return
    asked = ScreeningRequest(parties=(PartyQuery("party", sent, subject_id),), options=Options(limit=limit))
    resolved, listed = resolve_options(asked.options, snapshot, today=TODAY), ListedFingerprints(snapshot)
    (plain,) = screen_parties(asked.parties, snapshot, resolve_options(Options(limit=100), snapshot, today=TODAY))
    subject = party_subject(asked.parties[0])
    known = [
        _decided(subject, hit, listed, number)
        for number, hit in enumerate(plain.hits)
        if hit.above_threshold and chosen >> (number % 3) & 1
    ]
    remembered = {subject.key: known}

    def of(key):
        return remembered.get(key, [])

    lookup = look_up(asked, of, listed, AT)
    (http,) = run_to_completion(
        screen_parties_in_steps(asked.parties, snapshot, resolved, remembered=lookup.remembered)
    )
    findings = findings_of(asked, (http,), (), lookup, listed, lambda: "")
    terms = JobContext(snapshot, resolved, 500, Memory(listed, of, lambda: AT))
    layout = lay_out((*COLUMNS, "subject_id"))
    (row,) = BatchScreener(Work("job", layout, ReadOptions(), terms)).answers(_batch(layout, party, subject_id))
    (answered,) = from_json(row.answer)["parties"]
    assert row.decision == http.decision
    assert [(hit["entity_id"], hit["suppressed_by"]) for hit in answered["hits"]] == [
        (hit.entity_id, hit.suppressed_by) for hit in http.hits
    ]
    assert row.suppressed_hits == http.suppressed_hits == len(known)
    assert [replace(one, subject=with_id_(one.subject, subject_id)) for one in row.findings] == list(findings)


def _decided(subject, hit, listed, number):
    entity_sha256, rules_sha256 = listed.find(hit.entity_id)
    return Suppression(
        id=f"sup_{number}",
        subject_key=subject.key,
        subject_sha256=subject.fingerprint_sha256,
        entity_id=hit.entity_id,
        entity_sha256=entity_sha256,
        rules_sha256=rules_sha256,
        profile_id="default",
        score=hit.score,
        disposition_id="dsp_1",
        approved_by="b",
        starts_at="2025-01-01T00:00:00.000000Z",
        expires_at="2027-01-01T00:00:00.000000Z",
    )


def _batch(layout, party, subject_id):
    cells = [*cells_of(party), subject_id or ""]
    columns = {"sekisho_row": pa.array([1], pa.int64())}
    columns |= {name: pa.array([cell], pa.string()) for name, cell in zip(layout.headers, cells, strict=True)}
    return pa.RecordBatch.from_pydict(columns)


def _faults(party):
    request = ScreeningRequest(parties=(PartyQuery("1", party),))
    return run_to_completion(faults_in_steps(request, on=TODAY, max_name_length=500))
