"""Arabic compounds as one word: abd + article + name is one name, and so is a name + article + din or + allah.

Lists write them together, apart or with a hyphen, with the article assimilated or not; one form is made of all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from service.common.lazy_pattern import lazy_pattern


@dataclass(frozen=True, slots=True)
class _Compounds:
    """How one script writes them: `first` begins one whatever follows, `first_bare` only before an article."""

    first: re.Pattern[str]
    first_bare: frozenset[str]
    articles: re.Pattern[str]
    din: re.Pattern[str]
    allah: re.Pattern[str]
    abd: str
    canonical: tuple[str, str]


_COMPOUNDS = {
    "Latn": _Compounds(
        lazy_pattern(r"abd(?:ul|el|oul|ur|us|ou|u|as|ar|ool|il)$|abdu[lrsnz]$|abdal$"),
        frozenset({"abd", "abdi"}),
        lazy_pattern(r"al|el|ul|ad|ar|as|az|an|at|ash|ud|ed|er|es|ol|il|l"),
        lazy_pattern(r"(?:[aueoi]?d)?(?:din|deen|dine|dien)$"),
        lazy_pattern(r"(?:u|a|o|i)?l?lah$|allah$"),
        "abd'",
        ("din", "ullah"),
    ),
    "Arab": _Compounds(
        lazy_pattern("$^"),
        frozenset({"عبد"}),
        lazy_pattern("ال|آل"),
        lazy_pattern("(?:ال)?(?:دين|دین)$"),
        lazy_pattern("الله$|ﷲ$|اللہ$|اللة$"),
        "عبد",
        ("دين", "الله"),
    ),
    "Hebr": _Compounds(
        lazy_pattern("[עא]בדו?ל$|[עא]בדאל$"),
        frozenset({"עבד", "אבד"}),
        lazy_pattern("ה?א?ל|[אע]ול|א[זסרשדנ]?"),
        lazy_pattern("(?:א?ל)?א?די[ןנ]$"),
        lazy_pattern("א?ול?לה$|אל?לה$"),
        "עבד",
        ("דין", "אללה"),
    ),
    "Deva": _Compounds(
        lazy_pattern("अब्दु[लरसन]?$"),
        frozenset({"अब्द"}),
        lazy_pattern("[अउ][लरसद]"),
        lazy_pattern("(?:उ?द्)?दीन$|उद्दिन$"),
        lazy_pattern("उल्लाह$|अल्लाह$|ल्लाह$"),
        "अब्द्",
        ("दीन", "उल्लाह"),
    ),
    "Beng": _Compounds(
        lazy_pattern("আব্?দু[লরসন]?$"),
        frozenset({"আবদ", "আব্দ"}),
        lazy_pattern("[আউ][লরসদ]"),
        lazy_pattern("(?:উ?দ্)?দ[িী]ন$"),
        lazy_pattern("উল্লাহ$|আল্লাহ$|ল্লাহ$"),
        "আব্দ্",
        ("দীন", "উল্লাহ"),
    ),
    "Kana": _Compounds(
        lazy_pattern("アブド(?:ゥル|ル|ゥッ|ゥール|ゥーッ|ゥー|ゥ|ッ)$|アブ(?:デ|ダ|デッ|ダッ)ル$|アブドア[ルッ]$"),
        frozenset({"アブド"}),
        lazy_pattern("アル|エル|ウル|ア[ッンズスシト]ュ?|ル"),
        lazy_pattern("(?:[ウアエ]ッ|アル)?(?:ディン|ディーン)$"),
        lazy_pattern("(?:[アウオ]ッ?|ッ)ラー?フ?$|アッラー$"),
        "アブド",
        ("ディン", "ウラー"),
    ),
    # 阿卜杜拉 is Abdullah himself, and begins nothing.
    "Hani": _Compounds(
        lazy_pattern("阿[卜布][杜都][勒尔爾]?$"),
        frozenset(),
        lazy_pattern("[阿艾]尔|[阿艾]爾"),
        lazy_pattern("$^"),
        lazy_pattern("$^"),
        "阿卜杜",
        ("丁", "拉"),
    ),
}


@lru_cache(maxsize=1 << 15)
def _may_join(word: str, script: str) -> bool:
    rules = _COMPOUNDS.get(script)
    if rules is None:
        return False
    return word in rules.first_bare or any(part.match(word) for part in (rules.first, rules.din, rules.allah))


def join_compounds(words: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """`abd al rahman` -> `abdrahman`, `salah al din` -> `salahdin`, `rahmat allah` -> `rahmatullah`."""
    if not any(_may_join(word, script) for word, script in words):
        return words
    found: list[tuple[str, str]] = []
    i = 0
    while i < len(words):
        word, script = words[i]
        rules = _COMPOUNDS.get(script)
        if rules is not None:
            first = _with_following(rules, words[i : i + 3])
            if first is not None:
                compound, used = first
                found.append((compound, script))
                i += used
                continue
            if _end_preceding(rules, word, script, found):
                i += 1
                continue
        found.append(words[i])
        i += 1
    return found


def _with_following(rules: _Compounds, words: list[tuple[str, str]]) -> tuple[str, int] | None:
    """The compound that the first of the words begins (Abd, with or without an article), and of how many words."""
    word, script = words[0]
    following = [other for other, _ in takewhile(lambda pair: pair[1] == script, words[1:])]
    if not following:
        return None
    after_article = len(following) > 1 and rules.articles.fullmatch(following[0]) is not None
    glued = script == "Arab" and following[0].startswith("ال") and len(following[0]) > 3
    if not (rules.first.match(word) or (word in rules.first_bare and (after_article or glued))):
        return None
    name = following[1] if after_article else following[0]
    return rules.abd + (name.removeprefix("ال") if glued else name), 3 if after_article else 2


def _end_preceding(rules: _Compounds, word: str, script: str, found: list[tuple[str, str]]) -> bool:
    """Whether the word ends a compound (Din, Allah): if so it is put behind the word found before it."""
    last = 1 if rules.din.match(word) else 2 if rules.allah.match(word) else 0
    if not (last and found and found[-1][1] == script):
        return False
    article = len(found) > 1 and rules.articles.fullmatch(found[-1][0]) is not None
    if len(found[-2 if article else -1][0]) == 1:
        return False
    if article:
        found.pop()
    found[-1] = (found[-1][0] + rules.canonical[last - 1], script)
    return True
