"""The word tables of `service/engine/normalise/tables/`, folded and ready for look-up."""

from __future__ import annotations

from dataclasses import dataclass

from service.common.bundled_tables import bundled_rows
from service.common.kept_tables import kept_table
from service.engine.normalise.text import fold

SHORT_PLACE = 3
"""Words of a place that is read as one wherever it stands. Longer ones, such as "United States of America", are read as
one and word by word: a slip in one of their words must not cost all of them."""


def read_table(name: str) -> list[dict[str, str]]:
    """Rows of one table by column name. Comment lines and empty lines are left out."""
    return bundled_rows(__package__, "tables", name)


def phrase_key(text: str) -> tuple[str, ...]:
    """A word or phrase as the tuple of folded words that a name is split into."""
    return tuple(fold(text).replace("-", " ").replace(".", "").split())


@dataclass(frozen=True, slots=True)
class LegalForm:
    """What a legal form says, whether it may only stand behind another word, and whether it is a name alone."""

    form_class: str
    last_only: bool
    name_alone: bool


@dataclass(frozen=True, slots=True)
class Title:
    """A word beside a name. `first_only`: also a name, so a title in first place only. `office`: few hold it."""

    first_only: bool
    office: bool


@dataclass(frozen=True, slots=True)
class WordTables:
    """All words that carry a meaning of their own in names. Keys are folded words, or tuples of them for phrases."""

    titles: dict[str, Title]
    particles: frozenset[str]
    beside_names: frozenset[str]
    """Titles and particles."""
    courtesy_names: frozenset[str]
    """Given names that may be left out where another one stands behind them."""
    eastern_family_names: frozenset[str]
    abbreviations: dict[str, str]
    """Abbreviated given names and surnames by their letters."""
    dotted_abbreviations: dict[str, str]
    """The same that are abbreviations only with a full stop."""
    legal_forms: dict[tuple[str, ...], LegalForm]
    sole_forms: frozenset[tuple[str, ...]]
    """Those that are no name alone either."""
    longest_forms: dict[str, int]
    """First words of legal forms, each with the number of words of the longest form that begins so."""
    generic_words: dict[str, int]
    stop_words: frozenset[str]
    placeholders: frozenset[str]
    spellings: dict[str, str]
    in_english: dict[str, str]
    """Words of bodies' names in languages of Europe, with the English one."""
    in_english_beside: dict[str, str]
    """The same for words that may be names, to be read so beside another one of these languages only."""
    trades_in_english: dict[str, str]
    """Common words of other languages in Latin letters that are no English ones, with the first English word of their
    row."""
    kept_words: frozenset[str]
    """Words that look like some of these and are English or names."""
    small_words: frozenset[str]
    """Articles and prepositions of these languages."""
    roman_numerals: dict[str, str]
    places: dict[tuple[str, ...], tuple[str, str]]
    place_beginnings: frozenset[str]
    long_place_beginnings: frozenset[str]
    """First words of places of more than `SHORT_PLACE` words."""
    longest_place: int
    """Words of the longest place."""
    same_given: dict[str, frozenset[int]]
    cousin_given: dict[str, frozenset[int]]
    short_given: dict[str, frozenset[int]]
    endings: dict[str, tuple[tuple[str, str, int], ...]]
    """By their last letter, the longest first: ending, what stands in its place, letters that must stay before it."""


def _groups(rows: list[dict[str, str]], kind: str) -> dict[str, frozenset[int]]:
    groups: dict[str, set[int]] = {}
    for number, row in enumerate(rows):
        if row["kind"] == kind:
            for name in row["names"].split("|"):
                groups.setdefault(fold(name), set()).add(number)
    return {name: frozenset(numbers) for name, numbers in groups.items()}


