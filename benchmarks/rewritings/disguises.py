"""Names as people change them who would rather not be found: parts added, left out, moved, respelt, disguised."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from benchmarks.rewritings.model import (
    BODY,
    EVERYBODY,
    MADE_UP,
    NAMED_PARTIES,
    PERSON,
    Json,
    Kind,
    Spell,
    Subject,
    spelt,
)

_MIDDLE = ("Quill", "Tobias", "Hamid", "Sergeevich", "Ferenc", "Abdul", "Maria")
_SOUNDS = (
    ("ph", "f"),
    ("ck", "k"),
    ("kh", "h"),
    ("sh", "sch"),
    ("ch", "tch"),
    ("oo", "u"),
    ("ee", "i"),
    ("ou", "u"),
    ("ei", "ey"),
    ("ay", "ai"),
    ("zh", "j"),
    ("dj", "j"),
    ("th", "t"),
    ("gh", "g"),
    ("x", "ks"),
    ("q", "k"),
    ("y", "i"),
    ("w", "v"),
    ("v", "w"),
    ("j", "dzh"),
    ("c", "k"),
    ("z", "s"),
    ("f", "ph"),
    ("k", "ck"),
    ("i", "ee"),
    ("u", "oo"),
)
_LEET = {"a": "4@", "e": "3€", "i": "1!", "o": "0", "s": "5$", "t": "7+", "l": "1|", "b": "8", "g": "9"}
_CYRILLIC = (
    ("shch", "щ"),
    ("zh", "ж"),
    ("kh", "х"),
    ("ts", "ц"),
    ("ch", "ч"),
    ("sh", "ш"),
    ("yu", "ю"),
    ("ya", "я"),
    ("yo", "ё"),
    *zip(
        "abvgdeziyklmnoprstufhcjqwx",
        (
            "а",
            "б",
            "в",
            "г",
            "д",
            "е",
            "з",
            "и",
            "й",
            "к",
            "л",
            "м",
            "н",
            "о",
            "п",
            "р",
            "с",
            "т",
            "у",
            "ф",
            "х",
            "к",
            "дж",
            "к",
            "в",
            "кс",
        ),
        strict=True,
    ),
)
GREEK_LETTERS = (
    ("th", "θ"),
    ("ch", "χ"),
    ("kh", "χ"),
    ("ps", "ψ"),
    ("ou", "ου"),
    ("sh", "σ"),
    *zip(
        "abvgdeziyklmnoprstufhcjqwx",
        (
            "α",
            "μπ",
            "β",
            "γκ",
            "ντ",
            "ε",
            "ζ",
            "ι",
            "ι",
            "κ",
            "λ",
            "μ",
            "ν",
            "ο",
            "π",
            "ρ",
            "σ",
            "τ",
            "ου",
            "φ",
            "χ",
            "κ",
            "τζ",
            "κ",
            "ου",
            "ξ",
        ),
        strict=True,
    ),
)
_NICKNAMES = {
    "vladimir": "Vova",
    "alexander": "Sasha",
    "aleksandr": "Sasha",
    "mikhail": "Misha",
    "sergei": "Seryozha",
    "dmitry": "Dima",
    "nikolai": "Kolya",
    "ivan": "Vanya",
    "alexey": "Lyosha",
    "aleksei": "Alyosha",
    "yevgeny": "Zhenya",
    "william": "Bill",
    "robert": "Bob",
    "jose": "Pepe",
    "francisco": "Paco",
    "mohammed": "Mo",
    "mohammad": "Mo",
    "ibrahim": "Ibo",
    "james": "Jim",
    "john": "Johnny",
    "joseph": "Joe",
    "anthony": "Tony",
    "richard": "Dick",
    "charles": "Charlie",
    "thomas": "Tommy",
    "yuri": "Yura",
    "pavel": "Pasha",
    "viktor": "Vitya",
    "vasily": "Vasya",
    "konstantin": "Kostya",
    "andrei": "Andryusha",
    "elena": "Lena",
    "natalia": "Natasha",
    "maria": "Masha",
    "tatiana": "Tanya",
    "olga": "Olya",
    "igor": "Igorek",
    "luis": "Lucho",
    "jesus": "Chuy",
    "manuel": "Manolo",
    "ignacio": "Nacho",
    "carlos": "Carlitos",
    "roman": "Roma",
    "anatoly": "Tolya",
    "boris": "Borya",
    "gennady": "Gena",
    "oleg": "Olezhka",
    "stanislav": "Stas",
    "vyacheslav": "Slava",
    "vladislav": "Vlad",
    "svetlana": "Sveta",
    "ekaterina": "Katya",
    "daniel": "Danny",
    "michael": "Mike",
    "david": "Dave",
}
_SHORT = {
    "company": "Co",
    "international": "Intl",
    "limited": "Ltd",
    "corporation": "Corp",
    "industries": "Inds",
    "industrial": "Indl",
    "manufacturing": "Mfg",
    "brothers": "Bros",
    "development": "Dev",
    "group": "Grp",
    "and": "&",
    "trading": "Trdg",
    "general": "Gen",
    "engineering": "Engg",
    "national": "Natl",
    "petroleum": "Pet",
    "organization": "Org",
    "organisation": "Org",
    "institute": "Inst",
    "technology": "Tech",
    "technologies": "Tech",
    "services": "Svcs",
    "service": "Svc",
    "shipping": "Shpg",
    "management": "Mgmt",
    "research": "Res",
    "center": "Ctr",
    "centre": "Ctr",
    "university": "Univ",
    "association": "Assn",
    "enterprise": "Ent",
    "enterprises": "Ents",
    "department": "Dept",
    "ministry": "Min",
    "bank": "Bk",
    "electric": "Elec",
    "electronics": "Elex",
    "chemical": "Chem",
    "republic": "Rep",
    "foundation": "Fdn",
    "investment": "Inv",
    "investments": "Invs",
    "transport": "Transp",
    "construction": "Constr",
    "machine": "Mach",
    "scientific": "Sci",
    "production": "Prodn",
    "aviation": "Avn",
    "exchange": "Exch",
}
_PARTICLES = re.compile(r"\b(al|el|ul|bin|ibn|bint|abu|de|la|von|van)\b[- ]?", re.IGNORECASE)


def _words(change: Callable[[list[str], Random], list[str]]) -> Spell:
    return lambda name, source: " ".join(change(name.split(), source))


def _middle_added(words: list[str], source: Random) -> list[str]:
    return [words[0], source.choice(_MIDDLE), *words[1:]]


def _initial_added(words: list[str], source: Random) -> list[str]:
    return [words[0], source.choice("BCDFGHKLMNPRST") + source.choice((".", "")), *words[1:]]


def _middle_removed(words: list[str], _: Random) -> list[str]:
    return [words[0], words[-1]] if len(words) > 2 else words


def _first_removed(words: list[str], _: Random) -> list[str]:
    return words[1:] if len(words) > 2 else words


def _one_removed(words: list[str], source: Random) -> list[str]:
    if len(words) < 4:
        return words
    at = source.randrange(len(words))
    return words[:at] + words[at + 1 :]


def _moved(words: list[str], source: Random) -> list[str]:
    return source.sample(words, len(words))


def _initial_first(words: list[str], source: Random) -> list[str]:
    """The first name's initial only."""
    return [words[0][0].upper() + source.choice((".", "")), *words[1:]]


