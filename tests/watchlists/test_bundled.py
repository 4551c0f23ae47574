"""The list that comes with the program: complete, dated, and refused when it was touched."""

from datetime import date
from pathlib import Path

import pytest

from service.engine.model.entity import EntityType, NameType, PartialDate
from service.engine.model.watchlist import Watchlist
from service.watchlists.errors import DigestError, ManifestError
from service.watchlists.load import load_bundled

FOLDER = Path(__file__).parents[2] / "lists" / "jp_crimea_2014"


@pytest.fixture(scope="module")
def japan() -> Watchlist:
    return load_bundled(FOLDER)


def test_forty_individuals_and_two_companies(japan: Watchlist) -> None:
    types = [entity.type for entity in japan.entities]
    assert types.count(EntityType.PERSON) == 40
    assert types.count(EntityType.ENTITY) == 2
    assert not japan.skipped
    assert not japan.notes


def test_every_entity_is_designated_on_the_day(japan: Watchlist) -> None:
    for entity in japan.entities:
        assert [d.listed_on for d in entity.designations] == [date(2014, 8, 5)]
        assert entity.designations[0].legal_basis == "MOFA Notice No. 267 of 2014"
        assert entity.designations[0].measures == ("asset_freeze",)


def test_names_are_as_published_and_multiplied_out(japan: Watchlist) -> None:
    aksyonov = next(entity for entity in japan.entities if entity.id == "jp_crimea_2014:026-000002")
    assert aksyonov.names[0].text == "Sergey AKSYONOV"
    assert aksyonov.names[0].type is NameType.PRIMARY
    texts = {name.text for name in aksyonov.names}
    assert {"Sergei AKSENOV", "Sergey(Sergei) AKSYONOV(AKSENOV)", "セルゲイ・アクショーノフ"} <= texts


def test_no_cyrillic_name_was_added(japan: Watchlist) -> None:
    assert not any("а" <= letter.lower() <= "я" for e in japan.entities for name in e.names for letter in name.text)


def test_an_amended_birth_date_closes_the_old_one(japan: Watchlist) -> None:
    bolotov = next(entity for entity in japan.entities if entity.record_id == "026-000020")
    amended = date(2022, 5, 27)
    assert [(d.earliest, d.since, d.until) for d in bolotov.birth_dates] == [
        (PartialDate(1970, 2, 13), date(2014, 8, 5), amended),
        (PartialDate(1970), amended, None),
        (PartialDate(1971), amended, None),
    ]
    assert sum(entity.designations[0].amended_on == amended for entity in japan.entities) == 11


def test_our_translations_are_marked_as_ours(japan: Watchlist) -> None:
    girkin = next(entity for entity in japan.entities if entity.record_id == "026-000018")
    assert girkin.birth_places == ("モスクワ(ロシア)",)
    assert girkin.facts == (("birth place (our translation)", "Moscow, Russia"),)


def _copy(folder: Path) -> Path:
    for path in FOLDER.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


def test_a_changed_file_is_refused_before_parsing(tmp_path: Path) -> None:
    names = _copy(tmp_path) / "names.csv"
    names.write_bytes(names.read_bytes() + b"not even a row")
    with pytest.raises(DigestError, match=r"names\.csv.*SHA-256"):
        load_bundled(tmp_path)


def test_a_missing_file_and_an_unlisted_file_are_refused(tmp_path: Path) -> None:
    _copy(tmp_path)
    (tmp_path / "more.csv").write_text("record_id\n")
    with pytest.raises(ManifestError, match=r"no more\.csv"):
        load_bundled(tmp_path)
    (tmp_path / "more.csv").unlink()
    (tmp_path / "names.csv").unlink()
    with pytest.raises(ManifestError, match=r"names\.csv"):
        load_bundled(tmp_path)


def test_a_manifest_without_its_authority_is_refused(tmp_path: Path) -> None:
    manifest = _copy(tmp_path) / "manifest.toml"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("authority =", "author ="), encoding="utf-8")
    with pytest.raises(ManifestError, match="key authority"):
        load_bundled(tmp_path)
