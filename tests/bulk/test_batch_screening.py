"""Rows of a batch: asked in slices, each answered as if alone, in its order, and none at the cost of another."""

import json
from datetime import date

import pyarrow as pa
import pytest

from service.bulk import batch_screening, row_screening
from service.bulk.batch_screening import FAULT_COLUMN, FAULT_REASON, ROW, BatchScreener, Work, own_names, screen_batch
from service.bulk.columns import lay_out
from service.bulk.options import ReadOptions
from service.bulk.row_screening import JobContext
from service.common.cooperative import run_to_completion
from service.engine.index import work
from service.engine.index.work import SearchWork, WorkLimits
from service.engine.matching.model import Party
from service.engine.model.entity import EntityType
from service.engine.screening.request import Options
from service.engine.screening.resolved_options import resolve_options

NAMES = [
    *("Testa Testova", "Sergei Aksenov", "", "Testa Testova", "Ltd", "Sergei Aksenov 2", "Natalia Poklonskaya"),
    *("Testina " * 20, "Sergei Aksenov", "Тестина Тестрикс"),
]


@pytest.fixture
def terms(snapshot):
    return JobContext(snapshot, resolve_options(Options(), snapshot, today=date(2026, 1, 1)), 500)


def rows(names, **more):
    columns = {ROW: range(1, len(names) + 1), "name": names} | more
    return pa.RecordBatch.from_pydict({name: list(values) for name, values in columns.items()})


def screener(terms, headers=("name",), **options):
    return BatchScreener(Work("job", lay_out(headers), ReadOptions(), terms), **options)


def screened(terms, names, **options):
    return screen_batch(rows(names), screener(terms, **options)).to_pylist()


def test_rows_of_a_slice_are_answered_as_if_each_were_alone(terms):
    together = screened(terms, NAMES)
    assert [row["name"] for row in together] == NAMES
    for row in together:
        (alone,) = screened(terms, [row["name"]])
        same = {"sekisho_row": row["sekisho_row"], "screening_id": row["screening_id"]}
        assert row == alone | same
    decisions = [row["decision"] for row in together]
    assert [decisions[at] for at in (0, 1, 2, 4)] == ["clear", "review", "rejected", "rejected"]


@pytest.mark.parametrize("headers", [("NAME1", "NAME2"), ("name", "name (2)"), ("Name", "Name (cont.)")])
def test_a_listed_name_in_two_halves_is_found(terms, headers):
    batch = rows([""], **dict(zip(headers, [["Sergei"], ["Aksenov"]], strict=True)))
    (row,) = screen_batch(batch, screener(terms, headers)).to_pylist()
    assert (row["decision"], row["top_name"]) == ("review", "Sergey AKSYONOV")


def test_a_row_names_the_columns_that_were_not_looked_at(terms):
    headers = ("name", "Notes", "Amount")
    batch = rows(["Testa Testova"] * 3, Notes=["Sergei Aksenov", "", "x"], Amount=["", " ", "5"])
    said = [row["warnings"] or "" for row in screen_batch(batch, screener(terms, headers)).to_pylist()]
    assert "columns_not_screened: these columns of the file were not looked at: 'Notes'; say" in said[0]
    assert "columns_not_screened" not in said[1]
    assert "'Notes', 'Amount'" in said[2]


def test_every_party_of_a_row_is_screened_and_the_row_says_which_one_met(terms):
    headers = ("name", "Notify party", "Director")
    batch = rows(
        ["Testa Testova", "Natalia Poklonskaya", "Testa Testova"],
        **{"Notify party": ["Sergei Aksenov", "Sergei Aksenov", "Testina Testrix"], "Director": ["", "", "Ltd"]},
    )
    other, both, neither = screen_batch(batch, screener(terms, headers)).to_pylist()
    assert (other["decision"], other["top_name"], other["hits"]) == ("review", "Sergey AKSYONOV", 1)
    assert other["reason"].startswith("notify_party: ")
    assert (both["top_name"], both["hits"], both["hits_total"]) == ("Natalia POKLONSKAYA", 2, 2)
    assert not both["reason"].startswith("notify_party")
    answered = json.loads(both["sekisho_answer"])["parties"]
    assert [(one["id"], len(one["hits"])) for one in answered] == [("party", 1), ("notify_party", 1)]
    assert neither["decision"] == "clear"
    assert "party_not_screened: not all that these columns say was looked for: Director: " in neither["warnings"]


