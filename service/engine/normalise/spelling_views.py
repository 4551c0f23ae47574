"""A person's name respelt: marked letters as digraphs, Somali orthography, articles written together with a name.

Each gives a name that lists write in another way: Šojgu is Shoigu, Maxamed is Mohamed, Binladin is bin Ladin, Ouardi is
Wardi, Huzita is Fujita. The result is compared beside the name as written, never in place of it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from service.common.lazy_pattern import lazy_pattern
from service.engine.normalise.text import fold
from service.engine.normalise.words import read_table, word_tables

_Rules = tuple[tuple[re.Pattern[str], str], ...]


def _rules(*rows: tuple[str, str]) -> _Rules:
    """Patterns with what stands in their place, one after the other."""
    return tuple((lazy_pattern(pattern), to) for pattern, to in rows)


_WORD = re.compile(r"[^\W\d_]+")
# Somali writes Arabic ḥ as x, ʿayn as c, long vowels twice. One word that only Somali spells so speaks for the name.
_SOMALI = re.compile(
    r"\b(?:c(?:abd|abuu|umar|usm|ism|iis|awad|aydi)|x(?:as|aas|us|uus|al|am|aaj|aw|oos))|axm|max[ae]m|[aeou]xiin|aax"
    r"|\b(?=\w*(?:aa|uu|ii|oo|ee))\w*[aeiou]c[bdfgjlmnrsxyz]|\bc(?:ilm|ig[ae]|irr|aa[a-z])|[aeou]{2}x\b|\bdh\w*(?:aa|uu|ii)"
    r"|\b(?=\w*(?:aa|uu|ii))(?:\w*[aeiou]c\b|\w*[aeou]x(?![eo])|\w*[aeou]lax\b)"
)
_SOMALI_RULES = _rules(
    (r"\bc(?=[aeiou])|(?<=[aeiou])c(?=[bdfgjlmnrsxyz]|\b)|(?<=a)c(?=ii)", ""),
    (r"x", "h"),
    (r"([aeiou])\1", r"\1"),
)
# The article before t, d, r, z, s, n, as it is heard and as North Africa writes it: Errachid, Attayeb, Ennaceur.
_ASSIMILATED = re.compile(r"\b[ae]([tdrzsn])(?=\1[aeiou][a-z]{3})")
# Turkish and Bosnian write Arabic names with e for most a, c or dž for the j of English: Cemal, Džemal, et-Temimi.
_TURKISH = re.compile(r"[şğıŞĞİ]|[dD][žŽ]|(?i:\be[tdrzsnl][- ]|\bc(?:em|ev|af|ah|el)|\bebu?\b)")
# Lithuanian and Latvian give every name of a man an ending, also foreign ones: Sergejus Ivanovas, Sergejs Ivanovs. One
# that only they put behind a Slavic name speaks for the others.
_BALTIC = re.compile(r"(?:[oe]v(?:as|s)|sk[ai]s|[ei]jus|[oe]vi(?:c|ch)(?:ius|s)|[oe]vinas|inas)\b")
_BALTIC_ENDING = re.compile(r"(?<=[^\W\d_]{3})(?:(?<=ch)ius|(?<=c)ius|(?<=[ei]j)us|as|is|us|s)\b")
# France writes the w of Arabic names as ou, q as gu, j as dj, sh as ch, and most short a as e: Naouel, Gueddari,
# Djebbar, Cherifi. One sign that French hardly has in names of its own speaks for the name.
_MAGHREBI = re.compile(
    r"\b(?:ou[aei](?!n$)|dj[aeiou]|gue[a-z]{2}[aeiou]|bel(?:h[aou]|[gk]ac[ei]|kh|madj)|che(?:ikh|kk?i)"
    r"|bou(?:[bdghkmrstz]|dj|kh)[aeiou])"
    r"|[aeio]ou[aei]|[bcdfhjklmnrstz]ou[ae]|dj[aeiou]|[gky]ac[ei]|oui?ni\b"
)
_MAGHREBI_RULES = _rules(
    (r"\bbou(?=(?:[bdghkmrstz]|kh)[aeiouj][a-z])", "abu "),
    (r"\bbel(?=h[aou]|[gk]ac[ei]|kh|madj)", "bin al "),
    (r"ou(?=[aei])", "w"),
    (r"ou", "u"),
    (r"dj", "j"),
    (r"(?<![sct])ch", "sh"),
    (r"gu(?=[ei])", "q"),
    (r"c(?=[eiy])", "s"),
    (r"(?<=[aeio][nm])e\b", ""),
    (r"e(?![iy])(?!(?<=[aiu][^aeiou]e)[^aeiou]\b)", "a"),
)
# Kunrei and Nihon-siki, Japan's own: words of Japanese syllables alone, one of which Hepburn writes in another way.
_JAPANESE_WORDS = re.compile(
    r"(?:(?:[kgsztdnhbpmr]y?|[jwy])?[aiueo]|n(?![aiueoy])|(?:sh|ch|ts|f)[aiueo]|([kstp])(?=\1)|[- '])+"
)
_KUNREI = re.compile(r"[stz]y[auo]|[stz]i|tu|hu")
_KUNREI_RULES = _rules(
    (r"sy(?=[auo])|s(?=i)", "sh"),
    (r"ty(?=[auo])|t(?=i)", "ch"),
    (r"[zd]y(?=[auo])|z(?=i)", "j"),
    (r"tu", "tsu"),
    (r"(?<![sc])hu", "fu"),
)
_GLUED = re.compile(r"\b(al|el|bin|ben)(?=[b-df-hj-np-tv-z][a-z]{3}|a[a-z]{3})(?!ah)")


@lru_cache(maxsize=1)
def _marked_letters() -> tuple[re.Pattern[str], dict[str, str]]:
    spelt = {row["letters"]: row["spelt"] for row in read_table("marked_letters.csv")}
    return re.compile("|".join(map(re.escape, spelt)), re.IGNORECASE), spelt


@lru_cache(maxsize=1)
def _no_article() -> re.Pattern[str]:
    """Beginnings of words in which what looks like an article is none."""
    beginnings: dict[str, list[str]] = {"yes": [], "no": []}
    for row in read_table("glued_exceptions.csv"):
        beginnings[row["apart"]].append(row["beginning"])
    return re.compile(f"(?!{'|'.join(beginnings['yes'])})(?:{'|'.join(beginnings['no'])})")


def respelt(raw: str) -> str | None:
    """A Latin name in the spelling most lists would use, or None if there is nothing to respell."""
    text = raw if raw.isascii() else _digraphs(raw)
    folded = fold(text)
    found = _ASSIMILATED.sub(_article_apart, _apart(_somali(_without_baltic_endings(folded))))
    if found == folded:
        return None if text is raw or text == raw else text
    return found


def from_turkish(raw: str) -> str | None:
    """A name that Turkish or Bosnian may have spelt, as English would if it is Arabic; None for others."""
    if _TURKISH.search(raw) is None:
        return None
    folded = fold(_digraphs(raw))
    return re.sub(r"c(?!h)|dzh", "j", folded).replace("e", "a")


def from_french(raw: str) -> str | None:
    """A name that French may have spelt, as English would if it is Arabic; None for others."""
    folded = fold(raw)
    return None if _MAGHREBI.search(folded) is None else _by_rules(folded, _MAGHREBI_RULES)


def is_japanese(folded: str) -> bool:
    """Whether all words of a folded text are syllables of Japanese, in any romanisation."""
    return _JAPANESE_WORDS.fullmatch(folded) is not None


def may_be_kunrei(folded: str) -> bool:
    """Whether a folded text has a syllable that Hepburn spells otherwise."""
    return _KUNREI.search(folded) is not None


def from_kunrei(folded: str) -> str | None:
    """A folded name in Japan's own romanisations, as Hepburn spells it; None for others."""
    if not (may_be_kunrei(folded) and is_japanese(folded)):
        return None
    found = _by_rules(folded, _KUNREI_RULES)
    return None if found == folded else found