def _initials_between(words: list[str], _: Random) -> list[str]:
    return [words[0], *(f"{word[0].upper()}." for word in words[1:-1]), words[-1]]


def _all_initials(words: list[str], source: Random) -> list[str]:
    initials = [f"{word[0].upper()}." for word in words[:-1]]
    return source.choice(([*initials, words[-1]], [words[-1], *initials], [f"{words[-1]},", "".join(initials)]))


def _family_first_capitals(words: list[str], source: Random) -> list[str]:
    return source.choice(
        (
            [words[-1].upper(), *words[:-1]],
            [words[-1].upper() + ",", *words[:-1]],
            [f"{words[-1]},{' '.join(words[:-1])}"],
        )
    )


def _respelt(count: int) -> Spell:
    """So many sounds of a name written otherwise, one at most in a word."""

    def spell(name: str, source: Random) -> str:
        words = name.split()
        done = 0
        for at in source.sample(range(len(words)), len(words)):
            fitting = [pair for pair in _SOUNDS if pair[0] in words[at].lower()[1:] and len(words[at]) > 3]
            if fitting and done < count:
                sound, written = source.choice(fitting)
                place = words[at].lower().index(sound, 1)
                words[at] = words[at][:place] + written + words[at][place + len(sound) :]
                done += 1
        return " ".join(words)

    return spell


