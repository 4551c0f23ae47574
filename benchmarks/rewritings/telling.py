"""Names as they are told over the telephone, heard by further ears, cut by clerks, and held in further messages."""

from __future__ import annotations

from random import Random

from benchmarks.rewritings.model import BODY, EVERYBODY, NAMED_PARTIES, PERSON, Kind, Spell, beside, by_sounds, spelt

_GERMAN = (
    "Anton Berta Cäsar Dora Emil Friedrich Gustav Heinrich Ida Julius Kaufmann Ludwig Martha Nordpol Otto "
    "Paula Quelle Richard Siegfried Theodor Ulrich Viktor Wilhelm Xanthippe Ypsilon Zeppelin"
)
_POLICE = (
    "Adam Boy Charles David Edward Frank George Henry Ida John King Lincoln Mary Nora Ocean Paul Queen "
    "Robert Sam Tom Union Victor William X-ray Young Zebra"
)
_RADIO = (
    "Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike November Oscar Papa "
    "Quebec Romeo Sierra Tango Uniform Victor Whiskey X-ray Yankee Zulu"
)
_LONGEST_TOLD = 25
_GREEK_BACK = (("b", "mp"), ("d", "nt"), ("g", "gk"), ("h", "ch"), ("sh", "s"), ("j", "tz"), ("ch", "ts"), ("u", "ou"))
_HEBREW_BACK = (("kh", "ch"), ("f", "ph"), ("w", "v"), ("j", "g"), ("q", "k"), ("th", "t"), ("dh", "d"))
_BENGALI = (("v", "bh"), ("z", "j"), ("f", "ph"), ("w", "v"), ("q", "k"), ("x", "ks"))
_ROMANIAN = (("sh", "ș"), ("ch", "ci"), ("ts", "ț"), ("k", "c"), ("w", "v"), ("kh", "h"), ("y", "i"))
_ALBANIAN = (("sh", "sh"), ("j", "xh"), ("ch", "ç"), ("y", "j"), ("w", "v"), ("ts", "c"), ("z", "x"))
_SWEDISH = (("sh", "sj"), ("ch", "tj"), ("j", "dj"), ("w", "v"), ("kh", "ch"), ("z", "s"), ("x", "ks"), ("y", "j"))
_SOMALI = (("kh", "kh"), ("h", "x"), ("p", "b"), ("v", "f"), ("z", "s"))
_CROATIAN = (("sh", "š"), ("ch", "č"), ("zh", "ž"), ("kh", "h"), ("j", "dž"), ("y", "j"), ("w", "v"), ("x", "ks"))


def _told(alphabet: str, letter: str) -> str:
    return alphabet.split()[ord(letter.upper()) - ord("A")]


def _letters(name: str) -> list[str]:
    return [one for one in name if one.isascii() and one.isalpha()]


def _by_alphabet(alphabet: str, between: str = " ", word_between: str = "") -> Spell:
    def spell(name: str, _: Random) -> str:
        if len(name) > _LONGEST_TOLD:
            return name
        words = [between.join(_told(alphabet, one) for one in _letters(word)) for word in name.split()]
        return (f"{between}{word_between}{between}" if word_between else between).join(filter(None, words))

    return spell


def _letter_and_word(name: str, _: Random) -> str:
    return ", ".join(f"{one.upper()} {_told(_RADIO, one)}" for one in _letters(name)) if len(name) <= 20 else name


def _last_told(name: str, _: Random) -> str:
    *words, last = name.split()
    told = " ".join(f"{one.upper()} wie {_told(_GERMAN, one)}" for one in _letters(last))
    return " ".join([*words, told]) if words and len(_letters(last)) > 3 else name


def _cut_in_all(name: str, _: Random) -> str:
    """All words of more than six letters cut to four and a full stop."""
    words = name.split()
    return " ".join(f"{word[:4]}." if len(word) > 6 and word.isalpha() else word for word in words)


def _cut_last(name: str, _: Random) -> str:
    *words, last = name.split()
    return " ".join([*words, f"{last[:5]}."]) if words and len(last) > 7 and last.isalpha() else name


def _capitals_behind(name: str, source: Random) -> str:
    first, *rest = name.upper().split()
    return " ".join([first + source.choice(("s", "net", "ia", "log")), *rest]) if len(first) > 3 else name


def _padded(name: str, _: Random) -> str:
    return f"{name.upper():@<20}" if len(name) < 20 else name


def _bracket_between(name: str, source: Random) -> str:
    words = name.split()
    if len(words) < 3:
        return name
    at = source.randrange(1, len(words) - 1)
    return " ".join([*words[:at], f"({source.choice(('Holdings', 'Group', 'Far East', 'M.E.', 'New'))})", *words[at:]])


KINDS: tuple[Kind, ...] = (
    spelt("spelt by the German alphabet", NAMED_PARTIES, _by_alphabet(_GERMAN), own=True),
    spelt("spelt by the police's alphabet", NAMED_PARTIES, _by_alphabet(_POLICE), own=True, held_back=True),
    spelt("spelt with hyphens", NAMED_PARTIES, _by_alphabet(_RADIO, "-"), own=True),
    spelt("spelt with words for blanks", EVERYBODY, _by_alphabet(_RADIO, " ", "space"), own=True, held_back=True),
    spelt("letters and words for them", NAMED_PARTIES, _letter_and_word, own=True),
    spelt("last word told in German", NAMED_PARTIES, _last_told, own=True, held_back=True),
    spelt("back from Greek", (PERSON,), by_sounds(_GREEK_BACK), own=True),
    spelt("back from Hebrew", (PERSON,), by_sounds(_HEBREW_BACK), own=True, held_back=True),
    spelt("heard by Bengalis", (PERSON,), by_sounds(_BENGALI), own=True),
    spelt("spelt in Romanian", (PERSON,), by_sounds(_ROMANIAN), own=True, held_back=True),
    spelt("spelt in Albanian", (PERSON,), by_sounds(_ALBANIAN), own=True),
    spelt("spelt in Swedish", (PERSON,), by_sounds(_SWEDISH), own=True, held_back=True),
    spelt("spelt in Croatian", (PERSON,), by_sounds(_CROATIAN), own=True),
    spelt("heard by Somalis", (PERSON,), by_sounds(_SOMALI), own=True, held_back=True),
    spelt("all words cut", NAMED_PARTIES, _cut_in_all, own=True),
    spelt("last word cut with a full stop", NAMED_PARTIES, _cut_last, own=True, held_back=True),
    spelt("small letters behind capitals", (BODY,), _capitals_behind, own=True),
    spelt("a word in brackets between", (BODY,), _bracket_between, own=True, held_back=True),
    spelt("filled up as transponders do", ("vessel",), _padded, own=True),
    beside(
        "telex quotes",
        EVERYBODY,
        "PLS QUOTE {upper} UNQUOTE ASAP",
        "RE YR TLX QUOTE {upper} UNQUOTE RGDS",
        "CONSIGNEE QUOTE {upper} UNQUOTE",
        own=True,
        held_back=True,
    ),
    beside(
        "wire tags of Fedwire",
        NAMED_PARTIES,
        "{{4200}}D{account}*{upper}*{street}*{city}*",
        "{{5000}}D{account}*{upper}*",
        "{{4200}}T{account}*{upper}*{city}*",
        own=True,
    ),
    beside(
        "sent through a service",
        NAMED_PARTIES,
        "{name} via DocuSign",
        "{name} via Wise",
        "{name} (via PayPal)",
        "{name} - invited by {person}",
        own=True,
        held_back=True,
    ),
)
