"""A file into the book: whole or not at all, merged or replacing, with a gate."""

import pytest

from service.bulk.errors import BadFile
from service.bulk.options import ReadOptions
from service.customers.errors import BookShrinks
from service.customers.importing import ImportDefaults, ImportMode, import_book, plan_import, read_book
from service.customers.reading import SubjectQuery, find_subjects
from service.tabular.limits import Limits
from tests.conftest import NOW

DEFAULTS = ImportDefaults()


@pytest.fixture
def records(make_runtime):
    return make_runtime().records


@pytest.fixture
def taken(records, tmp_path):
    """Takes the text of a CSV into the book and gives what was planned."""

    def take(text, mode=ImportMode.MERGE, accept=False, defaults=DEFAULTS):
        path = tmp_path / "book.csv"
        path.write_text(text)
        subjects = read_book(path, ReadOptions(), Limits(), defaults)
        with records.engine.connect() as connection:
            plan = plan_import(connection, subjects, mode, defaults)
        import_book(records, subjects, plan, mode=mode, sha256="0" * 64, actor="t", clock=lambda: NOW, accept=accept)
        return plan

    return take


def statuses(records):
    with records.engine.connect() as connection:
        page = find_subjects(connection, SubjectQuery(limit=500))
    return {one.reference: (one.status, one.version) for one in page.subjects}


def rows(*numbers):
    return "customer_id,name,dob\n" + "".join(f"C-{number},Anna Example{number},1980-05-01\n" for number in numbers)


def test_a_file_is_merged_and_the_same_again_changes_nothing(taken, records):
    first = taken(rows(1, 2))
    assert (first.rows, first.new, first.changed, first.unchanged) == (2, 2, 0, 0)
    again = taken(rows(1, 2, 3).replace("Example2", "Other"))
    assert (again.new, again.changed, again.unchanged, again.withdrawn) == (1, 1, 1, ())
    assert statuses(records) == {"C-1": ("active", 1), "C-2": ("active", 2), "C-3": ("active", 1)}


def test_a_file_that_replaces_withdraws_what_it_does_not_name(taken, records):
    taken(rows(*range(20)))
    plan = taken(rows(*range(19)), ImportMode.REPLACE)
    assert plan.withdrawn == ("C-19",)
    assert statuses(records)["C-19"] == ("withdrawn", 2)
    back = taken(rows(19))
    assert back.changed == 1
    assert statuses(records)["C-19"] == ("active", 3)


def test_a_file_that_would_withdraw_more_than_a_tenth_is_refused(taken, records):
    taken(rows(*range(20)))
    with pytest.raises(BookShrinks, match="3 of 20"):
        taken(rows(*range(17)), ImportMode.REPLACE)
    assert {status for status, _ in statuses(records).values()} == {"active"}
    taken(rows(*range(17)), ImportMode.REPLACE, accept=True)
    assert sum(status == "withdrawn" for status, _ in statuses(records).values()) == 3


def test_a_file_replaces_its_own_segment_alone(taken, records):
    taken(rows(1), defaults=ImportDefaults("private"))
    taken(rows(2), ImportMode.REPLACE, defaults=ImportDefaults("trade"))
    assert statuses(records) == {"C-1": ("active", 1), "C-2": ("active", 1)}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name\nAnna\n", "column of references"),
        ("customer_id,name\nC/1,Anna\n", "without slashes"),
        ("customer_id,name\nC 1,Anna\n", "without blanks"),
        ("customer_id,name\n,Anna\n", "expected a reference"),
        ("customer_id,name,dob\nC-1,Anna,nonsense\n", "row 1, dob"),
        ("customer_id,name\nC-1,Anna\nC-1,Berta\n", "twice"),
        ("customer_id,name\nC-1,\n", "nothing to screen"),
    ],
)
def test_a_row_that_cannot_be_read_keeps_the_whole_file_out(taken, records, text, says):
    with pytest.raises(BadFile, match=says):
        taken(text)
    assert statuses(records) == {}


def test_a_name_that_cannot_be_searched_is_taken_and_left_to_the_rescreen(taken, records):
    taken("customer_id,name\nC-1,...\n")
    assert statuses(records) == {"C-1": ("active", 1)}