def test_a_row_whose_other_parties_cannot_be_screened_is_screened(terms):
    batch = rows(["Sergei Aksenov"], **{"Notify party": ["x"], "Vessel": ["Ltd"]})
    (row,) = screen_batch(batch, screener(terms, ("name", "Notify party", "Vessel"))).to_pylist()
    assert (row["decision"], row["error"]) == ("review", None)
    assert "Notify party: " in row["warnings"]
    assert "Vessel: " in row["warnings"]


def test_a_row_names_the_columns_that_have_no_name(terms):
    batch = rows(["Testa Testova", "TO ORDER"], alias=["same as consignee", ""])
    one, other = screen_batch(batch, screener(terms, ("name", "alias"))).to_pylist()
    assert one["decision"] == "clear"
    assert "name_not_given: these columns say that there is no name" in one["warnings"]
    assert "alias (same as consignee)" in one["warnings"]
    assert (other["decision"], "stands for a name that is not given" in other["error"]) == ("rejected", True)


def test_slices_do_not_show(terms, monkeypatch):
    whole = screened(terms, NAMES)
    monkeypatch.setattr(batch_screening, "_SLICE_ROWS", 2)
    assert screened(terms, NAMES) == whole


def test_rows_that_ask_the_same_are_screened_once(terms):
    one = screener(terms)
    screen_batch(rows(NAMES), one)
    screen_batch(rows(NAMES), one)
    assert one.screened == len(set(NAMES))


def test_rows_are_told_apart_whatever_stands_in_their_cells(terms):
    """One who may write two rows could otherwise have a listed name answered with what the other row is answered."""
    headers = ["address", "name", "goods"]
    cells = [("q\x1fSergei Aksenov", "Testa Testova", "x"), ("q", "Sergei Aksenov", "Testa Testova\x1fx")]
    columns = dict(zip(headers, map(list, zip(*cells, strict=True)), strict=True))
    asked = pa.RecordBatch.from_pydict({ROW: [1, 2], **columns})
    hits = screen_batch(asked, screener(terms, headers)).column("hits").to_pylist()
    assert hits[0] == 0
    assert hits[1] > 0


def test_no_more_answers_are_remembered_than_there_is_room_for(terms, monkeypatch):
    monkeypatch.setattr(batch_screening, "_REMEMBERED_ROWS", 2)
    one = screener(terms)
    first = screen_batch(rows(NAMES), one)
    assert len(one._recent) == 2
    assert screen_batch(rows(NAMES), one) == first


def test_what_reading_found_wrong_is_told_and_costs_no_other_row(terms):
    faults = {FAULT_COLUMN: [None, "dob", None], FAULT_REASON: [None, "not a date", None]}
    first, second, third = screen_batch(rows(["Testa Testova"] * 3, **faults), screener(terms)).to_pylist()
    assert (first["decision"], second["decision"], third["decision"]) == ("clear", "rejected", "clear")
    assert second["error"] == "dob: not a date"


def test_a_fault_names_the_column_of_its_own_row(terms):
    headers = ["Kunde", "geboren", "Herkunft"]
    layout = lay_out(headers, [("name", "Kunde"), ("date_of_birth", "geboren"), ("locode", "Herkunft")])
    cells = [("Testa Testova", "1980", None), ("Ltd", "1700", "x"), ("A B", "1700", None), (None, None, "x")]
    columns = [list(column) for column in zip(*cells, strict=True)]
    asked = pa.RecordBatch.from_pydict({ROW: [1, 2, 3, 4], **dict(zip(headers, columns, strict=True))})
    work = Work("job", layout, ReadOptions(entity_type=EntityType.PERSON), terms)
    errors = screen_batch(asked, BatchScreener(work)).column("error").to_pylist()
    assert [error and error.split(":")[0] for error in errors] == [None, "Kunde", "geboren", "Herkunft"]


def test_a_row_on_which_the_program_fails_is_rejected_alone(terms, monkeypatch):
    plain = row_screening.screen_parties_in_steps

    def failing(asked, snapshot, plan, **how):
        if any("Poklonskaya" in one.party.names[0] for one in asked):
            raise RecursionError
        return plain(asked, snapshot, plan, **how)

    whole = screened(terms, NAMES)
    monkeypatch.setattr(row_screening, "screen_parties_in_steps", failing)
    found = screened(terms, NAMES)
    assert found[6]["decision"] == "rejected"
    assert "unexpected RecursionError" in found[6]["error"]
    assert found[:6] + found[7:] == whole[:6] + whole[7:]