def _leet(name: str, source: Random) -> str:
    word = max(name.split(), key=len)
    changed = "".join(source.choice(_LEET[one.lower()]) if one.lower() in _LEET else one for one in word)
    return name.replace(word, changed, 1)


def _doubled(words: list[str], source: Random) -> list[str]:
    made = []
    for word in words:
        at = source.randrange(len(word))
        made.append(word[: at + 1] + word[at].lower() + word[at + 1 :] if len(word) > 3 else word)
    return made


def _transliterated(word: str, pairs: tuple[tuple[str, str], ...]) -> str:
    text = word.lower()
    for latin, other in pairs:
        text = text.replace(latin, other)
    return text.capitalize()


def _half(pairs: tuple[tuple[str, str], ...]) -> Spell:
    """One of the words in another script, by its sounds."""

    def spell(name: str, source: Random) -> str:
        words = name.split()
        at = source.randrange(len(words))
        words[at] = _transliterated(words[at], pairs)
        return " ".join(words) if len(words) > 1 else name

    return spell


def _half_a_word(name: str, _: Random) -> str:
    """The second half of the longest word in Cyrillic."""
    word = max(name.split(), key=len)
    at = len(word) // 2
    return name.replace(word, word[:at] + _transliterated(word[at:], _CYRILLIC).lower(), 1)


def _nickname(words: list[str], source: Random) -> list[str]:
    return [_NICKNAMES.get(words[0].lower(), words[0]), *words[1:]]


def _double_barrelled(words: list[str], source: Random) -> list[str]:
    return source.choice(
        (
            [*words[:-1], f"Thrale-{words[-1]}"],
            [*words[:-1], f"{words[-1]}-Vossbeck"],
            ["-".join(words[:-1]), words[-1]],
        )
    )


def _digits_within(name: str, source: Random) -> str:
    return source.choice(
        (
            " ".join(f"{word}{source.randrange(10)}" for word in name.split()),
            str(source.randrange(1, 9)).join(name.split()),
            f"{name} 007",
            "".join(one + ("7" if at and source.random() < 0.1 else "") for at, one in enumerate(name)),
            " ".join(f"{at}{word}" for at, word in enumerate(name.split(), 1)),
        )
    )


def _particles_left_out(name: str, _: Random) -> str:
    return " ".join(_PARTICLES.sub("", name).split())


def _particles_added(words: list[str], source: Random) -> list[str]:
    return [
        *words[:-1],
        source.choice(("al-", "El ", "bin ", "ben ", "Al", "de ", "ould ", "-i ")).replace("-i ", "i ") + words[-1],
    ]


def _shortened(words: list[str], source: Random) -> list[str]:
    return [
        _SHORT[word.lower().strip(",.")] + source.choice((".", "")) if word.lower().strip(",.") in _SHORT else word
        for word in words
    ]


def _signs_between(words: list[str], source: Random) -> list[str]:
    return source.choice(
        (
            [f"{word}." for word in words],
            [f"{word}," for word in words],
            ["-".join(words)],
            [f"'{word}'" for word in words],
            [f"<{word}>" for word in words],
        )
    )


def _words_turned(words: list[str], _: Random) -> list[str]:
    return words[::-1]


def _of_for_order(words: list[str], source: Random) -> list[str]:
    return [*words[1:], "of", words[0]] if len(words) > 1 else words


def _plural(words: list[str], _: Random) -> list[str]:
    return [word + "s" if len(word) > 5 and not word.endswith("s") else word for word in words]


def _first_letter(words: list[str], source: Random) -> list[str]:
    """The first letter of the longest word wrong."""
    word = max(words, key=len)
    return [source.choice("BDGKLMPRT") + one[1:].lower() if one == word and len(one) > 5 else one for one in words]


