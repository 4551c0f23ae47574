"""What people and programs see in a terminal."""

import json

import pytest

from service.cli import output
from service.engine.screening.warnings import ScreeningWarning


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")


def test_an_error_is_json_where_the_answer_was_to_be(capfdbinary, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["sekisho", "screen", "--json"])
    output.complain("name: expected a text, got 1", "second")
    out, err = capfdbinary.readouterr()
    assert out == b""
    assert json.loads(err) == {"errors": ["name: expected a text, got 1", "second"]}


def test_errors_and_notes_go_to_standard_error(capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["sekisho", "screen"])
    output.complain("[bold]no markup[/bold]")
    output.note(ScreeningWarning("old", "the list is old"))
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == ["error: [bold]no markup[/bold]", "note: the list is old"]


def test_notes_are_left_out_where_the_answer_says_them_itself(capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["sekisho", "screen", "--json"])
    output.note(ScreeningWarning("old", "the list is old"))
    assert capsys.readouterr() == ("", "")


def test_ids_stay_whole_in_a_narrow_terminal(capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    identifier = "a_list_with_a_long_id"
    output.print_table("Lists", ["list", "title"], [[identifier, "[red]words of its title that go on and on[/red]"]])
    out = capsys.readouterr().out
    assert identifier in out
    assert "[red]" in out


def test_json_is_written_as_it_is(capfdbinary) -> None:
    output.print_json('{"name":"あ"}'.encode())
    assert capfdbinary.readouterr().out == '{"name":"あ"}\n'.encode()


def test_a_comparison_says_what_it_rests_on(capsys) -> None:
    output.print_comparison(0.5, False, [], [])
    assert "no match" in capsys.readouterr().out
