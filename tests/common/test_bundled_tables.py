"""Tables that come with the program."""

from service.common.bundled_tables import bundled_rows


def test_rows_are_read_by_column_and_comments_left_out(tmp_path, monkeypatch):
    package = tmp_path / "some_tables"
    (package / "tables").mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "tables" / "a.csv").write_text('# from nowhere\nword,means\n\nä,"a, b"\n# of old\n#1,x\nc,#d\n', "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    rows = [{"word": "ä", "means": "a, b"}, {"word": "c", "means": "#d"}]
    assert bundled_rows("some_tables", "tables", "a.csv") == rows
