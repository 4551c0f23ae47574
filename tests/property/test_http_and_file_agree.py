"""The same party over HTTP and as a row of a file gets the same answer."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from service.api.mapping import to_request
from service.api.schemas.screening_request import ScreeningRequestIn
from service.bulk.columns import lay_out
from service.bulk.options import ReadOptions
from service.bulk.row_screening import JobContext, faults_of
from service.bulk.rows import RowReader
from service.common.cooperative import run_to_completion
from service.engine.screening.request import Options, PartyQuery, ScreeningRequest
from service.engine.screening.resolved_options import resolve_options
from service.engine.screening.screen import screen_parties
from service.engine.screening.validation import faults_in_steps
from service.engine.screening.warnings import party_warnings

TODAY = date(2026, 1, 1)
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
    name, aliases, kind, born, gender, country, numbers = party
    columns = ["|".join(column) for column in zip(*numbers, strict=True)] or ["", "", ""]
    aliases = aliases if name else []
    cells = [name or "", "|".join(aliases), kind, born or "", gender or "", country or "", *columns]
    layout = lay_out(COLUMNS)
    return RowReader(layout, ReadOptions()).read([cells[place] for place in layout.mapped])


@settings(max_examples=60, deadline=None)
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
    assert bool(faults_of([row], terms, str)) is refused
    if refused:
        return
    answers = screen_parties([PartyQuery("1", sent), PartyQuery("2", row.party)], snapshot, terms.resolved)
    assert answers[0].decision is answers[1].decision
    assert answers[0].hits == answers[1].hits
    assert list(party_warnings(PartyQuery("1", sent), "")) == list(party_warnings(PartyQuery("1", row.party), ""))


def _faults(party):
    request = ScreeningRequest(parties=(PartyQuery("1", party),))
    return run_to_completion(faults_in_steps(request, on=TODAY, max_name_length=500))