def _vowels_changed(words: list[str], source: Random) -> list[str]:
    """One vowel of every long word by another, as those write who only heard a name."""
    made = []
    for word in words:
        places = [at for at in range(1, len(word)) if word[at] in "aeiou"]
        if len(word) > 4 and places:
            at = source.choice(places)
            word = word[:at] + source.choice("aeiou".replace(word[at], "")) + word[at + 1 :]
        made.append(word)
    return made


def _without_vowels(name: str, _: Random) -> str:
    """The longest word as telex writes it."""
    word = max(name.split(), key=len)
    return name.replace(word, word[0] + re.sub("[aeiou]", "", word[1:]), 1) if len(word) > 6 else name


def _wrong_number(subject: Subject, source: Random) -> Json:
    """A ship under its name, with a number that is not its own."""
    return {
        "type": subject.type,
        "name": subject.name,
        "identifiers": [{"type": "imo", "value": MADE_UP["imo"](source)}],
    }


def _two_ships(subject: Subject, source: Random) -> Json:
    return {"type": subject.type, "name": f"{subject.name} II / {MADE_UP['ship'](source)}"}


def _other_type(subject: Subject, source: Random) -> Json:
    other = {"person": "entity", "entity": "person", "vessel": "entity"}[subject.type]
    return {"type": other, "name": subject.name}


def _with_wrong_facts(subject: Subject, source: Random) -> Json:
    """Another birth year and country said."""
    return {"type": subject.type, "name": subject.name, "birth_date": "2003-03-03", "countries": ["FJ"]}


def _kind(name: str, spell: Spell, of: tuple[str, ...] = EVERYBODY, *, held_back: bool = False) -> Kind:
    return spelt(name, of, spell, own=True, held_back=held_back)


KINDS = (
    _kind("middle name added", _words(_middle_added), (PERSON,)),
    _kind("initial added", _words(_initial_added), (PERSON,)),
    _kind("middle names left out", _words(_middle_removed), (PERSON,), held_back=True),
    _kind("first name left out", _words(_first_removed), (PERSON,)),
    _kind("a word left out", _words(_one_removed), NAMED_PARTIES, held_back=True),
    _kind("words in any order", _words(_moved)),
    _kind("words turned", _words(_words_turned)),
    _kind("initial for the first name", _words(_initial_first), (PERSON,), held_back=True),
    _kind("initials between", _words(_initials_between), (PERSON,)),
    _kind("initials and family name", _words(_all_initials), (PERSON,), held_back=True),
    _kind("family name first", _words(_family_first_capitals), (PERSON,)),
    _kind("a sound respelt", _respelt(1), NAMED_PARTIES),
    _kind("two sounds respelt", _respelt(2), NAMED_PARTIES),
    _kind("vowels changed", _words(_vowels_changed), NAMED_PARTIES),
    _kind("letters doubled in words", _words(_doubled)),
    _kind("first letter wrong", _words(_first_letter), NAMED_PARTIES),
    _kind("vowels left out of a word", _without_vowels, NAMED_PARTIES, held_back=True),
    _kind("leet in one word", _leet),
    _kind("a word in Cyrillic", _half(_CYRILLIC)),
    _kind("a word in Greek", _half(GREEK_LETTERS)),
    _kind("half a word in Cyrillic", _half_a_word),
    _kind("nickname for the first name", _words(_nickname), (PERSON,), held_back=True),
    _kind("double-barrelled", _words(_double_barrelled), (PERSON,)),
    _kind("digits within", _digits_within),
    _kind("particles left out", _particles_left_out, (PERSON,)),
    _kind("particles added", _words(_particles_added), (PERSON,)),
    _kind("words shortened", _words(_shortened), (BODY,)),
    _kind("signs between words", _words(_signs_between)),
    _kind("of for order", _words(_of_for_order), (BODY,)),
    _kind("plurals", _words(_plural), (BODY,)),
    Kind("IMO typed wrong", ("vessel",), _wrong_number, own=True),
    Kind("with another ship", ("vessel",), _two_ships, own=True),
    Kind("another type said", EVERYBODY, _other_type, own=True),
    Kind("wrong birth date and country", (PERSON, BODY), _with_wrong_facts, own=True),
)
