"""Names as clerks spell them who heard or read them in another language, and as other alphabets bring them back."""

from __future__ import annotations

import re
from random import Random

from benchmarks.rewritings.model import BODY, NAMED_PARTIES, PERSON, Kind, Spell, by_sounds, spelt

_GERMAN = (("sh", "sch"), ("kh", "ch"), ("ch", "tsch"), ("j", "dsch"), ("v", "w"), ("y", "j"), ("z", "s"))
_FRENCH = (("sh", "ch"), ("ch", "tch"), ("j", "dj"), ("oo", "ou"), ("u", "ou"), ("ee", "i"), ("w", "ou"))
_DUTCH = (("sh", "sj"), ("ch", "tsj"), ("j", "dj"), ("oo", "oe"), ("u", "oe"), ("y", "j"))
_HUNGARIAN = (("sh", "s"), ("ch", "cs"), ("zh", "zs"), ("j", "dzs"), ("s", "sz"), ("y", "j"), ("w", "v"))
_POLISH = (("sh", "sz"), ("ch", "cz"), ("zh", "ż"), ("kh", "ch"), ("v", "w"), ("y", "j"), ("j", "dż"))
_SPANISH = (("sh", "ch"), ("kh", "j"), ("k", "c"), ("mm", "m"), ("ss", "s"), ("w", "u"), ("z", "s"), ("oo", "u"))
_TURKISH = (("sh", "ş"), ("ch", "ç"), ("kh", "h"), ("j", "c"), ("w", "v"), ("oo", "u"), ("q", "k"), ("gh", "ğ"))
_FINNISH = (("b", "p"), ("d", "t"), ("g", "k"), ("sh", "s"), ("z", "ts"), ("w", "v"))
_PORTUGUESE = (("sh", "x"), ("k", "qu"), ("y", "i"), ("w", "v"), ("ll", "l"), ("mm", "m"), ("oo", "u"))
_ITALIAN = (("sh", "sc"), ("kh", "ch"), ("k", "ch"), ("j", "g"), ("y", "i"), ("ph", "f"), ("x", "ss"))
_INDONESIAN = (("sh", "sy"), ("oo", "oe"), ("u", "oe"), ("j", "dj"), ("v", "f"), ("ch", "tj"))
_CZECH = (("sh", "š"), ("ch", "č"), ("zh", "ž"), ("kh", "ch"), ("w", "v"), ("y", "j"), ("j", "dž"))
_VIETNAMESE = (("ph", "p"), ("f", "ph"), ("z", "d"), ("j", "gi"), ("k", "c"))
_JAPANESE = (("th", "s"), ("l", "r"), ("v", "b"))
_ARABIC = (("p", "b"), ("v", "f"), ("g", "j"))
_KOREAN = (("f", "p"), ("z", "j"), ("v", "b"), ("l", "r"), ("th", "s"))
_RUSSIAN_BACK = (("h", "kh"), ("w", "v"), ("x", "ks"), ("j", "dzh"), ("th", "t"), ("ph", "f"), ("q", "k"), ("y", "i"))
_CASES = re.compile(r"(?:ov|ev|in|yn)$")


def _declined(name: str, source: Random) -> str:
    """A Slavic name in another case."""
    *given, family = name.split()
    if not _CASES.search(family):
        return name
    ending, other = source.choice((("u", "u"), ("a", "a"), ("ym", "om"), ("e", "e")))
    return " ".join([*(word + other if word[-1] not in "aeiouy" else word for word in given), family + ending])


def _no_vowels(name: str, _: Random) -> str:
    return re.sub(r"(?<=\w)[aeiou](?=\w)", "", name.lower()).title()


def _words_cut(name: str, _: Random) -> str:
    """Long words cut with a full stop, as registers print them."""
    return " ".join(f"{word[:5]}." if len(word) > 8 else word for word in name.split())


def _kind(name: str, spell: Spell, of: tuple[str, ...] = (PERSON,), *, held_back: bool = False) -> Kind:
    return spelt(name, of, spell, own=True, held_back=held_back)


KINDS = (
    _kind("spelt in German", by_sounds(_GERMAN)),
    _kind("spelt in French", by_sounds(_FRENCH), held_back=True),
    _kind("spelt in Dutch", by_sounds(_DUTCH)),
    _kind("spelt in Hungarian", by_sounds(_HUNGARIAN), held_back=True),
    _kind("spelt in Polish", by_sounds(_POLISH)),
    _kind("spelt in Spanish", by_sounds(_SPANISH), held_back=True),
    _kind("spelt in Turkish", by_sounds(_TURKISH)),
    _kind("spelt in Finnish", by_sounds(_FINNISH), held_back=True),
    _kind("spelt in Portuguese", by_sounds(_PORTUGUESE)),
    _kind("spelt in Italian", by_sounds(_ITALIAN), held_back=True),
    _kind("spelt in Indonesian", by_sounds(_INDONESIAN)),
    _kind("spelt in Czech", by_sounds(_CZECH), held_back=True),
    _kind("spelt in Vietnamese", by_sounds(_VIETNAMESE)),
    _kind("heard by Japanese", by_sounds(_JAPANESE), NAMED_PARTIES, held_back=True),
    _kind("heard by Arabs", by_sounds(_ARABIC), NAMED_PARTIES),
    _kind("heard by Koreans", by_sounds(_KOREAN), NAMED_PARTIES, held_back=True),
    _kind("back from Russian", by_sounds(_RUSSIAN_BACK), NAMED_PARTIES),
    _kind("declined", _declined, held_back=True),
    _kind("no vowels at all", _no_vowels, held_back=True),
    _kind("words cut with full stops", _words_cut, (BODY,)),
)
