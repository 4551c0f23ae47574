"""What the environment may say, and what follows from it."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pydantic import ValidationError

from service.settings import Settings


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"time_zone": "Mars/Olympus"}, "expected a name of the IANA time zone database"),
        ({"time_zone": "../../etc/passwd"}, "expected a name of the IANA time zone database"),
        ({"webhook_networks": ["10.0.0.1/8"]}, "expected networks such as 10.20.0.0/16"),
        ({"cors_origins": ["https://a.example/path"]}, "expected origins such as https://desk.example.org"),
        ({"cors_origins": ["*"]}, "expected origins such as"),
        ({"oidc_issuer": "https://id.example"}, "SEKISHO_OIDC_AUDIENCE and SEKISHO_OIDC_JWKS_URL not set"),
        ({"timestamp_authority": "https://tsa.example"}, "set SEKISHO_TIMESTAMP_CERTIFICATES"),
        ({"timestamps_required_since": "2027-01-01"}, "set SEKISHO_TIMESTAMP_CERTIFICATES"),
        ({"timestamp_authority": "ftp://tsa.example", "timestamp_certificates": "ca.pem"}, "should match pattern"),
        ({"max_shrink": 2}, "less than or equal to 1"),
    ],
)
def test_what_cannot_be_is_refused_with_what_was_expected(given, words):
    with pytest.raises(ValidationError) as refused:
        Settings(**given)
    assert words in str(refused.value)


def test_another_process_gets_the_same_settings(monkeypatch, tmp_path):
    given = {
        "data_dir": tmp_path,
        "webhook_networks": ("10.20.0.0/16",),
        "list_addresses": {"un": "https://a.example"},
        "tls": True,
        "max_shrink": 0.25,
        "time_zone": "Asia/Tokyo",
    }
    settings = Settings(**given)
    for name, value in settings.environment().items():
        monkeypatch.setenv(name, value)
    again = Settings()
    assert {name: getattr(again, name) for name in given} == given
    assert settings.environment().keys() == {f"SEKISHO_{name.upper()}" for name in given}


def test_folders_lie_in_the_data_folder_and_keys_where_they_are_put(tmp_path):
    settings = Settings(data_dir=tmp_path)
    folders = [settings.bulk_dir, settings.counters_dir, settings.rescreens_dir, settings.indexes_dir]
    assert len(set(folders)) == len(folders)
    assert {one.parent for one in folders} == {tmp_path}
    assert settings.log_key_path == tmp_path / "log.key"
    assert Settings(log_key_file=Path("/k")).log_key_path == Path("/k")
    assert settings.database_address == f"sqlite:///{tmp_path / 'sekisho.db'}"
    assert Settings(database_url="postgresql://a/b").database_address == "postgresql://a/b"


@pytest.mark.parametrize(
    ("now", "since"),
    [
        (datetime(2028, 2, 29, 5, tzinfo=UTC), date(2018, 2, 28)),
        (datetime(2026, 12, 31, 5, tzinfo=UTC), date(2016, 12, 31)),
    ],
)
def test_screenings_are_kept_for_years(now, since):
    assert Settings(retention_years=10).kept_since(now).date() == since


def test_the_day_is_that_of_the_operator():
    evening = datetime(2026, 11, 23, 20, tzinfo=UTC)
    assert Settings(time_zone="Asia/Tokyo").day_of(evening) == date(2026, 11, 24)
    assert Settings(time_zone="UTC").day_of(evening) == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("given", "keys", "refused"),
    [
        ({"host": "127.0.0.1"}, False, False),
        ({"host": "0.0.0.0"}, False, True),
        ({"host": "0.0.0.0"}, True, False),
        ({"host": "0.0.0.0", "allow_unauthenticated": True}, False, False),
        ({"host": "::1"}, False, False),
    ],
)
def test_without_keys_only_this_machine_is_served(given, keys, refused):
    assert (Settings(**given).refusal_to_listen(keys=keys) is not None) is refused
