"""From a path to a table: what is refused at once, and how columns are shown."""

import pytest

from service.bulk.errors import BadFile
from service.bulk.options import ReadOptions
from service.bulk.reading import inspect
from tests.tabular.reading import SMALL


def test_inspecting_refuses_at_once_and_shows_the_columns(tmp_path):
    path = tmp_path / "a"
    path.write_text("Full Name,Shoe size,D.O.B.\nA,44,1970\n")
    shape = inspect(path, ReadOptions(), SMALL)
    assert shape["details"] == {"encoding": "utf-8", "delimiter": ","}
    assert shape["columns"] == [
        {"column": "Full Name", "field": "name"},
        {"column": "Shoe size", "field": None},
        {"column": "D.O.B.", "field": "date_of_birth"},
    ]
    path.write_text("a,b\n1,2\n")
    with pytest.raises(BadFile, match="no column is known"):
        inspect(path, ReadOptions(), SMALL)