def test_it_pauses_between_rows_and_can_end_there(terms):
    batch_screening = rows(NAMES)
    one = screener(terms)
    whole = list(one.answers_in_steps(batch_screening))
    assert len(whole) >= len(set(NAMES)) - 2
    assert one.answered == len(NAMES)
    steps = screener(terms).answers_in_steps(batch_screening)
    next(steps)
    steps.close()
    with pytest.raises(StopIteration):
        next(steps)


def test_a_clear_answer_is_kept_once(terms):
    answers = screener(terms).answers(rows(["Testa Testova", "Testina Testrix"]))
    assert answers[0] is answers[1]
    assert json.loads(answers[0].answer)["parties"][0]["decision"] == "clear"


def test_columns_of_the_file_never_collide_with_those_of_the_result():
    headers = ["decision", "input_decision", "hits", "a"]
    assert own_names(headers) == ["input_input_decision", "input_decision", "input_hits", "a"]


def units(terms, name):
    counted, plan = SearchWork(), terms.resolved
    asked = [Party(EntityType.UNKNOWN, (name,))]
    run_to_completion(terms.snapshot.search_in_steps(asked, profile=plan.profile, on=plan.on, work=counted))
    return counted.parties[0].units


def test_a_name_that_takes_too_much_work_is_rejected_in_a_file_and_refused_over_http(terms, client, monkeypatch):
    """By the same count, whatever is asked with it."""
    names = [name.strip() for name in NAMES if name not in ("", "Ltd")]
    taken = [units(terms, name) for name in names]
    most = sorted(taken)[len(names) // 2]
    whole = screened(terms, names)
    monkeypatch.setattr(work, "LIMITS", WorkLimits(most, 10**9, 10**9))
    found = screened(terms, names)
    assert 0 < sum(one > most for one in taken) < len(names)
    for name, before, one, is_over in zip(names, whole, found, [one > most for one in taken], strict=True):
        answer = client.post("/v1/screenings", json={"parties": [{"name": name}]})
        if is_over:
            assert (one["decision"], answer.status_code) == ("rejected", 422)
            assert "this name is too long to search" in one["error"]
            assert "this name is too long to search" in answer.json()["errors"][0]["detail"]
        else:
            assert (one, answer.status_code) == (before, 200)


def test_rows_of_which_nobody_can_be_screened_are_rejected(terms):
    cells = {"name": ["TO ORDER", "", "Testa Testova"], "Notify party": ["Ltd", "Ltd", ""]}
    for some in (slice(0, 3), slice(0, 1)):
        batch = rows(cells["name"][some], **{"Notify party": cells["Notify party"][some]})
        found = screen_batch(batch, screener(terms, ("name", "Notify party"))).to_pylist()
        assert [row["decision"] for row in found] == ["rejected", "rejected", "clear"][some]
        assert found[0]["error"].startswith("Notify party: this name cannot be searched")


def test_a_row_without_the_party_that_it_is_about_is_screened_for_the_others(terms):
    batch = rows(["", "TO ORDER"], Director=["Sergei Aksenov", "Sergei Aksenov"])
    found = screen_batch(batch, screener(terms, ("name", "Director"))).to_pylist()
    assert [(row["decision"], row["hits"]) for row in found] == [("review", 1), ("review", 1)]


def test_a_slice_may_have_more_parties_and_longer_addresses_than_a_request(terms):
    count = 600
    headers = ("name", "Consignee", "Consignee address", "Notify party")
    columns = {one: [f"Test{place} Testman" for place in range(count)] for one in headers}
    columns |= {"name": ["Testa Testova"] * count, "Consignee address": ["Long street 1, " * 50] * count}
    found = screen_batch(rows(columns.pop("name"), **columns), screener(terms, headers)).to_pylist()
    assert {row["decision"] for row in found} == {"clear"}


def test_another_party_of_the_same_name_keeps_its_own_birth_date(terms):
    headers = ("name", "DOB", "Director", "Director date of birth")
    more = {"DOB": ["1930-01-01"], "Director": ["Sergei Aksenov"], "Director date of birth": ["1972-11-26"]}
    (row,) = screen_batch(rows(["Sergei Aksenov"], **more), screener(terms, headers)).to_pylist()
    assert [(one["id"], one["decision"]) for one in json.loads(row["sekisho_answer"])["parties"]] == [
        ("party", "review"),
        ("director", "block"),
    ]
    assert row["decision"] == "block"
