"""Names whose letters, signs and words evaders move, overlay and exchange."""

from __future__ import annotations

from random import Random

from benchmarks.rewritings.model import BODY, EVERYBODY, NAMED_PARTIES, PERSON, Kind, Spell, spelt

_HOOKED = dict(zip("abcdghiklnoptuzABCDGHIKLNOPTUZ", "ⱥƀƈđǥħɨƙłƞøƥŧʉƶȺɃƇĐǤĦƗƘŁȠØƤŦɄƵ", strict=True))
_CURRENCIES = dict(zip("EYLSWNC", "€¥£$₩₦₵", strict=True))
_RAISED = dict(zip("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True))
_PHONETIC = dict(zip("aegilnorsuvy", "ɑɛɡɪɫŋɔɾʃʊʋʏ", strict=True))
_MORSE = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz",
        [
            ".-",
            "-...",
            "-.-.",
            "-..",
            ".",
            "..-.",
            "--.",
            "....",
            "..",
            ".---",
            "-.-",
            ".-..",
            "--",
            "-.",
            "---",
            ".--.",
            "--.-",
            ".-.",
            "...",
            "-",
            "..-",
            "...-",
            ".--",
            "-..-",
            "-.--",
            "--..",
        ],
        strict=True,
    )
)
_BRAILLE = dict(zip("abcdefghijklmnopqrstuvwxyz", "⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚⠅⠇⠍⠝⠕⠏⠟⠗⠎⠞⠥⠧⠺⠭⠽⠵", strict=True))
_BETWEEN = ("Middle East", "Holdings", "Gulf", "Asia", "Alpha", "Prime")
_LEAST_LETTERS = 4


def _by(table: dict[str, str], upper: bool | None = None) -> Spell:
    def spell(name: str, _: Random) -> str:
        text = name if upper is None else name.upper() if upper else name.lower()
        return "".join(table.get(one, one) for one in text)

    return spell


def _morse(name: str, _: Random) -> str:
    return " / ".join(" ".join(_MORSE.get(one, one) for one in word) for word in name.lower().split())


def _between_all_letters(name: str, source: Random) -> str:
    return source.choice("_/-.·").join(name.replace(" ", ""))


def _tags(name: str, source: Random) -> str:
    return "".join(one + chr(0xE0000 + ord(source.choice("abc"))) for one in name)


def _one_hidden(name: str, source: Random) -> str:
    """One vowel hidden by a sign."""
    places = [at for at in range(1, len(name)) if name[at].lower() in "aeiou"]
    if not places:
        return name
    at = source.choice(places)
    return name[:at] + source.choice("*#@_-.") + name[at + 1 :]


def _one_in_brackets(name: str, source: Random) -> str:
    at = source.choice([at for at in range(1, len(name)) if name[at].isalpha()])
    opened, closed = source.choice(("()", "[]", "{}"))
    return f"{name[:at]}{opened}{name[at]}{closed}{name[at + 1 :]}"


def _blank_moved(name: str, _: Random) -> str:
    """The first word's last letter at the head of all others, joined."""
    first, *rest = name.split()
    return f"{first[:-1]} {first[-1]}{''.join(rest)}" if rest and len(first) >= _LEAST_LETTERS else name


def _letter_taken(name: str, _: Random) -> str:
    """The second word's first letter at the end of the first one."""
    first, *rest = name.split()
    if not rest or min(len(first), len(rest[0])) < _LEAST_LETTERS:
        return name
    return " ".join([first + rest[0][0], rest[0][1:], *rest[1:]])


def _word_between(name: str, source: Random) -> str:
    words = name.split()
    if len(words) < 2:
        return name
    at = source.randrange(1, len(words))
    word = source.choice(_BETWEEN)
    return " ".join([*words[:at], f"({word})" if source.random() < 0.5 else word, *words[at:]])


def _syllable_before(name: str, source: Random) -> str:
    return source.choice(("Neo", "Pro", "Uni", "Euro", "Al")) + name[0].lower() + name[1:]


def _syllable_behind(name: str, source: Random) -> str:
    first, *rest = name.split()
    return " ".join([first + source.choice(("ex", "co", "tech", "trans", "a", "is")), *rest])


def _first_joined(name: str, source: Random) -> str:
    """First and last name only, joined as accounts of the web are."""
    first, *_, last = name.split()
    return source.choice((f"{first}{last}", f"{first}_{last}", f"{last}{first}", f"{first}.{last}77"))


def _form_within(name: str, source: Random) -> str:
    first, *rest = name.split()
    return " ".join([first, source.choice(("LLC", "Ltd.", "GmbH", "FZE", "S.A.")), *rest]) if rest else name


def _first_letters_exchanged(name: str, _: Random) -> str:
    first, *rest = name.split()
    if len(rest) != 1 or min(len(first), len(rest[0])) < _LEAST_LETTERS:
        return name
    return f"{rest[0][0]}{first[1:]} {first[0]}{rest[0][1:]}"


def _kind(name: str, spell: Spell, of: tuple[str, ...] = EVERYBODY, *, held_back: bool = False) -> Kind:
    return spelt(name, of, spell, own=True, held_back=held_back)


KINDS = (
    _kind("strokes and hooks", _by(_HOOKED)),
    _kind("signs of currencies", _by(_CURRENCIES, upper=True), held_back=True),
    _kind("raised letters", _by(_RAISED, upper=False)),
    _kind("phonetic letters", _by(_PHONETIC, upper=False), held_back=True),
    _kind("Morse", _morse, NAMED_PARTIES, held_back=True),
    _kind("Braille", _by(_BRAILLE, upper=False), NAMED_PARTIES),
    _kind("signs between all letters", _between_all_letters),
    _kind("tag characters", _tags, held_back=True),
    _kind("one letter hidden", _one_hidden),
    _kind("one letter in brackets", _one_in_brackets, held_back=True),
    _kind("blank moved", _blank_moved, held_back=True),
    _kind("letter taken from the next word", _letter_taken),
    _kind("word put between", _word_between, NAMED_PARTIES),
    _kind("syllable before", _syllable_before, (BODY,), held_back=True),
    _kind("syllable behind", _syllable_behind, (BODY,)),
    _kind("first and last joined", _first_joined, (PERSON,), held_back=True),
    _kind("legal form within", _form_within, (BODY,)),
    _kind("first letters exchanged", _first_letters_exchanged, NAMED_PARTIES, held_back=True),
)
