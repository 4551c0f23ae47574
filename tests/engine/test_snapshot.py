"""A snapshot: its hash covers everything an answer depends on, and an id stands for one entity."""

from dataclasses import replace
from datetime import date

import pytest

from service.common.cooperative import run_to_completion
from service.engine.matching.model import Party
from service.engine.matching.profile import Profile
from service.engine.model.entity import Entity, EntityType, Identifier, Location, Name
from service.engine.model.watchlist import Watchlist
from service.engine.snapshot import Snapshot, build_snapshot, snapshot_sha256, tables_sha256

PROFILE = Profile("p")


def watchlist(list_id: str, *names: str, sha256: str = "a" * 64) -> Watchlist:
    entities = tuple(
        Entity(f"{list_id}:{at}", list_id, str(at), EntityType.PERSON, (Name(name),), Location("f", str(at)))
        for at, name in enumerate(names)
    )
    return Watchlist(list_id, "T", "A", "J", None, "https://l/", "1", None, "L", sha256, "bundled", entities)


@pytest.fixture(scope="module")
def small(snapshot: Snapshot) -> Snapshot:
    return build_snapshot([watchlist("one", "Zelmanko Qorvatin", "Anna Testova")], snapshot.rules, {"p": PROFILE})


def test_entities_and_lists_are_found_by_their_ids(small: Snapshot) -> None:
    entity, one = small.entity("one:1"), small.watchlist("one")
    assert entity is not None
    assert entity.names[0].text == "Anna Testova"
    assert one is not None
    assert one.id == "one"
    assert small.entity("one:9") is None
    assert small.watchlist("two") is None


def test_two_entities_of_one_id_are_refused(snapshot: Snapshot) -> None:
    with pytest.raises(ValueError, match="carry the same id"):
        build_snapshot([watchlist("one", "A B"), watchlist("one", "C D")], snapshot.rules, {"p": PROFILE})


def test_the_hash_covers_lists_rules_profiles_and_engine_in_any_order(snapshot: Snapshot) -> None:
    one, two = watchlist("one", "A B"), watchlist("two", "C D")
    rules, profiles = snapshot.rules, {"p": PROFILE}
    sha256 = snapshot_sha256([one, two], rules, profiles, "1.0")
    assert snapshot_sha256([two, one], rules, profiles, "1.0") == sha256
    others = {
        snapshot_sha256([one], rules, profiles, "1.0"),
        snapshot_sha256([one, replace(two, sha256="b" * 64)], rules, profiles, "1.0"),
        snapshot_sha256([one, replace(two, superseded=("c" * 64,))], rules, profiles, "1.0"),
        snapshot_sha256([one, two], replace(rules, sha256="d" * 64), profiles, "1.0"),
        snapshot_sha256([one, two], rules, {"p": Profile("p", review_threshold=0.8)}, "1.0"),
        snapshot_sha256([one, two], rules, {"q": PROFILE}, "1.0"),
        snapshot_sha256([one, two], rules, profiles, "1.1"),
    }
    assert len(others) == 7
    assert sha256 not in others


def test_the_hash_of_the_tables_is_the_same_each_time() -> None:
    assert tables_sha256() == tables_sha256()
    assert len(tables_sha256()) == 64


def test_an_index_that_is_kept_is_used(snapshot: Snapshot, small: Snapshot) -> None:
    kept = build_snapshot(small.watchlists, snapshot.rules, {"p": PROFILE}, lambda *_: small.index)
    assert kept.index is small.index
    assert kept.sha256 == small.sha256


def test_a_search_reads_facts_out_of_the_name_and_shows_near_misses_if_the_profile_does(small: Snapshot) -> None:
    def found(name: str, **settings: float) -> list[str]:
        profile = Profile("q", **settings)  # type: ignore[arg-type]
        asked = [Party(EntityType.PERSON, (name,))]
        (matches,) = run_to_completion(small.search_in_steps(asked, profile=profile, on=date(2026, 1, 1)))
        return [match.entity.id for match in matches]

    assert found("Zelmanko Qorvatin") == ["one:0"]
    assert found("Zelmanka Qorvatim", review_threshold=0.99) == []
    assert found("Zelmanka Qorvatim", review_threshold=0.99, show_below=0.5) == ["one:0"]


def test_a_comparison_of_two_parties_is_that_of_a_search(small: Snapshot) -> None:
    left = Party(EntityType.PERSON, ("Zelmanka Qorvatin",), identifiers=(Identifier("passport", "X1234567"),))
    right = Party(EntityType.PERSON, ("Zelmanko Qorvatin",))
    compared = small.compare(left, right, profile=PROFILE)
    (matches,) = run_to_completion(small.search_in_steps([left], profile=PROFILE, on=date(2026, 1, 1)))
    assert compared.score == pytest.approx(matches[0].score)
