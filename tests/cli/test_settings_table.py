"""The page of settings is what the program says."""

from pathlib import Path

from service.cli.settings_table import settings_page
from service.settings import Settings

COMMITTED = Path(__file__).parents[2] / "docs" / "settings.md"


def test_the_committed_page_is_up_to_date():
    assert COMMITTED.read_text(encoding="utf-8") == settings_page(), "run: make settings"


def test_every_setting_says_what_it_is_for():
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_the_page_does_not_depend_on_the_environment(monkeypatch):
    before = settings_page()
    monkeypatch.setenv("SEKISHO_PORT", "9000")
    assert settings_page() == before
