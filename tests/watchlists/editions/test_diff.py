"""Added, removed, changed field by field."""

from service.watchlists.editions.diff import FieldChange, difference
from service.watchlists.load import load_files
from tests.watchlists.editions.conftest import LIST


def test_a_difference_tells_every_change(write):
    before = load_files(LIST, [write("1", "2", "3")])
    changed = "2,person,Proba Samplova,Proba Samplow; Prova,1962-03,2020-01-02"
    after = load_files(LIST, [write("1", "4", r2=changed)])
    found = difference(before, after)
    assert found.added == (("own_partners:4", "Mustera Fiktivna"),)
    assert found.removed == (("own_partners:3", "Placeholder Trading LLC"),)
    [entity] = found.changed
    assert (entity.id, entity.name) == ("own_partners:2", "Proba Samplova")
    assert entity.fields[0] == FieldChange("names", (), ("Prova; type: alias",))
    dates = entity.fields[1]
    assert dates.field == "birth_dates"
    assert "1962-03-04" in dates.removed[0]
    assert dates.added == ("1962-03; earliest: 1962-03; latest: 1962-03",)


def test_a_moved_row_is_no_change(write):
    before, after = load_files(LIST, [write("1", "2")]), load_files(LIST, [write("2", "1")])
    found = difference(before, after)
    assert (found.added, found.removed, found.changed) == ((), (), ())
    assert found.from_sha256 != found.to_sha256
