"""Names as desks in several countries type, label and correct them, each in tables and forms of their own."""

from __future__ import annotations

import re
from random import Random

from benchmarks.rewritings.model import BODY, EVERYBODY, NAMED_PARTIES, PERSON, SHIP, Kind, Spell, beside, spelt

_LONG = 5


def _two_pairs_exchanged(name: str, source: Random) -> str:
    """Neighbouring letters exchanged in two words, their first letters kept."""
    words = name.split()
    long = [at for at, word in enumerate(words) if len(word) >= _LONG and word.isalpha()]
    if len(long) < 2:
        return name
    for at in source.sample(long, 2):
        place = source.randrange(1, len(words[at]) - 1)
        word = words[at]
        words[at] = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return " ".join(words)


def _vowel_lost_in_each(name: str, source: Random) -> str:
    """One inner vowel of each long word lost."""
    words = []
    for word in name.split():
        inner = [at for at in range(1, len(word) - 1) if word[at].lower() in "aeiou"]
        at = source.choice(inner) if len(word) >= _LONG and inner else len(word)
        words.append(word[:at] + word[at + 1 :])
    return " ".join(words)


def _first_syllable_twice(name: str, _: Random) -> str:
    """A stammer written down: A-a-ahmed."""
    first, *rest = name.split()
    return " ".join([f"{first[0]}-{first[0].lower()}-{first}", *rest])


def _letter_struck_again(name: str, source: Random) -> str:
    """A wrong letter in brackets or crossed out before the right one."""
    places = [at for at in range(1, len(name) - 1) if name[at - 1 : at + 2].isalpha()]
    if not places:
        return name
    at = source.choice(places)
    return f"{name[:at]}{source.choice(('(x)', '[e]', '~~o~~', '(sic)'))}{name[at:]}"


def _line_numbers(name: str, source: Random) -> str:
    """Words on numbered lines."""
    words = name.split()
    at = source.randrange(1, len(words)) if len(words) > 1 else 0
    return f"10 {' '.join(words[:at])}\n20 {' '.join(words[at:])}" if at else name


def _bidi_marks(name: str, source: Random) -> str:
    """Marks of direction, as right-to-left programs put round Latin words."""
    return " ".join(f"\u200e{word}\u200f" for word in name.split()) + source.choice(("\u061c", "\u202c"))


def _table_cells(name: str, source: Random) -> str:
    """Each word in a cell of mark-up."""
    shape = source.choice(("<td>{}</td>", "| {} ", "{} & ", "|| {} ", "{}\t"))
    return "".join(shape.format(word) for word in name.split()).strip() if " " in name else name


def _accents_by_keys(name: str, source: Random) -> str:
    """Accents typed behind their vowels, as telegrams and bare keyboards have them: a', e`, o^."""
    places = [at for at in range(1, len(name)) if name[at] in "aeiou"]
    if not places:
        return name
    at = source.choice(places)
    return name[: at + 1] + source.choice("'`^\"~") + name[at + 1 :]


def _key_too_long(name: str, source: Random) -> str:
    """Two letters of the longest word held too long."""
    word = max(name.split(), key=len)
    if len(word) < _LONG:
        return name
    one, two = sorted(source.sample(range(1, len(word)), 2))
    held = (
        word[:one] + word[one] * source.choice((2, 3)) + word[one:two] + word[two] * source.choice((1, 2)) + word[two:]
    )
    return name.replace(word, held, 1)


def _articles_in_front(name: str, source: Random) -> str:
    return f"{source.choice(('The', 'Die', 'La', 'Le', 'Il', 'Al', 'O', 'A'))} {name}"


def _blank_and_letter(name: str, source: Random) -> str:
    """A blank struck one letter too early in one word, which loses that letter to the next."""
    words = name.split()
    if len(words) < 2:
        return name
    at = source.randrange(len(words) - 1)
    if len(words[at]) < _LONG:
        return name
    words[at], words[at + 1] = words[at][:-1], words[at][-1] + words[at + 1]
    return " ".join(words)


def _hashtag(name: str, source: Random) -> str:
    """Joined by capitals as hashtags are."""
    joined = "".join(re.sub(r"\W", "", word).capitalize() for word in name.split())
    return source.choice(("#{}", "@{}", "#{}Official", "{}_2024", "the{}")).format(joined) if " " in name else name


def _kind(name: str, spell: Spell, of: tuple[str, ...] = EVERYBODY, *, held_back: bool = False) -> Kind:
    return spelt(name, of, spell, own=True, held_back=held_back)


KINDS: tuple[Kind, ...] = (
    _kind("letters exchanged in two words", _two_pairs_exchanged),
    _kind("a vowel lost in each long word", _vowel_lost_in_each, held_back=True),
    _kind("stammered", _first_syllable_twice, NAMED_PARTIES),
    _kind("a wrong letter put right", _letter_struck_again, held_back=True),
    _kind("words on numbered lines", _line_numbers),
    _kind("marks of direction", _bidi_marks, held_back=True),
    _kind("each word in a cell", _table_cells),
    _kind("accents behind their vowels", _accents_by_keys, held_back=True),
    _kind("keys held too long", _key_too_long),
    _kind("article in front", _articles_in_front, (BODY,), held_back=True),
    _kind("blank struck too early", _blank_and_letter),
    _kind("hashtags", _hashtag, NAMED_PARTIES, held_back=True),
    beside(
        "customs of Turkey and Russia",
        NAMED_PARTIES,
        "Gönderici/İhracatçı: {name} {city}",
        "Alıcı {upper} Vergi No {account}",
        "Грузополучатель {name}, {city}",
        "Покупатель: {upper} ИНН {account}",
        "Получатель груза - {name}",
        type_="unknown",
        own=True,
    ),
    beside(
        "papers of China and Korea",
        NAMED_PARTIES,
        "收货人:{upper}",
        "發貨人 {name}",
        "开户名称：{name} 账号{account}",
        "수하인: {name}",
        "예금주 {upper}",
        "收件人{name}电话{phone}",
        type_="unknown",
        own=True,
        held_back=True,
    ),
    beside(
        "standing of a party",
        NAMED_PARTIES,
        '{name} (the "Buyer")',
        "{name} as borrower",
        "{name} acting as principal",
        "between {name} of the one part",
        "{name}, the other party",
        "party of the first part {name}",
        own=True,
    ),
    beside(
        "relatives with their kin",
        (PERSON,),
        "{name} (wife of {person})",
        "{name}, mother of the above",
        "{name} - brother",
        "{name} (next of kin)",
        "{name} emergency contact {phone}",
        own=True,
        held_back=True,
    ),
    beside(
        "ship's lines of brokers",
        (SHIP,),
        "M/V {upper} OR SIMILAR",
        "{upper} - SHINC/SHEX",
        "FIXED {upper} {tonnage} {port} PPT",
        "{upper} ETA {port} {day} AGW",
        "VSL: {upper} / FLAG: {flag} / BUILT: {year}",
        own=True,
    ),
)