def _with_spellings(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """The rows of short forms with all spellings of the name that they are short for: Zhenya is Yevgeniy as well."""
    same = [row["names"] for row in rows if row["kind"] == "same"]
    spellings = {name: names for names in same for name in names.split("|")}
    short = [row["names"] for row in rows if row["kind"] == "short"]
    return [
        {"kind": "short", "names": f"{names}|{spellings.get(names.split('|')[0], '')}".rstrip("|")} for names in short
    ]


@kept_table
def word_tables() -> WordTables:
    """The tables that come with the program."""
    given = read_table("given_names.csv")
    titles = {
        fold(row["word"]): Title(row["first_only"] == "yes", row["office"] == "yes") for row in read_table("titles.csv")
    }
    particles = frozenset(fold(row["word"]) for row in read_table("particles.csv"))
    short = {
        fold(row["abbreviation"]): (row["name"], row["dot"] == "yes") for row in read_table("name_abbreviations.csv")
    }
    places = _places()
    generic_words, trades_in_english = _generic_words()
    legal_forms = _legal_forms()
    return WordTables(
        titles=titles,
        particles=particles,
        beside_names=particles | titles.keys(),
        courtesy_names=frozenset(fold(row["word"]) for row in read_table("courtesy_names.csv"))
        | {word for word, title in titles.items() if title.first_only},
        eastern_family_names=frozenset(fold(row["word"]) for row in read_table("family_names_east.csv")),
        abbreviations={word: name for word, (name, dot) in short.items() if not dot},
        dotted_abbreviations={word: name for word, (name, dot) in short.items() if dot},
        legal_forms=legal_forms,
        sole_forms=frozenset(key for key, form in legal_forms.items() if not form.name_alone),
        longest_forms={form[0]: len(form) for form in sorted(legal_forms, key=len)},
        generic_words=generic_words,
        stop_words=frozenset(fold(row["word"]) for row in read_table("stop_words.csv")),
        placeholders=frozenset(
            " ".join(phrase_key(words)) for row in read_table("placeholders.csv") for words in row["words"].split("|")
        ),
        spellings={fold(row["word"]): row["canonical"] for row in read_table("spellings.csv")},
        in_english=_words_in_english("european_words.csv"),
        in_english_beside=_words_in_english("european_words_beside.csv"),
        trades_in_english=trades_in_english,
        kept_words=frozenset(row["word"] for row in read_table("kept_words.csv")),
        small_words=frozenset(row["word"] for row in read_table("small_words_european.csv")),
        roman_numerals={row["roman"]: row["number"] for row in read_table("roman_numerals.csv")},
        places=places,
        place_beginnings=frozenset(words[0] for words in places),
        long_place_beginnings=frozenset(words[0] for words in places if len(words) > SHORT_PLACE),
        longest_place=max(map(len, places)),
        same_given=_groups(given, "same"),
        cousin_given=_groups(given, "cousin"),
        short_given=_groups(_with_spellings(given), "short"),
        endings=_endings(),
    )


def is_given_name(word: str) -> bool:
    """Whether a folded word is a given name of the tables, in any form of it."""
    tables = word_tables()
    return word in tables.same_given or word in tables.short_given or word in tables.cousin_given


def _legal_forms() -> dict[tuple[str, ...], LegalForm]:
    rows = read_table("legal_forms.csv")
    return {
        phrase_key(row["form"]): LegalForm(row["class"], row["place"] != "any", row["place"] == "behind")
        for row in rows
    }


def _places() -> dict[tuple[str, ...], tuple[str, str]]:
    """Places by their words: a code, the same for all that belong to one place, and the kind."""
    places = {phrase_key(row["word"]): (row["code"] or row["word"], row["kind"]) for row in read_table("places.csv")}
    for row in read_table("places_european.csv"):
        kind = "country" if row["code"].isupper() else "region"
        places.setdefault(phrase_key(row["word"]), (row["code"], kind))
    return places


def _words_in_english(table: str) -> dict[str, str]:
    """Words of European languages with the English one."""
    rows = read_table(table)
    return {fold(word): row["english"] for row in reversed(rows) for word in row["words"].split("|")}


def _generic_words() -> tuple[dict[str, int], dict[str, str]]:
    """Common words of bodies' names by their group, where words of other languages stand with the English ones they
    mean; and the English for those."""
    found = {
        fold(word): number
        for number, row in enumerate(read_table("generic_words.csv"))
        for word in row["words"].split("|")
    }
    rows = read_table("company_words.csv")
    own = found.keys() | {word for row in rows for word in row["english"].split("|")}
    in_english: dict[str, str] = {}
    for row in rows:
        group = next((found[word] for word in row["english"].split("|") if word in found), None)
        if group is not None and row["grade"] != "name":
            for word in map(fold, filter(None, row["latin"].split("|"))):
                found.setdefault(word, group)
                if word not in own:
                    in_english.setdefault(word, row["english"].split("|")[0])
    return found, in_english


def _endings() -> dict[str, tuple[tuple[str, str, int], ...]]:
    rows = [(row["ending"], row["stem"], int(row["least"])) for row in read_table("endings.csv")]
    rows.sort(key=lambda row: -len(row[0]))
    return {last: tuple(row for row in rows if row[0].endswith(last)) for last in {row[0][-1] for row in rows}}