def _by_rules(text: str, rules: _Rules) -> str:
    for pattern, to in rules:
        text = pattern.sub(to, text)
    return text


def _digraphs(text: str) -> str:
    pattern, spelt = _marked_letters()
    return pattern.sub(lambda found: spelt[found[0].lower()], text)


def _without_baltic_endings(folded: str) -> str:
    return folded if _BALTIC.search(folded) is None else _BALTIC_ENDING.sub("", folded)


def _somali(folded: str) -> str:
    if ("x" not in folded and "c" not in folded) or _SOMALI.search(folded) is None:
        return folded
    return _by_rules(folded, _SOMALI_RULES)


def _apart(folded: str) -> str:
    """Words in which an article or a word for son is written together with a name, apart."""
    return _GLUED.sub(_parted, folded)


def _article_apart(found: re.Match[str]) -> str:
    """The article of a word apart from it, unless the word is a known given name (Annelise, Esteban)."""
    word = _WORD.match(found.string, found.start())
    whole = word[0] if word else ""
    tables = word_tables()
    known = whole in tables.same_given or whole in tables.cousin_given or _no_article().match(whole) is not None
    return found[0] if known else "al "


def _parted(found: re.Match[str]) -> str:
    word = _WORD.match(found.string, found.start())
    whole = word[0] if word else ""
    tables = word_tables()
    if _no_article().match(whole) is not None or whole in tables.same_given or whole in tables.titles:
        return found[0]
    return found[0] + " "
