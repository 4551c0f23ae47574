"""Names over several lines and in columns."""

from service.engine.normalise.line_breaks import names_of_lines, without_line_breaks


def test_other_line_breaks_are_blanks_but_where_a_word_is_divided():
    assert without_line_breaks("Testa Tra-\nding\tGroup") == "Testa Trading Group"


def test_cells_are_read_column_by_column():
    read = [text for text, _ in names_of_lines("Testa\tPro\nExamplova\tBeispielov")]
    assert {"Testa Examplova", "Pro Beispielov"} <= set(read)


def test_a_hyphen_at_the_end_of_a_line_may_be_one():
    assert ("Al-Test", "a hyphen at the end of a line is kept") in names_of_lines("Al-\nTest")


def test_a_line_that_ends_within_a_word_is_joined():
    assert "Global Testa Group" in [text for text, _ in names_of_lines("Global Tes\nta Group")]


def test_one_line_is_read_as_it_stands():
    assert list(names_of_lines("Testa Trading Group")) == []
